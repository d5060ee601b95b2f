"""A sealed exam: papers give no answer away, the teacher keeps the key, and both give the marks."""

import base64
import csv
import errno
import hashlib
import html
import io
import json
import os
import random
import re
import shutil
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

import mistune
import nbformat
import pytest
from browser.lab import (
    hand_in_all_the_same,
    open_notebook,
    opened_notebook,
    restart_kernel,
    run_again,
    run_all,
    show_all_questions,
    start_empty,
    violations,
)
from playwright.sync_api import expect
from simulated_class import mark_folder, right, wrong

from lessons import __main__ as door
from lessons import journal, questions
from lessons.classroom.exams import exam, key, making, marking, paper
from lessons.classroom.exams.teacher_questions import own_questions
from lessons.classroom.hand_in import AnsweredQuestion, HandIn, file_name, read, to_json
from lessons.classroom.hand_in_reader import Source
from lessons.classroom.validation import Refused
from lessons.core import paths
from lessons.questions import Question
from lessons.questions.layout import Layout
from lessons.questions.types import question_types

FIXTURE = paths.TESTS / "fixtures" / "quiz" / "all_types.toml"
AT = "2026-11-23T10:15:{:02}Z"

# Two files that a pupil must not be able to tell apart: they differ only in what is right.
ONE = r"""
[objectives]
1 = "Tell the harbour towns apart."
[[question]]
id = "the-answer-is-quay"
objective = 1
ask = "Which \"word\" names a \\ landing place? {x} \"\"\""
hint = "HINT-1"
[question.right]
"quay" = "WHY-1"
[question.wrong]
"quoin" = "WHY-2"
"quern \"\"\" \\" = "WHY-3"
[[question]]
ask = "Which two are rivers?"
right = {"Oder" = "WHY-4", "Tisza" = "WHY-5"}
wrong = {"Brocken" = "WHY-6", "Tatra" = "WHY-7"}
[[question]]
type = "true_false"
ask = "The lake freezes each year."
answer = true
truth = {true = "WHY-8", false = "WHY-9"}
reasons = {right = {"It is high." = "WHY-10"}, wrong = {"It is salt." = "WHY-11"}}
[[question]]
type = "matching"
ask = "What goes with what?"
extra = ["salt"]
pairs = {"ship" = "keel", "cart" = "axle"}
why = {"ship" = "WHY-12", "cart" = "WHY-13"}
[[question]]
type = "ordering"
ask = "Which came first?"
items = ["oar", "sail", "steam"]
why = {"oar" = "WHY-14", "sail" = "WHY-15", "steam" = "WHY-16"}
[[question]]
type = "classify"
ask = "Land or sea?"
groups = ["land", "sea"]
items = {"cod" = "sea", "elk" = "land", "eel" = "sea"}
why = {"cod" = "WHY-17", "elk" = "WHY-18", "eel" = "WHY-19"}
[[question]]
type = "numeric"
ask = "How long is the pier?"
answer = 7351
unit = "m"
tolerance = 93
right = "WHY-20"
wrong = "WHY-21"
near = [{value = 6247, why = "WHY-22"}]
[[question]]
type = "locate"
ask = "Where is the old port?"
answer = ["MLT"]
candidates = ["MLT", "GRC", "ALB", "TUN"]
why = {"MLT" = "WHY-23", "GRC" = "WHY-24", "ALB" = "WHY-25", "TUN" = "WHY-26"}
[[question]]
type = "written"
ask = "Is salt worth its price?"
model = "MODEL-1"
criteria = ["CRITERION-1", "CRITERION-2", "CRITERION-3"]
"""
CHANGES = [
    ('right]\n"quay"', 'right]\n"quoin"'),
    ('wrong]\n"quoin"', 'wrong]\n"quay"'),
    ('right = {"Oder" = "WHY-4", "Tisza"', 'right = {"Tatra" = "WHY-4", "Brocken"'),
    ('wrong = {"Brocken" = "WHY-6", "Tatra"', 'wrong = {"Tisza" = "WHY-6", "Oder"'),
    ("answer = true", "answer = false"),
    ('right = {"It is high."', 'right = {"It is salt."'),
    ('wrong = {"It is salt."', 'wrong = {"It is high."'),
    ('extra = ["salt"]', 'extra = ["keel"]'),
    ('"ship" = "keel", "cart" = "axle"', '"cart" = "salt", "ship" = "axle"'),
    ('["oar", "sail", "steam"]', '["steam", "oar", "sail"]'),
    ('"cod" = "sea", "elk" = "land"', '"elk" = "sea", "cod" = "land"'),
    ('groups = ["land", "sea"]', 'groups = ["sea", "land"]'),
    ("answer = 7351", "answer = 118"),
    ("tolerance = 93", "tolerance = 2"),
    ('answer = ["MLT"]', 'answer = ["TUN"]'),
    ('["MLT", "GRC", "ALB", "TUN"]', '["TUN", "ALB", "MLT", "GRC"]'),
    ('"the-answer-is-quay"', '"the-answer-is-quoin"'),
]


def other():
    text = ONE.replace("WHY-", "BECAUSE-").replace("HINT-1", "HINT-2").replace("MODEL-1", "MODEL-2")
    for old, new in CHANGES:
        assert old in text.replace("BECAUSE-", "WHY-"), old
        text = text.replace(old.replace("WHY-", "BECAUSE-"), new.replace("WHY-", "BECAUSE-"))
    head, *rows = text.split("[[question]]")
    return "[[question]]".join([head, *reversed(rows)])


def made(folder, text=ONE, *more, seed=7, versions=2):
    """Make an exam of a teacher's own file by the command, and return its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    own = folder / "own.toml"
    own.write_text(text, encoding="utf-8")
    asked = ["exam", "make", "autumn", "--title", "Autumn", "--own", str(own), *more]
    asked += ["--seed", str(seed), "--versions", str(versions), "--out", str(folder)]
    assert door.main(asked) == 0
    return folder


def refused(*words):
    """Run a command that cannot do what it is asked; return the sentence that it ends with."""
    with pytest.raises(SystemExit) as end:
        door.main(["exam", *map(str, words)])
    return str(end.value.code)


def pupils_files(folder):
    return {path.name: path.read_bytes() for path in sorted((folder / "pupils").iterdir())}


def key_file(folder):
    (path,) = folder.glob("key-*.json")
    return path


def text_of(path):
    """Return the code cell with a notebook's questions."""
    return nbformat.read(path, as_version=4).cells[1].source


