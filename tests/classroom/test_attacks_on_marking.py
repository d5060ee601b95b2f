"""What a pupil or a file may smuggle into marks and feedback: nothing runs, nothing gets out."""

import csv
import io
import json
import re
import zipfile
from html import unescape

import pytest
from page_elements import KNOWN_ATTRIBUTES, KNOWN_TAGS, Elements
from simulated_class import pupil

from lessons import __main__ as command_line
from lessons import questions
from lessons.classroom.hand_in import to_json
from lessons.core.mistakes import Mistake
from lessons.core.spreadsheets import FORMULA_SIGNS
from lessons.questions import Written

LESSON = next(
    lesson
    for lesson in ("the_network", "operations", "organisations", "euro_atlantic")
    if any(isinstance(question, Written) for question in questions.questions(lesson))
)
ASKED = questions.questions(LESSON)
SCRIPT = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
LEAVE = "</textarea></select></style></title><svg onload=alert(1)>"
TEMPLATE = "{{ 7*7 }}{% raw %}<!--"
FORMULA, CALL, TABBED = '=HYPERLINK("http://x")', "@SUM(1)", "\t=1+1"
PATH, DEVICE, LONG = "../../../tmp/x", "C:\\con\\aux.json", "A" * 100_000
TURNED = "\u202egpj.exe\u0000\r\n=1"
NUMBER = re.compile(r"-?[\d.]+(e-?\d+)?")
BOMB = 11_000_000

PLACES = {
    "name": [SCRIPT, FORMULA, PATH, TURNED],
    "text": [SCRIPT, LEAVE, TEMPLATE],
    "comment": [SCRIPT, LEAVE, FORMULA, LONG],
    "remark": [SCRIPT, TEMPLATE, TURNED],
    "id": [FORMULA, CALL],
    "email": [FORMULA, SCRIPT],
    "class": [SCRIPT, FORMULA],
    "mark": [FORMULA, SCRIPT],
    "folder": [f"{name}_7_assignsubmission_file_" for name in ("...", 'a"b', "con")],
}
ROUNDS = max(map(len, PLACES.values()))  # each payload comes into its place once at least


def table(path, *rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def attacked(folder, number):
    """Hand in and mark with a payload in each place, and return the gradebook's folder."""
    put = {place: payloads[number % len(payloads)] for place, payloads in PLACES.items()}
    work = pupil("Ada", LESSON, ASKED, 0.0, "steady", 1)
    written = {question.id for question in ASKED if isinstance(question, Written)}
    answers = tuple(
        answer._replace(first={"text": put["text"]}, last=None)
        if answer.question in written
        else answer
        for answer in work.answers
    )
    text = to_json(work._replace(answers=answers))
    hand_in = json.dumps(json.loads(text) | {"name": put["name"]})
    (folder / "in").mkdir()
    with zipfile.ZipFile(folder / "in" / "all.zip", "w") as archive:
        archive.writestr(f"{put['folder']}/hand-in.json", hand_in)
    command = ["gradebook", str(folder / "in"), "--class", put["class"]]
    assert command_line.main(command) == 0
    page = (folder / "in" / "gradebook" / "gradebook.html").read_text(encoding="utf-8")
    select = re.search(r'<select data-pupil="(.*?)" data-question="(.*?)" data-text="(.*?)">', page)
    own, question, fingerprint = map(unescape, select.groups())
    files = {
        "--written": table(
            folder / "written.csv",
            ("pupil", "question", "points", "text", "comment"),
            (own, question, "1", fingerprint, put["comment"]),
        ),
        "--names": table(
            folder / "names.csv",
            ("Name", "ID", "E-mail", "Remark"),
            (put["name"], put["id"], put["email"], put["remark"]),
        ),
        "--scheme": folder / "scheme.toml",
    }
    files["--scheme"].write_text(
        f"count_written = true\n[marks]\n{json.dumps(put['mark'])} = 0\n", encoding="utf-8"
    )
    options = [str(part) for pair in files.items() for part in pair]
    website = ["--website", 'https://x.example/"onmouseover="alert(1)']
    assert command_line.main([*command, "--feedback", *options, *website]) == 0
    return folder / "in" / "gradebook"


@pytest.mark.parametrize("number", range(ROUNDS))
def test_nothing_gets_through(tmp_path, number):
    out = attacked(tmp_path, number)
    pages = {"gradebook.html": (out / "gradebook.html").read_bytes()}
    with zipfile.ZipFile(out / "feedback.zip") as archive:
        for name in archive.namelist():
            folder, file = name.split("/")
            assert folder.strip(". ") and not set(folder) & set('\\:<>"|?*\0')
            assert file in ("feedback.html", "feedback.pdf")
            if file == "feedback.html":
                pages[name] = archive.read(name)
    for name, data in pages.items():
        shown = Elements(data.decode())
        assert shown.tags <= KNOWN_TAGS and shown.attributes <= KNOWN_ATTRIBUTES
        assert data.count(b"<script") == (name == "gradebook.html")
        assert b'href="javascript' not in data
    for path in out.glob("*.csv"):
        for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))):
            for text in row:
                assert not text.startswith(FORMULA_SIGNS) or NUMBER.fullmatch(text), path.name
    inside = {path.relative_to(tmp_path).parts[0] for path in tmp_path.rglob("*")}
    assert inside == {"in", "written.csv", "names.csv", "scheme.toml"}


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//x", "x"])
def test_no_script_is_taken_for_a_website(tmp_path, address, capsys):
    with pytest.raises(SystemExit):
        command_line.main(["gradebook", str(tmp_path), "--website", address])
    assert address in capsys.readouterr().err


@pytest.mark.parametrize(
    "data",
    [b"x" * BOMB, b"pupil,question,points,text\n" + b'"' + b"x" * 200_000 + b'",a,1,b\n', b"\x00"],
)
def test_a_file_of_marks_that_is_a_bomb_is_refused(tmp_path, data):
    from lessons.classroom.written_marks import read_points

    # Python's own limit: a library that other tests use lifts it for the whole process.
    csv.field_size_limit(2**17)
    (tmp_path / "written_marks.csv").write_bytes(data)
    with pytest.raises(Mistake, match=r"written_marks\.csv"):
        read_points(tmp_path / "written_marks.csv")
