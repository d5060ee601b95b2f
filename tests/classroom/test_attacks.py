"""Hostile and damaged files: none gets through, none stops the others, each is named."""

import csv
import hashlib
import io
import json
import math
import random
import re
import struct
import sys
import zipfile
from base64 import b64encode
from functools import cache
from pathlib import Path

import pytest
from page_elements import KNOWN_ATTRIBUTES, KNOWN_TAGS, Elements
from sampling import is_sample
from simulated_class import mark_folder, pupil, read_folder

from lessons import journal as progress
from lessons import my_progress, questions, quiz, review
from lessons.classroom.class_list import compare, read_pupils
from lessons.classroom.gradebook_builder import GradebookBuilder
from lessons.classroom.grading_scheme import read_scheme
from lessons.classroom.hand_in import HandIn, file_name, read, to_json
from lessons.classroom.hand_in_builder import build, of_lesson, read_journal
from lessons.classroom.hand_in_reader import Source
from lessons.classroom.validation import Refused
from lessons.core.mistakes import Mistake
from lessons.core.names import tidy
from lessons.core.spreadsheets import cell

LESSON = "the_network"
ASKED = questions.questions(LESSON)
BY_ID = {question.id: question for question in ASKED}
NAMES = pytest.mark.skipif(sys.platform == "win32", reason='Windows takes no file names with <>|:"')


@cache
def whole(name="Ada"):
    """Return the text of a hand-in that holds."""
    return to_json(pupil(name, LESSON, ASKED, 0.3, "steady", 5))


def changed(**more):
    return json.dumps(json.loads(whole()) | more, ensure_ascii=False).encode()


def answered(**more):
    raw = json.loads(whole())
    raw["answers"][0] |= more
    return json.dumps(raw).encode()


def put(folder, files):
    """Put files beside one that holds."""
    folder.mkdir(exist_ok=True)
    (folder / "whole.json").write_text(whole("Whole"), encoding="utf-8")
    for name, data in files.items():
        (folder / f"{name}.json").write_bytes(data)


def collected(folder, **files):
    """Put files beside one that holds, and return the builder that has read them."""
    put(folder, files)
    return read_folder(folder)


def book(folder, **files):
    """Put files beside one that holds, make the gradebook, return builder and folder."""
    put(folder, files)
    out = folder / "out"
    return mark_folder(folder, out), out


def line(builder, start):
    (found,) = [report for report in builder.reports if report.file.startswith(start)]
    return found


def others_count(builder):
    return line(builder, "whole").status == "counted"


# HTML and script, in names, answers, file names and ids (attacks 1 to 8).
SCRIPTS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "</title></style><script>1</script>",
    "javascript:alert(1)",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<!--",
    "{{7*7}}${7*7}<%= 7*7 %>",
]


@NAMES
@pytest.mark.parametrize("text", SCRIPTS)
def test_script_in_a_name_or_an_answer_is_only_a_text(tmp_path, text):
    numeric = next(question for question in ASKED if question.type == "numeric")
    raw = json.loads(whole())
    for answer in raw["answers"]:
        if answer["question"] == numeric.id:
            answer["first"] = text
    raw["name"] = text
    raw["answers"][0]["first"] = text
    files = {"attack": json.dumps(raw).encode()}
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "<b>x&y.json").write_bytes(b"{}")
    builder, out = book(tmp_path / "class", **files)
    text_of_page = (out / "gradebook.html").read_text(encoding="utf-8")
    shown = Elements(text_of_page)
    assert text_of_page.count("<script") == 1
    assert shown.tags <= KNOWN_TAGS and shown.attributes <= KNOWN_ATTRIBUTES
    assert tidy(text) in " ".join(shown.texts)
    assert line(builder, "<b>x&y").status == "not counted"
    assert others_count(builder)


def test_the_page_lets_no_script_run_even_if_one_were_there(tmp_path):
    _, out = book(tmp_path / "class")
    text = (out / "gradebook.html").read_text(encoding="utf-8")
    policy = text.split('content="default-src')[1].split('"')[0]
    (script,) = re.findall("<script>(.*?)</script>", text, re.DOTALL)
    own = b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert policy.startswith(" 'none'") and policy.endswith(f"script-src 'sha256-{own}'")


# Formulas (9 to 14).
FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=cmd|' /C calc'!A0", "＝1+1", "  =1"]