def sat(path):
    """Run a notebook's cells, and return its cards."""
    names = {}
    code = text_of(path)
    exec(compile(code, "cell", "exec"), names)
    return names["paper"]


@cache
def exam_of_all_types(versions=2):
    """Return papers and key of an exam with each type in it that the computer marks."""
    asked = [question for question in own_questions(FIXTURE, "Autumn") if question.is_marked]
    return making.make("autumn", "Autumn", asked, 7, versions)


def handed_in(name, answers, letter="A", *, tries=1, **more):
    """Return what a pupil with these answers hands in."""
    papers, keyed = exam_of_all_types()
    given = [
        AnsweredQuestion(id, first, AT.format(n), tries, last)
        for n, (id, (first, last)) in enumerate(answers.items())
    ]
    fingerprint = paper.fingerprint(papers[ord(letter) - 65])
    work = HandIn(
        name, keyed.exam, tuple(given), True, letter, "1.0", fingerprint, "2026-11-23T11:00:00Z"
    )
    return work._replace(**more)


def all_right():
    return {question.id: (right(question), None) for question in exam_of_all_types()[1].questions}


def marked(folder, **files):
    """Mark files beside one that holds; return the builder and the marks by name."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "whole.json").write_text(to_json(handed_in("Whole", all_right())), encoding="utf-8")
    for name, data in files.items():
        data = to_json(data).encode() if isinstance(data, HandIn) else data
        (folder / f"{name}.json").write_bytes(data)
    builder = mark_folder(
        folder, folder / "gradebook", marking.ExamGradebookBuilder(exam_of_all_types()[1])
    )
    table = (folder / "gradebook" / "marks.csv").read_text(encoding="utf-8-sig")
    rows = csv.DictReader(io.StringIO(table))
    return builder, {row["name"]: float(row["percent_of_all_set"]) for row in rows}


def report_on(builder, start):
    (found,) = [line for line in builder.reports if line.file.startswith(start)]
    return found


# What a pupil has tells nothing.


def test_papers_are_the_same_bytes_whatever_is_right(tmp_path):
    original, changed = made(tmp_path / "one"), made(tmp_path / "changed", other())
    assert pupils_files(original) == pupils_files(changed)
    assert len(pupils_files(original)) == 2
    assert key_file(original).read_bytes() != key_file(changed).read_bytes()
    asked = [key.read(key_file(folder).read_bytes()).questions for folder in (original, changed)]
    for first, second in zip(*asked, strict=True):
        assert first.ask == second.ask and right(first) != right(second), first.type


def test_bytes_of_a_pupil_hold_no_feedback_no_number_no_id_and_no_hash_of_an_answer(tmp_path):
    folder = made(tmp_path)
    keyed = key.read(key_file(folder).read_bytes())
    path = next((folder / "pupils").iterdir())
    sitting = sat(path)
    for laid in sitting.layouts:
        answer_on_card(sitting, laid.id, give(laid))
    reply, *_ = sitting.hand_in().handle({"do": "make", "name": "Ada"})
    spoken = json.dumps([sitting.get_state(), sitting.handle({"do": "hello"})], default=str)
    everything = [*pupils_files(folder).values(), *map(str.encode, (*reply["file"], spoken))]
    everything += [journal.path().read_bytes()]
    seen = b"\n".join(everything).decode().casefold()
    seen = seen.replace("nearest", "")  # in the card's script: how far feedback scrolls
    assert "quay" in seen and "keel" in seen, "the search looks at the wrong bytes"
    secrets = ("why-", "hint-1", "the-answer", "7351", "6247", "tolerance", '"right": t', "near")
    for word in (*secrets, "model-1", "criterion"):
        assert word not in seen, word
    runs = re.findall(r"[0-9a-f]{6,}", seen)
    for digest in hashes(keyed):
        assert not any(run in digest for run in runs if len(run) < 33), digest
        assert base64.b64encode(bytes.fromhex(digest))[:8].decode().casefold() not in seen


def hashes(keyed):
    """Yield digests of all that somebody might have thought of hashing."""
    for question in keyed.questions:
        answer = right(question)
        parts = answer if isinstance(answer, list) else [answer]
        if isinstance(answer, dict):
            parts = [*answer.values(), *answer.items()]
        for part in (*parts, answer):
            for text in (
                str(part),
                json.dumps(part),
                f"{question.id}{part}",
                f"{question.id}:{part}",
            ):
                for way in (hashlib.sha256, hashlib.sha1, hashlib.md5):
                    yield way(text.encode()).hexdigest()
    yield hashlib.sha256(key.to_json(keyed).encode()).hexdigest()
    yield json.loads(key.to_json(keyed))["check"]


def test_a_pupils_notebook_holds_no_question_that_could_mark_an_answer(tmp_path):
    sitting = sat(next((made(tmp_path) / "pupils").iterdir()))
    assert {type(layout) for layout in sitting.layouts} == {Layout}
    assert not any(isinstance(value, Question) for value in vars(sitting).values())


def test_the_right_option_is_at_each_position_equally_often(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text(ONE, encoding="utf-8")
    asked = own_questions(own, "Autumn")
    places = Counter()
    for seed in range(300):
        papers, _ = making.make("autumn", "Autumn", asked, seed, 1)
        single = next(question for question in papers[0].questions if question.type == "single")
        places[single.items.index("quay")] += 1
    assert all(70 <= places[place] <= 130 for place in range(3)), places


def test_versions_are_shuffled_and_ask_the_same():
    papers, keyed = exam_of_all_types(versions=5)
    assert len({version.questions for version in papers}) == len(keyed.papers) == 5
    for version in papers[1:]:
        assert {question.id for question in version.questions} == {
            question.id for question in papers[0].questions
        }
    assert papers == exam_of_all_types.__wrapped__(versions=5)[0]


# In the notebook.


def give(laid):
    """Return some answer that can be given on a card."""
    match laid.type:
        case "single" | "locate":
            return laid.items[0]
        case "multiple" | "ordering":
            return list(laid.items)
        case "true_false":
            return {"verdict": True, "reason": laid.items[0]}
        case "numeric":
            return "12"
        case "written":
            return {"text": "It depends."}
    return dict.fromkeys(laid.items, laid.options[0])


def answer_on_card(sitting, id, answer):
    number = [layout.id for layout in sitting.layouts].index(id)
    ticked = sitting.layouts[number].values(answer)
    return sitting.handle({"do": "check", "card": number, "answer": ticked, "sure": "guess"})


def test_every_answer_gets_the_same_reply_and_comes_back_in_a_new_notebook():
    papers, keyed = exam_of_all_types()
    rng, replies = random.Random(1), set()
    sitting = exam(paper.to_json(papers[0]))
    for question in keyed.questions:
        for answer in (right(question), wrong(question, rng)):
            (reply,) = answer_on_card(sitting, question.id, answer)
            replies.add(json.dumps({k: v for k, v in reply.items() if k != "card"}))
    assert len(replies) == 1 and "Saved" in replies.pop()
    saved = journal.answers()
    assert len(saved) == 16 and all(answer.score is answer.success is None for answer in saved)
    again = exam(paper.to_json(papers[1]))
    whose, *replies = again.handle({"do": "hello"})
    assert "8 answers of 8 saved" in whose["heading"] and whose["offer"]
    back = {reply["card"]: reply["answer"] for reply in replies}
    assert {reply["sure"] for reply in replies} == {2}
    last = {answer.question: answer.response for answer in saved}
    assert back == {n: layout.values(last[layout.id]) for n, layout in enumerate(again.layouts)}
    assert again.handle({"do": "show", "card": 0}) == again.handle({"do": "hint", "card": 0}) == []


def test_the_next_pupil_at_a_shared_computer_gets_an_empty_paper_and_nothing_is_lost():
    papers, keyed = exam_of_all_types()
    ann, question = exam(paper.to_json(papers[0])), keyed.questions[0]
    answer_on_card(ann, question.id, right(question))
    before = journal.path().read_bytes()
    bert = exam(paper.to_json(papers[1]))
    assert "1 answer of 8 saved" in bert.handle({"do": "hello"})[0]["heading"]
    (done,) = bert.handle({"do": "empty"})
    assert exam(paper.to_json(papers[1])).handle({"do": "hello"}) == []
    (copy,) = [path for path in journal.path().parent.iterdir() if path != journal.path()]
    assert copy.read_bytes() == before and str(copy) in done["text"]
    answer_on_card(ann, question.id, right(question))
    sent = []
    ann.send = sent.append
    form = ann.hand_in()
    assert form.handle({"do": "make", "name": "Ann"})[-1]["offer"].startswith("Next pupil")
    done, _ = form.handle({"do": "empty"})
    assert sent == [[done]], "the cards above are emptied as well"


def test_a_crash_in_the_middle_of_a_line_loses_no_other_answer():
    papers, keyed = exam_of_all_types()
    first, second, *_ = keyed.questions
    sitting = exam(paper.to_json(papers[0]))
    answer_on_card(sitting, first.id, right(first))
    with journal.path().open("ab") as file:
        file.write(b'{"version": 1, "id": "x", "obj')
    answer_on_card(exam(paper.to_json(papers[0])), second.id, right(second))
    assert {answer.question for answer in journal.answers()} == {first.id, second.id}


def test_an_empty_answer_is_not_saved_and_only_saved_answers_are_called_saved(monkeypatch):
    sitting = exam(paper.to_json(exam_of_all_types()[0][0]))
    for number, laid in enumerate(sitting.layouts):
        empty = {"multiple": [[]], "true_false": [0, None], "numeric": ["x"]}
        rows = [[None] * len(laid.items)] if laid.options else [None]
        ticked = empty.get(laid.type, rows)
        (reply,) = sitting.handle({"do": "check", "card": number, "answer": ticked})
        assert reply["heading"] == "Nothing to save yet.", laid.type
    assert not journal.answers()
    monkeypatch.setenv("COOPERATIVE_SECURITY_JOURNAL", "off")
    question = exam_of_all_types()[1].questions[0]
    assert answer_on_card(sitting, question.id, right(question))[0]["heading"] == "Not saved."
    assert sitting.handle({"do": "hello"})[0]["heading"] == "Not saved."


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("1.550", r"'1\.550' .+ 1\.55 or 1550\."),
        ("1,234", r"'1,234' .+ 1234 or 1\.2340\."),
        ("many", "'many' "),
        ("1550", ""),
        ("1.2340", ""),
    ],
)
def test_an_ambiguous_number_needs_clarification_whatever_is_right(typed, says):
    papers, keyed = exam_of_all_types()
    number = next(question for question in keyed.questions if question.type == "numeric")
    (reply,) = answer_on_card(exam(paper.to_json(papers[0])), number.id, typed)
    assert re.match(says, reply["text"]) and (reply["heading"] == "Saved.") is (not says)


def test_damaged_texts_of_papers_are_refused_in_words():
    text = paper.to_json(exam_of_all_types()[0][0])
    rng, refused = random.Random(2), []
    for _ in range(200):
        try:
            exam(mutated(text, rng)).handle({"do": "hello"})
        except Refused as trouble:
            refused.append(str(trouble))
    assert len(refused) > 80
    assert all("your teacher" in message for message in refused)


# Marks.


def test_from_making_to_marking_by_the_commands(tmp_path, capsys):
    folder = made(tmp_path / "exam", FIXTURE.read_text(encoding="utf-8"), "--lesson", "the_network")
    says = capsys.readouterr().out
    bank = questions.questions("the_network")
    assert f"{len(bank)} questions " in says and "public" in says
    assert "9 questions are your own" in says and "For you alone" in says
    keyed = key.read(key_file(folder).read_bytes())
    assert len(keyed.questions) == len(bank) + 9
    inbox, rng, expected = tmp_path / "in", random.Random(3), {}
    inbox.mkdir()
    for name, path in zip(("Ada", "Ben"), sorted((folder / "pupils").iterdir()), strict=True):
        sitting, points = sat(path), 0.0
        for question in keyed.questions:
            answer = right(question) if rng.random() < 0.5 else wrong(question, rng)
            answer_on_card(sitting, question.id, wrong(question, rng))
            answer_on_card(sitting, question.id, answer)
            points += question.mark(answer).score or 0.0
        expected[name] = 100 * points / sum(question.is_marked for question in keyed.questions)
        reply, *_ = sitting.hand_in().handle({"do": "make", "name": name})
        (inbox / reply["file"][0]).write_text(reply["file"][1], encoding="utf-8")
        journal.reset()
    assert door.main(["exam", "mark", str(inbox), "--key", str(key_file(folder))]) == 0
    assert "Hand-ins counted: 2" in capsys.readouterr().out
    (out,) = inbox.glob("gradebook-autumn-*")
    table = (out / "marks.csv").read_text(encoding="utf-8-sig")
    for row in csv.DictReader(io.StringIO(table)):
        assert float(row["percent_of_all_set"]) == pytest.approx(expected[row["name"]], abs=0.051)
    page = (out / "gradebook.html").read_text(encoding="utf-8")
    assert "Exam: Autumn" in page and "last answers" in page
    assert "Tell the partnership frameworks apart." in page


def test_no_sentence_of_a_teacher_is_a_formula_in_a_table(tmp_path):
    folder = made(tmp_path, ONE.replace("Tell the harbour", "=Tell the harbour"), versions=1)
    (notebook,) = (folder / "pupils").iterdir()
    keyed, sitting = key.read(key_file(folder).read_bytes()), sat(notebook)
    (asked,) = (question for question in keyed.questions if question.objective.startswith("="))
    answer_on_card(sitting, asked.id, right(asked))
    reply, *_ = sitting.hand_in().handle({"do": "make", "name": "Ada"})
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / reply["file"][0]).write_text(reply["file"][1], encoding="utf-8")
    out = tmp_path / "out"
    mark_folder(tmp_path / "in", out, marking.ExamGradebookBuilder(keyed))
    for name, columns in {"questions": ["objective"], "objectives": ["objective", "goal"]}.items():
        (row,) = csv.DictReader(io.StringIO((out / f"{name}.csv").read_text("utf-8-sig")))
        assert {row[column] for column in columns} == {"'=Tell the harbour towns apart."}, name


def test_a_key_can_be_mended_and_the_papers_stay(tmp_path):
    before = made(tmp_path / "one")
    after = made(tmp_path / "two", ONE.replace("answer = 7351", "answer = 7441"))
    assert pupils_files(before) == pupils_files(after)
    old, new = (key.read(key_file(folder).read_bytes()) for folder in (before, after))
    assert old.papers == new.papers
    answers = {
        question.answer
        for made in (old, new)
        for question in made.questions
        if question.type == "numeric"
    }
    assert answers == {7351, 7441}


def test_a_question_that_all_left_open_still_counts(tmp_path):
    answers = all_right()
    answers.popitem()
    builder, marks = marked(tmp_path, some=handed_in("Some", answers))
    assert marks == {"Whole": 100.0, "Some": 87.5}
    assert "7 of 8 questions answered" in report_on(builder, "some").remark


def test_a_copy_of_a_bank_question_is_called_public_even_in_a_file_of_ones_own(tmp_path, capsys):
    made(tmp_path, (paths.lesson_folder("the_network") / "quiz.toml").read_text(encoding="utf-8"))
    says = capsys.readouterr().out
    assert "public" in says and "your own" not in says


@pytest.mark.parametrize("names", [("a", "b"), ("b", "a")])
def test_who_changes_an_answer_after_handing_in_gets_the_mark_of_the_last(tmp_path, names):
    rng = random.Random(4)
    first = {
        question.id: (wrong(question, rng), None) for question in exam_of_all_types()[1].questions
    }
    last = {id: (answer, all_right()[id][0]) for id, (answer, _) in first.items()}
    early, late = handed_in("Ada", first), handed_in("Ada", last, tries=2)
    files = dict(zip(names, (early, late), strict=True))
    builder, marks = marked(tmp_path, **files)
    assert marks == {"Whole": 100.0, "Ada": 100.0}
    report = report_on(builder, names[0])
    assert report.status == "not counted" and report.remark


# Files that are something else.


def test_each_strange_file_is_named_and_the_others_count(tmp_path):
    papers, keyed = exam_of_all_types()
    ada = handed_in("Ada", all_right())._replace(paper="B", questions=paper.fingerprint(papers[1]))
    lesson = HandIn("Ada", "the_network", ada.answers[:1], made="2026-11-23T11:00:00Z")
    moved = tuple(answer._replace(at="2026-11-24T10:15:00Z") for answer in ada.answers)
    files = {
        "foreign": ada._replace(work="winter-abcdef"),
        "nopaper": ada._replace(paper="Z"),
        "swapped": ada._replace(questions=paper.fingerprint(papers[0])),
        "remade": ada._replace(questions="0123456789ab"),
        "lesson": lesson,
        "zsame": handed_in("Whole", all_right()),
        "zcopied": handed_in("Eve", all_right()),
        "cut": to_json(ada).encode()[:-40],
        "key": key.to_json(keyed).encode(),
        "notebook": making.notebook(papers[0]).encode(),
        "stranger": handed_in("Bob", {f"{keyed.exam}.q99": ("x", None)}),
        "good": ada._replace(answers=moved),
    }
    builder, marks = marked(tmp_path, **files)
    says = {
        "foreign": "another exam, 'winter-abcdef'",
        "nopaper": "paper 'Z'",
        "swapped": "another version",
        "remade": "another version",
        "lesson": "use the command gradebook",
        "zsame": "see whole",
        "cut": "damaged or incomplete",
        "key": "no pupil can read",
        "notebook": "a notebook",
    }
    for name, reason in says.items():
        assert report_on(builder, name).status == "not counted", name
        assert reason in report_on(builder, name).remark, report_on(builder, name)
    for name, partner in (("zcopied", "Whole"), ("whole", "Eve")):
        assert report_on(builder, name).status == "counted"
        assert f"'{partner}'" in report_on(builder, name).remark
    assert "no such question" in report_on(builder, "stranger").remark
    assert report_on(builder, "good").status == "counted" and marks["Ada"] == 100.0


def test_lessons_gradebook_says_where_an_exam_belongs(tmp_path):
    work = handed_in("Ada", all_right())
    (tmp_path / file_name(work)).write_text(to_json(work), encoding="utf-8")
    builder = mark_folder(tmp_path, tmp_path / "out")
    assert "use the command exam" in builder.reports[0].remark


def mutated(text, rng):
    """Return a text with something wrong in it."""
    at, kind = rng.randrange(len(text)), rng.randrange(6)
    match kind:
        case 0:
            return text[:at]
        case 1:
            return text[:at] + chr(rng.choice([0, 34, 45, 92, 125, 955])) + text[at + 1 :]
        case 2:
            return text[:at] + text[at : at + rng.randrange(1, 60)] * 2 + text[at + 9 :]
    raw = json.loads(text)
    spoil(raw, rng)
    return json.dumps(raw)


STRANGE = [None, True, 0, -1, 1e300, 10**400, "", "q", [], {}, ["x"], {"x": "y"}, [[]], {"x": {}}]


def spoil(raw, rng):
    """Change one value somewhere in a nest of lists and tables."""
    place = raw
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        name = rng.choice(keys)
        if isinstance(place[name], dict | list) and place[name] and rng.random() < 0.8:
            place = place[name]
            continue
        if rng.random() < 0.3:
            del place[name]
        else:
            place[name] = rng.choice(STRANGE)
        return


def points(keyed, work):
    builder = marking.ExamGradebookBuilder(keyed)
    builder.add(Source(FIXTURE, "one"), to_json(work).encode())
    return builder.columns.answers()["score"].to_list()


def test_a_changed_key_gives_the_same_marks_or_none_and_never_crashes():
    keyed, rng = exam_of_all_types()[1], random.Random(5)
    text, work = key.to_json(keyed), handed_in("Ada", all_right())
    assert unlocked(text.encode(), work) == "read"
    found = Counter(unlocked(mutated(text, rng).encode(), work) for _ in range(400))
    assert found["refused"] > 350


def unlocked(data, work):
    """Mark a hand-in that is all right by a key that may be damaged; return what became of it."""
    try:
        found = key.read(data)
    except Refused as trouble:
        return "refused" if str(trouble) else "refused without a word"
    assert points(found, work) == [1.0] * 8
    return "read"


def test_a_forged_key_with_a_check_sum_of_its_own_never_crashes():
    keyed, rng, held = exam_of_all_types()[1], random.Random(6), 0
    text, work = key.to_json(keyed), handed_in("Ada", all_right())
    for _ in range(400):
        raw = json.loads(text)
        del raw["check"]
        spoil(raw, rng)
        raw["check"] = key.checksum(raw)
        try:
            found = key.read(json.dumps(raw).encode())
        except Refused:
            continue
        held += 1
        assert all(0 <= score <= 1 for score in points(found, work))
    assert 20 < held < 380


@pytest.mark.parametrize("name", ["key", "folder"])
def test_a_missing_key_or_folder_is_named(tmp_path, name):
    known = {"key": tmp_path / "k.json", "folder": tmp_path}
    known[name] = tmp_path / "not-there"
    assert "not-there" in refused("mark", known["folder"], "--key", known["key"])


# What a teacher writes.


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[question]", "own.toml, line 1: "),
        ("\n[[question]]\nask = “Why?”", "line 3: the curly quote “"),
        ("[[question]]\nask = 'Why?'\nanswer = 5", "Choose from: 'classify'"),
        ("", "one [[question]]"),
        ("question = 5", "one [[question]]"),
        ("objectives = 5\n[[question]]", "write [objectives]"),
        ("[[question]]\nask = 'Why?'\nright = 5", "it names no type"),
        ("[[question]]\nask = 'Why?'\nright = []", "[question.right] needs"),
        ("[[question]]\nask = 'Why?'\ntype = 'singel'", "Did you mean 'single'?"),
        ("[[question]]\nask = 'Why?'\nright = {a = 'b'}", "[question.wrong] needs"),
        ("[[question]]\ntype = 'ordering'\nask = 'x'\nitems = 7", "items needs a list"),
        (ONE.replace('"GRC"', '"GRX"'), "'GRX' "),
        (ONE.replace("objective = 1", "objective = 2"), "there is no objective 2"),
        (ONE.replace('"Tisza"', f'"{"x" * 501}"'), "more than 500 letters"),
    ],
)
def test_mistakes_in_a_teachers_file_are_named_at_once(tmp_path, text, says):
    (tmp_path / "own.toml").write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    assert says in refused("make", "autumn", "--own", tmp_path / "own.toml", "--out", out)
    assert not out.exists()


HEAD = '[[question]]\nask = "Wie groß?"\n'


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (HEAD.encode("cp1252"), "perhaps in ANSI"),
        (HEAD.encode("utf-16"), "UTF-16"),
        ((HEAD + "answer = 12,5\n").encode(), "in 12,5 the comma"),
        ((HEAD + "answer = False\n").encode(), "Write true or false"),
        ((HEAD + 'hint = "C:\\Users"\n').encode(), "in single quotes"),
        ((HEAD + "answer\u00a0= 4\n").encode(), "perhaps a no-break space"),
        ((HEAD + 'right = ["a"]\nwrong = [" "]\n').encode(), "question no. 1"),
        ((HEAD + 'right = ["\u00a0"]\nwrong = ["b"]\n').encode(), "question no. 1"),
        ((HEAD + 'type = "ordering"\nitems = ["a", " ", "b"]\n').encode(), "question no. 1"),
        ((HEAD + 'type = "matching"\npairs = {" " = "a", b = "c"}\n').encode(), "question no. 1"),
        ((HEAD + 'type = "matching"\npairs = {a = " ", b = "c"}\n').encode(), "question no. 1"),
        (b"\xef\xbb\xbf" + b"\0" * 9, "line 1"),
    ],
)
def test_a_file_of_a_word_processor_or_old_editor_gets_a_message(tmp_path, data, says):
    (tmp_path / "own.toml").write_bytes(data)
    message = refused("make", "autumn", "--own", tmp_path / "own.toml", "--out", tmp_path / "out")
    assert message.startswith("own.toml, ") and says in message
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ([], "name a --lesson"),
        (["--lesson", "the_netwrk"], "Did you mean 'the_network'?"),
        (["--objective", "the_network.99"], "no objective 'the_network.99'"),
        (["--lesson", "the_network", "--number", "9999"], "not 9999"),
    ],
)
def test_questions_that_do_not_exist_are_named(tmp_path, more, says):
    assert says in refused("make", "autumn", *more, "--out", tmp_path / "out")


def test_questions_are_drawn_by_objective_number_and_seed():
    drawn = making.from_bank([], ["the_network.1"], 2, 1)
    assert len(drawn) == 2 and {question.objective for question in drawn} == {"the_network.1"}
    pools = {
        tuple(question.id for question in making.from_bank(["the_network"], [], 3, n))
        for n in range(9)
    }
    assert len(pools) > 3
    assert making.from_bank(["all"], [], 5, 1) == making.from_bank(["all"], [], 5, 1)


def test_the_template_makes_an_exam_with_a_question_of_each_type(tmp_path):
    own = tmp_path / "questions.toml"
    assert door.main(["exam", "template", str(own)]) == 0
    assert "is there already" in refused("template", own)
    asked = own_questions(own, "Autumn")
    assert {question.type for question in asked} == set(question_types())
    papers, keyed = making.make("autumn", "Autumn", asked, 1, 1)
    answers = {
        question.id: right(question) for question in key.read(key.to_json(keyed).encode()).questions
    }
    work = handed_in("Ada", {id: (answer, None) for id, answer in answers.items()})
    builder = marking.ExamGradebookBuilder(keyed)
    builder.add(
        Source(FIXTURE, "one"),
        to_json(work._replace(work=keyed.exam, questions=paper.fingerprint(papers[0]))).encode(),
    )
    assert builder.columns.answers()["score"].to_list() == [1.0] * 8
    several = next(question for question in asked if question.type == "multiple")
    assert all(several.wrong.values())


def test_feedback_may_be_left_out_in_every_type(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text(re.sub(r'"WHY-\d+"', '""', ONE), encoding="utf-8")
    assert [question.ask for question in own_questions(own, "x")] == [
        question.ask for question in own_questions(whole_file(tmp_path), "x")
    ]
    assert "\u2060" not in repr(own_questions(own, "x"))


def whole_file(folder):
    (folder / "whole.toml").write_text(ONE, encoding="utf-8")
    return folder / "whole.toml"


def test_another_exam_is_not_mixed_into_the_folder_of_the_first(tmp_path, capsys):
    folder = made(tmp_path / "exam")
    files = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    own = ["exam", "make", "autumn", "--title", "Autumn", "--own", str(folder / "own.toml")]
    assert "another exam (autumn-" in refused(*own[1:], "--seed", 8, "--out", folder)
    assert door.main([*own, "--seed", "7", "--versions", "2", "--out", str(folder)]) == 0
    assert "notebooks/ of the course" in capsys.readouterr().out
    assert files == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_two_exams_in_one_inbox_get_a_gradebook_each(tmp_path, capsys):
    inbox = tmp_path / "in"
    inbox.mkdir()
    for number in (1, 2):
        folder = made(tmp_path / f"exam{number}", seed=number)
        sitting = sat(next((folder / "pupils").iterdir()))
        answer_on_card(sitting, sitting.layouts[0].id, give(sitting.layouts[0]))
        reply, *_ = sitting.hand_in().handle({"do": "make", "name": "Ada"})
        (inbox / reply["file"][0]).write_text(reply["file"][1], encoding="utf-8")
        assert door.main(["exam", "mark", str(inbox), "--key", str(key_file(folder))]) == 0
    assert len(list(inbox.glob("gradebook-autumn-*/gradebook.html"))) == 2
    assert "looked at: 2." in capsys.readouterr().out


def test_a_question_asked_twice_is_named(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text(ONE + "[[question]]" + ONE.split("[[question]]")[5], encoding="utf-8")
    says = refused("make", "autumn", "--own", own)
    assert "'Which came first?'" in says and "twice" in says


def test_no_key_is_written_into_what_goes_out_with_the_course():
    out = paths.NOTEBOOKS / "exam"
    says = refused("make", "autumn", "--lesson", "the_network", "--out", out)
    assert "with the course" in says
    assert not (paths.NOTEBOOKS / "exam").exists()


@pytest.mark.parametrize(
    "name", ["../x", "two words", "-x", "a/b", "a.b", "x" * 41, "", "a\u202eb"]
)
def test_a_name_that_is_not_a_plain_word_is_refused(name):
    assert "plain word" in refused("make", "--lesson", "the_network", "--", name)


NAMES = [
    *("prüfung", "Sınav", "экзамен", "κρίση", "בחינה", "امتحان", "آزمون", "परीक्षा", "ශ්\u200dරී"),
    *("পরীক্ষা", "தேர்வு", "సీతా", "ಪರೀಕ್ಷೆ", "പരീക്ഷ", "สอบ", "ການສອບເສັງ", "စာမေးပွဲ", "გამოცდა"),
    *("քննություն", "ፈተና", "ប្រឡង", "考试", "試験", "しけん", "시험", "ᏗᏓᏕᎶᎣᏍᎩ", "ᐃᓄᒃ", "ⵜⴰⴽⴰⵢⴰⴷⵜ"),
    *("shalgalt-ᠰᠢᠯᠭᠠᠯᠲᠠ", "བརྟག", "ދިވެހި", "ܣܘܪܝܝܐ", "ߒߞߏ", "ꦲꦏ꧀ꦱꦫ", "ᜊᜌ᜔ᜊᜌᜒᜈ᜔", "Øvelse_2", "2026"),
    *("CON", "nul", "e\u0301preuve", "علی\u200cرضا"),
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_any_alphabet_is_in_the_title_and_the_files_as_it_was_typed(tmp_path, name):
    command = ["exam", "make", name, "--lesson", "the_network", "--number", "1"]
    assert door.main([*command, "--out", str(tmp_path)]) == 0
    composed = unicodedata.normalize("NFC", name)
    (made_notebook,) = (tmp_path / "pupils").iterdir()
    assert made_notebook.name.startswith(f"{composed}-")
    assert key_file(tmp_path).name.startswith(f"key-{composed}-")
    sitting = sat(made_notebook)
    keyed = key.read(key_file(tmp_path).read_bytes())
    assert sitting.paper.title == keyed.title == composed
    assert sitting.paper.exam.isascii()
    answer_on_card(sitting, sitting.layouts[0].id, give(sitting.layouts[0]))
    reply, *_ = sitting.hand_in().handle({"do": "make", "name": name})
    assert read(reply["file"][1].encode()).work == sitting.paper.exam


TITLE = 'Costs $5 or $10 & <b>x</b> *y* `z` \\(q\\) [a](b) ~~c~~ _d_ """ {e} # f'


