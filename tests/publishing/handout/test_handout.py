"""A handout has a lesson on two pages, tags for screen readers, and the key on its own sheet."""

import re
from math import dist
from operator import attrgetter
from pathlib import Path

import answer_leaks
import pytest
from pypdf import PdfReader
from sampling import walk

from lessons import questions
from lessons.__main__ import main
from lessons.charts.engine.drawing import Text
from lessons.course import BrokenLesson, lesson, lessons, read_lesson
from lessons.data.membership import name
from lessons.publishing import handout
from lessons.publishing.clean_run import empty_journal
from lessons.publishing.figures import Task, drawn, handout_tasks
from lessons.publishing.handout import pages, picture_layout
from lessons.publishing.handout.sheet import LAST, MARGIN, Sheet
from lessons.publishing.lettered_map import lettered_map
from lessons.questions import Classify, Matching, Ordering, locate_map

LESSON = lesson("cooperative_security")  # asks in seven of the eight ways
LESSONS = lessons()
ALL = [question for lesson in LESSONS for question in lesson.bank.questions]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return handout.write_handout(LESSON, tmp_path_factory.mktemp("paper"))


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    """Return a page of A4 to measure texts on."""
    made = Sheet("", "", "Handout")
    made.add_page()
    return made


@pytest.fixture(scope="module")
def pupil(printed) -> PdfReader:
    return PdfReader(printed[0])


@pytest.fixture(scope="module")
def teacher(printed) -> PdfReader:
    return PdfReader(printed[1])


