"""Draw the partners across the globe on a card each: clues first, names later.

A learner can work out most of the countries from distance, population, soldiers and joint work.
"""

import re
from collections.abc import Callable, Sequence
from string import ascii_uppercase

from lessons.charts import engine as draw
from lessons.core.text import counted, day_words
from lessons.data import cite
from lessons.data.contributions import largest_contributions
from lessons.data.distances import capital
from lessons.data.examples import examples
from lessons.data.illustrations import illustrations, referred
from lessons.data.measures import POPULATION_YEAR, in_words, measured
from lessons.data.membership import last_day, members_on, name, suspended_on

BLANK, OTHER = "___", "[another]"


def clues() -> dict[str, str]:
    """Return the kinds of clues by their keys."""
    return {key: text for key, (text, *_) in _CLUES.items()}


@draw.explorer(
    "Cards of the partners across the globe",
    show=draw.Toggles("Clues", clues),
    names=draw.Toggles("Names", {"names": "Show the names"}),
)
def globe_cards(show: Sequence[str] = ("place",), names: Sequence[str] = ()) -> draw.Chart:
    """Draw a card for each partner across the globe, with the clues of `show`.

    Without `names` a card bears a letter only, so that the country can be guessed.
    """
    cards, named = lettered(), bool(names)
    found = {code: [_clue(key, code, named) for key in show] for code in cards}
    # As long as the names are hidden, the title asks.
    count = f"{len(cards)} partners across the globe"
    title = count if named else f"Which {len(cards)} countries are these?"
    plot = draw.Plot(title, f"Partners across the globe, {day_words(last_day())}")
    draw.cards(plot, [_card(code, cards[code], found[code], named) for code in cards])
    if "work" in show and not named:
        plot.note(f"A card's own country is {BLANK}, one of the others is {OTHER}.")
    kinds = [clues()[key] for key in show]
    shown_kinds = ", ".join(kinds).lower() or "none"
    lines = [
        (letter, name(code) if named else "hidden", *map(" ".join, found[code]))
        for code, letter in cards.items()
    ]
    tables = [table for key in show for table in _CLUES[key][2]]
    return plot.chart(
        says=f"{count}, the names {'shown' if named else 'hidden'}. Clues: {shown_kinds}.",
        source=cite("framework_members", "indicators", *tables),
        data=draw.Table(("Card", "Country", *kinds), lines),
    )


def lettered() -> dict[str, str]:
    """Return the partners across the globe with the letters of their cards, A first."""
    # An order that no learner can guess: by the last letters of their capitals.
    codes = sorted(members_on("PATG"), key=lambda code: capital(code).capital[::-1])
    return dict(zip(codes, ascii_uppercase, strict=False))


def _card(code: str, letter: str, found: Sequence[Sequence[str]], named: bool) -> draw.Card:
    heading = f"{letter} · {name(code)}" if named else f"Card {letter}"
    note = "suspended" if named and code in suspended_on() else ""
    texts = [draw.body(text) for clue in found for text in clue]
    return draw.Card([draw.head(heading), draw.caption(note), *texts], "patg")


def _clue(key: str, code: str, named: bool) -> list[str]:
    """Return the sentences of a clue, with the names blanked as long as they are hidden."""
    return [text if named else _hidden(text, code) for text in _CLUES[key][1](code)]


def _hidden(text: str, code: str) -> str:
    """Return a clue without the names on the cards, and without words made of them."""
    # "Mongolian" gives Mongolia away: the end of a word is blanked with the name.
    for other in lettered():
        blank = BLANK if other == code else OTHER
        text = re.sub(rf"\b{re.escape(name(other))}\w*", blank, text)
    return text


def _place(code: str) -> list[str]:
    distance, people = (in_words(measured(code, key), key) for key in ("distance", "population"))
    return [
        f"{capital(code).region}, {distance} from Brussels.",
        f"{people.capitalize()} people ({POPULATION_YEAR}).",
    ]


def _soldiers(code: str) -> list[str]:
    return [
        f"Most soldiers on our lists of {operation}: {row.troops:,}, {row.as_of:%B %Y}."
        for operation, row in largest_contributions(code).items()
    ] or ["We found none of its soldiers in ISAF, KFOR or RSM."]


def _work(code: str) -> list[str]:
    """Return an example that no other card has, and how many examples there are."""
    fact = referred(illustrations("globe_cards")[code])
    found = counted(len(examples(country=code)), "example")
    return [f"{fact.when}: {fact.text}", f"We found {found} of joint work."]


# Each kind of clue with the function that finds it for a country, in sentences, and with tables
# whose sources are named only while it is shown: they would give the answer away.
_CLUES: dict[str, tuple[str, Callable[[str], list[str]], list[str]]] = {
    "place": ("Place and people", _place, []),
    "soldiers": ("Soldiers", _soldiers, ["isaf_contributions", "rsm_contributions"]),
    "work": ("Joint work", _work, ["practice_examples"]),
}