@NAMES
@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_a_name_is_a_formula(tmp_path, text):
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / f"{text.strip().replace('/', '')}.txt").write_bytes(b"x")
    builder, out = book(tmp_path / "class", attack=changed(name=text))
    for table in out.glob("*.csv"):
        rows = list(csv.reader(io.StringIO(table.read_text(encoding="utf-8-sig"))))
        assert rows, table.name
        for value in (value for row in rows for value in row):
            assert not value.startswith(("=", "+", "@", "\t", "\r", "＝")), table.name
            assert not value.startswith("-") or float(value) < 0, table.name
    assert line(builder, "attack").status == "counted"


def test_formulas_in_cells_get_an_apostrophe_and_other_texts_stay():
    assert [cell(text) for text in ("=1", " +1", "-1", "@x", "\t=1")] == [
        "'=1", "'+1", "'-1", "'@x", "'=1",
    ]  # fmt: skip
    assert cell("Zoë O'Neill-Smith") == "Zoë O'Neill-Smith"
    assert cell('a","=1\n=2') == 'a","=1 =2'


# Paths (15 to 18).


@pytest.mark.parametrize("name", ["../../evil", "/etc/passwd", "C:\\evil", "..\\evil", "a/../../b"])
def test_a_zip_cannot_point_outside_itself(tmp_path, name):
    folder = tmp_path / "class"
    folder.mkdir()
    with zipfile.ZipFile(folder / "attack.zip", "w") as archive:
        archive.writestr(f"{name}.json", whole("Mallory"))
        archive.writestr("good.json", whole("Good"))
    before = set(tmp_path.rglob("*"))
    builder, out = book(folder)
    new = set(tmp_path.rglob("*")) - before
    assert all(path == out or out in path.parents or path.name == "whole.json" for path in new)
    outside = [
        report for report in builder.reports if "evil" in report.file or "passwd" in report.file
    ]
    if "evil" in name or "passwd" in name:
        assert [report.status for report in outside] == ["not counted"]
        assert "outside" in outside[0].remark
    assert "Mallory" not in builder.pupils
    assert "Good" in builder.pupils and others_count(builder)


@pytest.mark.parametrize("name", ["../../x", "a\x00b", "con", "...", "a" * 80, "\u202efdp.exe"])
def test_no_path_is_made_of_a_name(tmp_path, name):
    made = HandIn(name, LESSON, ())
    path = tmp_path / file_name(made)
    path.write_text("x")
    assert path.parent.resolve() == tmp_path and path.name.startswith("hand-in-the_network-")
    builder, out = book(tmp_path / "class", attack=changed(name=name))
    assert {path.name for path in out.iterdir()} == {
        "marks.csv", "objectives.csv", "questions.csv", "wrong.csv", "files.csv", "weeks.csv",
        "gradebook.html", "gradebook.ipynb", "grades.csv", "grades-moodle.csv", "grades-canvas.csv",
    }  # fmt: skip
    assert others_count(builder)


@pytest.mark.skipif(sys.platform == "win32", reason="on Windows only administrators make links")
def test_links_are_not_followed(tmp_path):
    secret = tmp_path / "secret.json"
    secret.write_text(whole("Secret"), encoding="utf-8")
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "link.json").symlink_to(secret)
    (tmp_path / "class" / "folder").symlink_to(tmp_path)
    builder = collected(tmp_path / "class")
    assert "link" in line(builder, "link.json").remark and "Secret" not in builder.pupils
    assert line(builder, "folder").status == "not counted"


@pytest.mark.parametrize("lesson", ["../secrets", "/etc", "the_network/../x", "__class__", "a b"])
def test_a_lessons_name_opens_no_other_file(tmp_path, lesson):
    raw = json.loads(whole())
    raw["lesson"] = lesson
    raw["answers"][0]["question"] = f"{lesson}.x"
    builder = collected(tmp_path / "class", attack=json.dumps(raw).encode())
    attack = line(builder, "attack")
    assert attack.status == "not counted" or "no such question" in attack.remark
    assert others_count(builder)


# Bombs (19 to 22).


