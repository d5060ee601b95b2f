"""Quizzes: what the browser is told, what it is not told, and what comes back."""

import errno
import json
import re

import bleach
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lessons import course, journal
from lessons.core import paths
from lessons.data import rows
from lessons.questions import questions
from lessons.questions.locate_map import in_words
from lessons.questions.quiz_file import read
from lessons.widgets.estimate import Guess, estimate
from lessons.widgets.quiz_card import Quiz, quiz

BANK = read(paths.TESTS / "fixtures" / "quiz" / "all_types.toml", "fixture")
LESSONS = [paths.slug(f) for f in paths.lesson_folders() if (f / "quiz.toml").exists()]
MOST_STATE = 20_500  # bytes that a saved notebook holds of a quiz
ANSWERS = {
    "year": "January 1994",
    "neutral": ["Austria", "Cyprus"],
    "ally": {"verdict": False, "reason": "Article 5 has never been invoked by anyone."},
    "frameworks": {"Jordan": "Mediterranean Dialogue"},
    "sequence": list(BANK.questions[4].items),
    "sort": {"EAPC": "Forum", "PfP": "Forum"},
    "sum": "1 550",
    "where": "MNG",
    "vote": {"text": "No. They should be heard, but Allies carry the promise.", "1": True},
}
TYPES = len(BANK.questions)


@pytest.fixture
def asked(monkeypatch):
    """Return a quiz of one question of each type; `sent` has what it sends."""
    asked = Quiz("Quiz: fixture", BANK.questions)
    asked.sent = []
    monkeypatch.setattr(Quiz, "send", lambda self, replies, *_: self.sent.extend(replies))
    return asked


def send(asked, **message):
    """Send a message as the browser does, and return the replies."""
    asked.sent.clear()
    asked.receive(message)
    return list(asked.sent)


def check(asked, name, **more):
    """Answer a question by its name."""
    number = [question.id for question in asked.questions].index(f"fixture.{name}")
    ticked = asked.layouts[number].values(ANSWERS[name])
    return send(asked, do="check", card=number, answer=ticked, **more)


def state_of(asked):
    """Return all that a saved notebook can hold of a quiz."""
    return json.dumps(asked.get_state(), default=str, ensure_ascii=False)


def test_each_reply_names_the_request_that_it_is_for(asked):
    assert {reply["request"] for reply in check(asked, "ally", request="a")} == {"a"}
    failed = send(asked, do="check", card=TYPES, request="b")
    assert [reply["request"] for reply in failed] == ["b"]
    assert not any("request" in reply for reply in send(asked, do="hello"))


# -- What the browser gets


def test_no_answer_is_in_the_state_or_the_output(asked):
    everything = state_of(asked) + json.dumps(asked._repr_mimebundle_(), ensure_ascii=False)
    for question in BANK.questions:
        for part in question.solution():
            assert part.why not in everything
        assert question.hint == "" or question.hint not in everything
    assert "1550" not in everything
    assert "MNG" not in everything, "a code would name the place"


def test_the_same_question_with_another_answer_looks_the_same():
    first = BANK.questions[0]
    swapped = type(first)(
        id=first.id, ask=first.ask, hint=first.hint, right=first.wrong, wrong=first.right
    )
    labels = [sorted(question.layout().items) for question in (first, swapped)]
    assert labels[0] == labels[1]


def test_feedback_is_no_part_of_the_state_after_an_answer(asked):
    before = state_of(asked)
    for name in ANSWERS:
        check(asked, name)
    assert state_of(asked) == before


def test_a_quiz_is_one_model_and_small(asked):
    assert "IPY_MODEL" not in state_of(asked)
    assert len(state_of(asked).encode()) <= MOST_STATE


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_lesson_quiz_is_small_whatever_it_asks(lesson):
    size = len(state_of(quiz(lesson)).encode())
    assert size <= MOST_STATE, f"{size} bytes: shorten the options, or split the quiz"


def test_a_quiz_carries_only_the_files_it_needs():
    plain = Quiz("Quiz", BANK.questions[:2])
    assert set(plain.fields) == {"pick"}
    assert ".spot" not in plain._css
    full = Quiz("Quiz", BANK.questions)
    assert set(full.fields) == {"criteria", "map", "number", "order", "pick", "rows", "text"}
    assert ".spot" in full._css