def test_a_title_is_shown_as_it_was_typed(tmp_path):
    command = ["exam", "make", "autumn", "--title", TITLE, "--lesson", "the_network"]
    assert door.main([*command, "--out", str(tmp_path)]) == 0
    (path,) = (tmp_path / "pupils").iterdir()
    start = nbformat.read(path, as_version=4).cells[0].source
    page = mistune.create_markdown(escape=False, plugins=["strikethrough", "math", "url"])(start)
    heading = page.partition("<h1>")[2].partition("</h1>")[0]
    assert html.unescape(re.sub("</?span>", "", heading)) == TITLE
    # JupyterLab sets formulas in the finished page: a sign that begins one is by itself.
    assert not re.search(r"(?<!<span>)(\$|&#36;|&#92;|\\)", heading)
    sitting = sat(path)
    assert sitting.paper.title == key.read(key_file(tmp_path).read_bytes()).title == TITLE
    assert f"Exam: {TITLE}, paper A" in html.unescape(sitting.page())
    assert sitting.hand_in().title == f"Hand in: {TITLE}, paper A"


@pytest.mark.parametrize("failing", range(3))
def test_an_exam_is_written_whole_or_not_at_all(tmp_path, monkeypatch, failing):
    calls, replace = [], os.replace

    def full(*places):
        calls.append(places)
        if len(calls) > failing:
            raise OSError(errno.ENOSPC, "No space left on device")
        replace(*places)

    monkeypatch.setattr(os, "replace", full)
    out = tmp_path / "out"
    command = ["make", "autumn", "--lesson", "the_network", "--versions", "2", "--out", out]
    assert "the disk is full" in refused(*command)
    left = [path for path in out.rglob("*") if path.is_file()]
    assert all(path.suffix == ".ipynb" for path in left)
    for path in left:
        nbformat.validate(nbformat.read(path, as_version=4))