def zipped(entries, how=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", how) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return file.getvalue()


def test_a_zip_bomb_is_not_opened(tmp_path):
    bomb = zipped([(f"{n}.json", b" " * 1_900_000) for n in range(40)])
    builder = collected(tmp_path / "class", bomb=bomb)
    assert "too large" in line(builder, "bomb").remark and others_count(builder)


def test_a_zip_that_lies_about_its_size_is_not_believed(tmp_path):
    bomb = bytearray(zipped([("a.json", b" " * 3_000_000)]))
    place = bomb.rindex(b"PK\x01\x02")
    bomb[place + 24 : place + 28] = struct.pack("<I", 1000)
    builder = collected(tmp_path / "class", bomb=bytes(bomb))
    assert line(builder, "bomb").status == "not counted" and others_count(builder)


def test_zips_in_zips_end_somewhere(tmp_path):
    inner = zipped([("a.json", whole("Inner").encode())])
    nested = zipped([("b.zip", inner)])
    too_deep = zipped([("c.zip", nested), ("d.json", whole("Beside").encode())])
    builder = collected(tmp_path / "class", fits=nested, deep=too_deep)
    assert "not opened" in line(builder, "deep.json › c.zip").remark
    assert {"Inner", "Beside"} <= set(builder.pupils)


def test_a_locked_or_oddly_packed_or_broken_zip_is_named(tmp_path):
    good = zipped([("a.json", whole().encode())])
    locked = bytearray(good)
    for mark_, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(mark_) + at] |= 1
    odd = zipped([("a.json", whole().encode())], zipfile.ZIP_LZMA)
    broken = bytearray(good)
    broken[60:90] = b"\xff" * 30
    builder = collected(
        tmp_path / "class", locked=bytes(locked), odd=odd, broken=bytes(broken), half=good[:200]
    )
    for name, word in (("locked", "password"), ("odd", "unusual"), ("broken", "damaged"),
                       ("half", "damaged")):  # fmt: skip
        assert word in line(builder, name).remark