def test_the_text_that_a_stored_notebook_is_compared_by_is_fixed(asked):
    answered = check(asked, "year")
    assert answered
    again = Quiz("Quiz: fixture", BANK.questions)
    assert repr(again) == repr(asked) == f"Quiz: fixture, {TYPES} questions."
    assert again._repr_mimebundle_()["text/html"] == asked._repr_mimebundle_()["text/html"]
    assert repr(Quiz("Check", BANK.questions[:1])) == "Check, 1 question."


def test_print_shows_every_question_and_option_and_survives_a_sanitizer(asked):
    page = asked.page()
    for question, laid in zip(BANK.questions, asked.layouts, strict=True):
        assert question.ask in page
        if question.type != "locate":
            assert all(label in page for label in laid.items)
    tags = ["div", "p", "strong", "em", "ol", "ul", "li"]
    attributes = {"div": ["class"], "li": ["data-question"]}
    assert bleach.clean(page, tags=tags, attributes=attributes) == page


def test_print_escapes_what_looks_like_html():
    risky = type(BANK.questions[0])(id="l.q", ask="<b>?", right={"<i>": "y"}, wrong={"&": "n"})
    assert "<b>" not in Quiz("Quiz", [risky]).page()


# -- The order of options


def test_options_are_shuffled_the_same_each_time_and_otherwise_by_another_seed():
    orders = {seed: [q.layout(seed).items for q in BANK.questions] for seed in (None, 1, 2)}
    assert orders[None] == [question.layout().items for question in BANK.questions]
    assert orders[1] != orders[2]


@settings(max_examples=30)
@given(st.integers(0, 10_000))
def test_an_ordering_never_starts_in_the_right_order(seed):
    ordering = BANK.questions[4]
    assert ordering.layout(seed).items != ordering.items


@settings(max_examples=30)
@given(st.integers(0, 10_000))
def test_any_layout_reads_back_what_it_wrote(seed):
    for question in BANK.questions:
        laid, answer = question.layout(seed), ANSWERS[question.id.partition(".")[2]]
        assert laid.answer(json.loads(json.dumps(laid.values(answer)))) == answer


def test_the_right_option_is_not_always_at_the_same_place():
    places = {BANK.questions[0].layout(seed).items.index("January 1994") for seed in range(30)}
    assert places == {0, 1, 2}


# -- Answers


def test_a_right_answer_gets_its_reason_and_is_saved(asked):
    (reply,) = check(asked, "year", sure="guess")
    assert (reply["sign"], reply["heading"]) == ("✓", "Right.")
    assert reply["rows"][0][3] == "Leaders issued the invitation at the Brussels summit."
    saved = journal.latest("fixture.year")
    assert (saved.response, saved.score, saved.confidence) == ("January 1994", 1, "guess")


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("neutral", "Partly right: 1 of 3."),
        ("ally", "Partly right: 1 of 2."),
        ("frameworks", "Partly right: 1 of 3."),
        ("sequence", "Right."),
        ("sort", "Partly right: 1 of 3."),
        ("sum", "Right."),
        ("where", "Right."),
    ],
)
def test_every_type_is_answered(asked, name, heading):
    (reply,) = check(asked, name)
    assert reply["heading"] == heading
    assert all(row[3] for row in reply["rows"])
    assert journal.latest(f"fixture.{name}").response == ANSWERS[name]


def test_a_wrong_tick_is_counted_apart_from_what_is_missing(asked):
    (reply,) = check(asked, "neutral")
    assert re.search(r"\b1\b.*wrong.*more", reply["text"])


def test_a_wrong_match_leaves_the_right_one_to_be_found(asked, monkeypatch):
    monkeypatch.setitem(ANSWERS, "frameworks", {"Jordan": "Istanbul Cooperation Initiative"})
    (reply,) = check(asked, "frameworks")
    (row,) = reply["rows"]
    assert row[3] not in [part.why for part in BANK.questions[3].solution()]


@pytest.mark.parametrize(
    ("number", "nothing"),
    [*enumerate([[None], [[]], [None] * 2, [[None] * 3], [None], [[None] * 3], [" "], [None]])],
)
def test_an_empty_answer_is_not_a_try(asked, number, nothing):
    (reply,) = send(asked, do="check", card=number, answer=nothing)
    assert reply["heading"] == "Nothing to check yet."
    assert journal.answers() == []


def test_an_ambiguous_answer_is_not_marked_or_saved(asked):
    (reply,) = send(asked, do="check", card=6, answer=["1.550"])
    assert "Write 1.55 or 1550." in reply["text"]
    assert journal.answers() == []


