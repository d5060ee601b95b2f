"""The gradebook as one page: no script, no network, to be read in any browser and printed."""

import html
from collections.abc import Sequence
from typing import Any, NamedTuple

from lessons.classroom import pupil_details, pupils, report_text
from lessons.classroom.file_report import Line, foreigners, ranked
from lessons.classroom.item_analysis import Analysis
from lessons.classroom.markup import LEGEND, Safe, shade, table, tag
from lessons.classroom.validation import in_order, many
from lessons.core.paths import LESSONS
from lessons.questions import Question

LINES = 500  # files that a page names one by one
CHOOSERS = 12  # pupils named beside a wrong answer
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


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
    given: pupil_details.Rows
    absent: pupils.Absent


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
    totals = book.found.totals
    found = f"{many(len(book.lines), 'file')} looked at, {counted:,} counted."
    if totals.is_empty():
        return f"{found} There is nothing to show yet."
    mean = totals["of_all"].sum() / totals.height
    says = f"{found} {many(totals.height, 'pupil')}, on average {mean:.0%} of all points."
    return f"{says} {book.note}"


def _again(book: Book) -> list[Safe]:
    found = report_text.teach_again(book.found, book.asked, book.whys)
    if not found:
        return [tag("p", "No objective stands out: each that was met reached 85 % or more.")]
    items = []
    for each in found:
        heard = [_heard(it) for it in each.misunderstood]
        head = f"{report_text.number(each.objective)} {report_text.goal(each.objective)}"
        items.append(tag("li", tag("h3", head), _shared(each), tag("ul", *heard)))
    return [tag("ol", *items, class_="again")]


def _heard(it: report_text.Misunderstanding) -> Safe:
    made = f"{it.chosen:,} of {it.answers:,} answered "
    why = [tag("span", it.why, class_="why")] if it.why else []
    few = "(so few answers prove little) " if it.answers < report_text.LEAST else ""
    return tag("li", made, tag("b", it.label), f" to “{it.ask}” {few}", *why)


def _shared(it: report_text.Again) -> Safe:
    rests = f" This rests on {many(it.answers, 'answer')} and proves little."
    few = rests if it.answers < report_text.LEAST else ""
    return tag("p", f"The class reached {it.share:.0%} of the points.{few}")


def _objectives(book: Book) -> list[Safe]:
    rows = [
        tag(
            "tr",
            tag(
                "th",
                f"{report_text.number(it['objective'])} {report_text.goal(it['objective'])}",
                scope="row",
            ),
            shade(it["share"]),
            tag("td", it["pupils"]),
            tag("td", it["answers"]),
        )
        for it in book.found.objectives.iter_rows(named=True)
    ]
    return [
        tag("p", LEGEND),
        table("Points reached, by objective", ["Objective", "%", "Pupils", "Answers"], rows),
    ]


def _pupils(book: Book) -> list[Safe]:
    return [
        *pupils.section(book.found, book.pupils, book.absent),
        *pupil_details.section(book.given, book.pupils, book.asked),
    ]


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
    return [tag("p", about), table("Questions", HEADS, rows, "stacked")]


HEADS = ["Question", "Answers", "Facility", "Discrimination", "Time", "Wrong answers"]


def _question(book: Book, it: dict[str, Any], wrong: list[dict[str, Any]]) -> Safe:
    asked = book.asked[it["question"]]
    heard = [_attraction(book, row) for row in wrong[:4]]
    more = [tag("li", f"and {len(wrong) - 4} more in wrong.csv")] if len(wrong) > 4 else []
    told = report_text.item_says(it["facility"], it["discrimination"], it["high"], it["answers"])
    wrong_ones = tag("ul", *heard, *more) if heard else "–"
    return tag(
        "tr",
        tag("th", asked.ask, tag("small", asked.id), tag("em", told) if told else "", scope="row"),
        tag("td", f"{it['answers']:,}", data_head=HEADS[1]),
        shade(it["facility"], data_head=HEADS[2]),
        tag("td", _discrimination(it), data_head=HEADS[3]),
        tag("td", report_text.spoken(it["seconds"]), data_head=HEADS[4]),
        tag("td", wrong_ones, class_="text", data_head=HEADS[5]),
    )


def _discrimination(it: dict[str, Any]) -> str:
    if it["discrimination"] is None:
        return "cannot be said"
    between = f" ({it['low']:.2f} to {it['high']:.2f})" if it["low"] is not None else ""
    return f"{it['discrimination']:.2f}{between}"


def _attraction(book: Book, row: dict[str, Any]) -> Safe:
    by = [book.pupils[it] for it in book.choosers.get(row["choice"], ())]
    named = f" {', '.join(sorted(by, key=in_order))}." if 0 < len(by) <= CHOOSERS else ""
    thirds = report_text.whom(row["weak"], row["middle"], row["strong"])
    return tag("li", tag("b", row["label"]), f" {row['chosen']:,} ({thirds}).{named}")


def _reliability(book: Book) -> list[Safe]:
    return [
        tag("p", tag("b", report_text.titled(it.lesson)), f": {report_text.reliability_says(it)}")
        for it in book.found.reliability
    ]


def _files(book: Book) -> list[Safe]:
    remarked = ranked(book.lines)
    quiet = sum(not line.why for line in book.lines)
    told = [tag("p", f"{many(quiet, 'file')} counted without a remark. files.csv names all.")]
    if others := foreigners(book.lines):
        told.append(tag("p", others))
    if len(remarked) > LINES:
        told.append(tag("p", f"The first {LINES} of {len(remarked):,} remarks stand here."))
    rows = [
        tag("tr", tag("th", line.pupil or "–", scope="row", dir="auto"),
            *(tag("td", text, class_="text", data_head=head)
              for head, text in zip(FILE_HEADS[1:], (line.done, line.why, line.file), strict=True)))
        for line in remarked[:LINES]
    ]  # fmt: skip
    return [*told, *([table("Files with a remark", FILE_HEADS, rows, "stacked")] if rows else [])]


FILE_HEADS = ["Pupil", "Done", "Why", "File"]
