"""Name the colours of the course by their meaning, for light and dark, and the page widths."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

from lessons.core.toml import read_toml

# The colours of each role: on white paper, on a dark screen, in a forced palette.
_FILE = read_toml(Path(__file__).with_name("colours.toml"))
COLOURS: dict[str, list[str]] = _FILE["roles"]
ROLE_OF: dict[str, str] = _FILE["matplotlib"]  # of the colours that matplotlib takes by itself
_PAPER, _DARK, _FORCED = range(3)  # the place of each colour of a role


# A phone of 390 pixels leaves a picture 376: type has its own size there.
WIDE, NARROW = 700, 376
_width: ContextVar[int] = ContextVar("width", default=WIDE)
_has_titles: ContextVar[bool] = ContextVar("has_titles", default=True)


def colour(role: str) -> str:
    """Return the colour of a role on white paper, as `#rrggbb`."""
    return COLOURS[role][_PAPER]


def width() -> int:
    """Return how many pixels wide to draw: `WIDE`, or `NARROW` on a phone."""
    return _width.get()


def is_narrow() -> bool:
    """Return whether the page is as narrow as a phone."""
    return width() == NARROW


def page(*, narrow: bool) -> AbstractContextManager[None]:
    """Draw for a narrow or a wide page inside this block."""
    return _with(_width, NARROW if narrow else WIDE)


def has_titles() -> bool:
    """Return whether charts state their finding above the picture."""
    return _has_titles.get()


def without_titles() -> AbstractContextManager[None]:
    """Draw inside this block without titles, for pupils who are to find out what they say."""
    return _with(_has_titles, False)


@contextmanager
def _with(variable: ContextVar[Any], value: Any) -> Iterator[None]:
    token = variable.set(value)
    try:
        yield
    finally:
        variable.reset(token)


@cache
def css() -> str:
    """Return the colours as CSS variables of explorers, following the theme of JupyterLab.

    A forced palette of the reader's system comes before both themes: its rule is as specific as
    that of the dark theme and comes after it.
    """
    return (
        f'.cs-frame{{{on_paper()}}}[data-jp-theme-light="false"] .cs-frame{{{on_dark()}}}'
        f"@media (forced-colors:active){{.cs-frame.cs-frame{{{_variables(_FORCED)}}}"
        ".cs-frame svg{forced-color-adjust:none}}"
    )


def on_paper() -> str:
    """Return the colours on white paper as CSS variables."""
    return _variables(_PAPER)


def on_dark() -> str:
    """Return the colours on a dark page as CSS variables."""
    return _variables(_DARK)


@cache
def _variables(place: int) -> str:
    return "".join(f"--cs-{role}:{colours[place]};" for role, colours in COLOURS.items())
