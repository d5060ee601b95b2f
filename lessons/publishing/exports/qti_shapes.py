"""The five shapes as interactions of QTI 2.1: what is shown, how it is marked, what is said."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as Xml

from lessons.publishing.exports.question_shapes import (
    Choice,
    Number,
    Order,
    Pairs,
    Part,
    Verdict,
    mixed,
)


@dataclass(frozen=True)
class Shape:
    """One interaction: its declaration, what is shown, how it is marked, what is said and when."""

    declaration: Xml.Element
    shown: Xml.Element
    marks: list[Xml.Element]
    said: Mapping[str, str]
    collects: list[Xml.Element]


def shape(part: Part, response: str) -> Shape:
    """Return a part as an interaction that answers into `response`."""
    return SHAPES[type(part)](part, response)


def node(tag: str, *content: Xml.Element | str, **attributes: str) -> Xml.Element:
    """Return an element with its children, its text and its attributes."""
    made = Xml.Element(tag, attributes)
    for each in content:
        if isinstance(each, str):
            made.text = each
        else:
            made.append(each)
    return made


def value(name: str, base: str = "identifier") -> Xml.Element:
    """Return a fixed value."""
    return node("baseValue", name, baseType=base)


def collect(expression: Xml.Element) -> Xml.Element:
    """Return the rule that adds what is to be said to what has been collected."""
    both = node("multiple", node("variable", identifier="FEEDBACK"), expression)
    return node("setOutcomeValue", both, identifier="FEEDBACK")


def given_right(response: str, *rules: Xml.Element) -> Xml.Element:
    """Return rules that hold if a response is right in full."""
    return _when(node("match", _response(response), node("correct", identifier=response)), *rules)


def _choice(part: Choice, response: str) -> Shape:
    names = {f"{response}_{n}": option for n, option in enumerate(part.options, 1)}
    right = [name for name, option in names.items() if option.right]
    shown = node(
        "choiceInteraction",
        node("prompt", part.ask),
        *(node("simpleChoice", each.text, identifier=name) for name, each in names.items()),
        responseIdentifier=response,
        shuffle="false" if part.picture else "true",
        maxChoices="0" if part.many else "1",
    )
    # One answer may be any of several right ones: the mapping knows them all.
    kind = ("multiple" if part.many else "single", "identifier")
    shares = {name: part.weight * option.share for name, option in names.items()}
    declared = _declared(response, *kind, right if part.many else right[:1], shares)
    said = {name: option.why for name, option in names.items()}
    return Shape(declared, shown, [_mapped(response)], said, [collect(_response(response))])


def _verdict(part: Verdict, response: str) -> Shape:
    names = {f"{response}_true": True, f"{response}_false": False}
    right = next(name for name, said in names.items() if said == part.answer)
    shown = node(
        "choiceInteraction",
        node("prompt", part.ask),
        *(node("simpleChoice", str(said), identifier=name) for name, said in names.items()),
        responseIdentifier=response,
        shuffle="false",
        maxChoices="1",
    )
    declared = _declared(response, "single", "identifier", [right], {right: part.weight})
    said = {name: part.why[each] for name, each in names.items()}
    return Shape(declared, shown, [_mapped(response)], said, [collect(_response(response))])


def _pairs(part: Pairs, response: str) -> Shape:
    lefts = {row.left: f"{response}_L{n}" for n, row in enumerate(part.rows, 1)}
    rights = {text: f"{response}_R{n}" for n, text in enumerate(part.rights, 1)}
    right = [f"{lefts[row.left]} {rights[row.right]}" for row in part.rows]
    shown = node(
        "matchInteraction",
        node("prompt", part.ask),
        _set_of(lefts, "1"),
        _set_of(rights, "0"),
        responseIdentifier=response,
        shuffle="true",
        maxAssociations=str(len(part.rows)),
    )
    shares = {
        f"{lefts[left]} {rights[text]}": share for (left, text), share in shares_of(part).items()
    }
    declared = _declared(response, "multiple", "directedPair", right, shares)
    said = {f"{response}_row{n}": row.why for n, row in enumerate(part.rows, 1)}
    collects = [
        _when(node("member", value(pair, "directedPair"), _response(response)), collect(value(row)))
        for pair, row in zip(right, said, strict=True)
    ]
    return Shape(declared, shown, [_mapped(response)], said, collects)


def _order(part: Order, response: str) -> Shape:
    names = {item: f"{response}_{n}" for n, (item, _) in enumerate(part.items, 1)}
    shown = node(
        "orderInteraction",
        node("prompt", part.ask),
        *(node("simpleChoice", text, identifier=names[text]) for text in mixed(names, part.id)),
        responseIdentifier=response,
        shuffle="true",
    )
    declared = _declared(response, "ordered", "identifier", names.values())
    said = {f"{names[item]}_why": f"{item}: {why}" for item, why in part.items}
    collects = [
        _when(_at(place, name, response), collect(value(f"{name}_why")))
        for place, name in enumerate(names.values(), 1)
    ]
    marks = [given_right(response, _scores(value("1", "float")))]
    return Shape(declared, shown, marks, said, collects)


def _number(part: Number, response: str) -> Shape:
    entry = node("textEntryInteraction", responseIdentifier=response, expectedLength="12")
    entry.tail = f" {part.unit}"
    shown = node("div", node("p", part.ask), node("p", entry))
    declared = _declared(response, "single", "float", [f"{part.answer:.12g}"])
    hits = [("right", part.answer, part.tolerance, part.right)]
    hits += [(f"near{n}", each.value, each.within, each.why) for n, each in enumerate(part.near, 1)]
    branches = [
        node(
            "responseElseIf" if number else "responseIf",
            _equal(response, wanted, within),
            collect(value(f"{response}_{name}")),
        )
        for number, (name, wanted, within, _) in enumerate(hits)
    ]
    branches[0].append(_scores(value("1", "float")))
    branches.append(node("responseElse", collect(value(f"{response}_wrong"))))
    said = {f"{response}_{name}": why for name, _, _, why in hits}
    said[f"{response}_wrong"] = part.wrong
    return Shape(declared, shown, [], said, [node("responseCondition", *branches)])


SHAPES: dict[type[Part], Callable[[Any, str], Shape]] = {
    Choice: _choice,
    Verdict: _verdict,
    Pairs: _pairs,
    Order: _order,
    Number: _number,
}


def shares_of(part: Pairs) -> dict[tuple[str, str], float]:
    """Return what each pair adds to the mark, by the rules of lessons.questions.marking."""
    members = [row.right for row in part.rows]
    groups, rows = len(set(members)), len(members)
    shares = {}
    for row in part.rows:
        sorting = part.kind == "classify"
        gain = 1 / groups / members.count(row.right) if sorting else 1 / rows
        others = len(part.rights) - 1 if sorting else max(1, rows - 1)
        for text in part.rights:
            shares[row.left, text] = gain if text == row.right else -gain / others
    return shares


def _declared(
    response: str,
    cardinality: str,
    base: str,
    right: Iterable[str],
    shares: Mapping[str, float] | None = None,
) -> Xml.Element:
    correct = node("correctResponse", *(node("value", each) for each in right))
    kind = {"identifier": response, "cardinality": cardinality, "baseType": base}
    declared = node("responseDeclaration", correct, **kind)
    if shares is not None:
        entries = [
            node("mapEntry", mapKey=key, mappedValue=f"{share:.9g}")
            for key, share in shares.items()
        ]
        declared.append(node("mapping", *entries, lowerBound="0", defaultValue="0"))
    return declared


def _set_of(texts: Mapping[str, str], most: str) -> Xml.Element:
    choices = [
        node("simpleAssociableChoice", text, identifier=name, matchMax=most)
        for text, name in texts.items()
    ]
    return node("simpleMatchSet", *choices)


def _response(response: str) -> Xml.Element:
    return node("variable", identifier=response)


def _mapped(response: str) -> Xml.Element:
    return _scores(node("mapResponse", identifier=response))


def _scores(expression: Xml.Element) -> Xml.Element:
    total = node("sum", node("variable", identifier="SCORE"), expression)
    return node("setOutcomeValue", total, identifier="SCORE")


def _when(condition: Xml.Element, *rules: Xml.Element) -> Xml.Element:
    return node("responseCondition", node("responseIf", condition, *rules))


def _at(place: int, name: str, response: str) -> Xml.Element:
    return node("match", node("index", _response(response), n=str(place)), value(name))


def _equal(response: str, wanted: float, within: float) -> Xml.Element:
    off = f"{max(within, abs(wanted) * 1e-9):.12g}"
    mode = {"toleranceMode": "absolute", "tolerance": f"{off} {off}"}
    return node("equal", _response(response), value(f"{wanted:.12g}", "float"), **mode)
