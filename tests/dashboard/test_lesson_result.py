"""The result at the end of a lesson: by objective, from the answers of this moment."""

from datetime import UTC, datetime, timedelta

from past_answers import NOW, write_answer

from lessons import lesson_result, questions
from lessons.dashboard.lesson_result import EMPTY

LESSON = "the_network"
ASKED = questions.questions(LESSON)
OBJECTIVES = questions.objectives(LESSON)


def shown() -> dict:
    """Return what the browser is told when a reader comes to the result."""
    (message,) = lesson_result(LESSON).handle({"do": "hello"})
    return message


def test_before_the_first_answer_there_is_an_invitation_and_no_list():
    assert shown() == {"text": EMPTY}


def test_a_stored_notebook_holds_nobodys_result():
    before = lesson_result(LESSON)._repr_mimebundle_()
    write_answer(ASKED[0].id, score=1)
    after = lesson_result(LESSON)._repr_mimebundle_()
    for kind in ("text/plain", "text/html"):
        assert before[kind] == after[kind]


def test_each_objective_has_its_own_row_that_follows_the_answers():
    result = lesson_result(LESSON)
    first, last = next(iter(OBJECTIVES)), list(OBJECTIVES)[-1]
    for question in ASKED:
        if question.objective == first:
            write_answer(question.id, score=1)
    (message,) = result.handle({"do": "hello"})
    states = {text: state for state, text, _detail in message["rows"]}
    assert list(states) == list(OBJECTIVES.values())
    assert states[OBJECTIVES[first]] == "done"
    assert states[OBJECTIVES[last]] == "open"


def kept_now(question, score):
    """Write an answer of this moment into the journal, so that nothing is due again."""
    write_answer(question, score, days=(NOW - datetime.now(UTC)) / timedelta(days=1))


def test_a_wrong_answer_is_to_be_seen_again_and_no_objective_is_done_with_it():
    for number, question in enumerate(ASKED):
        kept_now(question.id, score=0 if number == 0 else 1)
    message = shown()
    assert "1 question" in message["advice"]
    state = {text: state for state, text, _detail in message["rows"]}
    assert state[OBJECTIVES[ASKED[0].objective]] == "begun"


def test_a_text_that_nobody_marks_is_not_counted_as_right():
    (text,) = [question for question in ASKED if not question.is_marked]
    served = [question for question in ASKED if question.objective == text.objective]
    for question in served:
        kept_now(question.id, score=0 if question.is_marked else None)
    (detail,) = [
        counts for _, name, counts in shown()["rows"] if name == OBJECTIVES[text.objective]
    ]
    assert detail.startswith(f"0 of {len(served) - 1} right")


def test_when_all_is_right_nothing_is_left_to_do():
    for question in ASKED:
        kept_now(question.id, score=1)
    assert all(state == "done" for state, _text, _detail in shown()["rows"])


def test_the_line_at_the_top_says_how_many_questions_are_answered():
    def line(lesson):
        (message,) = lesson_result(lesson).handle({"do": "count"})
        return message

    total = len(ASKED)
    assert line(LESSON) == {"answered": f"{total} questions"}
    write_answer(ASKED[0].id, score=0)
    write_answer(ASKED[0].id, score=1)
    write_answer("objectives.road", score=1)
    assert line(LESSON) == {"answered": f"1 of {total} questions answered"}


def test_the_result_of_a_sealed_check_is_not_shown():
    (empty,) = lesson_result("start_here").handle({"do": "hello"})
    assert empty == {"text": EMPTY}
    sealed = [question for question in questions.questions("start_here") if question.place]
    write_answer(sealed[0].id, score=1)
    (message,) = lesson_result("start_here").handle({"do": "hello"})
    assert message == {"text": f"1 of {len(questions.questions('start_here'))} questions answered."}
