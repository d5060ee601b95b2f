"""Hold a picture with the sentence that says what it shows, its source and its numbers."""

import base64
import os
from dataclasses import dataclass, field
from html import escape
from typing import Any

from lessons.charts.engine.drawing import Drawing
from lessons.charts.engine.table import Table, as_table
from lessons.charts.engine.theme import WIDE, on_paper
from lessons.data.citations import as_list, references

STILLS = "COOPERATIVE_SECURITY_STILLS"


@dataclass
class Chart:
    """A picture, the sentence that says what it shows, its source and its numbers.

    `picture` is a drawing, or a matplotlib figure of an author's own, which gets the course's
    style. `says` is computed from the same rows as the picture: it is the alternative text, the
    text output, and the line that nbval compares. `source` is text for the reader, as
    `lessons.data.cite` gives it. `data` is what the button 'Table' shows, a Table (or a DataFrame):
    one row for each thing in the picture, columns named in plain words. `title` states the
    finding; `subtitle` says of which day and in which unit. `opened` is the text of the card that
    is open in the picture; it is read aloud after the sentence.
    """

    picture: Any
    says: str
    source: str = ""
    data: Any = field(default_factory=Table)
    title: str = ""
    subtitle: str = ""
    opened: str = ""

    @property
    def aloud(self) -> str:
        """What is read aloud: the sentence, and what is opened."""
        return f"{self.says} {self.opened}".rstrip()

    def svg(self) -> str:
        """Return the picture as SVG text whose colours follow the theme."""
        if isinstance(self.picture, Drawing):
            return self.picture.svg()
        from lessons.charts.engine.figures import figure_svg  # matplotlib: an author's own chart

        return figure_svg(self.picture)

    def png(self) -> bytes:
        """Return the picture as a PNG on white paper, 1.25 times its size on the page."""
        if isinstance(self.picture, Drawing):
            return self.picture.png()
        from lessons.charts.engine.figures import figure_png

        return figure_png(self.picture, 125)

    def still(self) -> str:
        """Return the picture as a data address that needs nothing around it.

        SVG is quick to make and sharp; what is printed into the course is PNG, which more
        readers of notebooks show (`COOPERATIVE_SECURITY_STILLS=png`).
        """
        if os.environ.get(STILLS) == "png":
            return f"data:image/png;base64,{base64.b64encode(self.png()).decode()}"
        paper = self.picture.whole() if isinstance(self.picture, Drawing) else self.picture
        # The paper is part of the still: no forced palette may change its ink.
        style = f"<style>svg{{{on_paper()}forced-color-adjust:none}}</style>"
        svg = Chart(paper, self.says).svg().replace(">", f">{style}", 1)
        return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"

    def html(self, note: str = "") -> str:
        """Return the still picture with its sentence and its table, for those who only read."""
        parts = [f"<p>{escape(text)}</p>" for text in (self.says, note) if text]
        return (
            f'<figure><img alt="{escape(self.aloud)}" width="{WIDE}" '
            f'src="{self.still()}">'
            f"<figcaption>{''.join(parts)}</figcaption></figure>{self._details()}{self._sources()}"
        )

    def rows(self) -> dict[str, Any]:
        """Return the table for the browser: `{"columns": (...), "rows": ((...), ...)}`."""
        table = as_table(self.data)
        return {"columns": table.columns, "rows": table.rows}

    def __repr__(self) -> str:
        return self.says

    def _repr_html_(self) -> str:
        return self.html()

    def _sources(self) -> str:
        if not self.source:
            return ""
        count = len(references(self.source))
        return f"<details><summary>Sources ({count})</summary>{as_list(self.source)}</details>"

    def _details(self) -> str:
        table = self.rows()
        if not table["rows"]:
            return ""
        head = "".join(f"<th>{escape(name)}</th>" for name in table["columns"])
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>"
            for row in table["rows"]
        )
        return (
            "<details><summary>Table</summary>"
            f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></details>"
        )
