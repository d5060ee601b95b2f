"""The question bank: what it says is so, and whatever is wrong with it is said at once."""

from pathlib import Path

import pytest

from lessons import questions
from lessons.core import paths
from lessons.data import cached_on_tables, expressions
from lessons.questions.quiz_file import read
from lessons.questions.types import question_types

ALL_TYPES = paths.TESTS / "fixtures" / "quiz" / "all_types.toml"
CALCULATOR = expressions.names()
BANKS = [folder for folder in paths.lesson_folders() if (folder / "quiz.toml").exists()]


@pytest.fixture
def file(tmp_path: Path):
    """Return a function that finds what is wrong with a quiz file of this text."""

    def found(text: str, *, frame: bool = True) -> list[str]:
        path = tmp_path / "quiz.toml"
        start = 'minutes = 5\n[objectives]\n1 = "Know."\n' if frame else ""
        path.write_text(start + text, encoding="utf-8")
        return questions.problems(path, CALCULATOR)

    return found


def card(more: str = "", *, name: str = "q", ask: str = "Which?", head: str = "") -> str:
    """Return a question with an id, an objective and a source."""
    common = f'id = "{name}"\nobjective = 1\nask = "{ask}"\nsource = ["b_pop"]\n'
    return f"[[question]]\n{common}{head}\n{more}\n"


SOUND = '[question.right]\nOne = "Yes."\n[question.wrong]\n"Not two" = "No."\n'


def test_what_is_computed_from_a_quiz_file_is_computed_again_after_it_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "LESSONS", tmp_path)
    path = tmp_path / "01_short" / "quiz.toml"
    path.parent.mkdir()
    minutes = cached_on_tables()(lambda: questions.bank("short").minutes)
    for number in (5, 5, 45):
        path.write_text(f'minutes = {number}\n[objectives]\n1 = "Know."\n', encoding="utf-8")
        assert minutes() == number


@pytest.mark.parametrize("folder", BANKS, ids=lambda folder: folder.name)
def test_every_bank_is_valid_and_every_answer_follows_from_the_tables(folder):
    assert questions.problems(folder / "quiz.toml", CALCULATOR) == []


@pytest.mark.parametrize("folder", BANKS, ids=lambda folder: folder.name)
def test_every_objective_of_a_bank_is_asked_about(folder):
    lesson = paths.slug(folder)
    asked = {question.objective for question in questions.questions(lesson)}
    assert asked == set(questions.objectives(lesson))


@pytest.mark.parametrize("folder", BANKS, ids=lambda folder: folder.name)
def test_what_is_true_or_false_is_a_statement(folder):
    asked = questions.questions(paths.slug(folder))
    asks = [question.ask for question in asked if isinstance(question, questions.TrueFalse)]
    assert [ask for ask in asks if not ask.startswith("True or false: ") or "?" in ask] == []


def test_one_of_each_type_is_read():
    bank = read(ALL_TYPES, "fixture")
    assert {type(question) for question in bank.questions} == set(question_types().values())
    assert questions.problems(ALL_TYPES, CALCULATOR) == []


def test_the_type_follows_from_the_number_of_right_options():
    one, several, *_ = read(ALL_TYPES, "fixture").questions
    assert (one.type, one.instruction) == ("single", "Choose one.")
    assert (several.type, several.instruction) == ("multiple", "Choose all that apply.")


def test_ids_and_objectives_name_their_lesson():
    first = read(ALL_TYPES, "fixture").questions[0]
    assert (first.id, first.objective) == ("fixture.year", "fixture.1")


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        (lambda: questions.questions("the_netwrk"), "the_network"),
        (lambda: questions.question("the_network.nothing_like_it"), "There is no question"),
        (lambda: questions.objectives("nowhere_at_all"), "There is no lesson"),
    ],
)
def test_unknown_names_name_the_nearest(ask, says):
    with pytest.raises(paths.UnknownName, match=says):
        ask()


def test_a_lessons_own_questions_and_estimate_are_found():
    lesson = paths.slug(BANKS[0])
    first = questions.questions(lesson)[0]
    assert questions.question(first.id) == first
    assert questions.estimate(lesson).low < questions.estimate(lesson).high


def test_a_sound_file_has_no_problems(file):
    assert file(card(SOUND)) == []


