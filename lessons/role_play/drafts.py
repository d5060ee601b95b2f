"""A learner's drafts: one programme for each partner, in a small file beside the journal."""

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from lessons import journal

VERSION = 1
FILE = "capstone.json"
LONGEST = 1500  # letters in one text field


@dataclass
class Draft:
    """A programme for one partner: aims, chosen activities and the texts of the brief."""

    aims: list[int] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)


@dataclass
class Drafts:
    """All drafts of a learner, and the partner that was worked on last."""

    partner: str = ""
    plans: dict[str, Draft] = field(default_factory=dict)
    notice: str = ""

    @classmethod
    def load(cls) -> "Drafts":
        """Return what was kept. A file that cannot be read is set aside, and `notice` says so."""
        path = place()
        if not journal.is_on() or not path.exists():
            return cls()
        try:
            return cls(*_read(path))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            aside = path.with_suffix(".damaged.json")
            with suppress(OSError):
                path.replace(aside)
            return cls(notice=f"Your drafts could not be read and were set aside in {aside}.")

    def plan(self, iso3: str) -> Draft:
        """Return the draft for a partner, an empty one if there is none."""
        return self.plans.setdefault(iso3, Draft())

    def save(self) -> str:
        """Keep everything; return in words what went wrong, or nothing."""
        if not journal.is_on():
            return "Keeping is switched off: this is gone when you close the lesson. Download it."
        kept = {code: asdict(plan) for code, plan in self.plans.items() if plan != Draft()}
        text = json.dumps({"version": VERSION, "partner": self.partner, "plans": kept}, indent=1)
        path = place()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            half = path.with_suffix(".new")
            half.write_text(text, encoding="utf-8")
            os.replace(half, path)  # noqa: PTH105  # all or nothing
        except OSError as error:
            return f"Not kept in {path}: {error.strerror or error}. Download your brief."
        return ""


def place() -> Path:
    """Return where the drafts lie."""
    return journal.place().with_name(FILE)


def keep_brief(iso3: str, markdown: str, html: str) -> Path:
    """Write a brief as Markdown and as a page into the learner's folder; return the folder."""
    folder = place().with_name("briefs")
    folder.mkdir(parents=True, exist_ok=True)
    for ending, text in (("md", markdown), ("html", html)):
        (folder / f"brief-{iso3.lower()}.{ending}").write_text(text, encoding="utf-8")
    return folder


def _read(path: Path) -> tuple[str, dict[str, Draft]]:
    kept: Any = json.loads(path.read_text(encoding="utf-8"))
    plans = {str(code): _draft(plan) for code, plan in kept["plans"].items()}
    return str(kept["partner"]), plans


def _draft(plan: Any) -> Draft:
    texts = {str(key): str(text)[:LONGEST] for key, text in plan["texts"].items()}
    return Draft([int(n) for n in plan["aims"]], [str(key) for key in plan["chosen"]], texts)
