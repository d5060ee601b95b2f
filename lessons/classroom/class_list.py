"""Read a class list as schools' software or teachers write it, and compare it with hand-ins."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from lessons.classroom import file_kinds
from lessons.classroom.validation import Refused
from lessons.core.files import read_bytes
from lessons.core.names import key, near, sort_key, tidy
from lessons.core.toml import read_toml

DELIMITERS = "\t;,"
MAX_BYTES = 1_000_000
# The headings of columns in a class list, by what is in the columns.
HEADINGS = {
    column: set(headings)
    for column, headings in read_toml(Path(__file__).with_suffix(".toml")).items()
}
NAMES = ("first_name", "last_name", "name")


class ListedPupil(NamedTuple):
    """A row of a class list; what is not in the list is ""."""

    name: str
    id: str = ""
    email: str = ""
    comment: str = ""


class Comparison(NamedTuple):
    """What a class list says about the pupils who handed in; each field has names, sorted.

    `near` are pairs of a name on the list and almost the same name on a hand-in; `namesakes`
    are names that the list has more often than hand-ins came in under them.
    """

    missing: Sequence[str] = ()
    unknown: Sequence[str] = ()
    near: Sequence[tuple[str, str]] = ()
    namesakes: Sequence[str] = ()

    def sentences(self) -> list[str]:
        """Return a sentence for each field that has names."""
        pairs = (f"{handed!r} (on your list: {known!r})" for known, handed in self.near)
        parts = {
            "On your list, but nothing counted": self.missing,
            "Counted, but not on your list": self.unknown,
            "Almost a name on your list, so please ask": list(pairs),
            "More often on your list than handed in": self.namesakes,
        }
        return [f"{head} ({len(who)}): {', '.join(who)}." for head, who in parts.items() if who]


def compare(listed_names: Sequence[str], handed_in: Iterable[str]) -> Comparison:
    """Compare a class list with the names under which hand-ins were counted.

    Without a list, the comparison is empty.
    """
    if not listed_names:
        return Comparison()
    handed_in = list(handed_in)
    wanted, present = Counter(map(key, listed_names)), Counter(map(key, handed_in))
    missing = _sorted(name for name in listed_names if key(name) not in present)
    # Also the other way round: if nobody who handed in is on the list, it was misread.
    unknown = _sorted(name for name in handed_in if key(name) not in wanted)
    pairs = [(name, other) for name in missing for other in unknown if near(name, other)]
    return Comparison(
        [name for name in missing if name not in {listed for listed, _ in pairs}],
        [name for name in unknown if name not in {other for _, other in pairs}],
        pairs,
        # A pupil who handed in nothing is missing already.
        _sorted(name for name in listed_names if wanted[key(name)] > present[key(name)] > 0),
    )


def read_pupils(path: Path) -> list[ListedPupil]:
    """Return the pupils in a class list: a text with one name a line, or a table as CSV.

    Raise Refused for a file that is neither, and FileProblem for one that cannot be read.
    """
    pupils = pupils_in(_text(path))
    if not pupils:
        raise Refused(f"{path} holds no name. Write one name a line.")
    return pupils


def pupils_in(text: str) -> list[ListedPupil]:
    """Return the pupils in the text of a class list, in its order.

    >>> pupils_in("Name,ID,E-mail\\nAli Kaya,0042,ali@school.example")
    [ListedPupil(name='Ali Kaya', id='0042', email='ali@school.example', comment='')]
    """
    rows = _rows(text)
    heads = [head.casefold() for head in rows[0]] if rows else []
    # A column "Name" beside one of first names has the family names; alone it has full names.
    first, last, full = (_column(heads, column) for column in NAMES)
    if first is not None and (last := full if last is None else last) is not None:
        names = [f"{row[first]} {row[last]}" for row in rows[1:]]
    elif (number := last if full is None else full) is not None:
        names = [_in_order(row[number]) for row in rows[1:]]
    else:
        return [ListedPupil(tidy(_in_order(name))) for name in _without_head(rows) if tidy(name)]
    columns = [_column(heads, column) for column in ListedPupil._fields[1:]]
    details = (["" if number is None else row[number] for number in columns] for row in rows[1:])
    found = zip(map(tidy, names), details, strict=True)
    return [ListedPupil(name, *more) for name, more in found if name]


def _text(path: Path) -> str:
    """Return the text in a file. Raise Refused, with its kind, for any other file."""
    data = read_bytes(path)
    kind = file_kinds.kind(data)
    # Excel's "Unicode text" is UTF-16: only that can be read as it is.
    if kind and kind != file_kinds.UTF_16:
        raise Refused(f"{path} is {kind}. Save the list as text or CSV (UTF-8).")
    if len(data) > MAX_BYTES:
        raise Refused(
            f"{path} is larger than {MAX_BYTES / 1e6:g} MB. A class list is a small text."
        )
    try:
        return data.decode(file_kinds.encoding(data))
    except UnicodeDecodeError:
        raise Refused(f"{path} is not text in UTF-8. Save it again as 'CSV UTF-8'.") from None


def _rows(text: str) -> list[list[str]]:
    """Return the cells of a text, with rows of equal length; one cell where it is not a table."""
    lines = [line for line in text.splitlines() if line.strip(' \t;,"')]
    if lines and re.fullmatch("sep=.", lines[0]):  # a note of Excel to itself
        del lines[0]
    # A name may hold a comma, but hardly a tab or a semicolon: these are tried first.
    for delimiter in filter(text.__contains__, DELIMITERS):
        rows = _table(lines, delimiter)
        width = Counter(map(len, rows)).most_common(1)[0][0] if rows else 0
        if width > 1 and (delimiter != "," or not _are_names(rows)):
            return [(row + [""] * width)[:width] for row in rows]
    return [[tidy(line.strip('"; \t'))] for line in lines]


def _table(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        return [[*map(tidy, row)] for row in reader]
    except csv.Error as error:  # such as a quotation mark that is never closed
        raise Refused(f"Line {reader.line_num} of the list cannot be read: {error}.") from None


def _are_names(rows: Sequence[Sequence[str]]) -> bool:
    """Return whether rows with a comma are "Last, First", and not two columns of a table."""
    heads = {cell.casefold() for cell in rows[0]} if len(rows[0]) > 1 else set()
    has_heads = any(heads & HEADINGS[column] for column in NAMES)
    is_table = has_heads or any(len(row) > 2 for row in rows)
    return not is_table and not any(re.search(r"\d", cell) for row in rows for cell in row)


def _column(heads: Sequence[str], column: str) -> int | None:
    known = HEADINGS[column]
    return next((number for number, head in enumerate(heads) if head in known), None)


def _without_head(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the column of a table without known heads that looks most like names."""
    # Names differ more than classes and schools do. Numbers that count the lines differ as much.
    columns = [column for column in zip(*rows, strict=True) if not _are_numbers(column)]
    columns = columns or list(zip(*rows, strict=True))
    best = max(columns, key=lambda column: len(set(map(key, column))), default=())
    numbered = [re.fullmatch(r"(\d+)[.)]?\s+(\S.*)", cell) for cell in best]
    if len(best) > 1 and _are_numbers([match[1] if match else "" for match in numbered]):
        return [match[2] for match in numbered if match]
    return list(best)


def _are_numbers(cells: Sequence[str]) -> bool:
    """Return whether cells, but perhaps the first, count 1, 2, 3: not the codes of pupils."""
    numbers = [cell.rstrip(".)") for cell in cells]
    rising = [str(number) for number in range(1, len(numbers) + 1)]
    return len(numbers) > 1 and (numbers == rising or numbers[1:] == rising[:-1])


def _in_order(name: str) -> str:
    """Return "First Last" for "Last, First"."""
    last, comma, first = name.partition(",")
    return f"{first} {last}" if comma and first.strip() else name


def _sorted(names: Iterable[str]) -> list[str]:
    """Return names once each, in the order of people."""
    once = {key(name): name for name in names}
    return sorted(once.values(), key=sort_key)
