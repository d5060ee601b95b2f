"""Marking is fair: the full answer wins, and nothing wins without knowing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lessons.questions import (
    Classify,
    Locate,
    Matching,
    Multiple,
    Near,
    Numeric,
    Ordering,
    Question,
    Single,
    TrueFalse,
)
from lessons.questions.numerals import NotANumber, quantity, readings

# Where all examples are of one type, fewer show as much.
few = settings(max_examples=30)
words = st.text("abcdefgh", min_size=1, max_size=6)


def labels(least: int, most: int = 8) -> st.SearchStrategy[list[str]]:
    return st.lists(words, min_size=least, max_size=most, unique=True)


def whys(options) -> dict[str, str]:
    return {option: f"why {option}" for option in options}


@st.composite
def choices(draw, kind=Multiple, least_right=1):
    options = draw(labels(least_right + 1))
    many = draw(st.integers(least_right, len(options) - 1)) if kind is Multiple else 1
    return kind(id="l.q", ask="?", right=whys(options[:many]), wrong=whys(options[many:]))


@st.composite
def matchings(draw):
    lefts, rights = draw(labels(2, 6)), draw(labels(8, 10))
    pairs = dict(zip(lefts, rights, strict=False))
    extra = tuple(rights[len(lefts) : len(lefts) + draw(st.integers(0, 2))])
    return Matching(id="l.q", ask="?", pairs=pairs, why=whys(pairs), extra=extra)


@st.composite
def classifications(draw):
    groups, items = draw(labels(2, 4)), draw(labels(4, 9))
    luck = draw(st.lists(st.sampled_from(groups), min_size=len(items), max_size=len(items)))
    belongs = dict(zip(items, [*groups, *luck], strict=False))
    return Classify(id="l.q", ask="?", groups=tuple(groups), items=belongs, why=whys(items))


@st.composite
def orderings(draw):
    items = draw(labels(3, 7))
    return Ordering(id="l.q", ask="?", items=tuple(items), why=whys(items))


@st.composite
def verdicts(draw):
    options = draw(labels(2, 5))
    return TrueFalse(
        id="l.q",
        ask="?",
        answer=draw(st.booleans()),
        truth={True: "so", False: "not so"},
        right=whys(options[:1]),
        wrong=whys(options[1:]),
    )


@st.composite
def places(draw):
    codes = draw(labels(4, 8))
    return Locate(id="l.q", ask="?", answer=(codes[0],), candidates=tuple(codes), why=whys(codes))


numbers = st.builds(
    Numeric,
    id=st.just("l.q"),
    ask=st.just("?"),
    answer=st.integers(-10_000, 10_000),
    right=st.just("yes"),
    wrong=st.just("no"),
    tolerance=st.integers(0, 5),
)
everything = st.one_of(
    choices(),
    choices(Single),
    matchings(),
    classifications(),
    orderings(),
    verdicts(),
    places(),
    numbers,
)


def full(question: Question):
    """Return the full answer to any question."""
    match question:
        case Single(right=right):
            return next(iter(right))
        case Multiple(right=right):
            return list(right)
        case TrueFalse(answer=verdict, right=right):
            return {"verdict": verdict, "reason": next(iter(right))}
        case Matching(pairs=pairs):
            return dict(pairs)
        case Classify(items=items):
            return dict(items)
        case Ordering(items=items):
            return list(items)
        case Numeric(answer=number):
            return str(number)
        case Locate(answer=codes):
            return codes[0]


def some_answer(question: Question):
    """Return a strategy for answers to a question, right, wrong or in part."""
    match question:
        case Single(right=right, wrong=wrong):
            return st.sampled_from([*right, *wrong])
        case Multiple(right=right, wrong=wrong):
            return st.lists(st.sampled_from([*right, *wrong]), unique=True)
        case TrueFalse(right=right, wrong=wrong):
            reason = st.sampled_from([*right, *wrong])
            return st.fixed_dictionaries({"verdict": st.booleans(), "reason": reason})
        case Matching(pairs=pairs, extra=extra):
            right = st.sampled_from([None, *pairs.values(), *extra])
            return st.fixed_dictionaries(dict.fromkeys(pairs, right))
        case Classify(items=items, groups=groups):
            group = st.sampled_from([None, *groups])
            return st.fixed_dictionaries(dict.fromkeys(items, group))
        case Ordering(items=items):
            return st.permutations(items).map(list)
        case Numeric():
            return st.one_of(st.text(max_size=12), st.integers(-20_000, 20_000).map(str))
        case Locate(candidates=codes):
            return st.sampled_from(codes)


@given(everything, st.data())
def test_a_score_is_between_0_and_1(question, data):
    marked = question.mark(data.draw(some_answer(question)))
    assert 0 <= marked.score <= 1
    assert marked.right == (marked.score == pytest.approx(1))


@given(everything)
def test_the_full_answer_gets_full_marks(question):
    marked = question.mark(full(question))
    assert (marked.score, marked.right, marked.clarification, marked.empty) == (1, True, "", False)


@given(everything, st.sampled_from([None, "", [], {}]))
def test_an_empty_answer_is_not_a_wrong_one(question, nothing):
    marked = question.mark(nothing)
    assert (marked.empty, marked.feedback, marked.right) == (True, (), False)


@given(everything, st.data())
def test_every_chosen_option_gets_its_own_feedback(question, data):
    marked = question.mark(data.draw(some_answer(question)))
    assert all(part.why and part.option for part in marked.feedback)
    assert marked.empty or marked.clarification or marked.feedback


@few
@given(choices(), st.data())
def test_the_order_of_ticking_and_of_options_does_not_matter(question, data):
    answer = data.draw(some_answer(question))
    turned = Multiple(
        id="l.q",
        ask="?",
        right=dict(reversed(question.right.items())),
        wrong=dict(reversed(question.wrong.items())),
    )
    shuffled = data.draw(st.permutations(answer))
    assert question.mark(answer).score == turned.mark(list(shuffled)).score


@few
@given(choices())
def test_ticking_everything_earns_nothing(question):
    assert question.mark([*question.right, *question.wrong]).score == 0


@few
@given(choices(least_right=2))
def test_ticking_everything_never_beats_the_best_partial_answer(question):
    everything_ticked = question.mark([*question.right, *question.wrong]).score
    best_partial = question.mark(list(question.right)[:-1]).score
    assert everything_ticked < best_partial < 1


@few
@given(choices(), st.data())
def test_one_more_right_box_never_costs_and_one_more_wrong_box_never_pays(question, data):
    answer = data.draw(some_answer(question))
    before = question.mark(answer).score
    more_right = question.mark(list({*answer, next(iter(question.right))})).score
    more_wrong = question.mark(list({*answer, next(iter(question.wrong))})).score
    assert more_wrong <= before <= more_right


@few
@given(classifications(), st.data())
def test_everything_in_one_group_earns_nothing(question, data):
    group = data.draw(st.sampled_from(question.groups))
    assert question.mark(dict.fromkeys(question.items, group)).score == pytest.approx(0)


@few
@given(matchings(), st.data())
def test_the_same_for_every_row_earns_nothing(question, data):
    choice = data.draw(st.sampled_from([*question.pairs.values(), *question.extra]))
    assert question.mark(dict.fromkeys(question.pairs, choice)).score == pytest.approx(0)


@few
@given(matchings())
def test_a_row_left_open_is_not_wrong(question):
    one = dict(list(question.pairs.items())[:1])
    marked = question.mark(one)
    assert marked.score == pytest.approx(1 / len(question.pairs))
    assert "left open" in marked.general


@few
@given(orderings())
def test_reversed_order_earns_nothing_and_one_swap_costs_a_little(question):
    assert question.mark(list(reversed(question.items))).score == 0
    first, second, *rest = question.items
    assert 0 < question.mark([second, first, *rest]).score < 1


@few
@given(verdicts())
def test_a_right_verdict_for_the_wrong_reason_is_half(question):
    answer = {"verdict": question.answer, "reason": next(iter(question.wrong))}
    assert question.mark(answer).score == 0.5
    answer = {"verdict": not question.answer, "reason": next(iter(question.right))}
    assert question.mark(answer).score == 0


@few
@given(verdicts())
def test_half_a_true_or_false_needs_clarification(question):
    assert "reason" in question.mark({"verdict": True}).clarification
    assert "true or false" in question.mark({"reason": next(iter(question.right))}).clarification


@given(everything)
def test_the_solution_gives_a_reason_for_every_part(question):
    solution = question.solution()
    assert solution
    assert all(part.right and part.why for part in solution)


@few
@given(matchings(), st.data())
def test_feedback_on_a_right_row_explains_this_row_and_on_a_wrong_one_does_not(question, data):
    marked = question.mark(data.draw(some_answer(question)))
    parts = [(part.why == question.why[part.row], part.right) for part in marked.feedback]
    assert all(explained == right for explained, right in parts)


@given(everything, st.data())
def test_no_more_parts_are_right_than_there_are(question, data):
    mark = question.mark(data.draw(some_answer(question)))
    right = sum(part.right for part in mark.feedback)
    assert right <= question.size
    if mark.right and mark.feedback:
        assert right == question.size


def test_a_wrong_place_says_which_way_to_move():
    order = Ordering(id="l.q", ask="?", items=("a", "b", "c"), why=dict.fromkeys("abc", "so"))
    first, second, third = (each.why for each in order.mark(["c", "b", "a"]).feedback)
    assert "later" in first and second == "so" and "earlier" in third


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("eleven", 11),
        ("Twenty-one", 21),
        ("forty two soldiers", 42),
        ("zero", 0),
        ("seventeen", 17),
    ],
)
def test_a_number_may_be_written_in_words(written, number):
    assert readings(written, "soldiers") == [number]


@pytest.mark.parametrize("written", ["two three", "tenth", "twenty eleven", "one of them"])
def test_other_words_need_clarification(written):
    with pytest.raises(NotANumber):
        readings(written)


GEORGIA = Numeric(
    id="l.q",
    ask="?",
    answer=1550,
    unit="soldiers",
    right="yes",
    wrong="no",
    near=(Near(value=925, within=20, why="That was 2010."),),
)


@pytest.mark.parametrize(
    "written",
    [
        "1550",
        "1 550",
        "1,550",
        "1\u202f550",
        "1'550",
        "1550.0",
        " 1550 ",
        "1 550 soldiers",
        "+1550",
    ],
)
def test_a_number_is_read_the_way_it_is_written(written):
    assert GEORGIA.mark(written).right


@pytest.mark.parametrize(
    ("written", "unit", "value"),
    [
        ("4.5 %", "%", 4.5),
        ("4,5 percent", "%", 4.5),
        ("1.550,5", "", 1550.5),
        ("1,550.5", "", 1550.5),
        ("1 550,5", "", 1550.5),
        ("1,550,000", "", 1_550_000),
        ("1.550.000", "", 1_550_000),
        ("−3", "", -3),
        (".5", "", 0.5),
        ("0,125", "", 0.125),
        ("1 soldier", "soldiers", 1),
    ],
)
def test_marks_and_units_are_understood(written, unit, value):
    assert readings(written, unit) == [value]


def test_two_readings_need_clarification_only_if_it_matters():
    assert "Write 1.55 or 1550" in GEORGIA.mark("1.550").clarification
    assert not GEORGIA.mark("1.551").clarification, "neither reading is right: nothing to ask"
    assert GEORGIA.mark("1,550").right, "the English way of writing 1550"


@pytest.mark.parametrize("written", ["many", "15 50", "1,5,5", "12 tanks", "1550 %", "1e3 or so"])
def test_what_is_not_a_number_is_not_marked(written):
    marked = GEORGIA.mark(written)
    assert marked.clarification
    assert not marked.feedback


def test_a_familiar_mistake_gets_its_own_feedback():
    assert GEORGIA.mark("930").feedback[0].why == "That was 2010."
    assert GEORGIA.mark("12").feedback[0].why == "no"


@few
@given(st.text(max_size=20))
def test_any_text_is_read_or_needs_clarification(text):
    marked = GEORGIA.mark(text)
    assert marked.empty or marked.clarification or marked.feedback


def test_amounts_have_separators_and_years_have_none():
    assert quantity(18723, "km") == "18,723 km"
    assert quantity(1994.0, "") == "1994"
    assert (quantity(0.5, ""), quantity(20000, "")) == ("0.5", "20,000")


@few
@given(st.integers(0, 10**9))
def test_grouped_thousands_are_read_with_every_separator(number):
    for gap in (" ", "'", ",", "\u00a0"):
        written = f"{number:,}".replace(",", gap)
        assert readings(written)[0] == number
