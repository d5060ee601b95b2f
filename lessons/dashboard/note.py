"""A few kind words where there is nothing to show yet."""

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Note:
    """A text that a notebook shows as a paragraph."""

    text: str
    page: str = ""  # a notebook beside this one, to be opened
    link: str = ""  # the words to click on

    def __repr__(self) -> str:
        """Return the text."""
        return self.text

    def _repr_html_(self) -> str:
        link = f' <a href="{escape(self.page)}">{escape(self.link)}</a>' if self.page else ""
        return f"<p>{escape(self.text)}{link}</p>"
