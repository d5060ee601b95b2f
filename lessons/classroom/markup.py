"""The few elements that a page is made of; every text in them is escaped."""

import html
from collections.abc import Iterable
from typing import Any

STEPS = (0.4, 0.6, 0.75, 0.9)
FEW = 2  # answers from which a share says something about a pupil
LEGEND = "Shades: below 40, from 40, from 60, from 75, from 90 %; the figure stands in each cell."


class Safe(str):
    """A text that is HTML already. Everything else is escaped."""


def tag(name: str, *kids: Any, **attributes: str) -> Safe:
    """Return an element; texts inside and attributes are escaped."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{html.escape(value)}"'
        for key, value in attributes.items()
    )
    return Safe(f"<{name}{given}>{''.join(map(_escaped, kids))}</{name}>")


def _escaped(kid: Any) -> str:
    return kid if isinstance(kid, Safe) else html.escape(str(kid))


def shade(share: float | None, answered: int | None = None, **attributes: str) -> Safe:
    """Return a cell with a share in per cent; one that rests on too few answers is marked."""
    if share is None:
        return tag("td", "–", class_="none", **attributes)
    few = answered is not None and answered < FEW
    step = f"s{sum(share >= it for it in STEPS)}{' few' if few else ''}"
    more = {} if answered is None else {"title": f"{answered} answered"}
    return tag("td", f"{100 * share:.0f}{'*' if few else ''}", class_=step, **more, **attributes)


def table(caption: str, heads: Iterable[Any], rows: Iterable[Safe], kind: str = "") -> Safe:
    """Return a table in a frame of its own, which scrolls if the table is wider than the page."""
    top = tag("tr", *(h if isinstance(h, Safe) else tag("th", h, scope="col") for h in heads))
    inner = tag("table", tag("caption", caption), tag("thead", top), tag("tbody", *rows))
    style = f"wide {kind}".strip()
    return tag("div", inner, class_=style, tabindex="0", role="region", aria_label=caption)
