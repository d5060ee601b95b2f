"""The gradebook as one HTML page without script or network, to read in any browser and to print."""

import html
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from lessons.classroom import pupil_details, pupils, report_text
from lessons.classroom.file_report import COUNTED, FileReport, foreign_files, ranked
from lessons.classroom.item_analysis import Analysis
from lessons.classroom.markup import LEGEND, Markup, share_cell, table, tag
from lessons.core.names import sort_key
from lessons.core.paths import LESSONS
from lessons.core.text import counted, said
from lessons.questions import Question

MAX_LESSONS = 4  # named under the title
MAX_FILES = 500  # that the page names one by one
MAX_CHOOSERS = 12  # pupils named beside a wrong answer
MAX_WRONG_ANSWERS = 4  # shown for each question
CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
QUESTION_HEADS = ["Question", "Answers", "Facility", "Discrimination", "Time", "Wrong answers"]
FILE_HEADS = ["Pupil", "Done", "Why", "File"]
ABOUT_QUESTIONS = (
    "Facility is the mean share of points. Discrimination is how far pupils with more points "
    "in the other questions of the lesson do better in this one, from -1 to 1 (corrected "
    "point-biserial); the range behind it allows for the size of the class (95 % confidence)."
)


class Content(NamedTuple):
    """Everything that the page shows.

    `note` says which answers were marked. Numbers of pupils and questions are places in `pupils`
    and `questions`. By the number of a wrong choice, `reasons` has what the bank says about it,
    and `choosers` who chose it.
    """

    title: str
    note: str
    analysis: Analysis
    pupils: Sequence[str]
    questions: Sequence[Question]
    reasons: dict[int, str]
    choosers: dict[int, list[int]]
    reports: Sequence[FileReport]
    answers: pupil_details.AnswersByPupil
    absent: Sequence[str]


def page(content: Content) -> str:
    """Return the page as HTML."""
    style = (LESSONS / "classroom" / "page.css").read_text(encoding="utf-8")
    sections = {
        "again": ("To teach again", _teach_again(content)),
        "objectives": ("The class by objective", _objectives(content)),
        "pupils": ("Pupil by pupil", _pupils(content)),
        "questions": ("Question by question", _questions(content)),
        "reliability": ("How far the marks can be trusted", _reliability(content)),
        "files": ("What was done with each file", _files(content)),
    }
    links = [tag("li", tag("a", head, href=f"#{id}")) for id, (head, _) in sections.items()]
    body = [
        tag("section", tag("h2", head, id=f"h-{id}"), *children, id=id, aria_labelledby=f"h-{id}")
        for id, (head, children) in sections.items()
    ]
    navigation = tag("nav", tag("ul", *links), aria_label="On this page")
    about = [tag("p", _lessons(content)), tag("p", _summary(content))]
    main = tag("main", tag("h1", content.title), *about, navigation, *body)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{CONTENT_SECURITY_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{html.escape(content.title)}</title><style>{style}</style></head>"
        f"<body>{main}</body></html>\n"
    )


def _lessons(content: Content) -> str:
    """Return which lessons the gradebook is about, and when it was made."""
    names = content.analysis.marks["lesson"].unique(maintain_order=True)
    heads = [report_text.lesson_heading(str(name)) for name in names if name]
    lessons = f"{'; '.join(heads)}. " if len(heads) <= MAX_LESSONS else f"{len(heads)} lessons. "
    return f"{lessons if heads else ''}Made on {said(date.today())}."


def _summary(content: Content) -> str:
    number = sum(report.status == COUNTED for report in content.reports)
    files = f"{counted(len(content.reports), 'file')} looked at, {number:,} counted."
    totals = content.analysis.totals
    if totals.is_empty():
        return f"{files} There is nothing to show yet."
    mean = totals["of_all"].sum() / totals.height
    class_ = f"{counted(totals.height, 'pupil')}, on average {mean:.0%} of all points."
    return f"{files} {class_} {content.note}"


def _teach_again(content: Content) -> list[Markup]:
    found = report_text.teach_again(content.analysis, content.questions, content.reasons)
    if not found:
        return [tag("p", "No objective stands out: each that was met reached 85 % or more.")]
    items = []
    for objective in found:
        wrong = tag("ul", *map(_misunderstanding, objective.misunderstandings))
        few = objective.answers < report_text.MIN_ANSWERS
        caution = f" This rests on {counted(objective.answers, 'answer')} and proves little."
        share = f"The class reached {objective.share:.0%} of the points.{caution if few else ''}"
        items.append(tag("li", tag("h3", _objective(objective.objective)), tag("p", share), wrong))
    return [tag("ol", *items, class_="again")]


def _objective(id: str) -> str:
    return f"{report_text.objective_number(id)} {report_text.objective_text(id)}"


