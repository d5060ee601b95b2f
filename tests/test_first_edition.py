"""What users have from the first edition still works: journals, hand-ins, exams, addresses.

The files in `fixtures/first_edition` were made by the first edition, and `expected.json` is what it
made of them; see the README there. Everything is reached as a user reaches it: by what notebooks
import from `lessons`, by the command line, and by files.
"""

import ast
import csv
import io
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from IPython.core.formatters import DisplayFormatter

import lessons
from lessons.__main__ import main

ROOT = next(folder for folder in Path(__file__).parents if (folder / "start.py").exists())
FIRST = ROOT / "tests" / "fixtures" / "first_edition"
HOME, HAND_INS, EXAM = FIRST / "home", FIRST / "hand_ins", FIRST / "exam"
KEY = EXAM / "key-autumn-02112a.json"

# Explorers and charts that were given another name: calling the former one must either still work
# or be answered by a sentence with the new name. Former name -> new name.
RENAMED: dict[str, str] = {}

# Sorts of questions from the tables that are no longer asked, because no teacher would ask them.
# Answers to them stay in the journal and count; only the questions do not come up again.
NO_LONGER_ASKED = {
    "event_year", "first_to_join", "frameworks", "how_many", "link_year", "most_for_its_size",
    "most_people", "most_troops", "organisation", "programme", "standing", "step_what",
    "step_year", "year_joined",
}  # fmt: skip

# Words on screen that these tests look for.
ANSWERED, RIGHT_AT_FIRST = "Answered", "Right at the first try"
OPEN = "Not yet answered"


def fixture(name):
    return json.loads((FIRST / name).read_text(encoding="utf-8"))


EXPECTED, ADDRESSES = fixture("expected.json"), fixture("addresses.json")
# The numbers of the lessons that the second edition rewrote: they have questions that were retired.
# The capstone was rewritten, too, and asks all of its questions still.
REWRITTEN = {int(file.parent.name[:2]) for file in ROOT.glob("lessons/*/retired.toml")} | {13}
CELLS = {name: book["cells"] for name, book in ADDRESSES["notebooks"].items()}


@pytest.fixture
def learner(tmp_path, monkeypatch):
    """Return the folder of a learner who has the journal and the drafts of the first edition."""
    shutil.copytree(HOME, tmp_path / "learner")
    monkeypatch.setenv("COOPERATIVE_SECURITY_HOME", str(tmp_path / "learner"))
    return tmp_path / "learner"


def lines(journal):
    """Return the lines of a journal."""
    return [json.loads(line) for line in journal.read_text(encoding="utf-8").splitlines()]


def answered(journal):
    """Return the last answer to each question of the lessons: response, score and whether right."""
    last = {
        line["object"]: line["result"]
        for line in lines(journal)
        if line["verb"] == "answered" and not line["object"].startswith("practice.")
    }
    assert last
    return {
        id: [found["response"], found.get("score", {}).get("scaled"), found.get("success")]
        for id, found in last.items()
    }


def of_lesson(ids):
    """Return question ids by their lessons."""
    found = {}
    for id in ids:
        found.setdefault(id.partition(".")[0], []).append(id)
    return found


def check_again(cards, journal):
    """Press the button of each card that shows an earlier answer; return what is recorded anew."""
    before = len(lines(journal))
    for back in cards.handle({"do": "hello"}):
        if "answer" in back:
            cards.handle({"do": "check", "card": back["card"], "answer": back["answer"]})
    return lines(journal)[before:]


# Journals


def test_every_answer_comes_back_on_its_card_with_its_mark(learner):
    journal = learner / "journal.jsonl"
    earlier = answered(journal)
    for lesson, ids in of_lesson(earlier).items():
        check_again(lessons.quiz(lesson, only=ids), journal)
    again = answered_since(journal, HOME / "journal.jsonl")
    assert again == earlier
    assert {score for _, score, _ in earlier.values()} >= {0, 1}
    assert any(0 < score < 1 for _, score, _ in earlier.values())


def answered_since(journal, earlier):
    """Return the answers that a journal holds beyond an earlier copy of itself."""
    old = earlier.read_bytes()
    assert journal.read_bytes().startswith(old), "lines of the first edition were changed"
    journal.write_bytes(journal.read_bytes()[len(old) :])
    return answered(journal)


def test_estimates_come_back(learner):
    assert estimates() == EXPECTED["estimates"]