def test_the_hand_in_of_an_exam_reads_back():
    papers, keyed = exam_of_all_types()
    sitting, question = exam(paper.to_json(papers[1])), keyed.questions[0]
    answer_on_card(sitting, question.id, right(question))
    reply, *_ = sitting.hand_in().handle({"do": "make", "name": "Ada"})
    work = read(reply["file"][1].encode())
    assert (work.work, work.paper, work.is_exam) == (keyed.exam, "B", True)
    assert work.questions == keyed.papers["B"]
    assert [(given.question, given.first) for given in work.answers] == [
        (question.id, right(question))
    ]


def test_an_exam_is_handed_in_from_a_journal_on_a_stick(tmp_path):
    folder = made(tmp_path / "exam", FIXTURE.read_text(encoding="utf-8"))
    had, other = sorted((folder / "pupils").iterdir())
    keyed = key.read(key_file(folder).read_bytes())
    sitting, question = sat(had), keyed.questions[0]
    answer_on_card(sitting, question.id, right(question))
    stick = shutil.copy(journal.path(), tmp_path / "stick.jsonl")
    reply, *_ = sitting.hand_in().handle({"do": "make", "name": "Ada"})
    journal.reset()
    command = ["hand-in", str(stick), "--name", "Ada", "--out", str(tmp_path), "--exam"]
    assert door.main([*command, str(had)]) == 0
    brought = read((tmp_path / reply["file"][0]).read_bytes())
    typed = read(reply["file"][1].encode())
    assert brought._replace(made="") == typed._replace(made="")
    assert brought.is_exam and brought.paper == "A" and len(brought.answers) == 1
    (tmp_path / "torn.ipynb").write_bytes(had.read_bytes()[:400])
    lesson = sorted(paths.NOTEBOOKS.glob("03_*.ipynb"))[0]
    for wrong_one, says in [
        (lesson, f"{lesson}: "),
        (tmp_path / "torn.ipynb", "damaged"),
        (tmp_path / "nowhere.ipynb", "cannot be read"),
    ]:
        with pytest.raises(SystemExit, match=re.escape(says)):
            door.main([*command, str(wrong_one)])
    assert paper.of_notebook(other.read_bytes()).paper == "B"


