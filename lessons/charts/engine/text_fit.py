"""Measure text and break it into lines of a given width, without a font at hand.

Lessons run without a browser or a font library at hand, so widths are estimated from a table of
letters. They come out a little too wide, because the reader's own font may be wider than ours.
"""

import re
from functools import lru_cache

# Widths of letters in font sizes, as in Helvetica and Arial, by the letters that share them.
_WIDTHS = {
    0.22: "ijl|'’‘",
    0.28: "ft.,:;!/\\ \u00a0()[]I·",
    0.33: 'r-“”"`*°',
    0.50: "ckvsxyzJ",
    0.61: "FTZ",
    0.67: "ABEKPSVXYÄÅÁŠ&",
    0.72: "wCDHNRUÜ",
    0.78: "GOQÖØ",
    0.83: "mM",
    0.92: "W%—→",
}
_WIDTH_OF = {letter: em for em, letters in _WIDTHS.items() for letter in letters}
_OTHER = 0.556  # most small letters, and all digits
_SAFETY = 1.1  # the reader's own font may be wider than Arial
_BOLD = 1.07


def text_width(text: str, size: float = 12.0, bold: bool = False) -> float:
    """Return about how wide a line of text is, in pixels; `size` is its font size in pixels."""
    return _ems(text) * size * (_BOLD if bold else 1.0)


@lru_cache(maxsize=4096)
def wrap(text: str, width: float, size: float = 12.0, bold: bool = False) -> tuple[str, ...]:
    """Return a text broken into lines of at most `width` pixels; a longer word fills a line.

    No line is broken at a no-break space.
    """
    lines: list[str] = []
    for word in re.findall(r"[^ \n]+", text):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


@lru_cache(maxsize=8192)
def _ems(text: str) -> float:
    return _SAFETY * sum(_WIDTH_OF.get(letter, _OTHER) for letter in text)
