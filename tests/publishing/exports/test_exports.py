"""Questions arrive in Moodle: as XML and as GIFT, read by parsers that are not ours."""

import base64
import json
import os
import random
import re
import shutil
import subprocess
import tarfile
from dataclasses import replace

import pytest
from defusedxml import ElementTree as Xml
from exporting import asked, options, seen

from lessons import questions
from lessons.data import cite
from lessons.data.membership import name
from lessons.publishing import exports
from lessons.publishing.exports.export_base import asks, lesson_parts
from lessons.questions import locate_map
from lessons.questions.shapes import NumberPart

# The shares that Moodle takes; any other makes it refuse a question.
GRADES = {"100", "90", "83.33333", "80", "75", "70", "66.66667", "60", "50", "40", "33.33333"}
GRADES |= {"30", "25", "20", "16.66667", "14.28571", "12.5", "11.11111", "10", "5", "0"}
PARSER = "gift-pegjs@1.0.2"  # from npm: it is not ours, so it is fetched and not kept here
REQUIRED = os.environ.get("COURSE_REQUIRE_PACKAGES") == "1"


@pytest.fixture(scope="module")
def moodle(wanted):
    """Return Moodle's questions by their ids, as any XML parser reads them."""
    (content,) = exports.export("moodle", wanted).files.values()
    root = Xml.fromstring(content)
    nodes = [each for each in root if each.get("type") != "category"]
    found = {each.findtext("idnumber"): each for each in nodes}
    assert len(found) == len(nodes), "two questions share an id"
    return found


@pytest.fixture(scope="session")
def parser(tmp_path_factory) -> str:
    """Return the text of an independent GIFT parser; skipped where npm cannot give it."""
    folder, npm = tmp_path_factory.mktemp("npm"), shutil.which("npm")
    command = [npm or "npm", "pack", "--prefer-offline", "--silent", PARSER]
    packed = npm and subprocess.run(command, cwd=folder, capture_output=True, timeout=600)
    if not packed or packed.returncode:
        assert not REQUIRED, f"npm must give {PARSER} here"
        pytest.skip(f"npm or the network is missing, and with it {PARSER}")
    with tarfile.open(next(folder.glob("*.tgz"))) as pack:
        return pack.extractfile("package/lib/gift-parser-globals.js").read().decode()


@pytest.fixture(scope="module")
def gift(wanted, browser, parser):
    """Return GIFT's questions by their names, as gift-pegjs reads them in a browser."""
    (content,) = exports.export("gift", wanted).files.values()
    page = browser.new_page()
    page.add_script_tag(content=parser)
    read = page.evaluate("text => JSON.stringify(giftParser.parse(text))", content.decode())
    page.close()
    ids = {part.name: part.id for it in wanted.lessons for part in lesson_parts(it, pictures=False)}
    return {ids[each["title"]]: each for each in json.loads(read) if each["type"] != "Category"}


def ids(wanted) -> set[str]:
    """Return the ids of all questions, and those of the reasons beside verdicts."""
    bank = asked(wanted)
    return {each.id for each in bank} | {
        f"{each.id}.reason" for each in bank if isinstance(each, questions.TrueFalse)
    }


def places(question: questions.Locate, labels: dict[str, str]) -> dict[str, tuple[bool, str]]:
    return {
        labels[code]: (code in question.answer, question.why[code]) for code in question.candidates
    }


def answers(node) -> dict[str, tuple[float, str]]:
    return {
        seen(each.findtext("text")): (
            float(each.get("fraction")),
            seen(each.findtext("feedback/text")),
        )
        for each in node.findall("answer")
    }


def subquestions(node) -> list[tuple[str, str]]:
    return [
        (seen(each.findtext("text")), seen(each.findtext("answer/text")))
        for each in node.findall("subquestion")
    ]


def judged(found: dict[str, tuple[float, str]]) -> dict[str, tuple[bool, str]]:
    return {option: (share > 0, why) for option, (share, why) in found.items()}


def test_no_question_is_lost_on_the_way_to_moodle(wanted, moodle):
    assert moodle.keys() == ids(wanted)
    for question in asked(wanted):
        assert seen(moodle[question.id].findtext("questiontext/text")).startswith(question.ask)


