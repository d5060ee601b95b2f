"""Write pages of A4 whose parts a screen reader can tell apart."""

import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time
from io import BytesIO
from pathlib import Path

import matplotlib
from fpdf import FPDF, ViewerPreferences
from fpdf.enums import MethodReturnValue

from lessons.charts.engine.theme import colour
from lessons.core.fonts import letters_not_shown
from lessons.core.mistakes import Mistake
from lessons.data.membership import last_day

PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 210.0, 297.0, 12.0  # millimetres
INNER = PAGE_WIDTH - 2 * MARGIN
LAST = PAGE_HEIGHT - MARGIN - 5  # the foot is below
FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
FACES = {"": "DejaVuSans.ttf", "B": "DejaVuSans-Bold.ttf", "I": "DejaVuSans-Oblique.ttf"}
POINT = 25.4 / 72
LEADING = 1.28
NAME = 8.0  # points of the line above a page
PLACE = 45.0  # millimetres of the page number
THIN = 0.25  # millimetres of a line


class Sheet(FPDF):
    """Pages of A4 with a foot on each; the same content gives the same bytes.

    `kind` says what the pages are, such as "Handout", beside the page numbers. Pages for pupils
    (`named`) begin with it and with room for a name, because sheets may be separated.
    """

    def __init__(self, title: str, foot: str, kind: str, *, named: bool = False) -> None:
        super().__init__(format="A4")
        self.foot, self.kind, self.named = foot, kind, named
        for style, name in FACES.items():
            self.add_font("body", style, FONTS / name)
        for font in self.fonts.values():  # each keeps its file open, and never closes it
            weakref.finalize(self, font.ttfont.close)  # type: ignore[union-attr]
        self.set_auto_page_break(False)
        self.set_margins(MARGIN, MARGIN)
        self.set_title(title)
        self.set_author("Cooperative Security: a course in notebooks")
        self.set_lang("en-GB")
        # A screen reader then says the title, and not the name of the file.
        self.viewer_preferences = ViewerPreferences(display_doc_title=True)
        self.set_creation_date(datetime.combine(last_day(), time(), UTC))
        self.c_margin = 0

    def pdf(self) -> bytes:
        """Return the finished file."""
        return bytes(self.output())

    def header(self) -> None:
        """Write the kind of page, and lines for the pupil's name and the date."""
        if not self.named:
            return
        for label, x, rule in (("Name", MARGIN + 78, 54), ("Date", MARGIN + 146, 30)):
            self.y = MARGIN
            self.say(label, NAME, role="muted", x=x, width=10)
            self.rule(x + 10, MARGIN + 4, rule, "quiet")
        self.y = MARGIN
        self.say(self.kind, NAME, role="muted", width=70)
        self.y += 3

    def footer(self) -> None:
        """Write the foot of a page, which no screen reader needs."""
        with self.ornament():
            self.set_xy(MARGIN, PAGE_HEIGHT - MARGIN - 2)
            self._face(6.5, "", "muted")
            self.cell(INNER - PLACE, 3, self.foot)
            self.cell(PLACE, 3, f"{self.kind}, page {self.page_no()} of {{nb}}", align="R")

    def say(
        self,
        text: str,
        size: float,
        style: str = "",
        *,
        tag: str = "P",
        role: str = "ink",
        x: float = MARGIN,
        width: float = INNER,
    ) -> None:
        """Write a tagged paragraph at (x, the current height), and move below it.

        Raise Mistake for letters that the font cannot show, which would be printed as boxes.
        """
        with self.tagged(tag):
            self.set_x(x)
            self._face(size, style, role)
            self._refuse_unknown_letters(text)
            self.multi_cell(width, size * POINT * LEADING, text, align="L", new_y="NEXT")

    def height_of(self, text: str, size: float, style: str, width: float) -> float:
        """Return the height that a paragraph would have."""
        self._face(size, style, "ink")
        line = size * POINT * LEADING
        found = self.multi_cell(
            width, line, text, align="L", dry_run=True, output=MethodReturnValue.HEIGHT
        )
        return float(found)  # type: ignore[arg-type]

    def picture(self, png: bytes, alt: str, x: float, width: float) -> None:
        """Place a picture with its alternative text at (x, the current height)."""
        self.image(BytesIO(png), x=x, y=self.y, w=width, alt_text=alt)

    @contextmanager
    def tagged(self, tag: str) -> Iterator[None]:
        """Tag what is written inside as a heading (H1, H2), a paragraph (P) and so on.

        The library tags only pictures and has no public way to tag text, so this calls methods
        that are not public.
        """
        number = self.struct_builder.next_mcid_for_page(self.page)
        self._add_marked_content(struct_type=f"/{tag}", mcid=number)
        self._out(f"/{tag} <</MCID {number}>> BDC")
        yield
        self._out("EMC")

    @contextmanager
    def ornament(self) -> Iterator[None]:
        """Mark what is drawn inside as an ornament: rules, boxes, page numbers."""
        self._out("/Artifact BMC")
        yield
        self._out("EMC")

    def rule(self, x: float, y: float, width: float, role: str, height: float = 0.0) -> None:
        """Draw a line to write on or between things: from (x, y) to the right, or down."""
        with self._drawing(role):
            self.line(x, y, x + width, y + height)

    def shape(self, kind: str, x: float, y: float, across: float) -> None:
        """Draw a circle or a square to tick around (x, y), `across` millimetres wide."""
        with self._drawing("ink"):
            if kind == "circle":
                self.circle(x, y, across / 2)
            else:
                self.rect(x - across / 2, y - across / 2, across, across)

    @contextmanager
    def _drawing(self, role: str) -> Iterator[None]:
        """Draw with thin lines of a colour in the block, as an ornament."""
        with self.ornament():
            self.set_draw_color(colour(role))
            self.set_line_width(THIN)
            yield

    def _refuse_unknown_letters(self, text: str) -> None:
        missing = letters_not_shown(text, self.current_font.cmap)  # type: ignore[union-attr]
        if missing:
            raise Mistake(
                f"The font of these pages cannot write {' '.join(sorted(missing))}. Write the "
                "words in Latin letters, or use the notebooks: they show every script."
            )

    def _face(self, size: float, style: str, role: str) -> None:
        self.set_font("body", style, size)
        self.set_text_color(colour(role))
