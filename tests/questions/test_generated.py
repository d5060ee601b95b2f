"""Questions made from the tables are right, never ambiguous, and the same for the same seed.

The checks read the CSV files themselves: nothing that made the question judges it.
"""

import calendar
import csv
import functools
import re
from collections import Counter
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lessons import data
from lessons.core.paths import DATA, UnknownName
from lessons.data.membership import day
from lessons.questions import (
    Classify,
    Locate,
    Matching,
    Multiple,
    Numeric,
    Ordering,
    Single,
    generated,
)

NAMES = list(generated.templates())
SHORT = {"PfP": "PFP", "EAPC": "EAPC", "MD": "MD", "ICI": "ICI"}


@functools.cache
def rows(name):
    with (DATA / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@functools.cache
def every(name):
    return list(generated.all_questions(name))


@functools.cache
def codes():
    """Return iso3 codes by every name a country has had, without 'the'."""
    known = {}
    for row in [*rows("countries"), *rows("contributors")]:
        for name in (row["name"], row["name_2013"]):
            known[bare(name)] = row["iso3"]
    return known


def bare(name):
    return re.sub(r"^the ", "", name.strip(), flags=re.I)


def code(name):
    return codes()[bare(name)]


def accession(iso3):
    return next((r["accession_date"] for r in rows("allies") if r["iso3"] == iso3), None)


def is_ally(iso3, on):
    return (accession(iso3) or "9") <= on


def is_in(framework, iso3, on):
    """Return whether a row says that a country was in a framework on an ISO day."""
    at = date.fromisoformat(on)
    return any(
        day(row["joined"], last=True) <= at and (not row["left"] or at < day(row["left"]))
        for row in rows("framework_members")
        if (row["framework_id"], row["iso3"]) == (framework, iso3)
    )


def group(iso3, on):
    if is_ally(iso3, on):
        return "ally"
    groups = {"PFP": "Euro", "EAPC": "Euro", "MD": "Medi", "ICI": "Ista", "PATG": "Part"}
    return next((words for it, words in groups.items() if is_in(it, iso3, on)), "")


def framework_in(ask):
    if "Allies" in ask or "NATO" in ask.split("(")[0]:
        return "NATO"
    short = re.search(r"\((PfP|EAPC|MD|ICI)\)", ask)
    return SHORT[short[1]] if short else "PATG"


def belongs(framework, iso3, on):
    return is_ally(iso3, on) if framework == "NATO" else is_in(framework, iso3, on)


def first_day(framework, iso3):
    if framework == "NATO":
        return accession(iso3)
    found = [r for r in rows("framework_members") if r["framework_id"] == framework]
    return next(r["joined"] for r in found if r["iso3"] == iso3)


def end(ask):
    return re.search(r"at the end of (\d{4})", ask)[1] + "-12-31"


def find(table, column, text):
    return [row for row in rows(table) if row[column] == text]


# For each template: which labels are right by the tables alone.


def right_group(q, label):
    iso3 = code(re.search(r"did (.+) belong", q.ask)[1])
    return label.startswith(group(iso3, end(q.ask)))


def right_standing(q, label):
    iso3, on = code(re.search(r"What was (.+) at the end", q.ask)[1]), end(q.ask)
    suspended = any(
        r["iso3"] == iso3 and r["suspended_from"] and day(r["suspended_from"], last=True) <= day(on)
        for r in rows("framework_members")
        if r["framework_id"] in ("PFP", "EAPC", "PATG") and not is_ally(iso3, on)
    )
    kind = group(iso3, on)
    true = "An Ally" if kind == "ally" else "A partner of NATO" if kind else "Neither"
    return label.startswith("A partner whose" if suspended else true)


def right_odd(q, label):
    return not belongs(framework_in(q.ask), code(label), end(q.ask))


def right_all_in(q, label):
    return belongs(framework_in(q.ask), code(label), end(q.ask))


def right_year_joined(q, label):
    iso3 = code(re.search(r"In which year did (.+?) (join|sign up|enter) ", q.ask)[1])
    return first_day(framework_in(q.ask), iso3)[:4] == label


def right_first(q, label):
    framework = framework_in(q.ask)
    days = [first_day(framework, code(it)) for it in [*q.right, *q.wrong]]
    return first_day(framework, code(label)) == min(days) and days.count(min(days)) == 1


def right_step_year(q, label):
    (row,) = find("policy_milestones", "document", q.ask.removeprefix("In which year was this? "))
    return row["date"][:4] == label


def right_step_what(q, label):
    document = q.ask.removeprefix("What came with this step? ")
    return find("policy_milestones", "document", document)[0]["what_changed"] == label


def right_event_year(q, label):
    event = q.ask.removeprefix("In which year was this? ").removesuffix(".")
    return find("status_events", "event", event)[0]["date"][:4] == label


def right_link_year(q, label):
    event = q.ask.split("? ", 1)[1]
    return find("organisation_milestones", "event", event)[0]["date"][:4] == label


def right_people(q, label):
    year = re.search(r"in (\d{4})", q.ask)[1]
    people = {r["iso3"]: int(r["population"] or 0) for r in rows("indicators") if r["year"] == year}
    shown = [people[code(it)] for it in [*q.right, *q.wrong]]
    return people[code(label)] == max(shown) and shown.count(max(shown)) == 1


def listed(q):
    dated, operation = re.search(r"list of (.+) for (\w+)\.", q.ask).groups()
    months = {month: f"{n:02}" for n, month in enumerate(calendar.month_name)}
    *at, month, year = dated.split()
    start = f"{year}-{months[month]}" + "".join(f"-{int(it):02}" for it in at)
    found = [r for r in rows(f"{operation.lower()}_contributions") if r["as_of"].startswith(start)]
    days = {}
    for row in found:
        days.setdefault(row["as_of"], {})[row["iso3"]] = int(row["troops"])
    shown = {code(it) for it in [*q.right, *q.wrong]}
    return [troops for troops in days.values() if shown <= troops.keys()]


def right_troops(q, label):
    shown = [code(it) for it in [*q.right, *q.wrong]]
    return all(t[code(label)] == max(t[it] for it in shown) for t in listed(q))


def right_share(q, label):
    people = {r["iso3"]: r["population"] for r in rows("indicators") if r["year"] == "2012"}
    shown = [code(it) for it in [*q.right, *q.wrong]]
    return all(
        troops[code(label)] / int(people[code(label)])
        == max(troops[it] / int(people[it]) for it in shown)
        for troops in listed(q)
    )


def right_term(q, label):
    term = re.sub(r" \([^)]*\)$", "", re.search("“(.+)”", q.ask)[1])
    return find("glossary", "term", term)[0]["definition"] == label


def right_name(q, label):
    (row,) = find("glossary", "definition", re.search("“(.+)”", q.ask)[1])
    return re.sub(r" \([^)]*\)$", "", label) == row["term"]


def right_programme(q, label):
    return find("programmes", "name", label)[0]["purpose"] == q.ask.split("? ", 1)[1]


def right_organisation(q, label):
    name = re.sub(r" \([A-Z]+\)", "", re.search(r"(?:is|does) the (.+?)(\?| have)", q.ask)[1])
    row = find("organisations", "name", name)[0]
    return label.casefold() == row["seat" if "seat" in q.ask else "kind"].casefold()


def right_running(q, label):
    row, on = find("operations", "name", label)[0], day(end(q.ask))
    return day(row["start"]) <= on and (not row["end"] or on < day(row["end"]))


RIGHT = {
    "group": right_group,
    "standing": right_standing,
    "odd_one_out": right_odd,
    "all_in": right_all_in,
    "year_joined": right_year_joined,
    "first_to_join": right_first,
    "step_year": right_step_year,
    "step_what": right_step_what,
    "event_year": right_event_year,
    "link_year": right_link_year,
    "most_people": right_people,
    "most_troops": right_troops,
    "most_for_its_size": right_share,
    "term": right_term,
    "name": right_name,
    "programme": right_programme,
    "organisation": right_organisation,
    "running": right_running,
}


def disagreement(q):
    """Return what a question holds against the tables; nothing when it is right."""
    name = q.id.split(".")[1]
    match q:
        case Single() | Multiple():
            true = {label for label in [*q.right, *q.wrong] if RIGHT[name](q, label)}
            return "" if true == set(q.right) else f"{q.ask} {true} is right, not {set(q.right)}"
        case Classify():
            on = end(q.ask)
            words = {"ally": "Allies"}
            off = [
                i
                for i, g in q.items.items()
                if not g.startswith(words.get(group(code(i), on), group(code(i), on)))
            ]
            return f"{q.ask} {off}" if off else ""
        case Ordering(items=items):
            steps = name == "step_order"
            days = [
                find("policy_milestones", "document", it)[0]["date"]
                if steps
                else first_day(framework_in(q.ask), code(it))
                for it in items
            ]
            return "" if all(day(a, last=True) < day(b) for a, b in pairwise(days)) else q.ask
        case Matching(pairs=pairs):
            place = "place" in q.ask
            known = {
                r["name"]: r["launch_place"] if place else r["launched"][:4]
                for r in rows("frameworks")
            }
            right = all(known[a] == b for a, b in pairs.items())
            return "" if right and not set(q.extra) & {known[a] for a in pairs} else q.ask
        case Numeric(answer=answer):
            on, framework = end(q.ask), framework_in(q.ask)
            count = sum(belongs(framework, iso3, on) for iso3 in set(codes().values()))
            return "" if count == answer else f"{q.ask} {count}, not {answer}"
        case Locate(answer=answer):
            return "" if (code(re.search("map shows (.+)[?]", q.ask)[1]),) == answer else q.ask


def content(q):
    """Return all that makes a question differ from another."""
    parts = (getattr(q, it, ()) for it in ("right", "wrong", "items", "pairs", "candidates"))
    return q.ask, *(tuple(sorted(map(str, part))) for part in parts)


@pytest.mark.parametrize("name", NAMES)
def test_exactly_the_right_options_are_right_by_the_tables_alone(name):
    faults = [fault for q in every(name) if (fault := disagreement(q))]
    assert every(name) and not faults, faults[:5]


def test_there_are_many_templates_and_more_than_five_hundred_distinct_questions():
    made = [q for name in NAMES for q in every(name)]
    assert len(NAMES) >= 10
    assert len({content(q) for q in made}) == len(made) > 500
    assert len({q.id for q in made}) == len(made)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers() | st.text(max_size=9), many=st.integers(1, 30))
