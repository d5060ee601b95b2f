"""Let a learner download, upload and delete the journal."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import traitlets

from lessons import journal
from lessons.core.files import FileProblem
from lessons.core.text import counted, day_words
from lessons.dashboard.note import NOTES
from lessons.widgets.card import Card, Message, journal_notices, notice, still

# Binder sets these for every session; which of them depends on its version.
BINDER_VARIABLES = ("BINDER_SERVICE_HOST", "BINDER_LAUNCH_HOST", "BINDER_REF_URL", "BINDER_REQUEST")
OFF = NOTES["journal"]["off"]


class JournalControls(Card):
    """Buttons to download, upload and delete the journal."""

    texts: Any = traitlets.List().tag(sync=True)  # text, text before deleting, 1 on Binder

    def __init__(self) -> None:
        """Say where the answers are saved, and whether that lasts."""
        super().__init__("journal_controls", title="Your answers", texts=_texts())

    def page(self) -> str:
        """Return the card as plain HTML, before the cell is run."""
        return still(f"{self.title}.", str(self.texts[0]))

    def handle(self, message: Message) -> list[Message]:
        """Return the replies to a message from the browser."""
        match message["do"]:
            case "hello":
                return [_count(), *_earlier(), *journal_notices()]
            case "download":
                return [_download(journal.path(), datetime.now(UTC))]
            case "fetch":
                return [_download(*_backup(str(message["name"])))]
            case "upload":
                return [_upload(str(message["text"])), _count()]
            case "reset":
                return [_reset(), _count()]
        return []


def _texts() -> list[str | int]:
    """Return where answers are saved, what to know before deleting them, and 1 on Binder."""
    is_temporary = any(map(os.environ.get, BINDER_VARIABLES))
    where = "on-binder" if is_temporary else "on-own-computer"
    found = NOTES["journal"]["in-browser" if journal.is_in_browser() else where]
    return [found["text"], found["before-deleting"], int(is_temporary)]


def _count() -> Message:
    """Return how many answers the journal holds."""
    if not journal.is_on():
        return {"count": 0, "summary": OFF}
    number = len(journal.answers())
    saved = f"{counted(number, 'answer')} saved" if number else "No answer is saved yet"
    return {"count": number, "summary": f"{saved}."}


def _earlier() -> list[Message]:
    """Return the backups to choose from; only in a browser, as elsewhere they are files to open."""
    if not journal.is_in_browser():
        return []
    backups = journal.backups().items()
    return [{"earlier": [[path.name, f"{day_words(at)}, {at:%H:%M} UTC"] for path, at in backups]}]


def _backup(name: str) -> tuple[Path, datetime]:
    """Return a backup by the name of its file, and when it was made."""
    return next(found for found in journal.backups().items() if found[0].name == name)


def _download(path: Path, when: datetime) -> Message:
    """Return a journal for the browser to save, named by its day in UTC."""
    # The file is not changed: another version of the course may read more in it than this one.
    if not journal.is_on() or not path.exists() or not path.stat().st_size:
        return notice("", "!", "Nothing to download.", "No answer is saved yet.")
    # The day in the name distinguishes downloads.
    name = f"cooperative-security-{when:%Y-%m-%d}.jsonl"
    text = path.read_text(encoding="utf-8", errors="replace")
    done = notice("good", "✓", "Downloaded.", f"Your browser has saved {name}.")
    return {**done, "file": [name, text]}


def _upload(text: str) -> Message:
    """Add the answers of a file to the journal, which keeps its own."""
    if not journal.is_on():
        return notice("bad", "✗", "Not uploaded.", OFF)
    try:
        new, known, unread = journal.merge(text.encode(errors="surrogatepass"))
    except OSError as error:
        return notice("bad", "✗", "Not uploaded.", str(error))
    if not new + known:
        return notice("bad", "✗", "Not uploaded.", NOTES["journal"]["not-a-journal"])
    result = f"{new} new, {known} were already here."
    if unread:
        result += f" {counted(unread, 'line')} could not be read and left out."
    return notice("good", "✓", "Uploaded.", result)


def _reset() -> Message:
    """Delete the answers; return a message that says where their copy is."""
    try:
        backup = journal.reset()
    except FileProblem as problem:
        return notice("bad", "✗", "Not deleted.", f"All answers are still there. {problem}")
    if backup is None:
        return notice("", "!", "Nothing to delete.", "No answer is saved.")
    if journal.is_in_browser():
        backup.unlink()  # nobody could open it in a browser
        return notice("good", "✓", "Deleted.", "No copy is kept.")
    return notice("good", "✓", "Deleted.", f"A copy is in {backup}.")