def test_a_hint_is_given_on_request_and_noted(asked):
    (reply,) = send(asked, do="hint", card=0)
    assert reply["text"] == BANK.questions[0].hint
    check(asked, "year")
    check(asked, "sum")
    assert [answer.hint for answer in journal.answers()] == [True, False]


def test_the_answer_comes_with_reason_and_source_when_asked_for(asked):
    for number, question in enumerate(BANK.questions):
        (reply,) = send(asked, do="show", card=number)
        assert [row[3] for row in reply["rows"]] == [part.why for part in question.solution()]
        assert reply["links"][0][1].startswith("http")


def test_for_an_order_left_as_it_was_the_card_says_what_to_do(asked):
    (reply,) = send(asked, do="check", card=4, answer=[None], sure="")
    assert reply["text"] and "rows" not in reply
    assert journal.answers() == []


@pytest.mark.parametrize("folder", paths.lesson_folders(), ids=lambda folder: folder.name)
def test_no_estimate_starts_at_its_answer(folder):
    try:
        asked = estimate(paths.slug(folder)).asked
    except paths.UnknownName:
        return  # a lesson may have none
    start = asked.low + asked.step * round((asked.high - asked.low) / 2 / asked.step)
    assert abs(start - asked.answer) >= asked.step


def test_a_place_has_a_letter_and_only_after_the_answer_a_name(asked):
    (reply,) = check(asked, "where")
    assert re.fullmatch("[A-F], Mongolia", reply["rows"][0][2])
    land = send(asked, do="land", card=7)[0]
    where = r"in the (north|south|middle|east|west).* of [A-Z].*, \d+° [NS], \d+° [EW]"
    names = {row.name for row in rows("countries")} | {row.capital for row in rows("countries")}
    for *_, text in land["places"]:
        assert re.fullmatch(where, text)
        assert not any(name in text for name in names), "a name gives the answer away"


@pytest.mark.parametrize(
    ("country", "where"),
    [
        ("MRT", "north-west of Africa"),
        ("NZL", "south-east of Oceania"),
        ("MNG", "east of Asia"),
        ("UZB", "middle of Asia"),
        ("PRT", "south-west of Europe"),
        ("ISL", "north-west of Europe"),
        ("JOR", "west of Asia"),
        ("CAN", "east of North America"),
    ],
)
def test_a_place_is_described_for_screen_readers(country, where):
    (row,) = [row for row in rows("countries") if row.iso3 == country]
    assert in_words(row).startswith(f"in the {where}, ")


def test_each_part_of_an_answer_is_marked_where_it_was_given(asked):
    """A row of feedback ends with the field and the place that hold this part of the answer."""
    for number, layout in enumerate(asked.layouts):
        name = layout.id.partition(".")[2]
        if name in ("sum", "vote"):  # a field without a list
            continue
        (reply,) = check(asked, name)
        values = layout.values(ANSWERS[name])
        places = {(field, place) for *_, field, place in reply["rows"]}
        assert places == set(_given(values, asked.cards[number]["fields"])), name


def _given(values, fields):
    """Yield the field and the place of each part of an answer, from the values of the fields."""
    for field, (value, spec) in enumerate(zip(values, fields, strict=True)):
        if spec["kind"] == "rows":
            yield from ((field, row) for row, option in enumerate(value) if option is not None)
        else:
            yield from ((field, place) for place in (value if isinstance(value, list) else [value]))


def test_quizzes_with_other_styles_have_other_ids():
    cards = [Quiz("Quiz: one", [question]) for question in BANK.questions]
    styles = {card._anywidget_id: card._css for card in cards}
    assert all(styles[card._anywidget_id] == card._css for card in cards)
    assert len(set(styles.values())) > 1


# -- Saved answers


def test_answers_are_shown_when_the_notebook_is_run_again(asked):
    for name in ANSWERS:
        check(asked, name)
    again = Quiz("Quiz: fixture", BANK.questions)
    again.sent = []
    shown = [message for message in send(again, do="hello") if "answer" in message]
    assert [message["card"] for message in shown] == list(range(TYPES))
    for message, laid in zip(shown, again.layouts, strict=True):
        name = laid.id.partition(".")[2]
        assert laid.answer(message["answer"]) == ANSWERS[name]
        assert message.get("rows") or name == "vote"


def test_the_last_answer_is_shown_again(asked):
    send(asked, do="check", card=6, answer=["12"])
    send(asked, do="check", card=6, answer=["1550"])
    (reply,) = send(asked, do="hello")
    assert (reply["answer"], reply["heading"]) == (["1550"], "Right.")


