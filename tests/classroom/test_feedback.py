"""Feedback goes back to each pupil, in a ZIP that Moodle takes."""

import csv
import html
import io
import zipfile
from io import BytesIO

import pytest
from pypdf import PdfReader
from simulated_class import pupil

from lessons import __main__ as command_line
from lessons import questions
from lessons.classroom import feedback, report_text
from lessons.classroom.class_list import pupils_in
from lessons.classroom.feedback import PupilFeedback
from lessons.classroom.feedback_pdf import pdf
from lessons.classroom.hand_in import to_json
from lessons.classroom.moodle_names import participant

LESSON = "the_network"
ASKED = questions.questions(LESSON)


def given_back(folder, names, places, remarks=""):
    """Hand in as each name, at its place, and return the files in the feedback's ZIP."""
    for number, (name, place) in enumerate(zip(names, places, strict=True)):
        path = folder / "in" / place
        path.parent.mkdir(parents=True, exist_ok=True)
        work = pupil(name, LESSON, ASKED, -1.0, "steady", number)
        path.write_text(to_json(work), encoding="utf-8")
    (folder / "list.csv").write_text(f"Name;Remark\n{remarks}\n", encoding="utf-8")
    command = ["gradebook", str(folder / "in"), "--feedback", "--names", str(folder / "list.csv")]
    assert command_line.main(command) == 0
    with zipfile.ZipFile(folder / "in" / "gradebook" / "feedback.zip") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_pupil_gets_results_objectives_and_the_remark_back(tmp_path):
    place = "Zoë L_123_assignsubmission_file_/hand-in.json"
    files = given_back(tmp_path, ["Zoë"], [place], "zoë;Read the map first")
    folder = "Zoë L_123_assignsubmission_file_"
    assert set(files) == {f"{folder}/feedback.html", f"{folder}/feedback.pdf"}
    marks = (tmp_path / "in" / "gradebook" / "marks.csv").read_text("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(marks))
    share = f"{float(row[LESSON]):.0f}"
    shown = html.unescape(files[f"{folder}/feedback.html"].decode())
    printed = text_of(files[f"{folder}/feedback.pdf"])
    assert f"<td>{share}</td>" in shown and f"{share} %" in printed
    for text in ("Zoë", "Read the map first", "3 · The network"):
        assert text in shown and text in printed
    for goal in questions.objectives(LESSON).values():
        assert goal in shown and goal in printed


def test_no_two_pupils_get_one_page_and_no_path_leaves_the_zip(tmp_path):
    names = ["../../x", "<script>alert(1)</script>", "=1+1", "Ada"]
    places = ["a.json", "b.json", "..._7_assignsubmission_file_x.json"]
    places += ["z/..._7_assignsubmission_file_/x.json"]
    files = given_back(tmp_path, names, places, "=1+1;<img src=x onerror=alert(1)>")
    assert len(files) == len({name.casefold() for name in files}) == 2 * len(names)
    for name, data in files.items():
        folder, file = name.split("/")
        assert folder.strip(". ") and file.startswith("feedback.")
        if name.endswith("html"):
            assert b"<script" not in data and b"<img" not in data


def results(**more):
    """Return the feedback of a pupil, with some of its parts put in."""
    given = {"title": "9b", "name": "Ada", "comment": "", "marks": [], "objectives": []}
    return PupilFeedback(**(given | {"written": (), "again": ()} | more))


@pytest.mark.parametrize("name", ["李小龙", "محمد علي", "अनीता", "שרה", "Zoë 🙂"])
def test_no_letter_is_printed_that_the_font_cannot_show(name):
    printed = text_of(pdf(results(name=name, comment="Well done, Søren Łukasz Παύλος Юля")))
    assert "feedback.html" in printed and not set(name) & set(printed) - set("Zoë ")
    assert "Well done, Søren Łukasz Παύλος Юля" in printed
    assert name in html_of(results(name=name))


def test_a_written_position_comes_back_with_points_and_comment(tmp_path):
    position = ("Is it worth it?", "2 of 3 points", "Name a cost as well")
    for shown in (html_of(results(written=[position])), text_of(pdf(results(written=[position])))):
        assert all(part in shown for part in position)


def test_what_to_read_again_leads_to_the_section_on_the_website():
    section, place = report_text.reading_link(f"{LESSON}.1")
    page, _, fragment = place.partition("#")
    assert page == "03_the_network.html" and "“" in section and fragment
    address = f"https://course.example.org/{place}"
    again = [("Lesson 3", address), ("Lesson 4", "")]
    assert html_of(results(again=again)).count("href=") == 1
    sheet = PdfReader(BytesIO(pdf(results(again=again))))
    links = [note.get_object()["/A"]["/URI"] for note in sheet.pages[0]["/Annots"]]
    assert set(links) == {address}


def text_of(data):
    """Return the text that a PDF shows."""
    pages = PdfReader(BytesIO(data)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def html_of(found):
    return html.unescape(feedback.html(found))


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("Ada L_12_assignsubmission_file_/x.json", "12"),
        ("Ada L_12_assignsubmission_file_x.json", "12"),
        ("Ada L_12_assignsubmission_file/x.json", "12"),
        ("8a_2026.zip › Ada L_12_assignsubmission_file_/x.json", "12"),
        ("Ada_12_assignsubmission_file_x.zip › Bob_13_assignsubmission_file_/x.json", "12"),
        ("Ada_12/x.json", None),
        ("hand-in-the_network-Ada.json", None),
    ],
)
def test_moodles_number_is_read_from_the_outermost_name(label, number):
    found = participant([label])
    assert (found and found.number) == number


def test_a_class_list_holds_ids_and_addresses_as_text():
    (found,) = pupils_in("Name;ID;E-mail;Remark\nKaya, Ali;0042;ali@school.example;Well done\n")
    assert found == ("Ali Kaya", "0042", "ali@school.example", "Well done")