def test_invalid_toml_is_reported_with_its_line(file):
    (only,) = file("minutes = = 3", frame=False)
    assert only.startswith("quiz.toml, line 1: = 3 ")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (card('[question.wrong]\nTwo = "No."\n'), "[question.right] needs"),
        (card('[question.right]\nOne = "Yes."\n'), "[question.wrong] needs"),
        (card(SOUND + 'Three = ""\n'), "'Three' has no value"),
        (card(SOUND + '"one" = "No."\n'), "'one' appears 2 times"),
        (card(SOUND + '" " = "No."\n'), "an option is empty"),
        (card(SOUND + '"\u00a0\u200b" = "No."\n'), "an option is empty"),
        (card(SOUND, head="hint = 5"), "hint needs a text"),
        (card(SOUND, head='review = "no"'), "review needs true"),
        (card(SOUND).replace('["b_pop"]', "5"), "names no source"),
        (card(SOUND).replace('["b_pop"]', "[5]"), "names no source"),
        (card('right = "One"\nwrong = ["Two"]\n'), "[question.right] needs"),
        (card(head='type = "numeric"\nanswer = nan'), "answer needs a number"),
        (card(head='type = "numeric"\nanswer = 1e300'), "answer needs a number"),
        (card(head='type = "ordering"\nitems = 7'), "items needs a list"),
        (card(head='type = "ordering"\nitems = ["a", "b", " "]'), "none of them empty"),
        (card(head='type = "classify"\ngroups = 7\nitems = [1]'), "groups needs a list"),
        ("[[estimate]]\n" + card(SOUND), "estimate needs one table"),
        ("2 = 5\n" + card(SOUND), "objectives needs a text"),
        (card(SOUND + '"All of the above" = "No."\n'), "tests reading, not knowledge"),
        (card(SOUND) + card(SOUND, ask="Who?"), "the id of line"),
        (card(SOUND) + card(SOUND, name="r", ask="which? "), "same as line 4"),
        (card(SOUND).replace("objective = 1", "objective = 7"), "there is no objective 7"),
        (card(SOUND).replace("objective = 1\n", ""), "names no objective"),
        (card(SOUND).replace('["b_pop"]', '["c"]'), "unknown source 'c'"),
        (card(SOUND).replace('source = ["b_pop"]\n', ""), "names no source"),
        (card(SOUND, head='hnt = "x"'), "Did you mean 'hint'"),
        (card(SOUND, head='type = "singel"'), "Did you mean 'single'"),
        (card(SOUND, name="a.b"), "an id has letters"),
        (card(SOUND, ask=""), "no text in ask"),
        (card(SOUND).replace('id = "q"\n', ""), "question no. 1: no id"),
        (card(SOUND, head="compute = \"'Not two'\""), "'One': right in"),
        (card(SOUND, head="compute = \"['One', 'Not two']\""), "'Not two': wrong in"),
        (card(SOUND, head='compute = "open(1)"'), "not run: NameError"),
        ('[question]\nid = "q"', "at least one table"),
        ("", "at least one table"),
        (card(SOUND, head="covers = [5]"), "covers needs a list"),
        (card(head='type = "numeric"'), "answer needs a number"),
        (
            card(head='type = "numeric"\nanswer = 4\nright = "y"\nwrong = "n"\ncompute = "2 + 3"'),
            "4, the tables give 5",
        ),
        (
            card(
                '[[question.near]]\nvalue = 5\nwhy = "w"',
                head='type = "numeric"\nanswer = 4\ntolerance = 1\nright = "y"\nwrong = "n"',
            ),
            "near value 5 counts",
        ),
        (
            card(head='type = "numeric"\nanswer = 4\ntolerance = -1\nright = "y"\nwrong = "n"'),
            "tolerance is less than 0",
        ),
        (
            card('[question.why]\na = "w"\nb = "w"', head='type = "ordering"\nitems = ["a", "b"]'),
            "list of 3 or more",
        ),
        (
            card(
                '[question.why]\na = "w"\nb = "w"\nc = "w"\nd = "w"',
                head='type = "ordering"\nitems = ["a", "b", "c"]',
            ),
            "'d' in [question.why]",
        ),
        (
            card(
                '[question.why]\na = "w"\nb = "w"\nc = "w"',
                head='type = "ordering"\nitems = ["a", "b", "c"]\ncompute = "[\'c\',\'a\',\'b\']"',
            ),
            "order c, a, b",
        ),
        (
            card(
                '[question.pairs]\na = "x"\nb = "x"\n[question.why]\na = "w"\nb = "w"',
                head='type = "matching"',
            ),
            "'x' appears 2 times",
        ),
        (
            card(
                '[question.items]\na = "x"\nb = "x"\nc = "z"\n[question.why]\na = "w"\nb = "w"',
                head='type = "classify"\ngroups = ["x", "y"]',
            ),
            "'c' goes to 'z'",
        ),
        (
            card(
                '[question.items]\na = "x"\nb = "x"\nc = "x"\n[question.why]\na = "w"\nb = "w"',
                head='type = "classify"\ngroups = ["x", "y"]',
            ),
            "group 'y' is empty",
        ),
        (card(head='type = "true_false"'), "answer needs true"),
        (card(head='type = "true_false"\nanswer = true'), "no feedback on 'false'"),
        (
            card(
                head='type = "locate"\nanswer = ["ALB"]\ncandidates = ["BEL", "DZA", "JOR", "MLT"]'
            ),
            "answer 'ALB' is not",
        ),
        (card(head='type = "locate"\nanswer = []\ncandidates = []'), "answer needs a list"),
        (
            '[estimate]\nask = "?"\nwhy = "w"\nsource = "b_pop"\nlow = 0\nhigh = 9\n' + card(SOUND),
            "estimate: answer needs",
        ),
        (
            '[estimate]\nask = "?"\nwhy = "w"\nsource = "b_pop"\nlow = 0\nhigh = 9\nanswer = 5\n'
            "compute = \"len(partners_on('2012-12-31'))\"\n" + card(SOUND),
            "5, the tables give 41",
        ),
    ],
)
def test_authors_mistakes_are_reported_with_their_correction(file, text, says):
    found = file(text)
    assert any(says in sentence for sentence in found), found
    assert all(sentence.startswith("quiz.toml") for sentence in found)


