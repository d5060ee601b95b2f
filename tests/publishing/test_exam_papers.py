"""An exam on paper has the questions of the sealed notebooks, and a separate key."""

import json
import re
from itertools import combinations
from pathlib import Path

import pytest
from pypdf import PdfReader
from sampling import walk

from lessons import questions
from lessons.__main__ import main
from lessons.classroom.exams import key, making, paper
from lessons.classroom.validation import Refused
from lessons.core.mistakes import Mistake
from lessons.publishing import exam_papers
from lessons.questions.types import question_types

# One question of each type, and enough of them for several pages.
ASKED = {q.type: q for slug in ("start_here", "the_network") for q in questions.questions(slug)}
MORE = [question for question in questions.questions("operations") if question.type != "written"]
MANY = [*ASKED.values(), *MORE[:12]]
TITLE = "Autumn"


@pytest.fixture(scope="module")
def made() -> tuple[list[paper.Paper], key.Key]:
    return making.make("autumn", TITLE, MANY, seed=4, versions=2)


@pytest.fixture(scope="module")
def printed(made, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return exam_papers.write_exam(made[1], tmp_path_factory.mktemp("paper"))


def text_of(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def test_questions_of_every_type_are_tried() -> None:
    assert ASKED.keys() == question_types().keys()


def test_each_version_asks_what_its_notebook_asks_in_the_same_order(made, printed) -> None:
    for version, path in zip(made[0], printed, strict=False):
        text = text_of(path)
        numbered = [f"{n} {question.ask}" for n, question in enumerate(version.questions, 1)]
        places = [text.index(" ".join(ask.split())) for ask in numbered]
        assert places == sorted(places)
        for asked in version.questions:
            shown = asked.options if asked.type == "locate" else (*asked.items, *asked.options)
            assert all(" ".join(label.split()) in text for label in shown), asked.ask


def test_versions_differ_in_order(made, printed) -> None:
    assert all(
        first.read_bytes() != other.read_bytes() for first, other in combinations(printed, 2)
    )


@pytest.mark.exhaustive
def test_the_same_key_prints_the_same_bytes(made, printed, tmp_path) -> None:
    again = exam_papers.write_exam(made[1], tmp_path)
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in printed]


def test_every_page_for_pupils_has_room_for_a_name_and_counts_itself(printed) -> None:
    for letter, path in zip("AB", printed, strict=False):
        pages = PdfReader(path).pages
        assert len(pages) > 1
        for number, page in enumerate(pages, 1):
            text = page.extract_text()
            assert "Name" in text
            assert f"Paper {letter}, page {number} of {len(pages)}" in text


def test_papers_do_not_tell_the_answers(made, printed) -> None:
    for path in printed[:2]:
        text = text_of(path)
        for question in made[1].questions:
            assert not [why for _, why in question.key() if len(why) > 20 and why in text]


def test_the_key_has_the_letters_of_each_version(made, printed) -> None:
    text = text_of(printed[2])
    parts = re.split(r"paper (?=[AB] )", text)[1:]
    assert len(parts) == 2
    by_id = {question.id: question for question in made[1].questions}
    for version, part in zip(made[0], parts, strict=True):
        for layout in version.questions:
            for answer, why in by_id[layout.id].key(layout):
                assert " ".join(answer.split()) in part
                assert " ".join(why.split()) in part


def test_a_letter_of_the_key_leads_to_the_right_place_of_its_version() -> None:
    # So many versions that they do not all have the same letter by chance.
    papers, made = making.make("autumn", TITLE, [ASKED["locate"]], seed=4, versions=12)
    (question,) = made.questions
    letters = set()
    for version in papers:
        (layout,) = version.questions
        (answer, _), *_ = question.key(layout)
        letters.add(answer[0])
        assert layout.items["ABCDEF".index(answer[0])] in question.answer
    assert len(letters) > 1, "neighbours could copy a letter"


def test_the_marking_sheet_has_a_column_for_each_question(made, printed) -> None:
    pages = [page.extract_text().split() for page in PdfReader(printed[3]).pages]
    numbers = [word for page in pages for word in page[: page.index("Points")] if word.isdigit()]
    assert numbers == [str(n) for n in range(1, len(MANY) + 1)] * 2


def test_papers_that_would_differ_from_those_given_out_are_refused(made, tmp_path) -> None:
    with pytest.raises(Refused):
        exam_papers.write_exam(made[1]._replace(papers={"A": "0" * 12}), tmp_path)
    assert not list(tmp_path.iterdir())


def test_own_questions_without_feedback_have_a_key(tmp_path, capsys) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[[question]]\nask = "Which?"\nright = ["This"]\nwrong = ["That"]\n')
    out = tmp_path / "exam"
    assert main(["exam", "make", "mine", "--own", str(own), "--out", str(out)]) == 0
    (found,) = out.glob("key-*.json")
    assert main(["exam", "paper", "--key", str(found)]) == 0
    names = sorted(path.name for path in (out / "paper").iterdir())
    stem = json.loads(found.read_text())["exam"]
    assert names == [f"key-{stem}.pdf", f"marking-sheet-{stem}.pdf", f"{stem}-A.pdf"]
    assert "\u2060" not in text_of(out / "paper" / f"key-{stem}.pdf")
    assert "never for pupils" in capsys.readouterr().out


@pytest.mark.parametrize("title", walk(["测验", "परीक्षा", "امتحان", "מבחן"], ["امتحان"]))
def test_letters_that_paper_cannot_show_are_named_and_nothing_is_written(
    title, tmp_path: Path
) -> None:
    *_, found = making.make("script", title, MANY[:1], seed=1, versions=1)
    with pytest.raises(Mistake, match=title[0]):
        exam_papers.write_exam(found, tmp_path)
    assert not list(tmp_path.iterdir())


ALPHABETS = ["Contrôle", "Ελλάδα", "Київ", "Đà Nẵng", "Şişli"]


@pytest.mark.parametrize("title", walk(ALPHABETS, ["Đà Nẵng"]))
def test_other_alphabets_are_printed(title, tmp_path: Path) -> None:
    *_, found = making.make("script", title, MANY[:1], seed=1, versions=1)
    path, *_ = exam_papers.write_exam(found, tmp_path)
    assert title in text_of(path)


def test_a_question_higher_than_a_column_continues_in_the_next(tmp_path) -> None:
    rows = "\n".join(f'"Item {n}" = "Group {n % 2}"' for n in range(60))
    own = tmp_path / "own.toml"
    own.write_text(
        '[[question]]\ntype = "classify"\nask = "Sort."\ngroups = ["Group 0", "Group 1"]\n'
        f"[question.items]\n{rows}\n"
    )
    asked = making.own_questions(own, TITLE)
    *_, found = making.make("long", TITLE, asked, seed=1, versions=1)
    path, *_ = exam_papers.write_exam(found, tmp_path)
    heights: list[float] = []

    def keep(text: str, _: object, at: list[float], *_rest: object) -> None:
        if text.strip():  # what has no letters comes with a height of 0
            heights.append(at[5])

    for page in PdfReader(path).pages:
        page.extract_text(visitor_text=keep)
    assert len(heights) > 60
    assert min(heights) > 0, "below the edge of the page"