def estimates():
    guesses = {
        line["object"] for line in lines(HOME / "journal.jsonl") if line["verb"] == "estimated"
    }
    return {
        lesson: lessons.estimate(lesson).handle({"do": "hello"})[0]["guess"]
        for lesson in sorted(id.partition(".")[0] for id in guesses)
    }


def test_my_progress_counts_the_same(learner):
    assert_nothing_is_lost(progress(), EXPECTED["progress"])


def assert_nothing_is_lost(found, expected):
    """Compare two counts of progress; a rewritten lesson counts only what it still asks."""
    assert found["answers"] == expected["answers"]
    assert found["confidence"] == expected["confidence"]
    for what in ("lessons", "objectives"):
        for number, count in expected[what].items():
            if int(number.partition(".")[0]) not in REWRITTEN:
                assert found[what][number] == count, (what, number)
    for number, (answered, _) in expected["lessons"].items():
        assert found["lessons"].get(number, [0])[0] <= answered


def progress():
    """Return what my-progress says, as far as it depends neither on the day nor on new questions.

    Of each lesson how many questions were answered and how many right at the first try; of each
    objective how many were answered; of each confidence how many first answers were right.
    """
    table = {what: lessons.my_progress(what).chart.rows() for what in ("lessons", "objectives")}
    by_lesson = {
        re.match(r"\d+", row["Lesson"])[0]: [row[ANSWERED], row[RIGHT_AT_FIRST]]
        for row in named(table["lessons"])
        if row[ANSWERED]
    }
    by_objective = {
        row["Objective"].partition(" ")[0]: row["Questions"] - row[OPEN]
        for row in named(table["objectives"])
        if row["Questions"] > row[OPEN]
    }
    sure = [list(row) for row in lessons.my_progress("confidence").chart.rows()["rows"]]
    count = lessons.my_progress("journal").handle({"do": "hello"})[0]["count"]
    return {"lessons": by_lesson, "objectives": by_objective, "confidence": sure, "answers": count}


def named(table):
    return [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]


def test_a_learner_who_starts_with_a_code_has_a_journal_of_their_own(learner, monkeypatch):
    monkeypatch.setenv("COOPERATIVE_SECURITY_LEARNER", "ada-k")
    assert_nothing_is_lost(progress(), EXPECTED["progress of ada-k"])
    assert estimates_of("euro_atlantic") == EXPECTED["estimates of ada-k"]


def estimates_of(lesson):
    return [m["guess"] for m in lessons.estimate(lesson).handle({"do": "hello"}) if "guess" in m]


def test_questions_of_lessons_and_from_the_tables_come_due_again(learner):
    asked = {question.id for question in lessons.review(2 * len(EXPECTED["due"])).questions}
    gone = {id for id in EXPECTED["due"] if id.split(".")[1] in NO_LONGER_ASKED}
    assert gone and not gone & asked
    # What else is missing asks for terms of the glossary that no lesson uses.
    missing = set(EXPECTED["due"]) - gone - asked
    assert {id.split(".")[1] for id in missing} <= {"term", "name"}


def test_the_programmes_of_the_role_play_are_kept(learner):
    assert programmes() == EXPECTED["programmes"]


def programmes():
    """Return the partner worked on last and, for each partner, the plan that comes back."""
    plans = {code: dict(lessons.explore.role_play(code).draft) for code in ("KAZ", "JOR")}
    for plan in plans.values():
        del plan["opened"]  # since the second edition: how often the page changed the partner
    return {"last": lessons.explore.role_play().draft["partner"], "plans": plans}


# Hand-ins


def test_a_journal_makes_the_same_hand_in(tmp_path):
    earlier = fixture("hand_ins/hand-in-all-Zoë.json")
    made = handed_in(tmp_path, HOME / "journal.jsonl", "--name", "Zoë")
    for key in ("format", "version", "name", "lesson", "answers"):
        assert made[key] == earlier[key], key


def handed_in(folder, journal, *options):
    """Make a hand-in of a journal by the command, and return what is in its file."""
    assert main(["hand-in", str(journal), *options, "--out", str(folder / "made")]) == 0
    (file,) = (folder / "made").iterdir()
    return json.loads(file.read_text(encoding="utf-8"))


def test_the_gradebook_gives_the_same_marks(tmp_path):
    assert main(["gradebook", str(HAND_INS), "--out", str(tmp_path)]) == 0
    found, expected = gradebook(tmp_path), EXPECTED["gradebook"]
    assert found["files"] == expected["files"]
    assert found["questions"] == expected["questions"]
    assert found["pupils"].keys() == expected["pupils"].keys()
    for name, (count, points) in expected["pupils"].items():
        # A percentage of more questions than before, rounded to one place.
        assert found["pupils"][name] == [count, pytest.approx(points, abs=0.2)], name


