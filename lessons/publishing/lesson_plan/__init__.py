"""Print a lesson's plan for the teacher's desk: as a page, and as Markdown to change."""

import argparse
import itertools
import re
import sys
from collections import Counter
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from lessons.charts.engine.theme import COLOURS, on_paper
from lessons.core.paths import ROOT, slug
from lessons.publishing.lesson_parser import Lesson, chosen, lesson
from lessons.questions import objectives, questions

HERE = Path(__file__).parent
DARK = "".join(f"--cs-{role}:{pair[1]};" for role, pair in COLOURS.items())


def command(arguments: list[str]) -> int:
    """Write the plans of lessons as HTML and Markdown; print where they are. 1 if one has none."""
    parser = argparse.ArgumentParser(prog="python -m lessons lesson-plan", description=__doc__)
    parser.add_argument("lessons", nargs="*", help="such as 3 or the_network; none means all")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "lesson-plans", metavar="DIR")
    wish = parser.parse_args(arguments)
    folders = chosen(wish.lessons)
    wish.out.mkdir(parents=True, exist_ok=True)
    without = [folder for folder in folders if not (folder / "teacher.md").is_file()]
    for folder in folders:
        if folder not in without:
            print(*print_plan(folder, wish.out), sep="\n", flush=True)
    for folder in without:
        print(f"{folder.name} has no plan: write teacher.md in its folder.", file=sys.stderr)
    return int(bool(without))


def print_plan(folder: Path, out: Path) -> list[Path]:
    """Write a lesson's plan into `out`; return where its page and its Markdown are."""
    parts = lesson(folder)
    text = plan(parts, (folder / "teacher.md").read_text(encoding="utf-8"))
    paths = {out / f"{folder.name}.html": page(parts, text), out / f"{folder.name}.md": text}
    for path, content in paths.items():
        path.write_text(content, encoding="utf-8", newline="\n")
    return list(paths)


def plan(parts: Lesson, notes: str) -> str:
    """Return a lesson's plan as Markdown: its data first, then the teacher's notes."""
    body = re.sub(r"\A# .*\n", "", notes.strip()).strip()
    facts = {
        "Big question": parts.question,
        "Minutes": str(parts.minutes),
        "New terms": parts.terms,
        "Questions": f"{parts.checks} in the text, {len(parts.quiz)} in the quiz at the end",
        "Pictures": "; ".join(f"{p.wide.title or head}" for head, p in parts.pictures),
    }
    lines = [f"- **{name}:** {said}" for name, said in facts.items() if said]
    head = [
        f"# Lesson plan: {parts.title}",
        "",
        *lines,
        "",
        "## Objectives and their questions",
        "",
    ]
    head += _goals(slug(parts.folder))
    return "\n".join(head) + f"\n\n{body}\n"


def _goals(name: str) -> list[str]:
    asked = Counter(question.objective for question in questions(name))
    return [
        f"{number}. {goal} ({asked[key]} question{'s' * (asked[key] != 1)})"
        for number, (key, goal) in enumerate(objectives(name).items(), 1)
    ]


def page(parts: Lesson, markdown: str) -> str:
    """Return a plan as one HTML page that needs nothing else."""
    try:
        import mistune
    except ImportError:
        sys.exit(
            "The package 'mistune' is missing. "
            "To add what teachers need, type: python3 start.py teacher"
        )
    body = str(mistune.create_markdown(escape=True, plugins=["table"])(markdown))
    body = body.replace("<th>", '<th scope="col">')
    # A wide table is moved by itself, also from the keyboard, and not with the whole page.
    count = itertools.count(1)
    region = '<div role="region" aria-label="Table {}" tabindex="0"><table>'
    body = re.sub("<table>", lambda _: region.format(next(count)), body)
    body = body.replace("</table>", "</table></div>")
    places = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return places.get_template("plan.html.j2").render(
        title=parts.title,
        body=Markup(body),  # noqa: S704  (mistune has escaped what is not its own)
        light=Markup(on_paper()),  # noqa: S704
        dark=Markup(DARK),  # noqa: S704
    )