def test_moodle_has_every_option_with_its_feedback(wanted, moodle):
    for question in asked(wanted):
        node = moodle[question.id]
        match question:
            case questions.Single() | questions.Multiple():
                assert judged(answers(node)) == options(question)
            case questions.TrueFalse():
                said = answers(node)
                right = str(question.answer).lower()
                assert {each: said[each][0] for each in said} == {"true": 0, "false": 0} | {
                    right: 100
                }
                assert said["true"][1] == question.truth[True]
                assert said["false"][1] == question.truth[False]
                assert judged(answers(moodle[f"{question.id}.reason"])) == options(question)
            case questions.Locate():
                letters = locate_map.letters(question.candidates)
                assert judged(answers(node)) == places(question, letters)


def test_moodle_has_every_row_item_and_number(wanted, moodle):
    for question in asked(wanted):
        node = moodle[question.id]
        told = seen(node.findtext("generalfeedback/text"))
        match question:
            case questions.Matching(pairs=goes_with) | questions.Classify(items=goes_with):
                rows = subquestions(node)
                assert [row for row in rows if row[0]] == list(goes_with.items())
                assert [right for left, right in rows if not left] == list(
                    getattr(question, "extra", ())
                )
                assert all(why in told for why in question.why.values())
            case questions.Ordering():
                places = {(item, str(n)) for n, item in enumerate(question.items, 1)}
                assert set(subquestions(node)) == places
                assert all(why in told for why in question.why.values())
            case questions.Numeric():
                near = {f"{each.value:.12g}": (0.0, each.why) for each in question.near}
                right = {f"{question.answer:.12g}": (100.0, question.right)}
                assert answers(node) == right | near | {"*": (0.0, question.wrong)}
                tolerances = [float(each.findtext("tolerance")) for each in node.findall("answer")]
                assert tolerances == [question.tolerance, *(n.within for n in question.near), 0]
                assert (node.findtext("units/unit/unit_name") or "") == question.unit


def test_only_a_moodle_that_knows_orders_gets_them(wanted, moodle):
    orders = [each for each in asked(wanted) if isinstance(each, questions.Ordering)]
    assert orders and all(moodle[each.id].get("type") == "matching" for each in orders)
    (content,) = exports.export("moodle", replace(wanted, has_orders=True)).files.values()
    nodes = {each.findtext("idnumber"): each for each in Xml.fromstring(content)}
    for question in orders:
        node = nodes[question.id]
        assert node.get("type") == "ordering"
        items = [seen(each.findtext("text")) for each in node.findall("answer")]
        assert items == list(question.items)


def test_matching_does_not_list_the_items_of_an_order_in_that_order(wanted, moodle):
    orders = [each for each in asked(wanted) if isinstance(each, questions.Ordering)]
    listed = [[left for left, _ in subquestions(moodle[each.id])] for each in orders]
    assert any(rows != list(each.items) for rows, each in zip(listed, orders, strict=True))


def test_names_of_questions_are_sorted_by_lesson_and_can_be_read(wanted, moodle):
    names = [node.findtext("name/text") for node in moodle.values()]
    assert names == sorted(names) and len(set(names)) == len(names)
    for question in asked(wanted):
        name = moodle[question.id].findtext("name/text")
        assert " ".join(question.ask.split())[:20] in name and len(name) < 100


def test_a_unit_that_the_question_names_is_not_asked_for_again(wanted):
    parts = [part for it in wanted.lessons for part in lesson_parts(it, pictures=False)]
    numbers = [part for part in parts if isinstance(part, NumberPart)]
    assert numbers
    for part in numbers:
        is_named = part.unit.split()[-1].casefold() in part.ask.casefold()
        assert asks(part) == part.ask if is_named else asks(part).endswith(f"(in {part.unit})")


def test_moodle_shows_who_marks_a_text_the_model_answer_and_the_criteria(wanted, moodle):
    for question in asked(wanted):
        if isinstance(question, questions.Written):
            node = moodle[question.id]
            assert node.get("type") == "essay"
            for place in ("graderinfo/text", "generalfeedback/text"):
                shown = seen(node.findtext(place))
                assert all(text in shown for text in (question.model, *question.criteria))


def test_moodle_has_hints_and_sources(wanted, moodle):
    for question in asked(wanted):
        node = moodle[question.id]
        assert seen(node.findtext("hint/text") or "") == question.hint
        told = seen(node.findtext("generalfeedback/text"))
        assert all(f"Source: {cite(key)}" in told for key in question.source)


def test_moodle_takes_every_share_and_marks_ticks_as_the_course_does(wanted, moodle):
    dice = random.Random(6)
    for node in moodle.values():
        if node.get("type") == "multichoice":
            assert {each.get("fraction").lstrip("-") for each in node.findall("answer")} <= GRADES
    for question in asked(wanted):
        if isinstance(question, questions.Multiple):
            shares = {option: share for option, (share, _) in answers(moodle[question.id]).items()}
            ticked = dice.sample(sorted(shares), dice.randint(1, len(shares)))
            moodles = max(0.0, sum(shares[option] for option in ticked) / 100)
            assert moodles == pytest.approx(question.mark(ticked).score, abs=1e-6)


