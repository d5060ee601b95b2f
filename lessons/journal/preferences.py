"""Save what a learner prefers, such as a country, in a file beside the journal.

Preferences are not handed in, and if they are lost, no answer is lost.
"""

import json
import logging
from pathlib import Path

from lessons import journal
from lessons.core.files import FileProblem, write_text

log = logging.getLogger("lessons")


def preference(name: str) -> str:
    """Return what the learner prefers, such as "JPN" for "country", or "" if that is not known."""
    return _read().get(name, "")


def prefer(name: str, value: str) -> None:
    """Save a preference for the next notebook, unless saving answers is switched off."""
    known = _read()
    if not journal.is_on() or known.get(name, "") == value:
        return
    try:
        write_text(_path(), json.dumps(known | {name: value}), private=True)
    except FileProblem as error:  # a chart must not fail because a disk is full
        log.warning("The preference '%s' could not be saved: %s", name, error)


def _path() -> Path:
    return journal.path().with_name(journal.PREFERENCES)


def _read() -> dict[str, str]:
    """Return all preferences; none where the file is missing or damaged."""
    if not journal.is_on():
        return {}
    try:
        found = json.loads(_path().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {k: v for k, v in found.items() if isinstance(v, str)} if isinstance(found, dict) else {}
