"""Make the HTML elements of the gradebook's page; every text in them is escaped."""

import html
from collections.abc import Iterable
from typing import Any

SHADES = (0.4, 0.6, 0.75, 0.9)  # shares from which a cell has the next shade
MIN_ANSWERS = 2  # from which a share says something about a pupil
LEGEND = "Shades: below 40, from 40, from 60, from 75, from 90 %; each cell has the figure, too."


class Markup(str):
    """A text that is HTML already; any other text is escaped."""


def tag(name: str, *children: Any, **attributes: str) -> Markup:
    """Return an element with its children and attributes, both escaped.

    An underscore in an attribute's name becomes a hyphen, one at its end is dropped: `class_`.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{html.escape(value)}"'
        for key, value in attributes.items()
    )
    return Markup(f"<{name}{written}>{''.join(map(_escaped, children))}</{name}>")


def _escaped(child: Any) -> str:
    return child if isinstance(child, Markup) else html.escape(str(child))


def share_cell(share: float | None, answered: int | None = None, **attributes: str) -> Markup:
    """Return a table cell with a share (0 to 1) in per cent, in the shade that belongs to it.

    A share that rests on fewer than MIN_ANSWERS answers is marked with an asterisk.
    """
    if share is None:
        return tag("td", "–", class_="none", **attributes)
    few = answered is not None and answered < MIN_ANSWERS
    shade = f"s{sum(share >= limit for limit in SHADES)}{' few' if few else ''}"
    title = {} if answered is None else {"title": f"{answered} answered"}
    return tag("td", f"{100 * share:.0f}{'*' if few else ''}", class_=shade, **title, **attributes)


def table(caption: str, heads: Iterable[Any], rows: Iterable[Markup], style: str = "") -> Markup:
    """Return a table in a region of its own, which scrolls if the table is wider than the page."""
    first = tag("tr", *(h if isinstance(h, Markup) else tag("th", h, scope="col") for h in heads))
    inner = tag("table", tag("caption", caption), tag("thead", first), tag("tbody", *rows))
    classes = f"wide {style}".strip()
    return tag("div", inner, class_=classes, tabindex="0", role="region", aria_label=caption)
