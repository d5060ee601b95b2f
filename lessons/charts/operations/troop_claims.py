"""What the lists of soldiers prove: their sums against what was printed, and the claim of 2012."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Box, Drawing, Line, Text
from lessons.charts.engine.old_bars import bar, each, figure
from lessons.charts.engine.theme import canvas, colour, is_narrow, width
from lessons.data import cite, edition, sources, table
from lessons.data.membership import name

MIXED = "2012-09-10"
CLAIMED, MONTH = 7000, (2012, 12)
REACH = {
    "3": "3 months",
    "12": "1 year",
    "24": "2 years",
    "36": "3 years",
    "99": "any distance",
}
AUSTRIA = {"counted": "379 counted in late 2013", "allowed": "600, the most allowed"}
AUSTRALIA = {"autumn": "1,550 of the autumn list", "december": "1,094 of the December sheet"}
JORDAN = {"cable": "720 by a cable of July 2009", "lists": "7 on the lists of October 2009"}
ALLOWED = 600  # the title of source b_autkfor600
WHOLE = {"whole": "Lists that are whole as printed", "gaps": "Lists with gaps"}
TITLE = "How much of the printed total do the rows explain?"
ROW, TOP = 19.0, 128.0


def claim_of_2012(
    reach: str = "3", austria: str = "counted", australia: str = "autumn", jordan: str = "cable"
) -> Chart:
    """Draw the 24 countries with a figure for each, and their sum.

    `reach` is how many months a figure may lie from December 2012; `austria`, `australia` and
    `jordan` choose between two figures that were both printed.
    """
    chosen = {"AUT": austria, "AUS": australia, "JOR": jordan}
    rows = figures(austria, australia, jordan)
    rows["used"] = rows["months"] <= int(reach)
    people = rows.groupby("iso3")["troops"].sum().sort_values(ascending=False)
    drawing = Drawing(width(), TOP + ROW * len(people) + 8)
    total = int(rows.loc[rows["used"], "troops"].sum())
    counted = rows.loc[rows["used"], "iso3"].nunique()
    _balance(drawing, total, counted, len(people))
    for place, code in enumerate(people.index):
        _country(drawing, TOP + ROW * (place + 0.5), rows[rows["iso3"] == code])
    return Chart(
        drawing,
        says=_says(rows, reach, (total, counted), chosen),
        source=cite("partners_dec2012", *_extra(austria, australia, jordan)),
        data=_listing(rows),
        title="24 countries, over 7,000 soldiers: what we can find",
    )


def figures(
    austria: str = "counted", australia: str = "autumn", jordan: str = "cable"
) -> pd.DataFrame:
    """Return one row for each country and operation: soldiers, date, months from December 2012."""
    rows = _figures(edition("partners_dec2012")).copy()
    if austria == "allowed":
        (source,) = sources("b_autkfor600")
        in_kosovo = (rows["iso3"] == "AUT") & (rows["operation"] == "KFOR")
        _replace(rows, in_kosovo, ALLOWED, pd.Timestamp(source["date"]))
    for code, wanted in (("AUS", australia == "december"), ("JOR", jordan == "lists")):
        if wanted:
            sheet = _last(code)
            _replace(rows, rows["iso3"] == code, int(sheet["troops"]), sheet["as_of"])
    return rows


def _last(code: str) -> Any:
    lists = table("isaf_contributions")
    return lists[lists["iso3"] == code].sort_values("as_of").iloc[-1]


def _replace(rows: pd.DataFrame, place: "pd.Series[bool]", troops: int, as_of: Any) -> None:
    rows.loc[place, "troops"] = troops
    rows.loc[place, "as_of"] = as_of
    rows.loc[place, "months"] = _months(as_of)


@lru_cache(maxsize=1)
def _figures(_edition: object) -> pd.DataFrame:
    rows = []
    for row in table("partners_dec2012").to_dict("records"):
        for operation in ("isaf", "kfor"):
            if row[f"in_{operation}"]:
                troops, as_of = row[f"{operation}_troops_nearest"], row[f"{operation}_as_of"]
                rows.append((row["iso3"], operation.upper(), int(troops), as_of, _months(as_of)))
    return pd.DataFrame(rows, columns=["iso3", "operation", "troops", "as_of", "months"])


def _months(as_of: Any) -> int:
    return abs(int(as_of.year - MONTH[0]) * 12 + int(as_of.month) - MONTH[1])


def _balance(drawing: Drawing, total: int, counted: int, countries: int) -> None:
    room, limit, left = width() - 20.0, 8000, 8.0
    claimed = left + CLAIMED / limit * room
    title = "Can we find the 7,000?" if is_narrow() else "24 countries, over 7,000: can we find it?"
    drawing.add(
        Text(4, 16, title, size=14, bold=True),
        Text(4, 38, f"Found: {total:,} soldiers of {counted} of {countries} countries", size=13),
        Box(left, 48, total / limit * room, 20, "other", radius=1),
        Box(left, 48, room, 20, "muted", outline=True, radius=1),
        Line(((claimed, 42), (claimed, 74)), role="md", width=3),
        Text(claimed, 88, "claim: over 7,000", "md", size=12, anchor="end", bold=True),
    )
    bar(drawing, (8, 101), 20, "other", "well sourced")
    bar(drawing, (110, 101), 20, "euro_atlantic", "well sourced")
    bar(drawing, (212, 101), 20, "muted", "doubtful")
    drawing.add(
        Text(33, 111, "ISAF", "muted", size=11),
        Text(135, 111, "KFOR", "muted", size=11),
        Text(237, 111, "too far in time, left out", "muted", size=11),
    )


def _country(drawing: Drawing, y: float, rows: pd.DataFrame) -> None:
    left, x = (150.0, 150.0) if is_narrow() else (190.0, 190.0)
    unit = (width() - left - (104 if is_narrow() else 250)) / 1600
    country = name(rows["iso3"].iloc[0]).replace("United Arab Emirates", "UA Emirates")
    country = country.replace("Bosnia and Herzegovina", "Bosnia and Herz.")
    drawing.add(Text(4, y + 4, country, size=12))
    for row in each(rows):
        long = max(row.troops * unit, 2.0)
        role = "other" if row.operation == "ISAF" else "euro_atlantic"
        sure = "well sourced" if row.used else "doubtful"
        bar(drawing, (x, y - 5.5), long, role if row.used else "muted", sure, _words(row))
        x += long + 2
    words = "; ".join(_short(row) if is_narrow() else _words(row) for row in each(rows))
    drawing.add(Text(x + 5, y + 4, words, "muted", size=11))


def _words(row: Any) -> str:
    return f"{row.operation} {figure(row.troops)} ({_month(row.as_of, '%b %Y')})"


def _short(row: Any) -> str:
    return f"{figure(row.troops)} ({row.as_of:%Y})"


def _says(rows: pd.DataFrame, reach: str, found: tuple[int, int], chosen: dict[str, str]) -> str:
    total, counted = found
    left = sorted({name(code) for code in rows.loc[~rows["used"], "iso3"]})
    missing = f" Left out in whole or in part: {', '.join(left)}." if left else ""
    side = "above" if total > CLAIMED else "below"
    distance = "at any distance from" if reach == "99" else f"at most {REACH[reach]} from"
    return (
        f"Figures {distance} December 2012: {total:,} soldiers of {counted} of"
        f" {rows['iso3'].nunique()} countries, {side} 7,000.{_idle(rows, chosen)}{missing}"
        " This is our own sum of scattered figures; it does not correct NATO's."
    )


def _idle(rows: pd.DataFrame, chosen: dict[str, str]) -> str:
    """Say which second figure changes nothing, because it lies out of reach."""
    second = {"AUT": "allowed", "AUS": "december", "JOR": "lists"}
    far = rows[~rows["used"] & (rows["iso3"].map(chosen) == rows["iso3"].map(second))]
    far = far.drop_duplicates("iso3", keep="last")  # Austria's 600 stand in its last row
    return "".join(
        f" {name(row.iso3)}'s {figure(row.troops)} of {row.as_of:%B %Y} lie too far away:"
        " they do not change the sum."
        for row in each(far)
    )


def _extra(austria: str, australia: str, jordan: str) -> list[str]:
    taken = {
        "b_autkfor600": austria == "allowed",
        "b_mamouth2013": australia == "december",
        str(_last("JOR")["source_id"]): jordan == "lists",
    }
    return [source for source, wanted in taken.items() if wanted]


def _listing(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Country": [name(code) for code in rows["iso3"]],
            "Operation": rows["operation"],
            "Soldiers": rows["troops"],
            "Figure of": [_month(when, "%B %Y") for when in rows["as_of"]],
            "Months from December 2012": rows["months"],
            "Counted here": rows["used"].map({True: "yes", False: "no"}),
        }
    )


def sums_checked(show: Sequence[str] = tuple(WHOLE)) -> Chart:
    """Draw for each list how much of the printed total its rows add up to, in per cent.

    `show` holds "whole" for lists that are whole as printed, "gaps" for the others.
    """
    rows = _sums()
    rows = rows[rows["complete_list"].map({True: "whole", False: "gaps"}).isin(list(show))]
    page, axes = canvas(height=146 + 24 * len(rows), margins=(130, 30, 6, 54))
    for place, row in enumerate(each(rows)):
        axes.barh(place, row.share, height=0.6, **_look(bool(row.complete_list)))
    _scale(axes, rows)
    _forms(axes)
    return Chart(
        page,
        says=_says_sums(rows),
        source=cite("contribution_snapshots"),
        data=_listing_sums(rows),
        title="Lists of soldiers: sum against printed total",
    )


def _sums() -> pd.DataFrame:
    rows = table("contribution_snapshots")
    rows = rows[rows["published_total"].notna() & (rows["nations_listed"] >= 3)].copy()
    rows["share"] = rows["sum_listed"].astype(float) / rows["published_total"].astype(float) * 100
    return rows.sort_values(["operation", "as_of"], ignore_index=True)


def _look(whole: bool) -> dict[str, Any]:
    look: dict[str, Any] = {"edgecolor": colour("other"), "linewidth": 1.4}
    look |= {"facecolor": colour("other") if whole else "none", "linestyle": "-" if whole else "--"}
    return look


def _forms(axes: Axes) -> None:
    known = {"solid: whole as printed": True, "dashed: list with gaps": False}
    axes.legend(
        [Patch(**_look(whole)) for whole in known.values()],
        list(known),
        loc="lower left",
        bbox_to_anchor=(0, 0),
        bbox_transform=axes.figure.transFigure,
        ncols=2,
        frameon=False,
        fontsize=8.5,
        labelcolor=colour("ink"),
        handlelength=1.6,
    )


def _scale(axes: Axes, rows: pd.DataFrame) -> None:
    heavy: dict[str, Any] = {"fontsize": 8.5, "fontweight": "bold", "color": colour("md")}
    axes.axvline(100, color=colour("md"), linewidth=1.5)
    axes.text(99, -0.7, "printed total", ha="right", **heavy)
    axes.set(xlim=(0, 134 if is_narrow() else 150), ylim=(len(rows) - 0.4, -1.3))
    axes.set_yticks(range(len(rows)), [_label(row) for row in each(rows)])
    axes.set_xticks([0, 25, 50, 75, 100], ["0 %", "25 %", "50 %", "75 %", "100 %"])
    title = "What do the rows add up to?" if is_narrow() else TITLE
    axes.set_title(title, loc="left", fontsize=10.5, fontweight="bold")
    for place, row in enumerate(each(rows)):
        nations = f"{row.nations_listed} of {row.nations_published}"
        words = nations if is_narrow() else f"{row.share:.1f} %, {nations} nations"
        axes.text(103, place, words, va="center", color=colour("ink"), fontsize=8.5)


def _label(row: Any) -> str:
    return f"{row.operation} {_when(row)}"


def _when(row: Any, form: str = "%b %Y") -> str:
    return _month(row.as_of, f"{row.as_of.day} {form}")


def _month(when: Any, form: str) -> str:
    return "autumn 2012" if when == pd.Timestamp(MIXED) else f"{when:{form}}"


def _says_sums(rows: pd.DataFrame) -> str:
    if rows.empty:
        return "No list is shown. Choose whole lists, lists with gaps, or both."
    whole = rows[rows["complete_list"].astype(bool)]
    parts = {
        "Whole as printed": whole,
        "The rows hit the total exactly in": rows[rows["difference"] == 0],
        "They give more than the total in": rows[rows["difference"] > 0],
        "They give less in": rows[(rows["difference"] < 0)],
    }
    told = [f"{words}: {', '.join(map(_label, each(p)))}." for words, p in parts.items() if len(p)]
    few = [text if len(text) < 180 else f"{text.split(':')[0]} all the others." for text in told]
    return f"{len(rows)} lists with a printed total. {' '.join(few)}"


def _listing_sums(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Operation": rows["operation"],
            "Date": [_when(row, "%B %Y") for row in each(rows)],
            "Printed total": rows["published_total"],
            "Sum of the rows": rows["sum_listed"],
            "Difference": rows["difference"],
            "Nations listed": rows["nations_listed"],
            "Nations printed": rows["nations_published"],
            "Whole as printed": rows["complete_list"].map({True: "yes", False: "no"}),
        }
    )
