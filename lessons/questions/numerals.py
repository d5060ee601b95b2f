"""Read and write numbers as people write them.

English readers write 1,550.5 and others 1.550,5 or 1 550,5. Where both readings are possible,
the English one comes first.
"""

import re
import unicodedata

# All groups are separated by the same sign.
GROUPED = re.compile(r"\d{1,3}(?:(?P<gap>[ '’.,])\d{3})(?:(?P=gap)\d{3})*")
YEARS = range(1000, 3000)
# 1.550 may be 1550 or 1.55.
SHORT = re.compile(r"(?!0)\d{1,3}[.,]\d{3}")

SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
WORDS = {word: value for value, word in enumerate(SMALL.split())}
WORDS |= {word: 10 * value for value, word in enumerate(TENS.split(), 2)}
SPOKEN = re.compile(rf"({'|'.join(WORDS)})(?:[- ]({'|'.join(WORDS)}))?\b", re.IGNORECASE)


class NotANumber(ValueError):
    """A text that cannot be read as a number; the message asks the learner to write another."""


def readings(text: str, unit: str = "") -> list[float]:
    """Return the possible values of a number as typed, the likeliest first.

    The unit may follow it. Raise NotANumber, with a question to the learner, for anything else.
    """
    sign, digits = _bare(text, unit)
    if SHORT.fullmatch(digits):
        whole = float(re.sub("[.,]", "", digits))
        return [sign * value for value in _both(digits, whole)]
    return [sign * _value(digits, text)]


def quantity(value: float, unit: str) -> str:
    """Return a number with its unit, as in a sentence: `1,550 soldiers`, `4.5%`."""
    return f"{in_digits(value, unit)}{'' if unit.startswith('%') else ' '}{unit}".strip()


def in_digits(value: float, unit: str = "") -> str:
    """Return a number in digits: `18,723`, but `1994` for a year, which has no unit."""
    is_year = not unit and value in YEARS
    return f"{value:.12g}" if is_year else f"{value:,.12g}"


def _both(digits: str, grouped: float) -> tuple[float, float]:
    decimal = float(digits.replace(",", "."))
    return (grouped, decimal) if "," in digits else (decimal, grouped)


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


def _value(digits: str, text: str) -> float:
    whole, mark, fraction = _split(digits)
    if re.search(r"\D", whole) and not GROUPED.fullmatch(whole):
        raise NotANumber(f"'{text.strip()}' can be read in two ways. Write it without spaces.")
    return float(re.sub(r"\D", "", whole) or "0") + (float(f"0.{fraction}") if mark else 0.0)


def _split(digits: str) -> tuple[str, str, str]:
    """Return the whole part, the decimal mark and the fraction: the last mark, if it is alone."""
    last = max(digits.rfind("."), digits.rfind(","))
    if last < 0 or digits.count(digits[last]) > 1 or not digits[last + 1 :].isdigit():
        return digits, "", ""
    return digits[:last], digits[last], digits[last + 1 :]
