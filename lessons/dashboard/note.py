"""Show a short text in a notebook where there is nothing to draw or to ask yet."""

from dataclasses import dataclass
from html import escape
from pathlib import Path

from lessons.core.toml import read_toml

NOTES = read_toml(Path(__file__).with_name("notes.toml"))


@dataclass(frozen=True)
class Note:
    """A paragraph, which may end with a link to a notebook in the same folder."""

    text: str
    notebook: str = ""
    link_text: str = ""

    def __repr__(self) -> str:
        """Return the text."""
        return self.text

    def _repr_html_(self) -> str:
        href, text = escape(self.notebook), escape(self.link_text)
        link = f' <a href="{href}">{text}</a>' if self.notebook else ""
        return f"<p>{escape(self.text)}{link}</p>"


def note(name: str) -> Note:
    """Return a note of `notes.toml` by its name, such as "nothing-due"."""
    return Note(**NOTES[name])