def rows(path):
    """Return the rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def gradebook(folder):
    """Return a gradebook's rows, as far as they do not depend on questions added since.

    Of each pupil how many questions were answered and the points for them; of each question how
    many answered it and their mean score; of each file whether it was counted.
    """
    pupils = {}
    for row in rows(folder / "marks.csv"):
        points = float(row["percent_of_handed_in"]) / 100 * int(row["asked"])
        pupils[row["name"]] = [int(row["answered"]), round(points, 2)]
    asked = {row["id"]: row for row in rows(folder / "questions.csv")}
    return {
        "pupils": pupils,
        "questions": {
            id: [int(row["answers"]), round(float(row["facility"]), 4)]
            for id, row in asked.items()
            if row["answers"] != "0"
        },
        "files": {row["file"]: row["done"] for row in rows(folder / "files.csv")},
    }


# Exams


def papers():
    return sorted((EXAM / "pupils").iterdir())


def sat(notebook):
    """Run a pupil's notebook and return its names, and what its last cell shows."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    names = {}
    return names, [run(cell, names) for cell in code][-1]


def test_a_pupil_goes_on_with_a_paper_and_hands_it_in(tmp_path, monkeypatch):
    monkeypatch.setenv("COOPERATIVE_SECURITY_HOME", str(tmp_path))
    shutil.copy(EXAM / "journal.jsonl", tmp_path)
    names, form = sat(papers()[1])
    earlier = answered(EXAM / "journal.jsonl")
    check_again(names["paper"], tmp_path / "journal.jsonl")
    ready = next(m for m in form.handle({"do": "make", "name": "Ngũgĩ"}) if "file" in m)
    assert answered_since(tmp_path / "journal.jsonl", EXAM / "journal.jsonl") == earlier
    made, first = json.loads(ready["file"][1]), fixture(f"exam/hand_ins/{ready['file'][0]}")
    for key in ("format", "version", "name", "exam", "paper", "questions"):
        assert made[key] == first[key], key
    assert last_answers(made) == last_answers(first)


def last_answers(work):
    return {a["question"]: a.get("last", a["first"]) for a in work["answers"]}


def test_a_pupils_journal_makes_the_same_exam_hand_in(tmp_path):
    options = ["--exam", str(papers()[1]), "--name", "Ngũgĩ"]
    made = handed_in(tmp_path, EXAM / "journal.jsonl", *options)
    earlier = fixture("exam/hand_ins/hand-in-autumn-02112a-Ngũgĩ.json")
    for key in ("format", "version", "name", "exam", "paper", "questions", "answers"):
        assert made[key] == earlier[key], key


def test_the_key_gives_the_same_marks(tmp_path):
    folder = str(EXAM / "hand_ins")
    assert main(["exam", "mark", folder, "--key", str(KEY), "--out", str(tmp_path)]) == 0
    found, expected = exam_marks(tmp_path), EXPECTED["exam"]
    assert (found["marks"], found["wrong"]) == (expected["marks"], expected["wrong"])
    # The words of an objective may have changed since the paper was made.
    assert [[row[0], *row[2:]] for row in by_share(found)] == [
        [row[0], *row[2:]] for row in by_share(expected)
    ]


def by_share(marks):
    return sorted(marks["objectives"], key=lambda row: (row[0], row[2], row[3]))


def exam_marks(folder):
    """Return an exam's gradebook: per cent of each pupil, and the rows of its other tables."""
    marks = {row["name"]: row["percent_of_all_set"] for row in rows(folder / "marks.csv")}
    wrong = sorted([row["id"], row["answer"], row["chosen"]] for row in rows(folder / "wrong.csv"))
    goals = sorted(
        [row["name"], row["goal"], row["share"], row["answered"]]
        for row in rows(folder / "objectives.csv")
    )
    return {"marks": marks, "wrong": wrong, "objectives": goals}


def test_a_teachers_own_file_makes_an_exam_with_the_same_questions(tmp_path):
    options = ["--title", "Autumn test, 8b", "--own", str(EXAM / "questions.toml")]
    assert main(["exam", "make", "autumn", *options, "--out", str(tmp_path)]) == 0
    (key,) = tmp_path.glob("key-*.json")
    assert own_questions(key) == own_questions(KEY)


