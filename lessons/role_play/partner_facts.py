"""What the tables know about a partner, as the role play needs it."""

from collections.abc import Hashable, Iterator
from functools import lru_cache
from math import log
from typing import Any

from lessons.charts.engine.theme import GROUPS
from lessons.core.text import counted, date_words
from lessons.data import edition, table
from lessons.data.membership import frameworks_of, group_of, last_day, name, partners_on
from lessons.role_play.activities import areas
from lessons.role_play.partner import Example, Neighbour, Partner, Spell

WISHES = ("applied", "political_commitment")  # kinds of event that show a wish to join
SHORT = {"TRUST_FUNDS": "Trust Funds", "IPP": "IPP or IPCP"}
SHOWN = 5  # examples in a profile
LISTS = ("ISAF", "KFOR")  # operations with lists of soldiers
TABLES = (
    "framework_members",
    "programme_participants",
    "practice_examples",
    "status_events",
    "isaf_contributions",
    "kfor_contributions",
)


def partner(iso3: str) -> Partner:
    """Return a partner of today with its history. Raise LookupError for any other country."""
    return _partner(iso3, tuple(map(edition, TABLES)))


@lru_cache(maxsize=64)
def _partner(iso3: str, _editions: Hashable) -> Partner:
    on = last_day()
    if iso3 not in partners_on(on):
        raise LookupError(f"{name(iso3)} is no partner on {on}.")
    group = group_of(iso3, on)
    return Partner(
        iso3,
        name(iso3),
        group,
        GROUPS[group].words,
        tuple(frameworks_of(iso3, on)),
        _suspended(iso3),
        _wishes(iso3),
        _tools(iso3),
        tuple(_examples(iso3)),
        tuple(_neighbours(iso3, group)),
        _population(iso3)[0],
        _forces(iso3),
    )


def by_group() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the partners of today, code and name, group by group."""
    on = last_day()
    codes = sorted(partners_on(on), key=name)
    return [
        (words.words, [(code, name(code)) for code in codes if group_of(code, on) == group])
        for group, words in GROUPS.items()
        if group != "ally"
    ]


def profile(iso3: str) -> dict[str, Any]:
    """Return a partner's profile in words: a heading, lines, and its latest examples."""
    found, names = partner(iso3), areas()
    lines = [("Frameworks", _frameworks(iso3)), ("People", _people(iso3))]
    tools = [f"{SHORT.get(tool, tool)}{_since(spell)}" for tool, spell in found.tools.items()]
    lines.append(("Tools in our rows", "; ".join(tools) or "none"))
    if found.suspended:
        lines.insert(0, ("Suspended", f"since {found.suspended}; still on the list of partners"))
    lines.append(("Wish to join NATO", found.wishes or "none in our rows"))
    latest = sorted(found.examples, key=lambda example: -example.year)[:SHOWN]
    return {
        "heading": f"{found.name} · {found.group_words}",
        "lines": [list(line) for line in lines],
        "many": len(found.examples),
        "examples": [[f"{each.year}, {names[each.area]}", each.what] for each in latest],
    }


def _since(spell: Spell) -> str:
    if spell.end:
        return f" ({spell.start or '?'} to {spell.end})"
    return f" (since {spell.start})" if spell.start else ""


def _rows(name: str, iso3: str) -> list[dict[str, Any]]:
    rows = table(name)
    cells = rows["iso3"].fillna("").str.split(";")
    found = rows[[iso3 in codes for codes in cells]]
    return list(found.astype(object).where(found.notna(), "").to_dict("records"))  # type: ignore[arg-type]


def _suspended(iso3: str) -> str:
    days = [row["suspended_from"] for row in _rows("framework_members", iso3)]
    first = min((str(day) for day in days if day), default="")
    return date_words(first) if first else ""


def _wishes(iso3: str) -> str:
    events = [row for row in _rows("status_events", iso3) if row["kind"] in WISHES]
    if events:
        latest = max(events, key=lambda row: str(row["date"]))
        return f"{latest['event']} ({date_words(latest['date'])})"
    plan = _tools(iso3).get("MAP")
    return f"invited into the Membership Action Plan ({plan.start})" if plan else ""


def _tools(iso3: str) -> dict[str, Spell]:
    rows = _rows("programme_participants", iso3)
    tools = {str(r["programme_id"]): Spell(_day(r["start"]), _day(r["end"])) for r in rows}
    if "PFP_TF" in tools:  # the same tool before it was widened
        tools.setdefault("TRUST_FUNDS", tools.pop("PFP_TF"))
    return tools


def _day(text: Any) -> str:
    return date_words(text) if text else ""


def _examples(iso3: str) -> list[Example]:
    rows = _rows("practice_examples", iso3)
    return [
        Example(str(r["example_id"]), int(r["area_id"]), int(r["year_start"]), str(r["what"]))
        for r in rows
    ]


def _neighbours(iso3: str, group: str) -> Iterator[Neighbour]:
    """Yield the examples of the others in a group: the nearest in size, and the latest, first."""
    on, own = last_day(), _population(iso3)[0]
    others = [c for c in partners_on(on) if c != iso3 and group_of(c, on) == group]
    for code in sorted(others, key=lambda code: abs(log(_population(code)[0] / own))):
        tools = tuple(_tools(code))
        for example in sorted(_examples(code), key=lambda it: -it.year):
            yield Neighbour(code, name(code), _population(code)[0], example, tools)


def _forces(iso3: str) -> dict[str, str]:
    """Return what the latest list of each operation with a country's soldiers says."""
    found: dict[str, str] = {}
    for operation in LISTS:
        rows = [r for r in _rows(f"{operation.lower()}_contributions", iso3) if r["troops"]]
        if rows:
            last = max(rows, key=lambda row: row["as_of"])
            soldiers = counted(int(last["troops"]), "soldier")
            found[operation] = f"{soldiers} in {operation} on a list of {last['as_of']:%B %Y}"
    return found


def _frameworks(iso3: str) -> str:
    rows = [row for row in _rows("framework_members", iso3) if not row["left"]]
    names = table("frameworks").set_index("framework_id")["name"]
    return "; ".join(
        f"{names[row['framework_id']]} (since {date_words(row['joined'])})" for row in rows
    )


def _people(iso3: str) -> str:
    people, year = _population(iso3)
    millions = people / 1_000_000
    text = f"{millions:,.1f}" if millions < 100 else f"{millions:,.0f}"
    return f"{text} million ({year})"


@lru_cache(maxsize=64)
def _population(iso3: str) -> tuple[float, int]:
    """Return a country's inhabitants in the last year that is known, and that year."""
    rows = table("indicators")
    rows = rows[(rows["iso3"] == iso3) & rows["population"].notna()].sort_values("year")
    last = rows.iloc[-1]
    return float(last["population"]), int(last["year"])
