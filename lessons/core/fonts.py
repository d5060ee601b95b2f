"""Find the letters of a text that a font cannot show correctly in a PDF."""

import unicodedata
from collections.abc import Container

RIGHT_TO_LEFT = ("R", "AL")


def letters_not_shown(text: str, known: Container[int]) -> set[str]:
    """Return the letters of a text that would be printed as a box, or wrongly.

    `known` has the code points of the font's letters. Arabic and Hebrew may be among them, but in
    a PDF they would be in reverse order and not joined.
    """
    unknown = {sign for sign in text if sign.isprintable() and ord(sign) not in known}
    return unknown | {sign for sign in text if unicodedata.bidirectional(sign) in RIGHT_TO_LEFT}
