"""Questions arrive in Canvas and in Anki, read by parsers that are not ours."""

import re

import pytest
from defusedxml import ElementTree as Xml
from exporting import asked, cards, options, seen, unpacked

from lessons import questions
from lessons.data import cite, rows
from lessons.publishing import exports
from lessons.questions import locate_map

IMSMD = "{http://www.imsglobal.org/xsd/imsmd_v1p2}"
CANVAS = {"c": "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"}


# Canvas


@pytest.fixture(scope="module")
def zips(wanted):
    """Return the ZIPs for Canvas, one for each lesson."""
    return exports.export("canvas", wanted).files.values()


@pytest.fixture(scope="module")
def canvas(zips):
    """Return Canvas's questions by their titles: what is asked, said, offered and right."""
    found = {}
    for content in zips:
        files = unpacked(content)
        assert all(files[n].startswith(b"\x89PNG") for n in files if n.startswith("images/"))
        (quiz,) = (n for n in files if n.endswith(".xml") and "/cooperative_security_" in n)
        for item in Xml.fromstring(files[quiz]).iterfind(".//c:item", CANVAS):
            found[item.get("ident")] = canvas_item(item)
    return found


def canvas_item(item) -> dict[str, object]:
    feedback = {
        element.get("ident").removesuffix("_fb"): seen(
            element.findtext(".//c:mattext", None, CANVAS)
        )
        for element in item.iterfind("c:itemfeedback", CANVAS)
    }
    labels = item.findall(".//c:response_lid[@ident='response1']//c:response_label", CANVAS)
    scored = "c:resprocessing/c:respcondition[c:setvar]/c:conditionvar"
    right = [
        element.text
        for path in ("/c:varequal", "/c:and/c:varequal")
        for element in item.iterfind(scored + path, CANVAS)
    ]
    return {
        "ask": seen(item.findtext("c:presentation/c:material/c:mattext", None, CANVAS)),
        "said": feedback,
        "options": {
            seen(label.findtext(".//c:mattext", None, CANVAS)): (
                label.get("ident") in right,
                feedback[label.get("ident")],
            )
            for label in labels
        },
        "rows": canvas_rows(item),
        "points": float(canvas_field(item, "points_possible")),
        "type": canvas_field(item, "question_type"),
        "range": [item.findtext(f".//c:{end}", None, CANVAS) for end in ("vargte", "varlte")],
        "linked": [
            element.get("linkrefid").removesuffix("_fb")
            for element in item.iterfind(".//c:displayfeedback", CANVAS)
        ],
    }


def canvas_field(item, label: str) -> str:
    for field in item.iterfind(".//c:qtimetadatafield", CANVAS):
        if field.findtext("c:fieldlabel", None, CANVAS) == label:
            return field.findtext("c:fieldentry", None, CANVAS)
    raise KeyError(label)


def canvas_rows(item) -> dict[str, tuple[str, set[str], float]]:
    """Return what belongs to each row, what it offers, and its part of 100."""
    found = {}
    for row in item.findall("c:presentation/c:response_lid", CANVAS):
        if not row.get("ident").startswith("row"):
            continue
        offered = {
            label.get("ident"): label.findtext(".//c:mattext", None, CANVAS)
            for label in row.iterfind(".//c:response_label", CANVAS)
        }
        for scored in item.iterfind(".//c:respcondition", CANVAS):
            right = scored.find("c:conditionvar/c:varequal", CANVAS)
            if right is not None and right.get("respident") == row.get("ident"):
                share = float(scored.findtext("c:setvar", None, CANVAS))
                left = row.findtext("c:material/c:mattext", None, CANVAS)
                found[left] = (offered[right.text], set(offered.values()), share)
    return found


def test_no_question_option_or_feedback_is_lost_on_the_way_to_canvas(wanted, canvas):
    expected = {}
    for question in asked(wanted):
        expected |= in_canvas(question)
    found = {title: element["options"] for title, element in canvas.items()}
    assert found == expected


def in_canvas(question) -> dict[str, dict[str, tuple[bool, str]]]:
    """Return what must arrive of a question: titles, options, which are right, and why."""
    name = question.id
    match question:
        case questions.Single() | questions.Multiple():
            return {name: options(question)}
        case questions.TrueFalse(answer=answer, truth=truth):
            verdicts = {
                str(verdict): (verdict == answer, truth[verdict]) for verdict in (True, False)
            }
            return {name: verdicts, f"{name}.reason": options(question)}
        case questions.Locate():
            labels = locate_map.letters(question.candidates)
            right = question.answer
            return {name: {labels[c]: (c in right, question.why[c]) for c in question.candidates}}
    return {name: {}}