def words(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def tags(reader: PdfReader) -> list:
    root = reader.trailer["/Root"]["/StructTreeRoot"]
    return [kid.get_object() for kid in root["/K"][0].get_object()["/K"]]


# Its content


def test_a_handout_has_two_pages_of_a4(pupil):
    assert len(pupil.pages) == 2
    assert [round(float(side)) for side in pupil.pages[0].mediabox[2:]] == [595, 842]


def test_title_big_question_objectives_and_every_question_are_on_it(pupil):
    text = words(pupil)
    for printed in (LESSON.title, LESSON.big_question, *(q.ask for q in LESSON.quiz)):
        assert printed in text
    for goal in LESSON.objectives:
        assert goal[1:] in text


def test_a_position_is_written_on_page_2_and_marked_by_the_guide_of_the_teachers_sheet(
    pupil, teacher
):
    (position,) = (question for question in LESSON.bank.questions if question.type == "written")
    assert position.ask in " ".join(pupil.pages[1].extract_text().split())
    for guide in (" ".join(position.model.split()), *position.criteria):
        assert guide in words(teacher)
        assert guide not in words(pupil)


def test_every_option_is_there_to_tick_or_to_letter(pupil):
    text = words(pupil)
    for question in LESSON.quiz:
        laid = question.layout()
        for label in (*laid.items, *laid.options):
            assert question.type == "locate" or label in text


def test_places_have_letters_on_a_map_and_no_names(tmp_path):
    """A question that names a capital would be answered by an option that names the country."""
    before = lesson("start_here")
    (asked,) = (question for question in before.quiz if question.type == "locate")
    (line,) = pages.rows(asked.layout())[:1]
    assert line.places == asked.layout().items
    shown = [row.text for row in pages.rows(asked.layout())]
    assert shown == ["", *"ABCDEF"[: len(line.places)]]
    (key,) = asked.key()
    letter, country = key[0].split("  ")
    assert name(line.places["ABCDEF".index(letter)]) == country


@pytest.mark.parametrize(
    "asked", [question for question in ALL if question.type == "locate"], ids=attrgetter("id")
)
def test_a_map_marks_each_place_with_its_letter(asked):
    marks = lettered_map(asked.candidates).marks
    letters = {mark.text: mark for mark in marks if isinstance(mark, Text)}
    assert "".join(letters) == "ABCDEFGH"[: len(asked.candidates)]
    places = locate_map.lettered_map(asked.candidates).letters
    for code, mark in zip(asked.candidates, letters.values(), strict=True):
        assert dist(places[code], (mark.x, mark.y)) < mark.size


@pytest.mark.parametrize("sheets", ["pupil", "teacher"])
def test_sheets_count_their_pages_and_pages_for_pupils_have_room_for_a_name(sheets, request):
    pages = request.getfixturevalue(sheets).pages
    for number, page in enumerate(pages, 1):
        assert f"page {number} of {len(pages)}" in page.extract_text()
        assert ("Name" in page.extract_text().split()) == (sheets == "pupil")


def test_the_pupils_pages_do_not_tell_the_answers(pupil):
    text = words(pupil)
    for question in LESSON.quiz:
        for _, reason in question.key():
            assert len(reason) < 20 or reason not in text
        if isinstance(question, Ordering):
            assert question.layout().items != question.items


def test_the_teachers_sheet_holds_every_answer_with_its_reason_and_points(teacher):
    text = words(teacher)
    for question in LESSON.quiz:
        worth = question.points
        assert f"({worth} point" in text
        for answer, reason in question.key():
            assert " ".join(answer.split()) in text
            assert reason in text


def test_the_fonts_travel_with_the_file(pupil, teacher):
    assert all("DejaVu" in font for reader in (pupil, teacher) for font in fonts(reader))


def fonts(reader: PdfReader) -> set[str]:
    return {
        str(font.get_object()["/BaseFont"])
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }


# Read aloud


def test_the_document_has_a_title_and_a_language(pupil, teacher):
    for reader in (pupil, teacher):
        root = reader.trailer["/Root"]
        assert root["/Lang"] == "en-GB"
        assert root["/MarkInfo"]["/Marked"]
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert "One of three core tasks" in str(reader.metadata.title)


def test_every_picture_has_the_sentence_of_its_chart(pupil):
    alternatives = [str(tag["/Alt"]) for tag in tags(pupil) if tag["/S"] == "/Figure"]
    charts = [task.picture for task in handout_tasks(LESSON)]
    printed = sum(len(page.images) for page in pupil.pages)
    assert len(alternatives) == printed == len(charts) == 2
    assert set(alternatives) <= {
        c.says for picture in charts for c in (picture.wide, picture.narrow)
    }


def test_headings_and_text_are_tagged_and_in_order(pupil):
    kinds = [str(tag["/S"]) for tag in tags(pupil)]
    assert kinds.count("/H1") == 1
    assert kinds.count("/H3") == len(LESSON.quiz)
    assert kinds.index("/H1") < kinds.index("/H2") < kinds.index("/Figure") < kinds.index("/H3")


def test_all_text_is_inside_a_tag_or_is_an_ornament(pupil):
    for page in pupil.pages:
        stream = page.get_contents().get_data().decode("latin-1")
        depth = 0
        for token in re.findall(r"\bB[MD]C\b|\bEMC\b|\bBT\b", stream):
            depth += {"BT": 0, "EMC": -1}.get(token, 1)
            assert token != "BT" or depth > 0, "a screen reader would not find this text"
        assert depth == 0


# The same each time


def test_a_lesson_that_does_not_exist_is_named():
    with pytest.raises(SystemExit, match="Did you mean 'the_network'"):
        main(["handout", "the_netwrk"])


@pytest.mark.exhaustive
def test_the_command_writes_the_same_bytes_into_the_given_folder(printed, tmp_path, capsys):
    assert main(["handout", LESSON.slug, "--out", str(tmp_path / "new" / "folder")]) == 0
    again = [Path(line) for line in capsys.readouterr().out.split()]
    assert [path.name for path in again] == [f"{LESSON.name}.pdf", f"{LESSON.name}-answers.pdf"]
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in printed]


# Every question of the course on paper


@pytest.mark.parametrize("kind", sorted({question.type for question in ALL}))
def test_each_kind_of_question_has_a_form_a_key_and_points(kind):
    for question in (q for q in ALL if q.type == kind):
        lines, key = pages.rows(question.layout()), question.key()
        assert lines
        assert key
        assert any(row.mark for row in lines), "no room for an answer"
        assert question.points >= 1


def test_letters_of_the_key_are_those_on_the_pupils_sheet():
    for question in ALL:
        if isinstance(question, Matching | Classify):
            lettered = {r.mark: r.text for r in pages.rows(question.layout())}
            given = {}
            for part, _ in question.key():
                letter, _, rest = part.partition("  ")
                item = next(i for i in question.layout().items if rest.startswith(f"{i} →"))
                given[item] = lettered[letter]
            assert question.mark(given).right, question.id


def test_numbers_of_the_key_put_items_in_order():
    for question in ALL:
        if isinstance(question, Ordering):
            numbered = sorted(part.split("  ", 1) for part, _ in question.key())
            assert question.mark([item for _, item in numbered]).right, question.id