def test_where_an_option_stands_does_not_tell_whether_it_is_right(wanted, moodle):
    single = [each for each in asked(wanted) if isinstance(each, questions.Single)]
    first = [next(iter(judged(answers(moodle[each.id])).values()))[0] for each in single]
    assert 0 < sum(first) < len(first) / 2


def test_a_map_travels_as_a_picture_that_says_what_it_shows(wanted, moodle):
    for question in asked(wanted):
        if isinstance(question, questions.Locate):
            node = moodle[question.id]
            file = node.find("questiontext/file")
            assert base64.b64decode(file.text).startswith(b"\x89PNG")
            shown = node.findtext("questiontext/text")
            assert f'src="@@PLUGINFILE@@/{file.get("name")}"' in shown
            assert all(label in shown for label in locate_map.letters(question.candidates).values())


def test_no_question_option_or_feedback_is_lost_on_the_way_to_gift(wanted, gift):
    assert gift.keys() == ids(wanted)
    for question in asked(wanted):
        read = gift[question.id]
        told = seen((read["globalFeedback"] or {"text": ""})["text"])
        assert seen(read["stem"]["text"]).startswith(question.ask)
        assert all(f"Source: {cite(key)}" in told for key in question.source)
        match question:
            case questions.Single() | questions.Multiple():
                assert chosen(read) == options(question)
            case questions.Locate():
                assert chosen(read) == places(question, named(question))
            case questions.TrueFalse(answer=answer, truth=truth):
                # The parser names what stands first and second; to Moodle, the wrong come first.
                said = [seen(read[key]["text"]) for key in ("trueFeedback", "falseFeedback")]
                assert (read["isTrue"], said) == (answer, [truth[not answer], truth[answer]])
                assert chosen(gift[f"{question.id}.reason"]) == options(question)
            case (
                questions.Matching(pairs=pairs, why=why) | questions.Classify(items=pairs, why=why)
            ):
                extra = [("", each) for each in getattr(question, "extra", ())]
                assert rows(read) == [*pairs.items(), *extra]
                assert all(each in told for each in why.values())
            case questions.Ordering(items=items, why=why):
                assert sorted(rows(read), key=lambda row: int(row[1])) == [
                    (item, str(n)) for n, item in enumerate(items, 1)
                ]
                assert all(each in told for each in why.values())
            case questions.Numeric():
                assert numbers(read) == numbers_of(question)
            case questions.Written(model=model, criteria=criteria):
                assert read["type"] == "Essay"
                assert all(text in told for text in (model, *criteria))


def test_gift_does_not_tell_the_place_that_is_asked_for(gift, wanted):
    for question in asked(wanted):
        if isinstance(question, questions.Locate):
            right = [option for option, (good, _) in chosen(gift[question.id]).items() if good]
            assert not any(option in question.ask for option in right)


def chosen(read) -> dict[str, tuple[bool, str]]:
    found = {}
    for each in read["choices"]:
        right = each["isCorrect"] or (each["weight"] or 0) > 0
        found[seen(each["text"]["text"])] = (right, seen(each["feedback"]["text"]))
    return found


def rows(read) -> list[tuple[str, str]]:
    """Return rows; in what goes with one, the parser leaves its own signs for escaped ones."""
    found = []
    for each in read["matchPairs"]:
        right = re.sub(r"&&(\d{3});", lambda sign: chr(int(sign[1])), each["subanswer"])
        found.append((seen(each["subquestion"]["text"]), seen(right)))
    return found


def numbers(read) -> list[tuple[float | None, float, bool, str]]:
    found = []
    for each in read["choices"]:
        value = each["text"] if isinstance(each["text"], dict) else {}
        right = each["isCorrect"] and each["weight"] != 0
        why = seen(each["feedback"]["text"])
        found.append((value.get("number"), value.get("range", 0), right, why))
    return found


def numbers_of(question: questions.Numeric) -> list[tuple[float | None, float, bool, str]]:
    near = [(each.value, each.within, False, each.why) for each in question.near]
    right = (question.answer, question.tolerance, True, question.right)
    return [right, *near, (None, 0, False, question.wrong)]


def named(question: questions.Locate) -> dict[str, str]:
    if any(name(code) in question.ask for code in question.answer):
        return locate_map.coordinates(question.candidates)
    return {code: name(code) for code in question.candidates}
