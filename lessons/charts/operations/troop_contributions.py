"""Soldiers by country, on dated lists: as a number, per million people, per billion dollars."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import pandas as pd

from lessons.charts.engine.bars import bar, each, figure
from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Drawing, Line, Shape, Text, text_width
from lessons.charts.engine.theme import GROUPS, is_narrow, width
from lessons.core.paths import UnknownName, nearest
from lessons.data import cite, edition, table
from lessons.data.membership import group_of, name, per_million

TABLES = {"ISAF": "isaf_contributions", "KFOR": "kfor_contributions"}
MEASURES = {
    "troops": "Soldiers",
    "per_million": "Soldiers per million people",
    "per_billion": "Soldiers per billion US dollars of GDP",
}
SIDES = {"allies": "Allies", "others": "Countries outside NATO"}
BRIEF = {
    "ally": "Ally",
    "euro_atlantic": "Euro-Atlantic",
    "md": "Med.",
    "ici": "Gulf",
    "patg": "Globe",
    "": "No partner",
}
ROWS = {"first": "The first 15", "all": "The whole list"}
FIRST, LEAST = 15, 10  # rows shown at first; rows that a list must have to be offered
TELLS = 0.8  # share of the nations that a list must name before it is read as a whole
ROW, TOP = 19.0, 76.0
MIXED = "2012-09-10"
# Figures whose number or date the notes of contribution_snapshots call in question.
DOUBTED = {
    ("2006-10-05", "USA"),
    *((MIXED, code) for code in ("DEU", "GEO", "HUN", "ITA")),
}


def soldiers(
    on: str = "ISAF 2010-11-15",
    measure: str = "troops",
    who: Sequence[str] = tuple(SIDES),
    rows: str = "first",
) -> Chart:
    """Draw the countries of one dated list, largest first.

    `on` is a key of `lists()`. Solid bars are well sourced, outlined ones rest on one report,
    hatched ones are doubtful. A list that is not complete says so, and never fills the gap.
    """
    people = contingents(on)
    wanted = people["is_ally_then"].map({True: "allies", False: "others"}).isin(list(who))
    ranked = people[wanted].sort_values([measure, "country"], ascending=[False, True])
    ranked = ranked.assign(place=range(1, len(ranked) + 1))
    shown = ranked if rows == "all" else ranked.head(FIRST)
    gap = missing(on) if measure == "troops" and set(who) == set(SIDES) else 0
    drawing = Drawing(width(), TOP + ROW * (len(shown) + (1 if gap else 0)) + 24)
    _heading(drawing, on, measure)
    _groups(drawing, ranked)
    _bars(drawing, shown, measure)
    if gap:
        _gap(drawing, TOP + ROW * (len(shown) + 0.5), gap, float(shown[measure].max()))
    _legend(drawing)
    return Chart(
        drawing,
        says=_says(on, ranked, measure, who),
        source=cite(*_sources(on, measure)),
        data=_listing(ranked, on),
        title=f"{MEASURES[measure]}, {lists()[on]}",
    )


def lists() -> dict[str, str]:
    """Return the lists that can be drawn: a key such as `ISAF 2010-11-15`, and its words."""
    rows = table("contribution_snapshots")
    rows = rows[rows["operation"].isin(list(TABLES)) & (rows["nations_listed"] >= LEAST)]
    return {f"{row.operation} {row.as_of:%Y-%m-%d}": _words(row) for row in each(rows)}


def snapshot(on: str) -> Any:
    """Return the row of `contribution_snapshots` for a key of `lists()`."""
    known = lists()
    if on not in known:
        raise UnknownName(f"There is no list '{on}'.{nearest(on, known)}")
    operation, as_of = on.split()
    rows = table("contribution_snapshots")
    return rows[(rows["operation"] == operation) & (rows["as_of"] == as_of)].iloc[0]


def contingents(on: str) -> pd.DataFrame:
    """Return one row for each country of a list, with its rates and its group."""
    return _contingents(on, edition("contribution_snapshots")).copy()


def missing(on: str) -> int:
    """Return how many soldiers of the printed total no row of the list explains; 0 if none."""
    difference = snapshot(on)["difference"]
    return 0 if pd.isna(difference) else max(0, -int(difference))


@lru_cache(maxsize=32)
def _contingents(on: str, _edition: object) -> pd.DataFrame:
    operation, as_of = on.split()
    snapshot(on)
    rows = table(TABLES[operation])
    rows = rows[rows["as_of"] == as_of]
    year = _year(date.fromisoformat(as_of))
    rows = per_million(rows, year)
    rows["per_billion"] = _per_billion(rows, year)
    rows["troops"] = rows["troops"].astype(float)
    rows["group"] = [_group(row, as_of) for row in each(rows)]
    rows["country"] = [name(code) for code in rows["iso3"]]
    rows["sure"] = [_sure(row, as_of) for row in each(rows)]
    return rows


def _year(on: date) -> int:
    years = sorted(set(table("indicators")["year"]) - {2024})  # no GDP for 2024
    return int(min(years, key=lambda year: abs(year - on.year)))


def _per_billion(rows: pd.DataFrame, year: int) -> pd.Series:
    wealth = table("indicators").query("year == @year").set_index("iso3")["gdp_usd"]
    return rows["troops"].astype(float) / rows["iso3"].map(wealth).astype(float) * 1e9


def _group(row: Any, as_of: str) -> str:
    # Countries far away were no group before 2011: they are drawn in the one they then formed.
    return "ally" if row.is_ally_then else group_of(row.iso3, as_of) or group_of(row.iso3, "2012")


def _sure(row: Any, as_of: str) -> str:
    if row.confidence == "low" or (as_of, row.iso3) in DOUBTED:
        return "doubtful"
    return "well sourced" if row.confidence == "high" else "one report"


def _words(row: Any) -> str:
    when = (
        "autumn 2012" if f"{row.as_of:%Y-%m-%d}" == MIXED else f"{row.as_of.day} {row.as_of:%B %Y}"
    )
    if row.operation == "KFOR":
        when = f"{row.as_of:%B %Y}"
    mixed = ", mixed dates" if f"{row.as_of:%Y-%m-%d}" == MIXED else ""
    return f"{row.operation}, {when} ({row.nations_listed} of {row.nations_published}{mixed})"


def state(on: str) -> str:
    """Return in words how complete a list is, and whether it adds up."""
    row = snapshot(on)
    listed, nations = row["nations_listed"], row["nations_published"]
    whole = "Complete list" if listed == nations else "Whole list as printed"
    words = f"{whole if row['complete_list'] else 'Not complete'}: {listed} of {nations} nations."
    if pd.isna(row["published_total"]):
        return f"{words} No total was printed with it."
    if not row["difference"]:
        return f"{words} The rows hit the printed total of {row['published_total']:,} exactly."
    side = "more" if row["difference"] > 0 else "less"
    gap = f"{abs(row['difference']):,} {side} than the printed total"
    return f"{words} The rows give {row['sum_listed']:,}: {gap}."


def partial(on: str) -> str:
    """Return in words that a list names too few nations to be read as a whole, or nothing."""
    row = snapshot(on)
    listed, nations = row["nations_listed"], row["nations_published"]
    if listed >= TELLS * nations:
        return ""
    return f"This list names only {listed} of {nations} nations"


def _heading(drawing: Drawing, on: str, measure: str) -> None:
    operation = lists()[on].split(" (")[0]
    what = MEASURES[measure]
    if is_narrow():
        what = what.replace("Soldiers per billion US dollars of GDP", "Per billion dollars of GDP")
    drawing.add(Text(4, 16, f"{what}, {operation}", size=13 if is_narrow() else 14, bold=True))
    for line, words in enumerate(_folded(state(on))):
        drawing.add(Text(4, 35 + 15 * line, words, "muted", size=11))


def _groups(drawing: Drawing, ranked: pd.DataFrame) -> None:
    x, y = 8.0, 66.0 if is_narrow() else 56.0
    for key in [*GROUPS, ""]:
        if key not in set(ranked["group"]):
            continue
        words = BRIEF[key] if is_narrow() or not key else GROUPS[key].words
        _marker(drawing, x, y - 4, key)
        drawing.add(Text(x + 9, y, words, size=11))
        x += text_width(words, 11) + (24 if is_narrow() else 30)


def _marker(drawing: Drawing, x: float, y: float, key: str) -> None:
    if key:
        group = GROUPS[key]
        drawing.add(Shape(x, y, 5, group.shape, group.role, title=group.words))
    else:
        drawing.add(Shape(x, y, 4, "circle", "other", title="Not a partner", hollow=True))


def _folded(words: str) -> list[str]:
    return words.split(". ", 1) if is_narrow() else [words]


def _legend(drawing: Drawing) -> None:
    y = drawing.height - 8
    samples = (("well sourced", "solid: well sourced"), ("one report", "outline: one report"))
    x = 8.0
    for sure, words in (*samples, ("doubtful", "hatched: doubtful number or date")):
        short = words.split(": ")[1].split(" or")[0] if is_narrow() else words
        bar(drawing, (x, y - 8), 22, "muted", sure)
        drawing.add(Text(x + 28, y, short, "muted", size=11))
        x += 124 if is_narrow() else 190


def _bars(drawing: Drawing, shown: pd.DataFrame, measure: str) -> None:
    top = float(shown[measure].max()) if len(shown) else 1.0
    for line, row in enumerate(each(shown)):
        y = TOP + ROW * (line + 0.5)
        value = getattr(row, measure)
        long = _long(value, top)
        _label(drawing, y, row)
        role = GROUPS[row.group].role if row.group else "other"
        bar(drawing, (_left(), y - 5.5), long, role, row.sure, f"{row.country}: {figure(value)}")
        drawing.add(Text(_left() + long + 6, y + 4, figure(value), size=12))


def _label(drawing: Drawing, y: float, row: Any) -> None:
    drawing.add(Text(24, y + 4, str(row.place), "muted", size=11, anchor="end"))
    _marker(drawing, 36, y, row.group)
    country = row.country + ("" if row.group else " (no partner)")
    if is_narrow():
        country = country.replace("Bosnia and Herzegovina", "Bosnia and Herz.")
        country = country.replace("United Arab Emirates", "UA Emirates").replace(
            " (no partner)", ""
        )
    drawing.add(Text(48, y + 4, country, size=12))


def _left() -> float:
    return 164.0 if is_narrow() else 226.0


def _long(value: float, top: float) -> float:
    return max(1.5, value / top * _room())


def _room() -> float:
    return width() - _left() - 64


def _gap(drawing: Drawing, y: float, gap: int, top: float) -> None:
    long = min(_long(gap, top), _room())
    ends = ((_left(), y - 5), (_left() + long, y - 5), (_left() + long, y + 5), (_left(), y + 5))
    drawing.add(
        Text(48, y + 4, "Not in the list", "muted", size=12),
        Line((*ends, ends[0]), role="muted", dashed=True),
        Text(_left() + long + 6, y + 4, f"{gap:,}", "muted", size=12),
    )


def _says(on: str, ranked: pd.DataFrame, measure: str, who: Sequence[str]) -> str:
    opening = f"{MEASURES[measure]}, {lists()[on].split(' (')[0]}"
    if ranked.empty:
        return f"{opening}: nobody is shown. Choose Allies, countries outside NATO, or both."
    lead = ", ".join(f"{r.country} {figure(getattr(r, measure))}" for r in each(ranked.head(3)))
    outside = ranked[~ranked["is_ally_then"].astype(bool)]
    if partial(on):
        few = "Nations that it leaves out may stand higher." if measure != "troops" else ""
        return f"{opening}. Largest of those named: {lead}. {few} {state(on)}".replace("  ", " ")
    best = ""
    if len(who) > 1 and len(outside):
        first = outside.iloc[0]
        best = (
            f" Of the nations outside NATO on this list {first['country']} stands highest, at"
            f" place {first['place']}."
        )
    return f"{opening}. Largest on this list: {lead}.{best} {state(on)}"


def _listing(ranked: pd.DataFrame, on: str) -> pd.DataFrame:
    year = _year(date.fromisoformat(on.split()[1]))
    groups = [GROUPS[key].words if key else "not a partner" for key in ranked["group"]]
    return pd.DataFrame(
        {
            "Place": ranked["place"],
            "Country": ranked["country"],
            "Group": groups,
            "Soldiers": ranked["troops"],
            f"People in {year}": ranked["population"],
            "Per million people": ranked["per_million"].round(1),
            "Per billion US dollars of GDP": ranked["per_billion"].round(2),
            "How sure": ranked["sure"],
        }
    )


def _sources(on: str, measure: str) -> list[str]:
    figures = {"troops": [], "per_million": ["b_pop"], "per_billion": ["b_gdp"]}
    return [snapshot(on)["source_id"], *figures[measure]]