# Room for pictures


def test_pictures_cover_as_much_of_the_page_as_they_can():
    assert picture_layout.plan([picture_layout.Size(0.2, 0.8)], 186, 90, 200).places == ("W",)
    assert picture_layout.plan(
        [picture_layout.Size(0.5, 0.6), picture_layout.Size(0.5, 0.6)], 186, 90, 200
    ).places == ("W", "W")
    crowd = picture_layout.plan(
        [picture_layout.Size(0.6, 0.9), picture_layout.Size(0.6, 0.9)], 186, 90, 120
    )
    assert crowd.places == ("L", "R")
    assert crowd.scale == 1


@pytest.mark.parametrize("room", [80, 120, 160, 200])
def test_the_pictures_that_remain_fit_and_can_be_read(room):
    boxes = [
        picture_layout.Size(0.5, 1.0, 9, 14),
        picture_layout.Size(0.9, 2.1),
        picture_layout.Size(0.3, 0.0, 30),
        picture_layout.Size(0.4, 1.2),
    ]
    plan = picture_layout.plan(boxes, 186, 90, room)
    sides = dict.fromkeys("WLR", 0.0)
    for box, place in zip(boxes, plan.places, strict=False):
        text = box.text_wide if place == "W" else box.text_narrow
        sides[place] += text + plan.scale * (box.wide * 186 if place == "W" else box.narrow * 90)
    assert sides["W"] + max(sides["L"], sides["R"]) <= room + 0.01
    assert plan.scale >= picture_layout.MIN_SCALE or len(plan.places) == 1


# Every lesson


@pytest.mark.parametrize("lesson", walk(LESSONS, LESSONS[1:2]), ids=lambda lesson: lesson.slug)
def test_page_1_holds_every_picture_of_the_author_large_with_its_task(lesson, pupil, tmp_path):
    wanted = lesson.handout
    is_made = lesson.slug == LESSON.slug
    made = pupil if is_made else PdfReader(handout.write_handout(lesson, tmp_path)[0])
    pages = made.pages
    assert len(pages) == 2
    text = " ".join(pages[0].extract_text().split())
    assert all(" ".join(picture.look.split()) in text for picture in wanted)
    assert len(pages[0].images) == len(wanted)
    content = pages[0].get_contents().get_data().decode("latin-1")
    sizes = re.findall(r"^q ([\d.]+) 0 0 ([\d.]+) [\d.]+ [\d.]+ cm /I", content, re.MULTILINE)
    covered = sum(float(width) * float(height) for width, height in sizes)
    assert len(sizes) == len(wanted)
    assert covered > 0.28 * 595 * 842, "small pictures on an empty page"


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.slug)
def test_page_1_gives_no_answer_of_page_2_away(lesson):
    with empty_journal():
        for task in handout_tasks(lesson):
            assert answer_leaks.given_away(lesson.quiz, task) == [], task.picture.name


def test_a_picture_that_tells_an_answer_is_found():
    network = lesson("the_network")
    (call,) = (c for s in network.topics for c in s.figures if c.name == "explore.world_map")
    task = Task(drawn(call), "", 0, "")
    asked = questions.question(
        "the_network.gulf"
    )  # how many countries there are: the map counts them
    assert answer_leaks.given_away([asked], task) == [asked.id]


def test_what_to_expect_of_the_tasks_is_on_the_teachers_sheet_only(pupil, teacher):
    expected = [picture.expect for picture in LESSON.handout]
    assert all(expected)
    assert all(text in words(teacher) and text not in words(pupil) for text in expected)


def test_a_picture_that_cannot_be_drawn_is_named(tmp_path):
    folder = tmp_path / "01_bad"
    folder.mkdir()
    (folder / "handout.toml").write_text('[[picture]]\ndraw = "1 + 1"\nlook = "x"\n')
    with pytest.raises(BrokenLesson, match=r"01_bad/handout\.toml"):
        handout_tasks(read_lesson(folder))


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.slug)
def test_questions_of_every_lesson_fit_one_page(lesson, sheet):
    written = pages.POSITION * len(pages.positions(lesson))
    room = LAST - MARGIN - 26 - written  # below the name and the title
    blocks, gap = pages.fitted(sheet, pages.asked(lesson), room)
    assert len(pages.columns(blocks, room, gap)) <= 2
    assert blocks[0][0].size >= 7