def test_all_mistakes_are_reported_at_once(file):
    text = card('[question.wrong]\nTwo = ""\n').replace('["b_pop"]', '["c"]')
    found = file(text + card(SOUND, name="r", head='hnt = "x"', ask="Who?"))
    assert len(found) == 4
    assert [("'q'" in s, "'r'" in s) for s in found].count((True, False)) == 3


def test_options_that_give_themselves_away_by_length_are_reported(file):
    long = SOUND.replace("One", '"The longest of all the options"')
    found = file("".join(card(long, name=f"q{n}", ask=f"Which, {n}?") for n in range(4)))
    assert len(found) == 1
    assert "longest option" in found[0] and "(q0, q1, q2, q3)" in found[0]


def test_countries_may_be_computed_as_codes(file):
    text = '[question.right]\nJordan = "y"\nIsrael = "y"\n[question.wrong]\nJapan = "n"\n'
    assert file(card(text, head="compute = \"members_on('MD', '2012-12-31')\"")) == []
    found = file(card(text, head="compute = \"members_on('PATG', '2012-12-31')\""))
    assert "'Jordan', 'Israel': right in" in found[0]


def test_a_mapping_may_be_computed(file):
    text = '[question.items]\nJordan = "MD"\nQatar = "ICI"\nKuwait = "ICI"\n'
    text += '[question.why]\nJordan = "w"\nQatar = "w"\nKuwait = "w"\n'
    head = 'type = "classify"\ngroups = ["MD", "ICI"]\n'
    right = "compute = \"{c: g for g in ('MD', 'ICI') for c in members_on(g, '2012-12-31')}\""
    wrong = "compute = \"{c: 'MD' for c in members_on('ICI', '2012-12-31')}\""
    assert file(card(text, head=head + right)) == []
    found = file(card(text, head=head + wrong))
    assert "'Jordan': " in found[0] and "'nothing'" in found[0]


def test_a_broken_file_raises_all_its_mistakes_when_it_is_used(tmp_path, monkeypatch):
    folder = tmp_path / "99_broken"
    folder.mkdir()
    (folder / "quiz.toml").write_text('[[question]]\nid = "x"\n', encoding="utf-8")
    monkeypatch.setattr(paths, "LESSONS", tmp_path)
    with pytest.raises(questions.BrokenQuiz, match=r"question 'x': .*ask"):
        questions.questions("broken")
