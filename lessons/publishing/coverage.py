"""What of the seed is taught where: claims, objectives, areas, frameworks and countries.

Lessons say it in comments, `<!-- covers: claim c05, objective 3 -->`, questions in their key
`covers`. Countries, frameworks and organisations are found by their names as well.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
import pandas as pd

from lessons.core.paths import lesson_folders, nearest, slug
from lessons.data import rows
from lessons.data.membership import name, partners_on
from lessons.publishing.notebooks import notebook_path

# What each kind of item is called in a tag, its table and the columns of its key and its words.
KINDS = {
    "claim": ("seed_claims", "claim_id", "claim"),
    "objective": ("objectives", "objective_id", "short_name"),
    "area": ("priority_areas", "area_id", "short_name"),
    "framework": ("frameworks", "framework_id", "name"),
    "organisation": ("organisations", "org_id", "name"),
    "programme": ("programmes", "programme_id", "name"),
}
NAMED = ("framework", "organisation")  # found by their names too
SEED_DAY = "2012-12-31"
TAG = re.compile(r"<!--\s*covers:(.*?)-->", re.DOTALL)


@dataclass
class Item:
    """One thing that the course must teach, and where it does."""

    kind: str
    key: str
    words: str
    lessons: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)


def coverage() -> pd.DataFrame:
    """Return a row for each item: kind, key, words, lessons and questions that cover it."""
    items = _items()
    for folder in lesson_folders():
        _read_lesson(folder, items)
        _read_questions(folder, items)
    rows = [
        (item.kind, item.key, item.words, ", ".join(item.lessons), len(item.questions))
        for item in items.values()
    ]
    return pd.DataFrame(rows, columns=["kind", "key", "words", "lessons", "questions"])


def uncovered(found: pd.DataFrame) -> list[str]:
    """Return a sentence for each item that no lesson teaches, or that no question asks about.

    Countries need a lesson only: the questions made from the data ask about them all.
    """
    untaught = found[found["lessons"] == ""]
    asked = found["kind"].isin(["claim", "objective", "area", "framework", "organisation"])
    unasked = found[asked & (found["questions"] == 0)]
    return [f"No lesson teaches {_said(row)}." for _, row in untaught.iterrows()] + [
        f"No question asks about {_said(row)}." for _, row in unasked.iterrows()
    ]


def unknown_tags() -> list[str]:
    """Return a sentence for each tag in a lesson or question that names nothing."""
    items = _items()
    return [
        f"{folder.name}: there is no '{tag}' to cover.{nearest(tag, (' '.join(k) for k in items))}"
        for folder in lesson_folders()
        for tag in (*_lesson_tags(folder), *(t for _, row in _rows(folder) for t in _tags(row)))
        if tuple(tag.split(maxsplit=1)) not in items
    ]


def _items() -> dict[tuple[str, str], Item]:
    items = {}
    for kind, (source, key, words) in KINDS.items():
        for row in rows(source):
            items[kind, str(getattr(row, key))] = Item(
                kind, str(getattr(row, key)), getattr(row, words)
            )
    for code in partners_on(SEED_DAY):
        items["country", code] = Item("country", code, name(code))
    return items


def _read_lesson(folder: Path, items: dict[tuple[str, str], Item]) -> None:
    tagged, text = set(_lesson_tags(folder)), _shown(folder)
    for (kind, key), item in items.items():
        if f"{kind} {key}" in tagged or (_is_named(item) and _mentions(text, item.words)):
            item.lessons.append(folder.name[:2])


def _read_questions(folder: Path, items: dict[tuple[str, str], Item]) -> None:
    for label, row in _rows(folder):
        tagged, text = set(_tags(row)), str(row)
        for (kind, key), item in items.items():
            if f"{kind} {key}" in tagged or (_is_named(item) and _mentions(text, item.words)):
                item.questions.append(label)


def _is_named(item: Item) -> bool:
    return item.kind in (*NAMED, "country")


def _mentions(text: str, words: str) -> bool:
    return re.search(rf"\b{re.escape(words)}\b", text) is not None


def _lesson_tags(folder: Path) -> list[str]:
    text = (folder / "lesson.md").read_text(encoding="utf-8")
    return [tag.strip() for found in TAG.findall(text) for tag in found.split(",") if tag.strip()]


def _rows(folder: Path) -> Iterator[tuple[str, dict[str, object]]]:
    bank = tomllib.loads((folder / "quiz.toml").read_text(encoding="utf-8"))
    for row in bank.get("question", []):
        yield f"{slug(folder)}.{row['id']}", row


def _tags(row: dict[str, object]) -> list[str]:
    covers = row.get("covers", [])
    return [str(tag).strip() for tag in covers] if isinstance(covers, list) else [str(covers)]


def _shown(folder: Path) -> str:
    # What a reader of the stored notebook sees: prose, and the sentences and tables of outputs.
    notebook = nbformat.read(notebook_path(folder), as_version=4)
    parts = []
    for cell in notebook.cells:
        parts.append(cell.source if cell.cell_type == "markdown" else "")
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            html = re.sub(r'src="data:[^"]*"', "", data.get("text/html", ""))
            parts += [re.sub(r"<details><summary>Sources.*?</details>", "", html, flags=re.DOTALL)]
            parts += [data.get("text/plain", "")]
    return " ".join(parts)


def _said(row: "pd.Series[str]") -> str:
    return f"{row['kind']} {row['key']} ({row['words']})"