@pytest.mark.parametrize(
    "text", ["[]", "{}", '{"cells": 3}', '{"cells": [3, {"source": 4}, {"source": ["exam(r"]}]}']
)
def test_a_file_that_is_not_the_notebook_of_an_exam_is_refused(text):
    with pytest.raises(Refused, match="not an exam notebook"):
        paper.of_notebook(text.encode())


# In a real notebook.


@pytest.mark.exhaustive
@pytest.mark.browser
def test_a_pupil_sits_an_exam_and_hands_it_in(lab, browser, tmp_path, monkeypatch):
    monkeypatch.setenv("COOPERATIVE_SECURITY_HOME", str(lab.home))
    papers, keyed = exam_of_all_types()
    text = making.notebook(papers[0])
    (lab.folder / "notebooks" / "sitting.ipynb").write_text(text, encoding="utf-8")
    with opened_notebook(lab, browser, "sitting", height=5000) as page:
        run_all(page)
        show_all_questions(page)
        sit_and_hand_in(page, keyed, tmp_path)
    builder = mark_folder(tmp_path / "in", tmp_path / "out", marking.ExamGradebookBuilder(keyed))
    assert builder.counted == 1 and "2 of 8" in builder.reports[0].remark


def sit_and_hand_in(page, keyed, folder):
    """Answer two questions, hand in, change an answer, run again, and start empty twice."""
    cards = page.get_by_role("group", name="Exam: Autumn, paper A")
    expect(cards).to_contain_text("0 of 8 answered")
    show_all_questions(page)
    assert not page.get_by_role("button", name="Show the answer").is_visible()
    single = next(question for question in keyed.questions if question.type == "single")
    card = cards.locator("form").filter(has_text=single.ask)
    replies = set()
    for option in (right(single), next(iter(single.wrong))):
        card.get_by_label(option).check()
        card.get_by_role("button", name="Save my answer").click()
        expect(card.get_by_role("button", name="Save my answer")).to_have_attribute(
            "aria-disabled", "true"
        )
        expect(card.get_by_role("status")).to_contain_text("Saved.")
        replies.add(card.get_by_role("status").inner_text())
    assert len(replies) == 1, "the reply tells a right answer from a wrong one"
    expect(cards).to_contain_text("1 of 8 answered")
    ordering = next(question for question in keyed.questions if question.type == "ordering")
    order = cards.locator("form").filter(has_text=ordering.ask)
    order.get_by_role("button", name="down").first.click()
    order.get_by_role("button", name="Save my answer").click()
    expect(order.get_by_role("status")).to_contain_text("Saved.")
    place = cards.locator("form").filter(has_text="Where is Mongolia")
    expect(place.locator("path")).not_to_have_count(0)
    form = page.locator(".cs-hand-in").get_by_role("group", name="Autumn, paper A")
    form.get_by_label("Your name or code").fill("Ada")
    with page.expect_download() as download:
        asked = hand_in_all_the_same(form)
    assert "6 questions" in asked
    download.value.save_as(folder / "in" / download.value.suggested_filename)
    assert not violations(page, ".cs-quiz")
    expect(form).to_contain_text("2 of 8")
    card.get_by_label("guess").check()
    card.get_by_label(right(single)).check()
    card.get_by_role("button", name="Save my answer").click()
    expect(card.get_by_role("button", name="Save my answer")).to_have_attribute(
        "aria-disabled", "true"
    )
    run_again(page)
    expect(cards).to_contain_text("2 of 8 answered")
    expect(page.get_by_text("2 answers of 8")).to_be_visible()
    expect(card.get_by_label("guess")).to_be_checked()
    assert not violations(page, ".cs-quiz")
    start_empty(page, page.locator(".cs-hand-in").first, "Not mine: start empty")
    expect(cards).to_contain_text("0 of 8 answered")
    expect(card.get_by_label(right(single))).not_to_be_checked()
    assert not journal.answers()
    card.get_by_label(right(single)).check()
    card.get_by_role("button", name="Save my answer").click()
    expect(cards).to_contain_text("1 of 8 answered")
    form.get_by_label("Your name or code").fill("Bert")
    with page.expect_download():
        hand_in_all_the_same(form)
    start_empty(page, form, "Next pupil: start empty")
    expect(cards).to_contain_text("0 of 8 answered")


