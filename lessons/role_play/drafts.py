"""Save a learner's drafts, one programme for each partner, in a small file beside the journal."""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from lessons import journal
from lessons.core.files import FileProblem, write_text

VERSION = 1
FILE = "capstone.json"
MAX_TEXT_LENGTH = 1500  # letters in one text field


@dataclass
class Sitting:
    """A session of the Council: the crisis, the learner's role and decisions, by their keys.

    `programme` has the keys of the activities as they were when the session was opened.
    """

    crisis: str
    role: str
    programme: list[str]
    decisions: dict[str, str] = field(default_factory=dict)


@dataclass
class Draft:
    """A programme for one partner: numbers of aims, keys of activities, texts of the brief.

    `sitting` is the session of the Council on it, if one was opened.
    """

    aims: list[int] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    sitting: Sitting | None = None


@dataclass
class Drafts:
    """All drafts of a learner, by the partner's iso3 code, and the partner worked on last.

    `notice` is a sentence about what went wrong when they were read, or "".
    """

    partner: str = ""
    plans: dict[str, Draft] = field(default_factory=dict)
    notice: str = ""

    @classmethod
    def load(cls) -> "Drafts":
        """Return the saved drafts; a file that cannot be read is renamed, and `notice` says so."""
        path = place()
        if not journal.is_on() or not path.exists():
            return cls()
        try:
            saved = json.loads(path.read_text(encoding="utf-8"))
            plans = {code: _draft(plan) for code, plan in saved["plans"].items()}
            return cls(str(saved["partner"]), plans)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            # Renamed and not deleted, because the learner's texts in it may still be readable.
            damaged = path.with_suffix(".damaged.json")
            with suppress(OSError):
                path.replace(damaged)
            return cls(notice=f"Your drafts could not be read and were moved to {damaged}.")

    def plan(self, iso3: str) -> Draft:
        """Return the draft for a partner, an empty one if there is none."""
        return self.plans.setdefault(iso3, Draft())

    def save(self) -> str:
        """Save all drafts; return a sentence on what went wrong, or ""."""
        if not journal.is_on():
            return "Saving is switched off: download your brief before you close the lesson."
        plans = {code: asdict(plan) for code, plan in self.plans.items() if plan != Draft()}
        text = json.dumps({"version": VERSION, "partner": self.partner, "plans": plans}, indent=1)
        try:
            write_text(place(), text)
        except FileProblem as problem:
            return f"{problem} Download your brief."
        return ""


def place() -> Path:
    """Return the path of the file with the drafts."""
    return journal.place().with_name(FILE)


def _draft(plan: Any) -> Draft:
    # The file may have been edited by hand: every value gets the type that is expected.
    texts = {key: str(text)[:MAX_TEXT_LENGTH] for key, text in plan["texts"].items()}
    aims, chosen = [int(n) for n in plan["aims"]], [str(key) for key in plan["chosen"]]
    sitting = plan.get("sitting")  # drafts of the first edition have none
    return Draft(aims, chosen, texts, _sitting(sitting) if sitting else None)


def _sitting(saved: Any) -> Sitting:
    decisions = {key: str(answer) for key, answer in saved["decisions"].items()}
    programme = [str(key) for key in saved["programme"]]
    return Sitting(str(saved["crisis"]), str(saved["role"]), programme, decisions)
