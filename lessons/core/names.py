"""Compare the names of people and codes: which are the same, which are similar, how they sort.

A name is text and is shown as it was typed. This module imports only the standard library, because
`start.py` uses it before anything is installed.
"""

import hashlib
import re
import unicodedata

MAX_LENGTH = 80  # characters of a person's name
MAX_TEXT_LENGTH = 10_000  # characters of a text; the rest is ignored
MAX_FOLDER_BYTES = 200  # most file systems allow 255

# Invisible characters that belong to the spelling of a word: the joiners of Persian, Sinhala and
# Malayalam, and the vowel separator of Mongolian. All others of their kind are removed, because
# names that look equal would differ, or the direction of the text after them would change.
JOINERS = "\u200c\u200d\u180e"

# Letters that Unicode does not divide into a base letter and an accent, and the Persian forms of
# two Arabic letters, which depend on the keyboard.
BASE_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h"}
    | {"ی": "ي", "ک": "ك"}
)
# Windows does not allow files and folders of these names.
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def same(first: str, second: str) -> bool:
    """Return whether two names are the same: capitals, blanks and normal form do not count.

    >>> same("Işıl  Çağlar", "IŞIL ÇAĞLAR")
    True
    >>> same("Anna Müller", "Anna Muller")
    False
    """
    return key(first) == key(second)


def near(first: str, second: str) -> bool:
    """Return whether two different names may be one person's: then ask, never merge.

    They differ only in accents, joiners, punctuation, or the order of first and last name.

    >>> near("Anna Müller", "Muller, Anna")
    True
    """
    return near_key(first) == near_key(second) and not same(first, second)


def key(name: str) -> str:
    """Return a text that is equal for names that are the same, and different for all others.

    The Turkish letters I, İ, ı and i count as one, because a computer cannot know whether the
    lower case of I is i or ı.
    """
    folded = unicodedata.normalize("NFKD", tidy(name)).casefold()
    folded = folded.replace("i\u0307", "i").replace("ı", "i")
    return " ".join(unicodedata.normalize("NFKC", folded).split())


def near_key(name: str) -> str:
    """Return a text that is equal for names that are the same or near."""
    letters = "".join(c for c in _base(name) if c not in JOINERS and c not in "'’‘ʼ`")
    letters = re.sub(r"([aou])e", r"\1", letters)  # Mueller is a spelling of Müller
    marked = "".join(c if is_letter_like(c) else " " for c in letters)
    # Names without letters, such as an emoji, are compared as a whole.
    return " ".join(sorted(marked.split())) or key(name)


def sort_key(name: str) -> tuple[str, str]:
    """Return a key that sorts names as people do: accents and capitals make no difference."""
    return _base(name), name


def tidy(text: str) -> str:
    """Return a text on one line, composed (NFC), without misleading invisible characters.

    Runs of white space and control characters become one space. Invisible characters are removed,
    except joiners where they belong to a word or an emoji.
    """
    composed = unicodedata.normalize("NFC", text[:MAX_TEXT_LENGTH])
    if not composed.isprintable():
        composed = "".join(_tidied(composed, index) for index in range(len(composed)))
    return " ".join(composed.split())


def file_part(name: str) -> str:
    """Return a name as a part of a file's name: every letter stays, all else becomes a hyphen."""
    joined = "".join(c if is_letter_like(c) or c in JOINERS else "-" for c in tidy(name))
    return re.sub("-+", "-", joined).strip("-_")


def folder_name(name: str) -> str:
    """Return a folder's name for a person: the same for the same names, different for all others.

    Raise ValueError, with a sentence for the person, for a name that is empty.
    """
    folded = key(name)
    if not folded:
        raise ValueError("Use a name or code with at least one letter or digit.")
    safe = "".join(
        c if is_letter_like(c) or c in JOINERS or c in " -" else _escaped(c) for c in folded
    )
    if RESERVED.fullmatch(safe):
        safe = _escaped(safe[0]) + safe[1:]
    if len(safe.encode()) > MAX_FOLDER_BYTES:
        return f"{safe[:30]}%{hashlib.sha256(folded.encode()).hexdigest()[:20]}"
    return safe


def is_letter_like(character: str) -> bool:
    """Return whether a character is a letter, mark or digit of any script, or an underscore."""
    return character == "_" or unicodedata.category(character)[0] in "LMN"


def _escaped(character: str) -> str:
    """Return a character as URLs write it: % and the hexadecimal number of each byte."""
    return "".join(f"%{byte:02x}" for byte in character.encode())


def _base(name: str) -> str:
    """Return a name in lower case without accents; vowel signs of other scripts stay."""
    decomposed = unicodedata.normalize("NFKD", key(name).translate(BASE_LETTERS))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _tidied(text: str, index: int) -> str:
    """Return what `tidy` makes of one character of a text: itself, a blank, or nothing."""
    character = text[index]
    category = unicodedata.category(character)
    if category in ("Cf", "Cs"):
        return character if character in JOINERS and _joins(text, index) else ""
    if category in ("Cc", "Zl", "Zp", "Zs") or _is_noncharacter(character):
        return " "
    # Unassigned characters (Cn) may be letters that are newer than this Python, and those in the
    # private area (Co) rare Chinese characters: both may be part of names.
    return character


def _joins(text: str, index: int) -> bool:
    """Return whether a joiner follows a letter or mark, or is between two emoji."""
    before, after = text[index - 1 : index], text[index + 1 : index + 2]
    if not before or before.isascii():
        return False
    if before != "\ufe0f" and unicodedata.category(before)[0] in "LM":
        return True
    return bool(after) and unicodedata.category(after) in ("So", "Sk")


def _is_noncharacter(character: str) -> bool:
    """Return whether this is a code point that Unicode will never assign to a character."""
    return 0xFDD0 <= ord(character) <= 0xFDEF or ord(character) & 0xFFFE == 0xFFFE