@pytest.mark.exhaustive
@pytest.mark.browser
def test_the_advice_to_a_pupil_works_in_a_restarted_kernel_and_on_the_next_day(
    lab, browser, tmp_path, monkeypatch
):
    monkeypatch.setenv("COOPERATIVE_SECURITY_HOME", str(lab.home))
    journal.reset()
    asked = [question for question in own_questions(FIXTURE, "Autumn") if question.is_marked]
    papers, keyed = making.make("advice", TITLE, asked, 7, 1)
    text = making.notebook(papers[0])
    (lab.folder / "notebooks" / "advice.ipynb").write_text(text, encoding="utf-8")
    single = next(question for question in keyed.questions if question.type == "single")
    with opened_notebook(lab, browser, "advice", height=5000) as page:
        sit_with_a_restarted_kernel(page, keyed, single)
        second = browser.new_page(viewport={"width": 1280, "height": 5000})
        open_notebook(second, lab, "advice")
        answer_has_come_back(second, single)
        second.close()
    with opened_notebook(lab, browser, "advice", height=5000) as page:  # on the next day
        answer_has_come_back(page, single)


def sit_with_a_restarted_kernel(page, keyed, single):
    """Answer a question, restart the kernel, run all cells again as the paper says, hand in."""
    expect(page.get_by_role("heading", name=TITLE, exact=True)).to_be_visible()
    assert not page.locator(".jp-MarkdownOutput").locator("mjx-container, b, h1 em, code").count()
    form = page.locator(".cs-hand-in").get_by_role("group", name=f"{TITLE}, paper A")
    run_all(page)
    cards = page.get_by_role("group", name=f"Exam: {TITLE}, paper A")
    expect(cards).to_contain_text("0 of 8 answered")
    show_all_questions(page)
    card = cards.locator("form").filter(has_text=single.ask)
    card.get_by_label(right(single)).check()
    card.get_by_role("button", name="Save my answer").click()
    expect(cards).to_contain_text("1 of 8 answered")
    restart_kernel(page)
    answer_has_come_back(page, single)
    expect(form).to_contain_text("1 of 8")
    form.get_by_label("Your name or code").fill("Ada")
    with page.expect_download() as download:
        hand_in_all_the_same(form)
    work = read(Path(download.value.path()).read_bytes())
    assert (work.work, work.questions) == (keyed.exam, keyed.papers["A"])


def answer_has_come_back(page, single):
    """Run all cells; the one question that was answered is."""
    run_all(page)
    cards = page.get_by_role("group", name=f"Exam: {TITLE}, paper A")
    expect(cards).to_contain_text("1 of 8 answered")
    expect(
        cards.locator("form").filter(has_text=single.ask).get_by_label(right(single))
    ).to_be_checked()