def test_any_seed_gives_right_questions_and_the_same_ones_again(seed, many):
    made = generated.make(many, seed)
    assert [q.id for q in made] == [q.id for q in generated.make(many, seed)]
    assert len({q.id for q in made}) == many
    for q in made:
        assert not disagreement(q)
        assert content(generated.question(q.id)) == content(q), "made again from its id"


def test_another_seed_asks_other_things():
    assert {q.id for q in generated.make(20, 1)} != {q.id for q in generated.make(20, 2)}


def test_templates_take_turns():
    names = Counter(q.id.split(".")[1] for q in generated.make(2 * len(NAMES), "turns"))
    assert max(names.values()) == 2


@pytest.mark.parametrize("name", NAMES)
def test_every_option_differs_and_has_feedback_in_plain_sentences(name):
    for q in every(name):
        labels = [
            list(getattr(q, part))
            for part in ("right", "wrong", "items", "pairs")
            if not isinstance(getattr(q, part, ""), str)
        ]
        flat = [label.casefold() for part in labels for label in part]
        assert len(set(flat)) == len(flat)
        told = [
            dict(getattr(q, part))
            for part in ("right", "wrong", "why")
            if isinstance(getattr(q, part, None), dict)
        ]
        for why in [text for part in told for text in part.values()]:
            assert re.fullmatch(r"[A-Z“0-9].*[.”]", why), why
            assert not re.search(
                r"  |\.\.|\bnan\b|None|<NA>|\bthe the\b|[a-z] The (?!Hague)", why
            ), why
        assert not re.search(
            r"  |\bnan\b|None|<NA>|\bthe the\b|[a-z] The [A-Z]\w+ (at|in) ", q.ask
        ), q.ask
        assert all(f.right for f in q.solution())


