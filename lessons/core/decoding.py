"""Decode the text files that people wrote, which have to be in UTF-8."""

from collections.abc import Callable

from lessons.core.mistakes import Mistake

UTF_16 = (b"\xff\xfe", b"\xfe\xff")  # the marks with which such a file begins
SAVE_AS = (
    "Save it again as UTF-8: in Notepad, Save as, then Encoding UTF-8; in a spreadsheet, Save as, "
    "then CSV UTF-8"
)


def decoded(data: bytes, name: str, problem: Callable[[str], Mistake]) -> str:
    """Return the text of a file in UTF-8, from its bytes; `name` is its name in messages.

    Raise `problem`, with the line and what to do, for another encoding.
    """
    # In UTF-16 every plain letter has a zero byte.
    if data.startswith(UTF_16) or b"\0" in data[:2]:
        raise problem(f"{name}, line 1: the file is in UTF-16. {SAVE_AS}.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        number = data.count(b"\n", 0, error.start) + 1
        sign = data[error.start : error.start + 1].decode("cp1252", "replace")
        raise problem(
            f"{name}, line {number}: the file is not in UTF-8 but perhaps in ANSI, going by the "
            f"letter {sign}. {SAVE_AS}."
        ) from None