def own_questions(key):
    """Return the questions in an exam's key that a teacher wrote, by what they ask."""
    rows = json.loads(key.read_text(encoding="utf-8"))["questions"]
    own = [row | {"id": ""} for row in rows if not row["objective"].startswith("the_network.")]
    assert own
    return {row["ask"]: row for row in own}


# Addresses


def test_every_notebook_is_there_and_has_the_headings_that_links_point_at():
    for name, book in ADDRESSES["notebooks"].items():
        file = ROOT / "notebooks" / f"{name}.ipynb"
        assert file.exists(), name
        cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
        gone = set(book["headings"]) - {cell["id"] for cell in cells}
        # A rewritten lesson has new headings; no page of the course points at the old ones.
        if not name[:2].isdigit() or int(name[:2]) not in REWRITTEN:
            assert not gone, f"{name} has lost {sorted(gone)}"
        if name == "glossary":  # other notebooks point at its terms, by their words
            text = "\n".join("".join(cell["source"]) for cell in cells)
            terms = set(re.findall(r"^#+ (.+)$", text, re.MULTILINE))
            assert set(book["headings"].values()) <= terms


@pytest.mark.parametrize("lesson", ADDRESSES["questions"])
def test_every_question_is_asked_by_its_id(lesson):
    ids = ADDRESSES["questions"][lesson]
    assert [question.id for question in lessons.quiz(lesson, only=ids).questions] == ids


def test_every_objective_can_be_examined(tmp_path):
    named = [word for id in ADDRESSES["objectives"] for word in ("--objective", id)]
    options = ["--number", "5", "--seed", "1", "--out", str(tmp_path)]
    assert main(["exam", "make", "all", *named, *options]) == 0


@pytest.mark.parametrize("name", [name for name, cells in CELLS.items() if cells])
def test_the_cells_of_a_saved_notebook_still_run(name):
    names = {}
    for cell in CELLS[name]:
        shown = run(cell, names)
        if shown is not None:
            data, _ = display().format(shown)
            assert data.get("text/plain"), cell
            if re.match(r"(explore|charts)\.(?!role_play)", cell):
                assert "<img" in data["text/html"], cell


def run(cell, names):
    """Run the code of a cell and return the value of its last line, as a notebook does."""
    tree = ast.parse(cell)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    if last is None:
        return None
    try:
        return eval(compile(ast.Expression(last.value), "cell", "eval"), names)
    except Exception as error:
        if not names_its_successor(cell, str(error)):
            raise
        return None


def names_its_successor(cell, sentence):
    """Return whether a renamed explorer or chart is answered by a sentence with its new name."""
    former = re.match(r"(explore|charts)\.(\w+)", cell)
    new = RENAMED.get(former[2], "") if former else ""
    known = new and hasattr(getattr(lessons, former[1]), new)
    return known and re.search(rf"\b{new}\b", sentence) is not None


@cache
def display():
    return DisplayFormatter()


@pytest.mark.parametrize("module", ["charts", "explore"])
def test_every_chart_and_explorer_is_found_by_its_name(module):
    for name in ADDRESSES["names"][module]:
        run(f"{module}.{name}", {module: getattr(lessons, module)})


def test_every_name_that_notebooks_import_is_there():
    for name in ADDRESSES["imports"]:
        exec(f"from lessons import {name}", {})


def test_a_seed_shuffles_a_quiz_and_chooses_the_questions_of_a_review():
    first, second = (lessons.quiz("the_network", seed=seed).layouts for seed in (1, 2))
    assert first == lessons.quiz("the_network", seed=1).layouts != second
    reviews = [lessons.review(5, of="facts", seed=seed) for seed in (1, 1, 2)]
    chosen = [[question.id for question in review.questions] for review in reviews]
    assert chosen[0] == chosen[1] != chosen[2]


@pytest.mark.parametrize("words", ADDRESSES["commands"])
def test_every_command_takes_its_options(words, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    with pytest.raises(SystemExit) as end:
        main([*words.split(), "--help"])
    assert not end.value.code
    missing = lost(ADDRESSES["commands"][words], capsys.readouterr().out)
    assert not missing


def lost(wanted, text):
    """Return the words that a help text does not have."""
    return Counter(wanted) - Counter(set(re.findall(r"[-\w]+", text)))


def test_the_start_takes_its_commands_and_options():
    done = subprocess.run([sys.executable, "start.py", "--help"], cwd=ROOT, capture_output=True)
    assert not lost(ADDRESSES["start"], done.stdout.decode())