@pytest.mark.parametrize("name", NAMES)
def test_sources_are_those_of_the_rows(name):
    for q in every(name):
        assert q.source and data.sources(*q.source), q.ask


@pytest.mark.parametrize("name", NAMES)
def test_single_questions_have_three_or_four_options_and_one_is_right(name):
    for q in every(name):
        if isinstance(q, Single):
            assert len(q.right) == 1 and 2 <= len(q.wrong) <= 3
            (label,) = q.right
            assert q.mark(label).score == 1


def test_a_row_of_low_confidence_is_never_asked_about():
    low = {
        *(r["document"] for r in rows("policy_milestones") if r["confidence"] == "low"),
        *(r["name"] for r in rows("organisations") if r["confidence"] == "low"),
        *(r["name"] for r in rows("programmes") if r["confidence"] == "low"),
    }
    assert low
    for name in ("step_year", "step_what", "step_order", "organisation", "programme"):
        for q in every(name):
            labels = [*getattr(q, "right", ()), *getattr(q, "wrong", ()), *getattr(q, "items", ())]
            assert not any(q.ask.endswith(it) or it in labels for it in low), q.ask


def test_a_membership_that_rests_on_a_doubtful_row_is_neither_in_nor_out():
    inside = generated.facts.was_in
    assert inside("NACC", "AZE", date(1993, 12, 31)) is None, "low confidence"
    assert inside("EAPC", "POL", date(2012, 12, 31)) is None, "an Ally sits in the EAPC too"
    assert inside("PFP", "RUS", date(2016, 12, 31)) is None, "suspended"
    assert inside("PATG", "JPN", date(2009, 12, 31)) is None, "before the name"
    assert inside("PFP", "MLT", date(2005, 12, 31)) is False, "Malta had left"


