"""Read and write numbers as people write them.

English readers write 1,550.5 and others 1.550,5 or 1 550,5. Where both readings are possible,
the English one comes first.
"""

import re
import unicodedata

YEARS = range(1000, 3000)


def _style(comma: str, point: str) -> re.Pattern[str]:
    """Return the pattern of numbers with one sign between thousands, another before a fraction."""
    # All groups are separated by the same sign.
    grouped = rf"[1-9]\d{{0,2}}(?P<gap>[ '{comma}])\d{{3}}(?:(?P=gap)\d{{3}})*"
    return re.compile(rf"(?P<whole>{grouped}|\d*)(?:[{point}](?P<fraction>\d+))?")


STYLES = _style(",", "."), _style(".", ",")  # the English one first
SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
WORDS = {word: value for value, word in enumerate(SMALL.split())}
WORDS |= {word: 10 * value for value, word in enumerate(TENS.split(), 2)}
SPOKEN = re.compile(rf"({'|'.join(WORDS)})(?:[- ]({'|'.join(WORDS)}))?\b", re.IGNORECASE)


class NotANumber(ValueError):
    """Raised for a text that is not a number; the message asks the learner to write another."""


def readings(text: str, unit: str = "") -> list[float]:
    """Return the possible values of a number as typed, the likeliest first.

    The unit may follow it. Raise NotANumber, with a question to the learner, for anything else.
    """
    sign, digits = _bare(text, unit)
    found = [match for style in STYLES if (match := style.fullmatch(digits))]
    if not found:
        raise NotANumber(f"'{text.strip()}' can be read in two ways. Write it without spaces.")
    values = [float(re.sub(r"\D", "", m["whole"]) + f".{m['fraction'] or 0}") for m in found]
    return [sign * value for value in dict.fromkeys(values)]


def quantity(value: float, unit: str) -> str:
    """Return a number with its unit, as in a sentence: `1,550 soldiers`, `4.5%`."""
    return f"{in_digits(value, unit)}{'' if unit.startswith('%') else ' '}{unit}".strip()


def in_digits(value: float, unit: str = "") -> str:
    """Return a number in digits: `18,723`, but `1994` for a year, which has no unit."""
    is_year = not unit and value in YEARS
    return f"{value:.12g}" if is_year else f"{value:,.12g}"


def _bare(text: str, unit: str) -> tuple[int, str]:
    # Wide digits and no-break spaces become plain ones.
    plain = unicodedata.normalize("NFKC", text).replace("−", "-").strip()
    plain = _in_digits(re.sub(r"\s+", " ", plain).replace("’", "'"))
    number = re.match(r"([-+]?) ?(\d(?:[\d .,']*\d)?|[.,]\d+)", plain)
    if not number:
        raise NotANumber(f"'{text.strip()}' is not a number. Write it in digits, such as 1550.")
    _check_unit(plain[number.end() :].strip(" ."), unit)
    return (-1 if number[1] == "-" else 1), number[2]


def _in_digits(text: str) -> str:
    """Return a text with digits for the number, up to 99, that it begins with in words."""
    found = SPOKEN.match(text)
    if not found:
        return text
    first, second = (WORDS.get((word or "").lower(), 0) for word in found.groups())
    if found[2] and not (first >= 20 and 0 < second < 10):  # such as "two three"
        return text
    return f"{first + second}{text[found.end() :]}"


def _check_unit(word: str, unit: str) -> None:
    percent = ("%", "percent", "per cent")
    # Four letters, so that "soldier" and "soldiers" are both taken for the unit.
    known = percent if unit in percent else (unit.casefold()[:4],)
    if word and not (unit and word.casefold().startswith(known)):
        asked = f"The answer is in {unit}" if unit else "The answer has no unit"
        raise NotANumber(f"{asked}: what do you mean by '{word}'? Write the number alone.")
