"""A few kind words where there is nothing to show yet."""

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Note:
    """A text that a notebook shows as a paragraph."""

    text: str

    def __repr__(self) -> str:
        """Return the text."""
        return self.text

    def _repr_html_(self) -> str:
        return f"<p>{escape(self.text)}</p>"