def test_a_date_of_medium_confidence_is_told_by_its_year_alone():
    (question,) = (q for q in every("year_joined") if "Tajikistan sign" in q.ask)
    assert question.right == {"2002": "Tajikistan signed up to the PfP in 2002."}
    assert all(abs(int(year) - 2002) >= 2 for year in question.wrong)


def test_malta_joined_twice_so_its_year_is_not_asked():
    assert not [q for q in every("year_joined") if "Malta" in q.ask and "PfP" in q.ask]


@pytest.mark.parametrize("name", ["most_troops", "most_for_its_size"])
def test_soldiers_are_compared_where_the_lists_differ_by_much(name):
    for q in every(name):
        shown = [code(it) for it in [*q.right, *q.wrong]]
        (right,) = map(code, q.right)
        for troops in listed(q):
            assert min(troops[it] for it in shown) >= 100, q.ask
            if name == "most_troops":
                assert troops[right] >= 2 * max(troops[it] for it in shown if it != right), q.ask


@pytest.mark.parametrize("name", ["term", "name"])
def test_an_operation_stands_among_operations_only(name):
    glossary = generated.terms.glossary()
    terms = {row["definition"]: row["term"] for row in rows("glossary")}
    for q in every(name):
        labels = [*q.right, *q.wrong]
        found = [terms.get(it) or re.sub(r" \([^)]*\)$", "", it) for it in labels]
        assert len({generated.terms.kind(glossary[it]) == "operation" for it in found}) == 1, found


def test_there_are_more_than_five_hundred_questions():
    assert len({q.ask + str(getattr(q, "right", "")) for n in NAMES for q in every(n)}) >= 500


def test_only_some_templates_can_be_asked_for_and_asked_things_left_out():
    made = generated.make(10, 3, only=["term"])
    assert {q.id.split(".")[1] for q in made} == {"term"}
    others = generated.make(10, 3, only=["term"], without={q.id for q in made})
    assert not {q.id for q in made} & {q.id for q in others}


def test_when_nothing_is_left_fewer_come_back():
    assert len(generated.make(10_000, 0, only=["term"])) == len(every("term"))


def test_a_wrong_name_is_answered_with_the_nearest():
    with pytest.raises(UnknownName, match="Did you mean 'term'"):
        generated.make(1, only=["terms"])
    with pytest.raises(UnknownName, match="no longer"):
        generated.question("practice.term.00000000")
