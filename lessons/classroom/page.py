"""The gradebook as one page: no script, no network, to be read in any browser and printed."""

import html
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import polars as pl

from lessons.classroom import words
from lessons.classroom.item_analysis import Analysis
from lessons.classroom.ledger import Line
from lessons.paths import LESSONS
from lessons.questions import Question

CLASS = 300  # pupils that a page shows one by one
LINES = 500  # files that a page names one by one
CHOOSERS = 12  # pupils named beside a wrong answer
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
STEPS = (0.4, 0.6, 0.75, 0.9)
LEGEND = "Shades: below 40, from 40, from 60, from 75, from 90 %; the figure stands in each cell."


class Safe(str):
    """A text that is HTML already. Everything else is escaped."""


class Book(NamedTuple):
    """All that a page is made of."""

    title: str
    found: Analysis
    pupils: Sequence[str]
    asked: Sequence[Question]
    whys: dict[int, str]
    choosers: dict[int, list[int]]
    lines: Sequence[Line]
    note: str


def tag(name: str, *kids: Any, **attributes: str) -> Safe:
    """Return an element; texts inside and attributes are escaped."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{html.escape(value)}"'
        for key, value in attributes.items()
    )
    return Safe(f"<{name}{given}>{''.join(map(_escaped, kids))}</{name}>")


def _escaped(kid: Any) -> str:
    return kid if isinstance(kid, Safe) else html.escape(str(kid))


def page(book: Book) -> str:
    """Return the page."""
    style = (LESSONS / "classroom" / "page.css").read_text(encoding="utf-8")
    parts = {
        "again": ("To teach again", _again(book)),
        "objectives": ("The class by objective", _objectives(book)),
        "pupils": ("Pupil by pupil", _pupils(book)),
        "questions": ("Question by question", _questions(book)),
        "reliability": ("How far the marks can be trusted", _reliability(book)),
        "files": ("What was done with each file", _files(book)),
    }
    links = [tag("li", tag("a", head, href=f"#{id}")) for id, (head, _) in parts.items()]
    body = [
        tag("section", tag("h2", head, id=f"h-{id}"), *kids, id=id, aria_labelledby=f"h-{id}")
        for id, (head, kids) in parts.items()
    ]
    main = tag("main", tag("h1", book.title), tag("p", _summary(book)), _nav(links), *body)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{html.escape(book.title)}</title><style>{style}</style></head>"
        f"<body>{main}</body></html>\n"
    )


def _nav(links: list[Safe]) -> Safe:
    return tag("nav", tag("ul", *links), aria_label="On this page")


def _summary(book: Book) -> str:
    counted = sum(line.done == "counted" for line in book.lines)
    marks = book.found.marks.group_by("pupil").agg(
        (pl.col("points").sum() / pl.col("asked").sum()).alias("share")
    )
    mean = marks["share"].mean()
    found = f"{_many(len(book.lines), 'file')} looked at, {counted:,} counted."
    if not isinstance(mean, float):
        return f"{found} There is nothing to show yet."
    says = f"{found} {_many(marks.height, 'pupil')}, on average {mean:.0%} of all points."
    return f"{says} {book.note}"


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _again(book: Book) -> list[Safe]:
    found = words.teach_again(book.found, book.asked, book.whys)
    if not found:
        return [tag("p", "No objective stands out: each that was met reached 85 % or more.")]
    items = []
    for each in found:
        heard = [_heard(it) for it in each.misunderstood]
        head = f"{words.number(each.objective)} {words.goal(each.objective)}"
        items.append(tag("li", tag("h3", head), _shared(each.share), tag("ul", *heard)))
    return [tag("ol", *items, class_="again")]


def _heard(it: words.Misunderstanding) -> Safe:
    made = f"{it.chosen:,} of {it.answers:,} answered "
    why = tag("span", it.why, class_="why")
    return tag("li", made, tag("b", it.label), f" to “{it.ask}” ", why)


def _shared(share: float) -> Safe:
    return tag("p", f"The class reached {share:.0%} of the points.")


def _objectives(book: Book) -> list[Safe]:
    rows = [
        tag(
            "tr",
            tag(
                "th", f"{words.number(it['objective'])} {words.goal(it['objective'])}", scope="row"
            ),
            _shade(it["share"]),
            tag("td", it["pupils"]),
            tag("td", it["answers"]),
        )
        for it in book.found.objectives.iter_rows(named=True)
    ]
    return [
        tag("p", LEGEND),
        _table("Points reached, by objective", ["Objective", "%", "Pupils", "Answers"], rows),
    ]


def _shade(share: float | None, title: str = "") -> Safe:
    if share is None:
        return tag("td", "–", class_="none")
    step = sum(share >= it for it in STEPS)
    return tag("td", f"{100 * share:.0f}", class_=f"s{step}", **({"title": title} if title else {}))


def _table(caption: str, heads: Iterable[Any], rows: Iterable[Safe]) -> Safe:
    top = tag("tr", *(h if isinstance(h, Safe) else tag("th", h, scope="col") for h in heads))
    table = tag("table", tag("caption", caption), tag("thead", top), tag("tbody", *rows))
    return tag("div", table, class_="wide", tabindex="0", role="region", aria_label=caption)


def _pupils(book: Book) -> list[Safe]:
    if len(book.pupils) > CLASS:
        told = f"{len(book.pupils):,} pupils are too many for a page: objectives.csv has them all."
        return [tag("p", told)]
    ids = [str(it) for it in book.found.objectives["objective"] if it]
    by_pupil = {
        key[0]: rows for key, rows in book.found.pupils.group_by("pupil", maintain_order=True)
    }
    total = book.found.marks.group_by("pupil").agg(
        pl.col("points").sum() / pl.col("asked").sum(), pl.col("answered").sum()
    )
    marks = {pupil: (share, many) for pupil, share, many in total.iter_rows()}
    order = sorted(by_pupil, key=lambda it: book.pupils[it].casefold())
    rows = [_pupil(book.pupils[it], marks[it], by_pupil[it], ids) for it in order]
    whole = {it["objective"]: it["share"] for it in book.found.objectives.iter_rows(named=True)}
    rows.append(
        tag("tr", tag("th", "The class", scope="row"), tag("td"), tag("td"),
            *(_shade(whole[it]) for it in ids), tag("td"), tag("td"), class_="sum")
    )  # fmt: skip
    numbers = [
        tag("th", tag("abbr", words.number(it), title=words.goal(it)), scope="col") for it in ids
    ]
    heads = ["Name", "% of all", "Answers", *numbers, "Strong in", "Weak in"]
    about = "The columns are the objectives above, by their numbers. % of all counts questions "
    about += "left open as no points; the objectives count only what was answered."
    return [tag("p", f"{about} {LEGEND}"), _table("Points reached in %, by pupil", heads, rows)]


def _pupil(name: str, mark: tuple[float, int], shares: pl.DataFrame, ids: list[str]) -> Safe:
    own = {it["objective"]: it for it in shares.iter_rows(named=True)}
    strong, weak = words.strong_and_weak(shares.filter(pl.col("objective").is_in(ids)))
    cells = [
        _shade(own[it]["share"], f"{own[it]['answered']} answered") if it in own else _shade(None)
        for it in ids
    ]
    return tag(
        "tr",
        tag("th", name, scope="row", dir="auto"),
        tag("td", f"{100 * mark[0]:.0f}"),
        tag("td", mark[1]),
        *cells,
        tag("td", ", ".join(map(words.number, strong)) or "–", class_="text"),
        tag("td", ", ".join(map(words.number, weak)) or "–", class_="text"),
    )


def _questions(book: Book) -> list[Safe]:
    wrong: dict[int, list[dict[str, Any]]] = {}
    for row in book.found.wrong.iter_rows(named=True):
        wrong.setdefault(row["question"], []).append(row)
    rows = [
        _question(book, it, wrong.get(it["question"], []))
        for it in book.found.items.iter_rows(named=True)
    ]
    about = (
        "Facility is the mean share of points. Discrimination is how far pupils with more points "
        "in the other questions of the lesson do better in this one, from -1 to 1 (corrected "
        "point-biserial); the range behind it allows for the size of the class (95 % confidence)."
    )
    heads = ["Question", "Answers", "Facility", "Discrimination", "Time", "Wrong answers"]
    return [tag("p", about), _table("Questions", heads, rows)]


def _question(book: Book, it: dict[str, Any], wrong: list[dict[str, Any]]) -> Safe:
    asked = book.asked[it["question"]]
    heard = [_attraction(book, row) for row in wrong[:4]]
    more = [tag("li", f"and {len(wrong) - 4} more in wrong.csv")] if len(wrong) > 4 else []
    told = words.item_says(it["facility"], it["discrimination"], it["high"], it["answers"])
    return tag(
        "tr",
        tag("th", asked.ask, tag("small", asked.id), tag("em", told) if told else "", scope="row"),
        tag("td", f"{it['answers']:,}"),
        _shade(it["facility"]),
        tag("td", _discrimination(it)),
        tag("td", words.spoken(it["seconds"])),
        tag("td", tag("ul", *heard, *more) if heard else "–", class_="text"),
    )


def _discrimination(it: dict[str, Any]) -> str:
    if it["discrimination"] is None:
        return "cannot be said"
    between = f" ({it['low']:.2f} to {it['high']:.2f})" if it["low"] is not None else ""
    return f"{it['discrimination']:.2f}{between}"


def _attraction(book: Book, row: dict[str, Any]) -> Safe:
    by = [book.pupils[it] for it in book.choosers.get(row["choice"], ())]
    named = f" {', '.join(sorted(by, key=str.casefold))}." if 0 < len(by) <= CHOOSERS else ""
    thirds = words.whom(row["weak"], row["middle"], row["strong"])
    return tag("li", tag("b", row["label"]), f" {row['chosen']:,} ({thirds}).{named}")


def _reliability(book: Book) -> list[Safe]:
    return [
        tag("p", tag("b", words.titled(it.lesson)), f": {words.reliability_says(it)}")
        for it in book.found.reliability
    ]


def _files(book: Book) -> list[Safe]:
    remarked = sorted((it for it in book.lines if it.why), key=lambda it: it.done == "counted")
    quiet = len(book.lines) - len(remarked)
    rows = [
        tag("tr", tag("th", line.file, scope="row"), tag("td", line.pupil, class_="text"),
            tag("td", line.done, class_="text"), tag("td", line.why, class_="text"))
        for line in remarked[:LINES]
    ]  # fmt: skip
    told = [tag("p", f"{_many(quiet, 'file')} counted without a remark. files.csv names all.")]
    if len(remarked) > LINES:
        told.append(tag("p", f"The first {LINES} of {len(remarked):,} remarks stand here."))
    return [*told, _table("Files with a remark", ["File", "Pupil", "Done", "Why"], rows)]
