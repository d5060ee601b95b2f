"""Questions made from the tables are right, never ambiguous, and the same for the same seed.

The checks read the CSV files themselves: nothing that made the question judges it.
"""

import csv
import functools
import re
import runpy
import shutil
from collections import Counter
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lessons import data
from lessons.core.paths import DATA, UnknownName, lesson_folders, slug
from lessons.core.toml import BrokenToml
from lessons.data.membership import day
from lessons.questions import (
    Classify,
    Locate,
    Multiple,
    Ordering,
    Single,
    generated,
)
from lessons.questions.generated import facts

NAMES = list(generated.templates())
SHORT = {"PfP": "PFP", "EAPC": "EAPC", "MD": "MD", "ICI": "ICI"}


@functools.cache
def rows(name):
    with (DATA / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@functools.cache
def every(name):
    template = generated.templates()[name]
    return [question for case in template.cases() if (question := template.question(case))]


@functools.cache
def codes():
    """Return iso3 codes by every name a country has had, without 'the'."""
    names = ("name", "name_2013")
    return {bare(row[column]): row["iso3"] for row in rows("countries") for column in names}


def bare(name):
    """Return a name without its article, and without today's name in brackets."""
    return re.sub(r"^the |\s\(.*\)$", "", name.strip(), flags=re.I)


def code(name):
    return codes()[bare(name)]


def accession(iso3):
    return next((r["accession_date"] for r in rows("allies") if r["iso3"] == iso3), None)


def is_ally(iso3, on):
    return (accession(iso3) or "9") <= on


@functools.cache
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
    return next((start for key, start in groups.items() if is_in(key, iso3, on)), "")


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


def right_odd(q, label):
    return not belongs(framework_in(q.ask), code(label), end(q.ask))


def right_all_in(q, label):
    return belongs(framework_in(q.ask), code(label), end(q.ask))


def right_term(q, label):
    term = re.sub(r" \([^)]*\)$", "", re.search("“(.+)”", q.ask)[1])
    return find("glossary", "term", term)[0]["definition"] == label


def right_name(q, label):
    (row,) = find("glossary", "definition", re.search("“(.+)”", q.ask)[1])
    return re.sub(r" \([^)]*\)$", "", label) == row["term"]


def right_running(q, label):
    row, on = find("operations", "name", label)[0], day(end(q.ask))
    return day(row["start"]) <= on and (not row["end"] or on < day(row["end"]))


RIGHT = {
    "group": right_group,
    "odd_one_out": right_odd,
    "all_in": right_all_in,
    "term": right_term,
    "name": right_name,
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
            starts = {"ally": "Allies"}
            off = [
                i
                for i, g in q.items.items()
                if not g.startswith(starts.get(group(code(i), on), group(code(i), on)))
            ]
            return f"{q.ask} {off}" if off else ""
        case Ordering(items=items):
            steps = name == "step_order"
            days = [
                find("policy_milestones", "document", item)[0]["date"]
                if steps
                else first_day(framework_in(q.ask), code(item))
                for item in items
            ]
            return "" if all(day(a, last=True) < day(b) for a, b in pairwise(days)) else q.ask
        case Locate(answer=answer):
            return "" if (code(re.search("map shows (.+)[?]", q.ask)[1]),) == answer else q.ask


def content(q):
    """Return all that makes a question differ from another."""
    parts = (getattr(q, name, ()) for name in ("right", "wrong", "items", "pairs", "candidates"))
    return q.ask, *(tuple(sorted(map(str, part))) for part in parts)


@pytest.mark.parametrize("name", NAMES)
def test_exactly_the_right_options_are_right_by_the_tables_alone(name):
    faults = [fault for q in every(name) if (fault := disagreement(q))]
    assert every(name) and not faults, faults[:5]


def test_no_two_questions_are_the_same():
    made = [q for name in NAMES for q in every(name)]
    assert len({content(q) for q in made}) == len(made) > 500
    assert len({q.id for q in made}) == len(made)


def test_every_lesson_of_a_template_exists():
    slugs = {slug(folder) for folder in lesson_folders()}
    assert {template.lesson for template in generated.templates().values()} - {""} <= slugs


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers() | st.text(max_size=9), number=st.integers(1, 30))
def test_any_seed_gives_the_same_questions_again(seed, number):
    made = generated.make(number, seed)
    assert [q.id for q in made] == [q.id for q in generated.make(number, seed)]
    assert len({q.id for q in made}) == number


@pytest.mark.parametrize("name", NAMES)
def test_a_question_is_made_again_from_its_id(name):
    for q in every(name)[:: max(1, len(every(name)) // 5)]:
        assert content(generated.question(q.id)) == content(q)


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
        feedback = [
            dict(getattr(q, part))
            for part in ("right", "wrong", "why")
            if isinstance(getattr(q, part, None), dict)
        ]
        for why in [text for part in feedback for text in part.values()]:
            assert re.fullmatch(r"[A-Z“0-9].*[.”]", why), why
            assert not re.search(
                r"  |\.\.|\bnan\b|None|<NA>|\bthe the\b|[a-z] The |^[a-z]|was .* since", why
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
    low = {r["document"] for r in rows("policy_milestones") if r["confidence"] == "low"}
    assert low and not low & {item for q in every("step_order") for item in q.items}


def test_a_membership_that_rests_on_a_doubtful_row_is_neither_in_nor_out():
    def inside(framework, iso3, year):
        return generated.facts.members_on(framework, date(year, 12, 31))[iso3]

    assert inside("NACC", "AZE", 1993) is None, "low confidence"
    assert inside("EAPC", "POL", 2012) is None, "an Ally sits in the EAPC too"
    assert inside("PFP", "RUS", 2016) is None, "suspended"
    assert inside("PATG", "JPN", 2009) is None, "before the name"
    assert inside("PFP", "MLT", 2005) is False, "Malta had left"


def test_a_date_of_medium_confidence_is_given_as_a_year():
    reasons = [
        why
        for q in every("order_joined")
        for country, why in q.why.items()
        if country == "Tajikistan"
    ]
    assert reasons and all(why.endswith(" in 2002.") for why in reasons)


def test_malta_joined_twice_so_its_place_in_the_order_is_not_asked():
    assert not [q for q in every("order_joined") if "PfP" in q.ask and "Malta" in q.items]


def test_a_former_name_has_the_name_of_today_beside_it():
    name, on = generated.facts.name, date(2012, 12, 31)
    assert name("TUR", on) == "Turkey (Türkiye)"
    assert name("TUR", date(2023, 12, 31)) == name("TUR") == "Türkiye"
    assert name("MDA", on) == "Moldova", "then the Republic of Moldova: no other name"


@pytest.mark.parametrize("name", NAMES)
def test_feedback_never_only_repeats_an_option(name):
    for q in every(name):
        if isinstance(q, Single | Multiple):
            for label, why in [*q.right.items(), *q.wrong.items()]:
                assert label.casefold() not in why.casefold(), (q.ask, label, why)


def test_feedback_to_a_wrong_group_leaves_the_right_one_open():
    for q in every("group"):
        country = re.search(r"did (.+) belong", q.ask)[1]
        assert not any(country in why for why in q.wrong.values()), q.ask


def test_an_operation_is_offered_only_among_operations():
    terms = {row["definition"]: row["term"] for row in rows("glossary")}
    for q in every("term"):
        found = [generated.terms.glossary()[terms[option]] for option in [*q.right, *q.wrong]]
        assert len(set(map(generated.terms.is_operation, found))) == 1, q.ask


def test_only_terms_that_a_lesson_uses_are_asked_for():
    text = "\n".join((folder / "lesson.md").read_text("utf-8") for folder in lesson_folders())
    text = " ".join(text.casefold().split())
    asked = {term for (term,) in generated.terms.cases()}
    short = {row["term"]: row["abbreviation"] for row in rows("glossary")}
    assert 40 < len(asked) <= len(short)
    for term in asked:
        names = filter(None, (term, short[term]))
        assert any(name.casefold() in text for name in names), term


def test_only_some_templates_can_be_asked_for_and_asked_things_left_out():
    made = generated.make(10, 3, only=["term"])
    assert {q.id.split(".")[1] for q in made} == {"term"}
    others = generated.make(10, 3, only=["term"], without={q.id for q in made})
    assert not {q.id for q in made} & {q.id for q in others}


def test_when_nothing_is_left_fewer_are_made():
    assert len(generated.make(10_000, 0, only=["term"])) == len(every("term"))


def test_a_wrong_name_is_answered_with_the_nearest():
    with pytest.raises(UnknownName, match="Did you mean 'term'"):
        generated.make(1, only=["terms"])
    with pytest.raises(UnknownName, match="no longer"):
        generated.question("practice.term.00000000")


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("members = ", "membrs = ", r"wording\.toml, \[framework\.PFP\]: .+ membrs"),
        ("was = ", "were = ", r"wording\.toml, \[group\.ally\]: .+ were"),
        ("groups = ", "group = ", r"wording\.toml, \[sorted\.md_or_ici\]: .+ group\b"),
    ],
)
def test_a_misspelt_key_of_the_wording_is_named_before_anybody_is_asked(
    tmp_path, before, after, says
):
    text = facts.WORDING.read_text(encoding="utf-8").replace(f"\n{before}", f"\n{after}", 1)
    (tmp_path / facts.WORDING.name).write_text(text, encoding="utf-8")
    with pytest.raises(BrokenToml, match=says):
        runpy.run_path(shutil.copy(facts.__file__, tmp_path))


def test_nobody_can_change_the_wording_of_later_questions():
    with pytest.raises(AttributeError):
        facts.FRAMEWORKS["PFP"].members = "in it"
    with pytest.raises(AttributeError):
        facts.FRAMEWORKS["PFP"].years.append(2000)