def _misunderstanding(wrong: report_text.Misunderstanding) -> Markup:
    number = f" in {wrong.chosen:,} of {wrong.answers:,} answers"
    few = wrong.answers < report_text.MIN_ANSWERS
    caution = " (so few answers prove little)" if few else ""
    reason = [tag("span", wrong.reason, class_="why")] if wrong.reason else []
    return tag("li", f"“{wrong.ask}” ", tag("b", wrong.label), f"{number}{caution}. ", *reason)


def _objectives(content: Content) -> list[Markup]:
    rows = [
        tag(
            "tr",
            tag("th", _objective(row["objective"]), scope="row"),
            share_cell(row["share"]),
            tag("td", row["pupils"]),
            tag("td", row["answers"]),
        )
        for row in content.analysis.objectives.iter_rows(named=True)
    ]
    heads = ["Objective", "%", "Pupils", "Answers"]
    return [tag("p", LEGEND), table("Points reached, by objective", heads, rows)]


def _pupils(content: Content) -> list[Markup]:
    return [
        *pupils.section(content.analysis, content.pupils, content.absent),
        *pupil_details.section(content.answers, content.pupils, content.questions),
    ]


def _questions(content: Content) -> list[Markup]:
    wrong: dict[int, list[dict[str, Any]]] = {}
    for row in content.analysis.wrong.iter_rows(named=True):
        wrong.setdefault(row["question"], []).append(row)
    rows = [
        _question(content, row, wrong.get(row["question"], []))
        for row in content.analysis.items.iter_rows(named=True)
    ]
    return [tag("p", ABOUT_QUESTIONS), table("Questions", QUESTION_HEADS, rows, "stacked")]


def _question(content: Content, item: dict[str, Any], wrong: list[dict[str, Any]]) -> Markup:
    question = content.questions[item["question"]]
    remark = report_text.on_item(
        item["facility"], item["discrimination"], item["high"], item["answers"]
    )
    shown = [_distractor(content, row) for row in wrong[:MAX_WRONG_ANSWERS]]
    hidden = len(wrong) - len(shown)
    more = [tag("li", f"and {hidden} more in wrong.csv")] if hidden else []
    _, answers, facility, discrimination, time, wrong_answers = QUESTION_HEADS
    head = [question.ask, tag("small", question.id), tag("em", remark) if remark else ""]
    return tag(
        "tr",
        tag("th", *head, scope="row"),
        tag("td", f"{item['answers']:,}", data_head=answers),
        share_cell(item["facility"], data_head=facility),
        tag("td", _discrimination(item), data_head=discrimination),
        tag("td", report_text.duration(item["seconds"]), data_head=time),
        tag(
            "td", tag("ul", *shown, *more) if shown else "–", class_="text", data_head=wrong_answers
        ),
    )


def _discrimination(item: dict[str, Any]) -> str:
    if item["discrimination"] is None:
        return "not defined"
    limits = f" ({item['low']:.2f} to {item['high']:.2f})" if item["low"] is not None else ""
    return f"{item['discrimination']:.2f}{limits}"


def _distractor(content: Content, row: dict[str, Any]) -> Markup:
    names = [content.pupils[pupil] for pupil in content.choosers.get(row["choice"], ())]
    named = f" {', '.join(sorted(names, key=sort_key))}." if 0 < len(names) <= MAX_CHOOSERS else ""
    thirds = report_text.on_distractor(row["weak"], row["middle"], row["strong"])
    return tag("li", tag("b", row["label"]), f" {row['chosen']:,} ({thirds}).{named}")


def _reliability(content: Content) -> list[Markup]:
    return [
        tag(
            "p",
            tag("b", report_text.lesson_heading(found.lesson)),
            f": {report_text.on_reliability(found)}",
        )
        for found in content.analysis.reliability
    ]


def _files(content: Content) -> list[Markup]:
    reports = ranked(content.reports)
    without = sum(not report.remark for report in content.reports)
    texts = [
        f"{counted(without, 'file')} counted without a remark. files.csv names all.",
        foreign_files(content.reports),
    ]
    if len(reports) > MAX_FILES:
        texts.append(f"The first {MAX_FILES} of {len(reports):,} remarks are shown here.")
    rows = list(map(_file, reports[:MAX_FILES]))
    paragraphs = [tag("p", text) for text in texts if text]
    return [
        *paragraphs,
        *([table("Files with a remark", FILE_HEADS, rows, "stacked")] if rows else []),
    ]


def _file(report: FileReport) -> Markup:
    texts = dict(zip(FILE_HEADS[1:], (report.status, report.remark, report.file), strict=True))
    return tag(
        "tr",
        tag("th", report.pupil or "–", scope="row", dir="auto"),
        *(tag("td", text, class_="text", data_head=head) for head, text in texts.items()),
    )