# Numbers, depth, letters, TOML (23 to 30).
REFUSED = {
    "a long number": (changed(version=1)[:-1] + b', "x": ' + b"9" * 5000 + b"}", "cannot be read"),
    "infinity": (whole().replace('"tries": 1', '"tries": 1e999').encode(), "'tries'"),
    "not a number": (whole().replace('"score": 1.0', '"score": NaN').encode(), "cannot be read"),
    "a huge score": (answered(score=10**400), "'score'"),
    "tries below one": (answered(tries=-(10**30)), "'tries'"),
    "seconds beyond a day": (answered(seconds=1e9), "'seconds'"),
    "depth": (b'{"a":' * 100_000, "nested"),
    "a deep answer": (answered(first=[[["a"]]]), "'first'"),
    "many answers": (changed(answers=[1] * 3000), "at most 2,000"),
    "one question twice": (changed(answers=json.loads(whole())["answers"][:1] * 2), "two entries"),
    "half a sign": (whole().replace('"first": "', '"first": "\\ud800', 1).encode(), "'first'"),
    "other letters": (whole().encode("utf-16"), "UTF-16"),
    "latin letters": (whole().replace("Ada", "Zoë").encode("latin-1"), "UTF-8"),
    "something unknown": (changed(run="rm -rf /"), "something unknown"),
    "TOML": (b'{"name" = "Ada"\n[answers]\n', "damaged"),
    "a pickle": (b"\x80\x04\x95\x0e\x00\x00\x00cposix\nsystem\n", "not a hand-in"),
    "cut off": (whole().encode()[:-40], "incomplete"),
    "nothing": (b"", "empty"),
    "a day that is none": (answered(at="2026-02-30T10:00:00Z"), "'at'"),
    "3 MB": (b"{" + b" " * 3_000_000 + b"}", "larger than 2 MB"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_not_a_hand_in_is_refused_with_a_reason(tmp_path, name):
    data, word = REFUSED[name]
    builder = collected(tmp_path / "class", attack=data)
    assert word in line(builder, "attack").remark
    assert line(builder, "attack").status == "not counted" and others_count(builder)


def test_no_mark_can_be_claimed(tmp_path):
    raw = json.loads(whole())
    for answer in raw["answers"]:
        answer |= {"score": 1.0, "right": True}
    builder = collected(tmp_path / "class", attack=json.dumps(raw).encode())
    honest = collected(tmp_path / "other", attack=whole().encode())
    assert builder.columns.answers()["score"].sum() == honest.columns.answers()["score"].sum()


def test_part_of_an_order_or_a_tick_twice_earns_nothing_more(tmp_path):
    order = next(q for q in whole_course() if q.type == "ordering")
    several = next(q for q in whole_course() if q.type == "multiple")
    tricks = [
        (order, list(order.items)[:2]),
        (order, [order.items[0]] * len(order.items)),
        (several, [*several.right, *several.right, "?"]),
        (several, next(iter(several.right))),
    ]
    for number, (question, answer) in enumerate(tricks):
        builder = GradebookBuilder()
        raw = json.loads(whole()) | {"lesson": question.id.partition(".")[0]}
        raw["answers"] = [raw["answers"][0] | {"question": question.id, "first": answer}]
        raw["answers"][0].pop("last", None)
        builder.add(Source(Path("x"), str(number)), json.dumps(raw).encode())
        assert builder.columns.answers().height == 0, answer
        assert "fits no option" in builder.reports[0].remark


def whole_course():
    return GradebookBuilder().questions


# Mutations: 0 crashes, 0 wrong marks, each named.


def cut(text, rng):
    return text.encode()[: rng.randrange(len(text))]


def flipped(text, rng):
    data = bytearray(text.encode())
    for _ in range(rng.randint(1, 8)):
        data[rng.randrange(len(data))] = rng.randrange(256)
    return bytes(data)


def swapped(text, rng):
    """Put a strange value in some place."""
    raw = json.loads(text)
    places = [raw, *raw["answers"]]
    place = rng.choice(places)
    if rng.random() < 0.5:
        rng.choice(raw["answers"])["first"] = rng.choice(STRANGE)
    place[rng.choice(sorted(place))] = rng.choice(STRANGE)
    return json.dumps(raw).encode()


def exchanged(text, rng):
    """Give one question the answer of another."""
    raw = json.loads(text)
    first, other = rng.sample(raw["answers"], 2)
    first["first"], other["first"] = other["first"], first["first"]
    return json.dumps(raw).encode()


def dug(text, rng):
    """Nest a value very deep."""
    places = [match.span() for match in re.finditer(r'": "', text)]
    before, value = rng.choice(places or [(0, 4)])
    bracket = rng.choice(["[", '{"a":']) * rng.choice([10, 500, 50_000])
    return f'{text[:before]}": {bracket}{text[value - 1 :]}'.encode()


def recoded(text, rng):
    forms = ["utf-16", "utf-32", "utf-8-sig", "utf-7", "cp037"]
    return text.encode(rng.choice(forms), errors="replace")


def grown(text, rng):
    return text.replace("Ada", "A" * rng.choice([100, 10_000, 2_100_000])).encode()


def renamed(text, rng):
    return (json.dumps(json.loads(text) | {"name": rng.choice(HOSTILE)})).encode()


def strange_line(text, rng):
    lines = [json.loads(line) for line in text.splitlines()]
    target = rng.choice(lines)
    for key in ("result", "context"):
        if rng.random() < 0.4:
            target = target[key] if isinstance(target.get(key), dict) else target
    target[rng.choice(sorted(target))] = rng.choice(STRANGE)
    return "\n".join(map(json.dumps, lines)).encode()


def shuffled(text, rng):
    """Exchange, repeat and drop letters and separators."""
    letters = list(text)
    for _ in range(rng.randint(1, 12)):
        letters[rng.randrange(len(letters))] = rng.choice(",;\t\n\"' \x00\u202e\u2028=9a")
    return "".join(letters).encode()


STRANGE = [
    None, True, 0, -1, 1e308, 10**300, "", "x" * 600, "\x00", "\ud800", [], {}, [None], {"a": {}},
    ["a"] * 100, {"verdict": 1, "reason": []}, {"verdict": "True", "reason": "True"}, [True], "NaN",
    "1e999", "９９", "²", "-", "1" * 400, "2026-11-23", "the_network.sum", "<b>",
]  # fmt: skip
HOSTILE = [*SCRIPTS, *FORMULAS, "\ud800", "", "\u202e", "../x", "a\x00", "A" * 500, "\n" * 90, "𝕬"]
SPOILERS = [cut, flipped, dug, recoded]  # of any text
MUTATIONS = [*SPOILERS, swapped, exchanged, grown, renamed]


def outcome(data):
    """Take a file; hold the promises; return whether it was counted."""
    builder = GradebookBuilder(ASKED)
    builder.add(Source(Path("x"), "x"), data)
    (report,) = builder.reports
    rows = builder.columns.answers()
    if report.status != "counted":
        assert report.remark and rows.height == 0
        return "refused"
    marks = {ASKED[number].id: score for number, score in rows["question", "score"].iter_rows()}
    for given in read(data).answers:
        if given.question in marks:
            assert BY_ID[given.question].mark(given.first).score == marks[given.question]
        elif given.question not in BY_ID or BY_ID[given.question].is_marked:
            assert "not marked" in report.remark
    report.file.encode(), report.pupil.encode(), report.remark.encode()
    return "counted"


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_mutated_hand_ins_crash_nothing_and_change_no_mark(mutation):
    rng = random.Random(mutation.__name__)
    found = [outcome(mutation(whole(), rng)) for _ in range(40)]
    assert len(found) == 40
    assert ("refused" in found) or mutation is exchanged


@pytest.mark.parametrize("mutation", [*SPOILERS, strange_line])
def test_mutated_journals_crash_nothing(mutation):
    text, rng = whole_journal(), random.Random(3)
    for _ in range(40):
        assert carried(mutation(text, rng)) in ("refused", "read")


@pytest.mark.parametrize("mutation", [*SPOILERS, strange_line])
def test_mutated_journals_stop_no_notebook(mutation, request):
    text, rng = whole_journal(), random.Random(4)
    for _ in range(2 if is_sample(request) else 12):
        assert studied(mutation(text, rng)) == "read"


CLASS_LISTS = [
    "Name;Class\nYılmaz, Ayşe;9b\nAli Kaya;9b\nZoë;9b\n",
    "1. Ayşe Yılmaz\n2. Ali Kaya\n3. Zoë\n",
    "Last name,First name\nYılmaz,Ayşe\nKaya,Ali\n",
    "0042\n1E5\nNA\n",
]


@pytest.mark.parametrize("mutation", [*SPOILERS, shuffled])
def test_mutated_class_lists_crash_nothing(mutation, tmp_path):
    rng = random.Random(mutation.__name__)
    for number in range(40):
        text = CLASS_LISTS[number % len(CLASS_LISTS)]
        assert enrolled(mutation(text, rng), tmp_path) in ("refused", "read")


def enrolled(data, folder):
    """Read a class list; every name is one line, and each is found again among its own."""
    path = folder / "class.csv"
    path.write_bytes(data)
    try:
        names = [pupil.name for pupil in read_pupils(path)]
    except Refused as refused:
        return "refused" if str(refused) else "refused without a word"
    assert all(name and name == tidy(name) for name in names)
    assert compare(names, names).sentences() == []
    return "read"


SCHEME = """
count_written = true
[marks]
A = 87.5
"B+" = 60
F = 0
[points]
the_network = 12
8 = 10
"""


@pytest.mark.parametrize("mutation", [*SPOILERS, shuffled])
def test_mutated_grading_schemes_crash_nothing(mutation, tmp_path):
    rng = random.Random(mutation.__name__)
    assert {graded(mutation(SCHEME, rng), tmp_path) for _ in range(40)} <= {"refused", "read"}


def graded(data, folder):
    """Read a grading scheme; a better result never gets a worse mark, and points count."""
    path = folder / "scheme.toml"
    path.write_bytes(data)
    try:
        scheme = read_scheme(path)
    except Mistake as mistake:
        return "refused" if path.name in str(mistake) else "refused without a file"
    least = [scheme.marks[scheme.mark(percent)] for percent in range(101) if scheme.marks]
    assert least == sorted(least) and all(0 <= percent <= 100 for percent in scheme.marks.values())
    assert all(math.isfinite(points) for points in scheme.points.values())
    return "read"


def studied(data):
    """Open the notebooks of a learner whose journal is this; each line is kept or set aside."""
    progress.path().write_bytes(data)
    assert isinstance(quiz(LESSON).handle({"do": "hello"}), list)
    assert sum(progress.right_at_first().values()) <= 6
    assert all(
        repr(my_progress(what)) for what in ("lessons", "objectives", "confidence")
    ) and repr(review())
    return "read"


def whole_journal():
    """Return the text of a journal of six answers."""
    for question in ASKED[:6]:
        progress.record(question.id, "41", score=1, success=True)
    return progress.path().read_text(encoding="utf-8")


def carried(data):
    """Make a hand-in of a journal; it must read back as it was made; return what became of it."""
    try:
        made = build(of_lesson(LESSON), "Ada", read_journal(data)[0])
    except Refused as trouble:
        return "refused" if str(trouble) else "refused without a word"
    assert read(to_json(made).encode()).answers == made.answers
    return "read"


def test_every_file_in_a_folder_is_named(tmp_path):
    rng = random.Random(11)
    files = {f"m{n}": rng.choice(MUTATIONS)(whole(f"P{n}"), rng) for n in range(60)}
    builder, out = book(tmp_path / "class", **files)
    assert len(builder.reports) == 61 and others_count(builder)
    text = (out / "files.csv").read_text(encoding="utf-8-sig")
    named = {row["file"] for row in csv.DictReader(io.StringIO(text))}
    assert named == {"whole.json", *(f"{name}.json" for name in files)}
