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
    nodes = [node for node in root if node.get("type") != "category"]
    found = {node.findtext("idnumber"): node for node in nodes}
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
    ids = {
        part.name: part.id
        for lesson in wanted.lessons
        for part in lesson_parts(lesson, pictures=False)
    }
    return {
        ids[question["title"]]: question
        for question in json.loads(read)
        if question["type"] != "Category"
    }


def ids(wanted) -> set[str]:
    """Return the ids of all questions, and those of the reasons beside verdicts."""
    bank = asked(wanted)
    return {question.id for question in bank} | {
        f"{question.id}.reason" for question in bank if isinstance(question, questions.TrueFalse)
    }


def places(question: questions.Locate, labels: dict[str, str]) -> dict[str, tuple[bool, str]]:
    return {
        labels[code]: (code in question.answer, question.why[code]) for code in question.candidates
    }


def answers(node) -> dict[str, tuple[float, str]]:
    return {
        seen(answer.findtext("text")): (
            float(answer.get("fraction")),
            seen(answer.findtext("feedback/text")),
        )
        for answer in node.findall("answer")
    }


def subquestions(node) -> list[tuple[str, str]]:
    return [
        (seen(pair.findtext("text")), seen(pair.findtext("answer/text")))
        for pair in node.findall("subquestion")
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
                feedback = answers(node)
                right = str(question.answer).lower()
                assert {verdict: feedback[verdict][0] for verdict in feedback} == {
                    "true": 0,
                    "false": 0,
                } | {right: 100}
                assert feedback["true"][1] == question.truth[True]
                assert feedback["false"][1] == question.truth[False]
                assert judged(answers(moodle[f"{question.id}.reason"])) == options(question)
            case questions.Locate():
                letters = locate_map.letters(question.candidates)
                assert judged(answers(node)) == places(question, letters)


def test_moodle_has_every_row_item_and_number(wanted, moodle):
    for question in asked(wanted):
        node = moodle[question.id]
        general = seen(node.findtext("generalfeedback/text"))
        match question:
            case questions.Matching(pairs=goes_with) | questions.Classify(items=goes_with):
                rows = subquestions(node)
                assert [row for row in rows if row[0]] == list(goes_with.items())
                assert [right for left, right in rows if not left] == list(
                    getattr(question, "extra", ())
                )
                assert all(why in general for why in question.why.values())
            case questions.Ordering():
                places = {(item, str(n)) for n, item in enumerate(question.items, 1)}
                assert set(subquestions(node)) == places
                assert all(why in general for why in question.why.values())
            case questions.Numeric():
                near = {f"{value.value:.12g}": (0.0, value.why) for value in question.near}
                right = {f"{question.answer:.12g}": (100.0, question.right)}
                assert answers(node) == right | near | {"*": (0.0, question.wrong)}
                tolerances = [
                    float(answer.findtext("tolerance")) for answer in node.findall("answer")
                ]
                assert tolerances == [question.tolerance, *(n.within for n in question.near), 0]
                assert (node.findtext("units/unit/unit_name") or "") == question.unit


def test_only_a_moodle_that_knows_orders_gets_them(wanted, moodle):
    orders = [question for question in asked(wanted) if isinstance(question, questions.Ordering)]
    assert orders and all(moodle[order.id].get("type") == "matching" for order in orders)
    lesson = orders[0].lesson
    request = replace(wanted, lessons=(lesson,), has_orders=True)
    (content,) = exports.export("moodle", request).files.values()
    nodes = {element.findtext("idnumber"): element for element in Xml.fromstring(content)}
    for question in (order for order in orders if order.lesson == lesson):
        node = nodes[question.id]
        assert node.get("type") == "ordering"
        items = [seen(answer.findtext("text")) for answer in node.findall("answer")]
        assert items == list(question.items)


def test_matching_does_not_list_the_items_of_an_order_in_that_order(wanted, moodle):
    orders = [question for question in asked(wanted) if isinstance(question, questions.Ordering)]
    listed = [[left for left, _ in subquestions(moodle[order.id])] for order in orders]
    assert any(rows != list(order.items) for rows, order in zip(listed, orders, strict=True))


def test_names_of_questions_are_sorted_by_lesson_and_can_be_read(wanted, moodle):
    names = [node.findtext("name/text") for node in moodle.values()]
    assert names == sorted(names) and len(set(names)) == len(names)
    for question in asked(wanted):
        name = moodle[question.id].findtext("name/text")
        assert " ".join(question.ask.split())[:20] in name and len(name) < 100


def test_a_unit_that_the_question_names_is_not_asked_for_again(wanted):
    parts = [part for lesson in wanted.lessons for part in lesson_parts(lesson, pictures=False)]
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
        general = seen(node.findtext("generalfeedback/text"))
        assert all(f"Source: {cite(key)}" in general for key in question.source)


def test_moodle_takes_every_share_and_marks_ticks_as_the_course_does(wanted, moodle):
    dice = random.Random(6)
    for node in moodle.values():
        if node.get("type") == "multichoice":
            assert {
                answer.get("fraction").lstrip("-") for answer in node.findall("answer")
            } <= GRADES
    for question in asked(wanted):
        if isinstance(question, questions.Multiple):
            shares = {option: share for option, (share, _) in answers(moodle[question.id]).items()}
            ticked = dice.sample(sorted(shares), dice.randint(1, len(shares)))
            moodles = max(0.0, sum(shares[option] for option in ticked) / 100)
            assert moodles == pytest.approx(question.mark(ticked).score, abs=1e-6)


def test_the_position_of_an_option_does_not_show_whether_it_is_right(wanted, moodle):
    single = [question for question in asked(wanted) if isinstance(question, questions.Single)]
    first = [next(iter(judged(answers(moodle[question.id])).values()))[0] for question in single]
    assert 0 < sum(first) < len(first) / 2


def test_a_map_is_exported_as_a_picture_with_alternative_text(wanted, moodle):
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
        general = seen((read["globalFeedback"] or {"text": ""})["text"])
        assert seen(read["stem"]["text"]).startswith(question.ask)
        assert all(f"Source: {cite(key)}" in general for key in question.source)
        match question:
            case questions.Single() | questions.Multiple():
                assert chosen(read) == options(question)
            case questions.Locate():
                assert chosen(read) == places(question, named(question))
            case questions.TrueFalse(answer=answer, truth=truth):
                # The parser names the first and second text; in Moodle, the wrong come first.
                texts = [seen(read[key]["text"]) for key in ("trueFeedback", "falseFeedback")]
                assert (read["isTrue"], texts) == (answer, [truth[not answer], truth[answer]])
                assert chosen(gift[f"{question.id}.reason"]) == options(question)
            case (
                questions.Matching(pairs=pairs, why=why) | questions.Classify(items=pairs, why=why)
            ):
                extra = [("", text) for text in getattr(question, "extra", ())]
                assert rows(read) == [*pairs.items(), *extra]
                assert all(reason in general for reason in why.values())
            case questions.Ordering(items=items, why=why):
                assert sorted(rows(read), key=lambda row: int(row[1])) == [
                    (item, str(n)) for n, item in enumerate(items, 1)
                ]
                assert all(reason in general for reason in why.values())
            case questions.Numeric():
                assert numbers(read) == numbers_of(question)
            case questions.Written(model=model, criteria=criteria):
                assert read["type"] == "Essay"
                assert all(text in general for text in (model, *criteria))


def test_gift_does_not_tell_the_place_that_is_asked_for(gift, wanted):
    for question in asked(wanted):
        if isinstance(question, questions.Locate):
            right = [option for option, (good, _) in chosen(gift[question.id]).items() if good]
            assert not any(option in question.ask for option in right)


def chosen(read) -> dict[str, tuple[bool, str]]:
    found = {}
    for choice in read["choices"]:
        right = choice["isCorrect"] or (choice["weight"] or 0) > 0
        found[seen(choice["text"]["text"])] = (right, seen(choice["feedback"]["text"]))
    return found


def rows(read) -> list[tuple[str, str]]:
    """Return rows; in what goes with one, the parser leaves its own signs for escaped ones."""
    found = []
    for pair in read["matchPairs"]:
        right = re.sub(r"&&(\d{3});", lambda sign: chr(int(sign[1])), pair["subanswer"])
        found.append((seen(pair["subquestion"]["text"]), seen(right)))
    return found


def numbers(read) -> list[tuple[float | None, float, bool, str]]:
    found = []
    for choice in read["choices"]:
        value = choice["text"] if isinstance(choice["text"], dict) else {}
        right = choice["isCorrect"] and choice["weight"] != 0
        why = seen(choice["feedback"]["text"])
        found.append((value.get("number"), value.get("range", 0), right, why))
    return found


def numbers_of(question: questions.Numeric) -> list[tuple[float | None, float, bool, str]]:
    near = [(value.value, value.within, False, value.why) for value in question.near]
    right = (question.answer, question.tolerance, True, question.right)
    return [right, *near, (None, 0, False, question.wrong)]


def named(question: questions.Locate) -> dict[str, str]:
    if any(name(code) in question.ask for code in question.answer):
        return locate_map.coordinates(question.candidates)
    return {code: name(code) for code in question.candidates}
