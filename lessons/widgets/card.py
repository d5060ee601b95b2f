"""Show cards with native controls, which exchange messages with the kernel."""

import logging
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

import traitlets

from lessons import journal
from lessons.widgets.base import Widget

Message = dict[str, Any]

# This advice holds with and without a kernel, and in every language of JupyterLab.
RUN_ALL = "To use it, run all cells of this notebook."

log = logging.getLogger(__name__)


class Card(Widget):
    """A widget that answers messages from the browser.

    A message is a JSON object. In one from the browser, `do` names the request; the first is
    always "hello", which asks for what the journal holds. The reply is a list of messages, which
    the card's script shows (lessons/widgets/js/src/messages.js). None of them becomes part of the
    widget's state, so that no saved notebook holds an answer.
    """

    title = traitlets.Unicode().tag(sync=True)

    def __init__(self, script: str, styles: Sequence[str] = (), **traits: Any) -> None:
        """Draw with a script and styles, named as in `Widget`."""
        super().__init__(script, styles, **traits)
        # ipywidgets calls it for messages that do not change a trait.
        self.on_msg(lambda _widget, message, _buffers: self.receive(message))

    def __repr__(self) -> str:
        """Return the fixed text by which stored notebooks are compared."""
        return f"{self.title}."

    def handle(self, message: Message) -> list[Message]:
        """Return the replies to a message from the browser; there may be none."""
        raise NotImplementedError

    def receive(self, message: Message) -> None:
        """Send the browser the replies to its message, or what went wrong."""
        # An error in a callback would only be logged: show it where the learner looks.
        try:
            replies = self.handle(message)
        except Exception as error:
            log.exception("A card could not answer %r", message)
            where = {"card": message["card"], "slot": "note"} if "card" in message else {}
            text = f"{type(error).__name__}: {error}"
            replies = [{**where, **notice("bad", "✗", "Something went wrong.", text)}]
        # By this name the browser recognises the reply to its request (`messenger` in messages.js).
        name = {"request": message["request"]} if "request" in message else {}
        self.send([reply | name for reply in replies])


def still(title: str, text: str = "", more: str = "") -> str:
    """Return HTML that stands in for a widget where no kernel runs.

    `title` and `text` are plain text; `more` is HTML, such as a list. The extension of JupyterLab
    finds it by its class, and adds a button that starts the notebook.
    """
    line = " ".join(filter(None, (f"<strong>{escape(title)}</strong>", escape(text), RUN_ALL)))
    return f'<div class="cs-still"><p>{line}</p>{more}</div>'


def notice(tone: str, sign: str, heading: str, text: str = "", **more: Any) -> Message:
    """Return a message to show: a sign and a heading, then the text.

    `tone` is "good", "mid", "bad" or "", and sets the colour; the sign and the heading say the
    same without colour. `more` is what else the script of the card reads.
    """
    return {"tone": tone, "sign": sign, "heading": heading, "text": text, **more}


def journal_notices() -> list[Message]:
    """Return the notices of the journal, such as that the clock was set back."""
    return [notice("", "!", "Your journal.", text) for text in journal.notices()]


def recorded(question: str, answer: Any, **details: Any) -> list[Message]:
    """Write an answer to the journal, with what `journal.record` takes.

    Return a message if that failed, otherwise an empty list.
    """
    try:
        journal.record(question, answer, **details)
    except journal.NotSaved as error:
        return [notice("", "!", "Not saved.", str(error))]
    return []


def cited(keys: Iterable[str]) -> list[list[str]]:
    """Return a line of text and an address for each source, by its key in data/sources.csv."""
    from lessons.data.citations import cite, references  # only when needed: tables are slow

    return [[", ".join(filter(None, parts)), url] for *parts, url in references(cite(*keys))]
