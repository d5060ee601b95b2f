"""Recognise the kind of a file by its first bytes, and read the text in it."""

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE

START = 3_000  # bytes at the beginning of a file by which its kind is recognised
PACKED = "packed with"
SIGNATURES = {
    b"\xff\xd8\xff": "a picture",
    b"\x89PNG": "a picture",
    b"GIF8": "a picture",
    b"%PDF": "a PDF",
    b"\xd0\xcf\x11\xe0": "an office document",
    b"{\\rtf": "a formatted text (RTF)",
    b"PK\x03\x04": f"{PACKED} ZIP",
    b"7z\xbc\xaf\x27\x1c": f"{PACKED} 7z",
    b"Rar!": f"{PACKED} RAR",
    b"\x1f\x8b": f"{PACKED} gzip",
    b"BZh": f"{PACKED} bzip2",
    b"\xfd7zXZ": f"{PACKED} xz",
}
WEB_PAGE = "a web page"
UTF_16 = "saved in UTF-16"  # by Windows Notepad as "Unicode", and by Excel as "Unicode text"


def kind(data: bytes) -> str:
    """Return what a file is, such as "a PDF" or "saved in UTF-16"; "" for plain text in UTF-8."""
    for signature, name in SIGNATURES.items():
        if data.startswith(signature):
            return name
    if _utf_16(data):
        return UTF_16
    return WEB_PAGE if re.match(r"\s*<(!doctype html|html|head)\b", text(data), re.I) else ""


def text(data: bytes) -> str:
    """Return the first text in a file, from UTF-8 or UTF-16; other bytes become �."""
    start = data[:START]
    return start.decode(encoding(start), errors="replace")


def encoding(data: bytes) -> str:
    """Return the encoding in which a text seems to be: UTF-8 or a form of UTF-16."""
    return _utf_16(data) or "utf-8-sig"


def _utf_16(data: bytes) -> str:
    """Return the name of the form of UTF-16 that a text is in, or ""."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return "utf-16"
    # Without a byte order mark: every other byte of plain letters is zero.
    zeros = data[:START:2].count(0), data[1:START:2].count(0)
    if max(zeros) * 4 < len(data[:START]) or not min(zeros) * 9 < max(zeros):
        return ""
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
