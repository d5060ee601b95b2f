"""Protect texts from being read as formulas by a spreadsheet.

A spreadsheet reads a cell that begins with = + - or @ as a formula, and runs it. Such texts get an
apostrophe in front of them, as spreadsheets themselves do. Every other name or code stays as it is.
"""

from lessons.core.names import tidy

FORMULA_SIGNS = tuple("=+-@\t\r\n|%＝＋－＠−")  # also as wide characters, and a minus sign


def cell(text: str) -> str:
    """Return a text on one line that no spreadsheet reads as a formula."""
    clean = tidy(text)
    return f"'{clean}" if clean.startswith(FORMULA_SIGNS) else clean


def typed(saved: str) -> str:
    """Return what was typed into a cell of a file that the browser saved (`csv.js`).

    >>> typed("'=1+1"), typed("'tis")
    ('=1+1', "'tis")
    """
    text = saved.lstrip("'")
    is_formula = text.startswith(FORMULA_SIGNS) or text.lstrip().startswith(FORMULA_SIGNS)
    return saved.removeprefix("'") if is_formula else saved
