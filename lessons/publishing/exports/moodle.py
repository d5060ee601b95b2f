"""Moodle XML: questions for Moodle's question bank (4.4 or newer, for its type *ordering*).

A question's id stands in `idnumber`, so that Moodle knows it again. Texts are HTML.
"""

import base64
from collections.abc import Callable
from html import escape
from typing import Any
from xml.etree import ElementTree as Xml

from lessons.publishing.exports.export_base import Export, Request, lost
from lessons.publishing.exports.question_shapes import (
    MORE_TO_TICK,
    asks,
    closing,
    lesson_parts,
    title,
)
from lessons.questions.shapes import Choice, Essay, Number, Order, Pairs, Part, Verdict


def export(request: Request) -> Export:
    """Return one file with a category for each lesson."""
    quiz = Xml.Element("quiz")
    for lesson in request.lessons:
        quiz.append(_category(lesson))
        for part in lesson_parts(lesson):
            quiz.append(question(part))
    Xml.indent(quiz)
    content = Xml.tostring(quiz, encoding="utf-8", xml_declaration=True) + b"\n"
    return Export({f"{request.name}.moodle.xml": content}, lost(request, "moodle"))


def question(part: Part) -> Xml.Element:
    """Return a part as one question of Moodle."""
    kind, write = WRITERS[type(part)]
    node = Xml.Element("question", type=kind)
    _text(node, "name", part.id)
    asked = _text(node, "questiontext", _asked(part), html=True)
    if part.picture:
        file = _plain(asked, "file", base64.b64encode(part.picture.png).decode())
        file.attrib.update(name=part.picture.name, path="/", encoding="base64")
    _text(node, "generalfeedback", _afterwards(part), html=True)
    _plain(node, "defaultgrade", f"{part.weight:g}")
    _plain(node, "idnumber", part.id)
    write(node, part)
    if part.hint:
        _text(node, "hint", _paragraph(part.hint), html=True)
    tags = Xml.SubElement(node, "tags")
    for tag in (part.kind, part.objective):
        if tag:
            _text(tags, "tag", tag)
    return node


def _choice(node: Xml.Element, part: Choice) -> None:
    _plain(node, "single", "false" if part.many else "true")
    _plain(node, "shuffleanswers", "false" if part.picture else "true")
    _plain(node, "answernumbering", "none")
    if part.many:
        _text(node, "partiallycorrectfeedback", _paragraph(MORE_TO_TICK), html=True)
    for option in part.options:
        _answer(node, escape(option.text, quote=False), option.share, option.why)


def _verdict(node: Xml.Element, part: Verdict) -> None:
    for verdict in (True, False):
        answer = _answer(
            node, str(verdict).lower(), float(verdict == part.answer), part.why[verdict]
        )
        answer.set("format", "moodle_auto_format")


def _pairs(node: Xml.Element, part: Pairs) -> None:
    _plain(node, "shuffleanswers", "true")
    taken = {row.right for row in part.rows}
    rows = [(row.left, row.right) for row in part.rows]
    rows += [("", right) for right in part.rights if right not in taken]
    for left, right in rows:
        row = _text(node, "subquestion", escape(left, quote=False), html=True)
        _text(row, "answer", escape(right, quote=False))


def _order(node: Xml.Element, part: Order) -> None:
    settings = {
        "layouttype": "VERTICAL",
        "selecttype": "ALL",
        "selectcount": str(len(part.items)),
        "gradingtype": "RELATIVE_ALL_PREVIOUS_AND_NEXT",
        "showgrading": "SHOW",
        "numberingstyle": "none",
    }
    for key, value in settings.items():
        _plain(node, key, value)
    for place, (item, _) in enumerate(part.items, 1):
        answer = _text(node, "answer", escape(item, quote=False), html=True)
        answer.set("fraction", str(place))


def _number(node: Xml.Element, part: Number) -> None:
    answers = [(f"{part.answer:.12g}", part.tolerance, 1.0, part.right)]
    answers += [(f"{near.value:.12g}", near.within, 0.0, near.why) for near in part.near]
    answers += [("*", 0, 0.0, part.wrong)]
    for value, tolerance, share, why in answers:
        answer = _answer(node, value, share, why)
        answer.set("format", "moodle_auto_format")
        _plain(answer, "tolerance", f"{tolerance:.12g}")
    if part.unit:
        unit = Xml.SubElement(Xml.SubElement(node, "units"), "unit")
        _plain(unit, "multiplier", "1")
        _plain(unit, "unit_name", part.unit)
    _plain(node, "unitgradingtype", "0")  # a unit may be written, and need not be
    _plain(node, "unitpenalty", "0")
    _plain(node, "showunits", "0" if part.unit else "3")
    _plain(node, "unitsleft", "0")


def _essay(node: Xml.Element, part: Essay) -> None:
    settings = {
        "responseformat": "plain",
        "responserequired": "1",
        "responsefieldlines": "5",
        "attachments": "0",
        "attachmentsrequired": "0",
    }
    for key, value in settings.items():
        _plain(node, key, value)
    _text(node, "graderinfo", _listed(part.reasons()), html=True)
    _text(node, "responsetemplate", "", html=True)


WRITERS: dict[type[Part], tuple[str, Callable[[Xml.Element, Any], None]]] = {
    Choice: ("multichoice", _choice),
    Verdict: ("truefalse", _verdict),
    Pairs: ("matching", _pairs),
    Order: ("ordering", _order),
    Number: ("numerical", _number),
    Essay: ("essay", _essay),
}


def _asked(part: Part) -> str:
    shown = ""
    if part.picture:
        alt, name = escape(part.picture.alt), escape(part.picture.name)
        shown = f'<p><img src="@@PLUGINFILE@@/{name}" alt="{alt}" width="800"></p>'
    return _paragraph(asks(part)) + shown


def _afterwards(part: Part) -> str:
    return _listed(part.reasons()) + "".join(map(_paragraph, closing(part)))


def _listed(lines: list[str]) -> str:
    listed = "".join(f"<li>{escape(line, quote=False)}</li>" for line in lines)
    return f"<ul>{listed}</ul>" if listed else ""


def _category(lesson: str) -> Xml.Element:
    node = Xml.Element("question", type="category")
    path = f"$course$/top/Cooperative Security/{title(lesson).replace('/', '//')}"
    _text(node, "category", path)
    return node


def _answer(node: Xml.Element, text: str, share: float, why: str) -> Xml.Element:
    answer = _text(node, "answer", text, html=True)
    answer.set("fraction", f"{100 * share:.5f}".rstrip("0").rstrip("."))
    _text(answer, "feedback", _paragraph(why), html=True)
    return answer


def _paragraph(text: str) -> str:
    return f"<p>{escape(text, quote=False)}</p>"


def _text(parent: Xml.Element, tag: str, text: str, *, html: bool = False) -> Xml.Element:
    node = Xml.SubElement(parent, tag, {"format": "html"} if html else {})
    _plain(node, "text", text)
    return node


def _plain(parent: Xml.Element, tag: str, text: str) -> Xml.Element:
    node = Xml.SubElement(parent, tag)
    node.text = text
    return node
