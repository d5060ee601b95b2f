"""QTI 2.1: one content package a lesson, with an item for each question and a test of them all.

Items mark themselves. What is said about an answer is modal feedback: its identifiers are collected
in FEEDBACK. A hint is an `infoControl`, which learners open when they want it.
"""

from collections.abc import Iterator
from xml.etree import ElementTree as Xml

from lessons import questions
from lessons.publishing.exports.export_base import Export, Losses, Wish, lost, zipped
from lessons.publishing.exports.qti_shapes import Shape, collect, given_right, node, shape, value
from lessons.publishing.exports.question_shapes import Part, Verdict, afterwards, parts, title

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
LOSSES: Losses = {
    "ordering": "only the full order counts",
    "locate": "the map is a picture, the place is chosen by its letter",
    "numeric": "a number that can be read in two ways is not asked back",
}


def export(wish: Wish) -> Export:
    """Return one ZIP a lesson."""
    files = {f"{lesson}.qti21.zip": zipped(package(lesson)) for lesson in wish.lessons}
    return Export(files, lost(wish, LOSSES, lambda _: []))


def package(lesson: str) -> dict[str, bytes]:
    """Return a lesson's files by their paths in the package."""
    asked = [parts(question) for question in questions.questions(lesson)]
    items = {f"items/{each[0].id}.xml": _bytes(item(each)) for each in asked}
    pictures = {
        f"images/{part.picture.name}": part.picture.png
        for each in asked
        for part in each
        if part.picture
    }
    ids = [each[0].id for each in asked]
    frame = {
        "imsmanifest.xml": _bytes(_manifest(lesson, ids, [*pictures])),
        "test.xml": _bytes(_test(lesson, ids)),
    }
    return frame | items | pictures


def item(asked: list[Part]) -> Xml.Element:
    """Return a question as an item; a verdict and its reason are one item with two interactions."""
    first = asked[0]
    shapes = [shape(part, f"RESPONSE{number}") for number, part in enumerate(asked, 1)]
    fixed = {"adaptive": "false", "timeDependent": "false"} | _schema(QTI, "imsqti_v2p1")
    root = node("assessmentItem", identifier=first.id, title=first.id, **fixed)
    root.extend(each.declaration for each in shapes)
    root.append(_outcome("SCORE", "single", "float"))
    root.append(_outcome("FEEDBACK", "multiple", "identifier"))
    root.append(_body(first, shapes))
    root.append(_processing(asked, shapes))
    root.extend(_feedback(name, text) for each in shapes for name, text in each.said.items())
    root.append(_afterwards(first))
    return root


def _body(first: Part, shapes: list[Shape]) -> Xml.Element:
    body = node("itemBody")
    if first.picture:
        shown = node("img", src=f"../images/{first.picture.name}", alt=first.picture.alt)
        body.append(node("p", shown))
    body.extend(each.shown for each in shapes)
    if first.hint:
        body.append(node("infoControl", node("p", first.hint), title="Hint"))
    return body


def _processing(asked: list[Part], shapes: list[Shape]) -> Xml.Element:
    """Return the rules: a reason counts only beside the right verdict."""
    rules = [rule for each in shapes for rule in each.collects]
    rules.append(collect(value("after")))
    rules += shapes[0].marks
    for each in shapes[1:]:
        assert isinstance(asked[0], Verdict)
        rules.append(given_right("RESPONSE1", *each.marks))
    return node("responseProcessing", *rules)


def _feedback(name: str, *texts: str) -> Xml.Element:
    paragraphs = [node("p", text) for text in texts]
    fixed = {"outcomeIdentifier": "FEEDBACK", "showHide": "show", "identifier": name}
    return node("modalFeedback", *paragraphs, **fixed)


def _afterwards(part: Part) -> Xml.Element:
    _, lines = afterwards(part)
    return _feedback("after", *lines)


def _outcome(name: str, cardinality: str, base: str) -> Xml.Element:
    declared = node("outcomeDeclaration", identifier=name, cardinality=cardinality, baseType=base)
    if base == "float":
        declared.append(node("defaultValue", node("value", "0")))
    return declared


def _test(lesson: str, ids: list[str]) -> Xml.Element:
    items = [node("assessmentItemRef", identifier=id, href=f"items/{id}.xml") for id in ids]
    section = node(
        "assessmentSection", *items, identifier="section", title=title(lesson), visible="true"
    )
    modes = {"navigationMode": "nonlinear", "submissionMode": "individual"}
    part = node("testPart", section, identifier="part", **modes)
    fixed = _schema(QTI, "imsqti_v2p1") | {"identifier": lesson, "title": title(lesson)}
    return node("assessmentTest", part, **fixed)


def _manifest(lesson: str, ids: list[str], pictures: list[str]) -> Xml.Element:
    about = node("metadata", node("schema", "QTIv2.1 Package"), node("schemaversion", "1.0.0"))
    resources = node("resources", *_resources(ids, pictures))
    fixed = _schema(CP, "imscp_v1p1") | {"identifier": f"manifest-{lesson}"}
    return node("manifest", about, node("organizations"), resources, **fixed)


def _resources(ids: list[str], pictures: list[str]) -> Iterator[Xml.Element]:
    needs = [node("dependency", identifierref=f"item-{id}") for id in ids]
    yield _resource("test", "imsqti_test_xmlv2p1", ["test.xml"], needs)
    for id in ids:
        own = [f"items/{id}.xml", *(path for path in pictures if path == f"images/{id}.png")]
        yield _resource(f"item-{id}", "imsqti_item_xmlv2p1", own, [])


def _resource(name: str, kind: str, paths: list[str], needs: list[Xml.Element]) -> Xml.Element:
    files = [node("file", href=path) for path in paths]
    return node("resource", *files, *needs, identifier=name, type=kind, href=paths[0])


def _schema(space: str, name: str) -> dict[str, str]:
    where = f"{space} http://www.imsglobal.org/xsd/qti/qtiv2p1/{name}.xsd"
    return {"xmlns": space, "xmlns:xsi": XSI, "xsi:schemaLocation": where}


def _bytes(root: Xml.Element) -> bytes:
    Xml.indent(root)
    text: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"