def test_an_answer_to_a_question_that_has_changed_is_passed_over(asked):
    journal.record("fixture.year", "An option of last year", score=0, success=False)
    journal.record("fixture.sort", ["not", "a", "mapping"], score=0, success=False)
    journal.record("fixture.where", {"no": "place"}, score=0, success=False)
    assert send(asked, do="hello") == []


def test_the_card_reports_a_damaged_journal(asked):
    check(asked, "year")
    with journal.path().open("a") as file:
        file.write("torn\n")
    *_, notice = send(asked, do="hello")
    assert "journal: 1 line" in notice["text"]
    assert "card" not in notice


def test_on_a_full_disk_there_is_a_notice_and_the_feedback(asked, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("lessons.journal.store.Journal.append", full)
    feedback, trouble = check(asked, "year")
    assert feedback["heading"] == "Right."
    assert trouble["heading"] == "Not saved."
    assert "No space left on device" in trouble["text"]


def test_an_error_in_a_callback_is_shown_and_logged(asked, caplog):
    (reply,) = send(asked, do="check", card=99, answer=[0])
    assert reply["heading"] == "Something went wrong."
    assert "IndexError" in reply["text"]
    assert "IndexError" in caplog.text


# -- Quizzes by lesson, place and question


def test_a_lesson_quiz_asks_the_questions_without_a_place():
    lesson = LESSONS[0]
    own = [question.id for question in questions(lesson) if not question.place]
    assert [question.id for question in quiz(lesson).questions] == own
    placed = [question for question in questions(lesson) if question.place]
    place = placed[0].place
    expected = [question.id for question in placed if question.place == place]
    assert [question.id for question in quiz(lesson, place).questions] == expected


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_check_is_named_after_its_section(lesson):
    sections = course.lesson(lesson).sections
    named = [(place, section.heading) for section in sections for place in section.checks]
    assert named
    titles = [quiz(lesson, place).title for place, _ in named]
    assert all(heading in title for title, (_, heading) in zip(titles, named, strict=True))
    assert len({*titles}) == len(titles), "two checks of a section are told apart"


def test_single_questions_are_named():
    lesson = LESSONS[0]
    last = questions(lesson)[-1].id
    assert quiz(lesson, only=[last.partition(".")[2]]).questions[0].id == last
    assert quiz(lesson, only=[last]).questions[0].id == last


def test_unknown_places_lessons_and_questions_name_the_nearest():
    lesson = LESSONS[0]
    place = next(question.place for question in questions(lesson) if question.place)
    with pytest.raises(paths.UnknownName, match=place):
        quiz(lesson, place + "x")
    with pytest.raises(paths.UnknownName, match=lesson):
        quiz(lesson + "x")
    with pytest.raises(paths.UnknownName, match="Did you mean"):
        quiz(lesson, only=[questions(lesson)[0].id.partition(".")[2] + "x"])


# -- The estimate


@pytest.fixture
def guess(monkeypatch):
    """Return the fixture's estimate, and what it sends."""
    guess = Guess(BANK.estimate)
    guess.sent = []
    monkeypatch.setattr(Guess, "send", lambda self, replies, *_: self.sent.extend(replies))
    return guess


def test_the_estimate_hides_its_answer_until_it_is_asked_for(guess):
    everything = state_of(guess) + str(guess._repr_mimebundle_()["text/html"])
    assert "41" not in re.sub(r"_css.*|#\w+", "", everything.replace(guess._css, ""))
    assert BANK.estimate.why not in everything


def test_a_guess_is_compared_with_the_true_value_and_saved_without_a_score(guess):
    (reply,) = send(guess, do="guess", guess=30)
    assert reply["heading"] == "The answer is 41 countries."
    assert reply["text"].startswith("Your guess of 30 ") and "11 too low" in reply["text"]
    assert reply["marks"] == [[25.0, "30"], [34.2, "41"]]
    saved = journal.latest("fixture.estimate", verb="estimated")
    assert (saved.response, saved.score, saved.success) == (30, None, None)
    assert journal.answers() == [], "an estimate is not an answer"


def test_a_guess_is_shown_again(guess):
    assert send(guess, do="hello") == []
    send(guess, do="guess", guess=41)
    (reply,) = send(guess, do="hello")
    assert reply["guess"] == 41


def test_a_lessons_estimate_is_printed_with_its_scale():
    asked = estimate(LESSONS[0])
    assert repr(asked).startswith("Estimate: ")
    assert "Between" in asked.page()
