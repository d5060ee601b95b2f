"""A chart that can be read aloud."""

import base64
import io
import os
import re
from dataclasses import dataclass, field
from functools import cache
from html import escape
from typing import Any

import pandas as pd
from matplotlib import rc_context
from matplotlib.figure import Figure

from lessons.charts.engine.drawing import Drawing, png_of
from lessons.charts.engine.theme import COLOURS, STYLE, on_paper

STILLS = "COOPERATIVE_SECURITY_STILLS"


@dataclass
class Chart:
    """A picture, the sentence that says what it shows, its source and its numbers.

    `picture` is a matplotlib figure or a drawing. `says` is computed from the same rows as the
    picture: it is the alternative text, the text output, and the line that nbval compares.
    `source` is text for the reader, as `lessons.data.cite` gives it. `data` is what
    'Show as table' shows: one row for each thing in the picture, columns named in plain words.
    """

    picture: Figure | Drawing
    says: str
    source: str = ""
    data: pd.DataFrame = field(default_factory=pd.DataFrame)
    title: str = ""

    def svg(self) -> str:
        """Return the picture as SVG text whose colours follow the theme."""
        if isinstance(self.picture, Drawing):
            return self.picture.svg()
        return figure_svg(self.picture)

    def png(self) -> bytes:
        """Return the picture as a PNG on white paper, 1.25 times its size on the page."""
        if isinstance(self.picture, Drawing):
            return self.picture.png()
        with rc_context(STYLE):
            return png_of(self.picture, 125)

    def still(self) -> str:
        """Return the picture as a data address that needs nothing around it.

        SVG is quick to make and sharp; what is printed into the course is PNG, which more
        readers of notebooks show (`COOPERATIVE_SECURITY_STILLS=png`).
        """
        if os.environ.get(STILLS) == "png":
            return f"data:image/png;base64,{base64.b64encode(self.png()).decode()}"
        paper = self.picture.whole() if isinstance(self.picture, Drawing) else self.picture
        svg = Chart(paper, self.says).svg().replace(">", f"><style>svg{{{on_paper()}}}</style>", 1)
        return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"

    def html(self, note: str = "") -> str:
        """Return the still picture with its sentence and its table, for those who only read."""
        parts = [f"<p>{escape(text)}</p>" for text in (self.says, note) if text]
        return (
            f'<figure><img alt="{escape(self.says)}" width="900" '
            f'src="{self.still()}">'
            f"<figcaption>{''.join(parts)}</figcaption></figure>{self._details()}{self._sources()}"
        )

    def rows(self) -> dict[str, Any]:
        """Return the table as plain lists: `{"columns": [...], "rows": [[...], ...]}`."""
        filled = self.data.astype(object).where(self.data.notna(), "")
        return {"columns": list(map(str, filled.columns)), "rows": _plain(filled.to_numpy())}

    def __repr__(self) -> str:
        return self.says

    def _repr_html_(self) -> str:
        return self.html()

    def _sources(self) -> str:
        if not self.source:
            return ""
        lines = "<br>".join(map(escape, self.source.splitlines()))
        return f"<details><summary>Sources</summary><p>{lines}</p></details>"

    def _details(self) -> str:
        if self.data.empty:
            return ""
        table = self.rows()
        head = "".join(f"<th>{escape(name)}</th>" for name in table["columns"])
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>"
            for row in table["rows"]
        )
        return (
            "<details><summary>Show as table</summary>"
            f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></details>"
        )


def figure_svg(figure: Figure) -> str:
    """Return a matplotlib figure as SVG text, its known colours turned into CSS variables."""
    paper = io.BytesIO()
    with rc_context(STYLE):
        figure.set_facecolor("none")
        figure.savefig(paper, format="svg", metadata={"Date": None, "Creator": None})
    text = paper.getvalue().decode()
    text = text[text.index("<svg") :]
    text = re.sub(r'(<svg[^>]*?) width="[^"]*"', r"\1", text, count=1)
    text = re.sub(r'(<svg[^>]*?) height="[^"]*"', r"\1", text, count=1)
    text = re.sub(r"<metadata>.*?</metadata>\s*", "", text, flags=re.DOTALL)
    # A style element would hold for the whole page.
    text = re.sub(r"<style.*?</style>\s*", "", text, flags=re.DOTALL)
    text = text.replace("'DejaVu Sans'", "var(--jp-ui-font-family, sans-serif)")
    pattern, roles = _colour_roles()
    return pattern.sub(lambda found: f"var(--cs-{roles[found[0]]})", text)


@cache
def _colour_roles() -> tuple[re.Pattern[str], dict[str, str]]:
    roles = {pair[0]: role for role, pair in COLOURS.items()}
    return re.compile("|".join(roles)), roles


def _plain(cells: Any) -> list[list[Any]]:
    return [[_cell(cell) for cell in row] for row in cells]


def _cell(cell: Any) -> Any:
    if isinstance(cell, pd.Timestamp):
        return cell.date().isoformat()
    if hasattr(cell, "item"):
        cell = cell.item()
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() else round(cell, 2)
    return cell if isinstance(cell, str | int | bool) else str(cell)
