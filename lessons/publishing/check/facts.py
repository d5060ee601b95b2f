"""Check facts against each other: a source against its event, a definition against its row.

These rules find kinds of mistakes that an audit of the first edition found by hand. They cannot
show that a fact is true, only that two places of the course contradict each other.
"""

import re
from collections.abc import Iterator
from typing import Any

from lessons import data
from lessons.core.paths import UnknownName, shown
from lessons.course import Lesson
from lessons.data.membership import last_day, members_on
from lessons.publishing.prose import NUMBERS, number_in_words

# The tables of events, and the columns with their dates: of two, the last one that is known counts.
EVENTS = (
    *("practice_examples", "operations", "status_events", "policy_milestones"),
    *("organisation_milestones", "world_events", "positions", "failures"),
)
DATES = ("date", "year_start", "start", "year_end", "end")
# The tables whose rows the glossary defines; their first column is the abbreviation.
DEFINED = ("operations", "frameworks", "programmes", "organisations")
REFERRING = ("illustrations", "crisis_steps")  # the tables whose rows refer to rows of any table
UNDATED = "9999"  # a page without a date may be of any later day
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
COUNTED = r"(?:partners|countries|states|nations|Allies)\b"
COUNT = re.compile(rf"\b({'|'.join(NUMBERS[1:])}|\d+) {COUNTED}")

SENTENCE = re.compile(r"(?<=[.!?])\s+|[\"|\n]")
# A state that began in some year and continues ...
CONTINUES = re.compile(
    r"\b(?:is|are|sits?|works?|serves?|belongs?|replaces?|(?:has|have)(?: \w+)? "
    r"(?:been|had|worked|served|sat|led|met|kept|belonged|advised|helped|replaced))\b"
    r".*\bsince (?:[A-Z][a-z]+ )?(?:19|20)\d\d\b"
)
# ... and what says until when that was checked. Memberships come from tables with a last day.
CHECKED = re.compile(
    r"\b(?:as of|until|up to|by (?:19|20)\d\d|(?:late|in|[A-Z][a-z]+) 202[3-9]|"
    r"partners?|Ally|Allies|framework|Partnership for Peace|Dialogue|Initiative|EAPC)\b",
    re.IGNORECASE,
)


def fact_faults() -> Iterator[str]:
    """Yield a sentence for each contradiction between tables."""
    yield from _plans_given_as_results()
    yield from _definitions()
    yield from _accessions()
    yield from _ends_without_event()
    yield from _references()
    for place, row, _ in _dated():
        text = " ".join(value for value in row if isinstance(value, str))
        yield from _without_a_day(text, place)


def since_faults(lesson: Lesson) -> Iterator[str]:
    """Yield sentences of a lesson on a state since some year that give no day of the check."""
    yield from _without_a_day(lesson.text, lesson.path)
    yield from _without_a_day(lesson.teacher_notes, shown(lesson.folder / "teacher.md"))
    quiz = lesson.folder / "quiz.toml"
    if quiz.is_file():
        yield from _without_a_day(quiz.read_text("utf-8-sig", "replace"), shown(quiz))


def _plans_given_as_results() -> Iterator[str]:
    """Yield rows of high confidence whose sources were all published before the event."""
    published = {row.source_id: row.date for row in data.rows("sources")}
    for place, row, dates in _dated():
        newest = max(published[key] or UNDATED for key in data.source_ids([row]))
        digits = min(len(newest), len(dates[-1]))  # either may be a month or a year
        if row.confidence == "high" and newest[:digits] < dates[-1][:digits]:
            yield (
                f"{place}: {dates[-1]} is after the source ({newest}), which can only announce it. "
                "Find a later source, or say in the row that it was planned and lower its "
                "confidence."
            )


def _dated() -> Iterator[tuple[str, Any, list[str]]]:
    """Yield the place, the row and the dates of each event."""
    for name in EVENTS:
        for row in data.rows(name):
            dates = [getattr(row, column, None) for column in DATES]
            yield f"data/{name}.csv, row '{row[0]}'", row, [str(date) for date in dates if date]


def _definitions() -> Iterator[str]:
    """Yield definitions of the glossary with a year or a count that the table's row lacks."""
    defined = [
        (entry, name, row)
        for name in DEFINED
        for row in data.rows(name)
        for entry in data.rows("glossary")
        if {entry.term, entry.abbreviation} & {row[0], row.name}
    ]
    for entry, name, row in defined:
        known = " ".join(map(str, row))
        counts = (match[0] for match in COUNT.finditer(entry.definition))
        for found in (*YEAR.findall(entry.definition), *counts):
            if found not in known and not _is_number_of_members(found, name, row):
                yield (
                    f"data/glossary.csv, term '{entry.term}': '{found}' is not in the row of "
                    f"{name}.csv. Correct one of them."
                )


def _accessions() -> Iterator[str]:
    """Yield which new Allies left their partnership on another day than they joined NATO."""
    joined = {ally.iso3: ally.accession_date.isoformat() for ally in data.rows("allies")}
    for member in data.rows("framework_members"):
        day = joined.get(member.iso3)
        if member.leave_reason == "acceded_to_nato" and member.left != day:
            yield (
                f"data/framework_members.csv: {member.iso3} leaves {member.framework_id} on "
                f"{member.left}, and joins NATO on {day} in data/allies.csv. Correct one of them."
            )


def _ends_without_event() -> Iterator[str]:
    """Yield which partnerships end or are suspended on a day without an event in the history."""
    known = {(code, row.date) for row in data.rows("status_events") for code in row.iso3}
    for member in data.rows("framework_members"):
        is_ally = member.leave_reason == "acceded_to_nato"  # as `_accessions` reports
        for column in ("suspended_from",) if is_ally else ("suspended_from", "left"):
            day = getattr(member, column)
            if day and (member.iso3, day) not in known:
                yield (
                    f"data/framework_members.csv: {column} is {day} for {member.iso3} in "
                    f"{member.framework_id}, and data/status_events.csv has no event of "
                    f"{member.iso3} on that day. Correct one of them."
                )


def _references() -> Iterator[str]:
    """Yield which rows refer to a row that does not exist, or that has other sources."""
    for name in REFERRING:
        for row in data.rows(name):
            try:
                known = data.source_ids([data.record(row.table_name, row.row_key)])
            except UnknownName as fault:
                yield f"data/{name}.csv, column 'row_key': {fault}"
                continue
            if row.source_id not in known:
                yield (
                    f"data/{name}.csv: {row.source_id} is not a source of '{row.row_key}' in "
                    f"data/{row.table_name}.csv, to which the row refers. Correct one of them."
                )


def _is_number_of_members(count: str, table: str, row: Any) -> bool:
    if table != "frameworks":
        return False
    members = len(members_on(row.framework_id, last_day()))
    return count.split()[0] in (str(members), number_in_words(members))


def _without_a_day(text: str, place: str) -> Iterator[str]:
    for sentence in SENTENCE.split(text):
        if "since" in sentence and CONTINUES.search(sentence) and not CHECKED.search(sentence):
            yield (
                f"{place}: '{sentence.strip()}' describes something that continues, but does not "
                "say when it was last checked. Add the day, such as: as of November 2026."
            )
