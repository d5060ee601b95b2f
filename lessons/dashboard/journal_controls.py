"""The journal in the learner's hands: take it along, bring it back, begin anew."""

import html
import json
import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import traitlets

from lessons import journal
from lessons.journal.records import read
from lessons.spaced_repetition import is_kept_apart
from lessons.widgets.card import Card, Message, said

BINDER = ("BINDER_SERVICE_HOST", "BINDER_LAUNCH_HOST", "BINDER_REF_URL", "BINDER_REQUEST")
FORGETS = (
    "You are on Binder. This machine is taken away a while after you leave, and your answers with "
    "it. Download them before you go, and upload them when you come back."
)
STAYS = "Your answers are kept on this computer. To go on at another one, take them along."
COPY = "A copy stays on this computer."
FIRST = "Download them first: this machine keeps no copy for long."
OFF = "Keeping is switched off, so there is nothing to take along."
NOT_OURS = (
    "This file holds no answers of this course, so nothing was changed. Choose a file that you "
    "downloaded here; its name begins with cooperative-security."
)


class Keeping(Card):
    """Buttons to download, upload and delete the journal."""

    words: Any = traitlets.List().tag(sync=True)

    def __init__(self) -> None:
        """Say where the answers are kept, and whether that lasts."""
        self._forgets = on_binder()
        super().__init__(
            "journal_controls",
            title="Your answers",
            words=[FORGETS, FIRST, 1] if self._forgets else [STAYS, COPY, 0],
        )

    def page(self) -> str:
        """Return what stands here before the cell is run."""
        return (
            f"<p><strong>{self.title}.</strong> {html.escape(str(self.words[0]))} "
            "Run this cell for the buttons.</p>"
        )

    def hear(self, message: Message) -> list[Message]:
        """Return what to say to a message from the browser."""
        match message["do"]:
            case "hello":
                return [_counted(), *(said("", "!", "Your journal.", it) for it in notices())]
            case "download":
                return [_download()]
            case "upload":
                return [_upload(str(message["text"])), _counted()]
            case "reset":
                return [_reset(), _counted()]
        return []


def notices() -> list[str]:
    """Return what was found damaged in the journal, once."""
    return journal.notices()


def on_binder() -> bool:
    """Return whether this runs on Binder, which forgets."""
    return any(os.environ.get(name) for name in BINDER)


def _counted() -> Message:
    if not journal.is_on():
        return {"count": 0, "told": OFF}
    asked = [each.question for each in journal.answers()]
    many = len(asked)
    told = {0: "No answer is kept yet", 1: "1 answer is kept"}.get(
        many, f"{many:,} answers are kept"
    )
    made = sum(it.startswith("practice.") for it in asked)
    ends = sum(is_kept_apart(it) for it in asked)
    kinds = {
        "from lessons 1 to 12": many - made - ends,
        "from practice": made,
        "from lessons 0 and 13": ends,
    }
    parts = ", ".join(f"{number:,} {words}" for words, number in kinds.items() if number)
    apart = f" ({parts})" if made or ends else ""
    return {"count": many, "told": f"{told}{apart}."}


def _download() -> Message:
    place = journal.place()
    if not journal.is_on() or not place.exists() or not place.stat().st_size:
        return said("", "!", "Nothing to download.", "No answer is kept yet.")
    name = f"cooperative-security-{datetime.now(UTC):%Y-%m-%d}.jsonl"
    text = place.read_text(encoding="utf-8", errors="replace")
    done = said("good", "✓", "Downloaded.", f"Your browser has saved {name}.")
    return {**done, "file": [name, text]}


def _upload(text: str) -> Message:
    """Add the answers of a file to the journal; what is there already stays."""
    if not journal.is_on():
        return said("bad", "✗", "Not taken.", OFF)
    lines = [line for line in text.split("\n") if line.strip()]
    ours = [line for line in lines if is_answer(line)]
    if not ours:
        return said("bad", "✗", "Not taken.", NOT_OURS)
    left = len(lines) - len(ours)
    try:
        fresh = _merge(ours)
    except OSError as error:
        return said("bad", "✗", "Not taken.", str(error))
    told = f"{fresh} new, {len(ours) - fresh} were here already."
    told += f" {left} lines could not be read and were left out." if left else ""
    return said("good", "✓", "Uploaded.", told)


def _merge(lines: list[str]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "upload.jsonl"
        path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        return journal.import_(path)


def is_answer(line: str) -> bool:
    """Return whether a line is an answer, or one that a newer version may have written."""
    try:
        entry = json.loads(line)
        return isinstance(entry, dict) and (read(entry) is not None or "id" in entry)
    except (ValueError, RecursionError):
        return False


def _reset() -> Message:
    try:
        backup = journal.reset()
    except OSError as error:
        return said("bad", "✗", "Not deleted.", f"Nothing was changed: {error.strerror or error}.")
    if backup is None:
        return said("", "!", "Nothing to delete.", "No answer is kept.")
    return said("good", "✓", "Deleted.", f"A copy stays in {backup}.")
