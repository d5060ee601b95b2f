"""Save a learner's drafts, one programme for each partner, in a small file beside the journal."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from lessons import journal
from lessons.core.files import FileProblem, write_text
from lessons.core.toml import read_toml
from lessons.role_play.activities import menu, objectives

VERSION = 1
FILE = "capstone.json"
# The label of each field of the brief, and a hint for the learner, by key.
FIELDS: Mapping[str, Sequence[str]] = read_toml(Path(__file__).with_name("brief.toml"))
MAX_TEXT_LENGTH = 1500  # letters in one text field


@dataclass
class SavedSession:
    """What is saved of a session: the crisis, the learner's role and decisions, by their keys.

    `programme` has the keys of the activities as they were when the session was opened.
    """

    crisis: str
    role: str
    programme: list[str]
    decisions: dict[str, str] = field(default_factory=dict)


@dataclass
class Draft:
    """A programme for one partner: numbers of aims, keys of activities, texts of the brief.

    `sitting` is the session of the Council on it, if one was opened; saved files use this name.
    """

    aims: list[int] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    sitting: SavedSession | None = None


@dataclass
class Drafts:
    """All drafts of a learner, by the partner's iso3 code, and the partner worked on last.

    `notice` is a sentence about a file that could not be read, or "".
    """

    partner: str = ""
    plans: dict[str, Draft] = field(default_factory=dict)
    notice: str = ""

    @classmethod
    def load(cls) -> "Drafts":
        """Return the saved drafts; a file that cannot be read is renamed, and `notice` says so."""
        path = drafts_path()
        if not journal.is_on() or not path.exists():
            return cls()
        try:
            saved = json.loads(path.read_text(encoding="utf-8"))
            plans = saved["plans"].items()
            drafts = {code: cleaned(plan, _session(plan.get("sitting"))) for code, plan in plans}
            return cls(str(saved["partner"]), drafts)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            # Renamed and not deleted, because the learner's texts in it may still be readable.
            damaged = path.with_suffix(".damaged.json")
            with suppress(OSError):
                path.replace(damaged)
            return cls(notice=f"Your drafts could not be read and were moved to {damaged}.")

    @property
    def plan(self) -> Draft:
        """The draft for the partner worked on last."""
        return self.plans.setdefault(self.partner, Draft())

    def save(self) -> str:
        """Save all drafts; return a sentence on what went wrong, or ""."""
        if not journal.is_on():
            return "Saving is switched off: download your brief before you close the lesson."
        plans = {code: asdict(plan) for code, plan in self.plans.items() if plan != Draft()}
        text = json.dumps({"version": VERSION, "partner": self.partner, "plans": plans}, indent=1)
        try:
            write_text(drafts_path(), text)
        except FileProblem as problem:
            return f"{problem} Download your brief."
        return ""


def drafts_path() -> Path:
    """Return the path of the file with the drafts."""
    return journal.path().with_name(FILE)


def cleaned(given: Any, session: SavedSession | None = None) -> Draft:
    """Return a draft from the browser or from the file, which may have been edited by hand.

    Numbers and keys that the course does not have, or no longer has, are left out; texts that are
    too long are cut.
    """
    texts = given["texts"]
    return Draft(
        [number for number in objectives() if number in given["aims"]],
        [key for key in menu() if key in given["chosen"]],
        {key: str(texts[key])[:MAX_TEXT_LENGTH] for key in FIELDS if texts.get(key)},
        session,
    )


def _session(saved: Any) -> SavedSession | None:
    if not saved:  # drafts of the first edition have none
        return None
    decisions = {key: str(answer) for key, answer in saved["decisions"].items()}
    programme = [key for key in saved["programme"] if key in menu()]
    return SavedSession(str(saved["crisis"]), str(saved["role"]), programme, decisions)
