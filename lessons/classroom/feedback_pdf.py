"""Print a pupil's feedback as PDF.

The font comes with matplotlib and has the letters of Latin, Greek and Cyrillic alphabets. What is
written in others, which may need to be joined or to run from right to left, is left to the page
as HTML, and the PDF says so: no letter is ever printed as a box.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from lessons.core.fonts import letters_not_shown

if TYPE_CHECKING:
    from lessons.classroom.feedback import PupilFeedback

TITLE_SIZE, HEAD_SIZE, TEXT_SIZE = 18, 13, 10.5  # points
LINE = 6  # millimetres
ELSEWHERE = "(see feedback.html)"
NOTE = (
    f"Where it says {ELSEWHERE}, the text has letters that this PDF cannot show. Open the file "
    "feedback.html, which is in the same folder."
)


def pdf(feedback: PupilFeedback) -> bytes:
    """Return a pupil's page as PDF."""
    sheet = _Sheet(feedback.title)
    sheet.write(feedback.name, TITLE_SIZE, bold=True)
    sheet.write(feedback.title)
    if feedback.comment:
        sheet.head("From your teacher")
        sheet.write(feedback.comment)
    for head, rows in (("Your results", feedback.marks), ("By objective", feedback.objectives)):
        sheet.head(head)
        for text, percent in rows:
            sheet.write(f"{percent} %   {text}")
    if feedback.written:
        sheet.head("Written positions")
        for ask, points, comment in feedback.written:
            sheet.write(ask)
            sheet.write(points, bold=True)
            sheet.write(comment)
    sheet.head("What to read again")
    for text, address in feedback.again or [("Nothing.", "")]:
        sheet.write(text, link=address)
    return sheet.data()


class _Sheet:
    """Pages of A4 that text is written on, from the top down."""

    def __init__(self, title: str) -> None:
        from fpdf import FPDF

        self._pdf = FPDF(format="A4")
        self._pdf.add_font("body", "", _fonts() / "DejaVuSans.ttf")
        self._pdf.add_font("body", "B", _fonts() / "DejaVuSans-Bold.ttf")
        self._is_incomplete = False
        self._pdf.set_title(self._shown(title))
        self._pdf.set_lang("en-GB")
        self._pdf.add_page()

    def head(self, text: str) -> None:
        """Write a heading, with space above it."""
        self._pdf.ln(LINE)
        self.write(text, HEAD_SIZE, bold=True)

    def write(
        self, text: str, size: float = TEXT_SIZE, *, bold: bool = False, link: str = ""
    ) -> None:
        """Write a text below the last one; nothing for an empty one."""
        if text:
            self._pdf.set_font("body", "B" if bold else "", size)
            shown = self._shown(text)
            self._pdf.multi_cell(0, LINE, shown, link=link, new_x="LMARGIN", new_y="NEXT")

    def data(self) -> bytes:
        """Return the PDF."""
        if self._is_incomplete:
            self._pdf.ln(LINE)
            self.write(NOTE)
        found = bytes(self._pdf.output())
        for font in self._pdf.fonts.values():  # each keeps its file open, and never closes it
            font.ttfont.close()  # type: ignore[union-attr]
        return found

    def _shown(self, text: str) -> str:
        """Return a text, or where to read it if the font cannot show it rightly."""
        known = self._pdf.fonts["body"].cmap  # type: ignore[union-attr]
        if not letters_not_shown(text, known):
            return text
        self._is_incomplete = True
        return ELSEWHERE


def _fonts() -> Path:
    """Return the folder of the fonts of matplotlib, which is not imported for them."""
    found = find_spec("matplotlib")
    assert found and found.origin
    return Path(found.origin).parent / "mpl-data" / "fonts" / "ttf"
