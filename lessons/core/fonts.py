"""Say which letters of a text a font cannot show rightly in a PDF."""

import unicodedata
from collections.abc import Container

RIGHT_TO_LEFT = ("R", "AL")


def letters_not_shown(text: str, known: Container[int]) -> set[str]:
    """Return the letters of a text that would be printed as a box, or wrongly.

    `known` has the code points of the font's letters. Arabic and Hebrew may be among them, but a
    PDF would have them backwards and not joined.
    """
    unknown = {it for it in text if it.isprintable() and ord(it) not in known}
    return unknown | {it for it in text if unicodedata.bidirectional(it) in RIGHT_TO_LEFT}