def test_canvas_asks_one_question_with_all_rows(wanted, canvas):
    for question in asked(wanted):
        item = canvas[question.id]
        assert item["ask"].startswith(question.ask)
        assert all(f"Source: {cite(key)}" in item["said"]["general"] for key in question.source)
        match question:
            case questions.Matching(pairs=pairs) | questions.Classify(items=pairs):
                rights = {*pairs.values(), *getattr(question, "extra", ())}
            case questions.Ordering(items=items):
                pairs = {text: str(n) for n, text in enumerate(items, 1)}
                rights = set(pairs.values())
            case _:
                continue
        rows = item["rows"]
        assert {left: right for left, (right, _, _) in rows.items()} == pairs
        assert all(offered == rights for _, offered, _ in rows.values())
        assert sum(share for _, _, share in rows.values()) == pytest.approx(100, abs=0.1)
        assert all(why in item["said"]["general"] for why in question.why.values())


def test_every_question_weighs_the_same_in_canvas_as_in_the_course(wanted, canvas):
    points = dict.fromkeys((question.id for question in asked(wanted)), 0.0)
    for ident, item in canvas.items():
        points[ident.removesuffix(".reason")] += item["points"]
    assert set(points.values()) == {1.0}


def test_canvas_shows_feedback_and_the_course_as_the_title(zips):
    for content in zips:
        files = unpacked(content)
        (path,) = (name for name in files if name.endswith("assessment_meta.xml"))
        settings = {
            element.tag.rpartition("}")[2]: element.text for element in Xml.fromstring(files[path])
        }
        assert not settings["hide_results"] and settings["show_correct_answers"] == "true"
        title = next(Xml.fromstring(files["imsmanifest.xml"]).iter(f"{IMSMD}title"))
        assert settings["title"] in "".join(title.itertext())
        assert "".join(title.itertext()).startswith("Cooperative Security")


def test_canvas_has_numbers_with_feedback_on_right_near_and_other_answers(wanted, canvas):
    for question in asked(wanted):
        if isinstance(question, questions.Numeric):
            got = canvas[question.id]
            ends = question.answer - question.tolerance, question.answer + question.tolerance
            assert tuple(map(float, got["range"])) == pytest.approx(ends, abs=1e-4)
            assert got["said"]["correct"] == question.right
            # Canvas finds it by its name, and a link from the answer would show it twice.
            assert "correct" not in got["linked"]
            wrong = got["said"]["general_incorrect"]
            assert all(value.why in wrong for value in question.near) and question.wrong in wrong


# Anki


@pytest.fixture(scope="module")
def anki(wanted):
    """Return notes, decks and pictures, as sqlite reads them."""
    return cards(wanted)


def test_no_question_option_or_feedback_is_lost_on_the_way_to_anki(wanted, anki):
    notes, decks, media = anki
    assert len(decks) >= len(wanted.lessons) + 1
    for question in asked(wanted):
        _, (_, ask, _, hint, answer, sources) = notes[question.id]
        back = seen(answer)
        assert seen(ask) == question.ask and seen(hint) == question.hint
        assert all(cite(key) in seen(sources) for key in question.source)
        assert all(text in back for text in texts_of(question))
        if isinstance(question, questions.Locate):
            assert media[f"{question.id}.png"].startswith(b"\x89PNG")


def texts_of(question) -> list[str]:
    """Return every option and every feedback of a question."""
    match question:
        case (
            questions.Single(right=right, wrong=wrong)
            | questions.Multiple(right=right, wrong=wrong)
        ):
            return [*right, *right.values(), *wrong, *wrong.values()]
        case questions.TrueFalse():
            return [*question.truth.values(), *options(question), *question.right.values()]
        case questions.Matching(pairs=pairs, why=why) | questions.Classify(items=pairs, why=why):
            return [*pairs, *pairs.values(), *why.values()]
        case questions.Ordering(items=items, why=why):
            return [*items, *why.values()]
        case questions.Numeric():
            return [question.right, question.wrong, *(value.why for value in question.near)]
        case questions.Written(model=model, criteria=criteria):
            return [model, *criteria]
    return [*locate_map.letters(question.candidates).values(), *question.why.values()]


def test_anki_asks_every_term_of_the_glossary_in_both_directions(anki):
    notes, decks, _ = anki
    assert "Cooperative Security::Glossary" in decks
    texts = [[seen(field) for field in fields] for _, fields in notes.values() if len(fields) == 2]
    terms = {
        f"{row.term} ({row.abbreviation})" if row.abbreviation else row.term: row
        for row in rows("glossary")
    }
    meanings = {front: back for front, back in texts if front in terms}
    assert meanings == {term: " ".join(row.definition.split()) for term, row in terms.items()}
    reversed_cards = {back: front for front, back in texts if front not in terms}
    assert reversed_cards.keys() == terms.keys()
    for term, meaning in reversed_cards.items():
        assert not re.search(rf"\b{re.escape(terms[term].term)}\b", meaning, re.IGNORECASE)
