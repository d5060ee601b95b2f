"""Make the gradebook's page: one HTML file for any browser, which needs no network and prints.

`page.html.j2` is the page: every text in it is escaped. `gradebook_page.js`, of the scripts in
lessons/widgets/js, sorts and searches its tables; the page's content security policy lets no other
script run. This module prepares the values.
"""

import hashlib
from base64 import b64encode
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment

from lessons.classroom import needs_help, pupil_rows, report_text, weeks
from lessons.classroom.file_report import foreign_files, not_counted, ranked
from lessons.classroom.item_analysis import Analysis
from lessons.classroom.results import Results
from lessons.core.names import key, sort_key, tidy
from lessons.core.templates import templates
from lessons.core.text import counted, day_words
from lessons.widgets.bundles import bundle

MAX_LESSONS = 4  # named under the title
MAX_WRITTEN = 3_000  # written positions that the page shows
MAX_HAND_INS = 1_000  # that the page shows one by one
MAX_CHOOSERS = 12  # pupils named beside a wrong answer
SHADES = (0.4, 0.6, 0.75, 0.9)  # shares from which a cell has the next shade
HERE = Path(__file__).parent


def page(results: Results) -> str:
    """Return the page as HTML."""
    analysis, builder = results.analysis, results.builder
    help, more_help = needs_help.needs_help(analysis, builder.pupils, results.comparison.missing)
    written = results.written if len(results.written) <= MAX_WRITTEN else ()
    by_question = groupby(written, key=lambda position: position.question)
    script = bundle("gradebook_page.js")
    template = _environment().get_template("page.html.j2")
    return template.render(
        title=results.settings.title,
        builder=builder,
        analysis=analysis,
        style=(HERE / "page.css").read_text(encoding="utf-8"),
        over_weeks=_over_weeks(results),
        written=[(question, list(positions)) for question, positions in by_question],
        number_of_texts=builder.columns.texts().height,
        counts_written=results.settings.scheme.count_written,
        report_text=report_text,
        script=script,
        script_hash=f"sha256-{b64encode(hashlib.sha256(script.encode()).digest()).decode()}",
        aliases=_aliases(builder.pupils),
        help=help,
        more_help=more_help,
        lessons=_lessons(analysis),
        again=report_text.teach_again(analysis, builder.questions, dict(builder.choices.values())),
        pupils=pupil_rows.table(analysis, builder.pupils, results.grades),
        absent=[
            *not_counted(builder.reports),
            *results.comparison._replace(missing=()).sentences(),
        ],
        answers=pupil_rows.details(builder, results.answers, results.wrong),
        wrong=analysis.wrong.rows_by_key("question", named=True),
        choosers=_choosers(results),
        reports=ranked(builder.reports),
        foreign=foreign_files(builder.reports),
        # Files without a remark are only counted, so that the teacher sees that none is missing.
        without_remark=sum(not report.remark for report in builder.reports),
    )


@cache  # to compile its template takes longer than to mark a class; it notices a changed file
def _environment() -> Environment:
    environment = templates(HERE)
    environment.filters |= {
        "shade": _shade,
        "objective": _objective,
        "counted": counted,
        "tidy": tidy,
        "what_counts": weeks.what_counts,
        "head": lambda head: head if isinstance(head, str) else head[0],
    }
    return environment


def _aliases(names: Sequence[str]) -> dict[str, str]:
    """Return what a projector shows in place of each name."""
    if len(names) > pupil_rows.MAX_PUPILS:
        return {}
    return {name: f"Pupil {n}" for n, name in enumerate(sorted(names, key=sort_key), 1)}


def _over_weeks(results: Results) -> dict[str, Any]:
    """Return the table of weeks and the hand-ins, each where there is more than one of a pupil."""
    reports, pupils = results.builder.reports, results.builder.pupils
    if len(pupils) > pupil_rows.MAX_PUPILS:
        return {"table": None, "hand_ins": []}
    hand_ins = [report for report in reports if report.made]
    made = Counter(key(report.pupil) for report in hand_ins)
    of_interest = any(n > 1 for n in made.values()) or any(report.is_late for report in reports)
    hand_ins.sort(key=lambda report: (sort_key(report.pupil), report.made))
    return {
        "table": weeks.table(results.weeks, pupils),
        "hand_ins": hand_ins[:MAX_HAND_INS] if of_interest else [],
    }


def _shade(share: float) -> str:
    """Return the CSS class of a share's shade, from s0 to s4."""
    return f"s{sum(share >= limit for limit in SHADES)}"


def _objective(id: str) -> str:
    return f"{report_text.objective_number(id)} {report_text.objective_text(id)}"


def _lessons(analysis: Analysis) -> str:
    """Return which lessons the gradebook is about, and when it was made."""
    heads = [report_text.lesson_heading(name) for name in analysis.lessons if name]
    lessons = f"{'; '.join(heads)}. " if len(heads) <= MAX_LESSONS else f"{len(heads)} lessons. "
    return f"{lessons if heads else ''}Made on {day_words(date.today())}."


def _choosers(results: Results) -> dict[int, list[str]]:
    """Return who gave each wrong answer, by its number; those of very many are left out."""
    found: dict[int, list[str]] = {}
    names = results.builder.pupils
    if len(names) <= pupil_rows.MAX_PUPILS:
        for pupil, _, choice in results.wrong.iter_rows():
            found.setdefault(choice, []).append(names[pupil])
    return {n: sorted(who, key=sort_key) for n, who in found.items() if len(who) <= MAX_CHOOSERS}
