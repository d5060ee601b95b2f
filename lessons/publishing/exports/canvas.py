"""Write QTI 1.2 for Canvas: one quiz for each lesson.

The files are `canvas_*.xml.j2`, filled in. They have the form in which Canvas itself exports a
quiz: it has types, such as matching, that QTI 1.2 does not know.
"""

from dataclasses import replace

from lessons.core.zips import zipped
from lessons.publishing.exports.export_base import (
    Export,
    Request,
    edition,
    lesson_parts,
    lost,
    matched,
    title,
    written,
)
from lessons.questions import Question
from lessons.questions.shapes import Choice, Order, Pairs, Part, mixed

ALL_OF_THEM = "Here choose every one that is right."


def export(request: Request) -> Export:
    """Return one ZIP for each lesson."""
    files = {f"{lesson}.canvas.zip": _package(lesson) for lesson in request.lessons}
    return Export(files, lost(request, "canvas", _also))


def _package(lesson: str) -> bytes:
    """Return the ZIP of a lesson: manifest, settings of the quiz, questions and maps."""
    parts = [_with_every_right_one(part) for part in lesson_parts(lesson)]
    images = {f"images/{part.picture.name}": part.picture.png for part in parts if part.picture}
    quiz = f"cooperative_security_{lesson}"
    values = {
        "quiz": quiz,
        "title": title(lesson),
        "points": sum(part.weight for part in parts),
        "day": edition().isoformat(),
        "images": images,
        "parts": parts,
        "offered": _offered,
    }
    sources = {
        "imsmanifest.xml": "manifest",
        f"{quiz}/assessment_meta.xml": "settings",
        f"{quiz}/{quiz}.xml": "questions",
    }
    files = {path: written(f"canvas_{part}.xml", **values) for path, part in sources.items()}
    return zipped(files | {"non_cc_assessments/": b""} | images)


def _offered(part: Pairs | Order) -> list[str]:
    """Return what every row offers; a text that serves several rows is offered once."""
    return mixed({right for _, right in matched(part)}, part.id)


def _with_every_right_one(part: Part) -> Part:
    """Return a part that asks for every right option, where the course takes any of them."""
    if isinstance(part, Choice) and _has_several(part):
        return replace(part, is_multiple=True, ask=f"{part.ask} {ALL_OF_THEM}")
    return part


def _has_several(part: Choice) -> bool:
    """Return whether any one of several right options is enough, which Canvas cannot express."""
    return not part.is_multiple and sum(option.right for option in part.options) > 1


def _also(question: Question) -> list[str]:
    """Return what a single question loses in addition to what its type loses."""
    choices = [part for part in question.shapes(pictures=False) if isinstance(part, Choice)]
    return ["several places are right: all must be chosen"] * any(map(_has_several, choices))
