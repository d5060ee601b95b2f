"""What each type of question must hold."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from lessons.core import paths

Row = dict[str, Any]
COMMON = {"id", "in", "type", "objective", "ask", "hint", "source", "compute", "covers", "review"}
CATCH_ALL = re.compile(
    r"\b(all|none|both|neither|any) of (the )?(above|these|those|them)\b|\ball three\b", re.I
)


def mistakes(row: Row, kind: str) -> Iterator[str]:
    """Yield what is wrong with a question of a known type, in words."""
    keys, shape = SHAPES[kind]
    yield from unknown_keys(row, COMMON | set(keys.split()))
    if not isinstance(row.get("review", True), bool):
        yield "review is true or false: whether it can be asked away from its page."
    yield from shape(row)


def unknown_keys(row: Row, known: set[str]) -> Iterator[str]:
    """Yield a sentence for each key that means nothing here."""
    for key in sorted(row.keys() - known):
        yield f"unknown key '{key}'.{paths.nearest(key, known)}"


def text(value: object) -> bool:
    """Return whether a value is a text with something in it."""
    return isinstance(value, str) and bool(value.strip())


def number(value: object) -> bool:
    """Return whether a value is a number."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def _table(row: Row, key: str, least: int, example: str) -> Iterator[str]:
    table = row.get(key)
    if not isinstance(table, dict) or len(table) < least:
        many = "an entry" if least == 1 else f"at least {least} entries"
        yield f"[question.{key}] needs {many}, such as {example}."
        return
    for label, said in table.items():
        if not text(said):
            yield f"no feedback on '{label}' in [question.{key}]. Write why."


def _list(row: Row, key: str, least: int) -> Iterator[str]:
    items = row.get(key)
    if not isinstance(items, list) or len(items) < least or not all(map(text, items)):
        yield f"{key} needs a list of at least {least} texts."


def _alike(labels: Iterable[str]) -> Iterator[str]:
    labels = list(labels)
    for label, times in Counter(" ".join(each.split()).casefold() for each in labels).items():
        if times > 1:
            yield f"the option '{label}' stands there {times} times. Keep one."
    for label in labels:
        if CATCH_ALL.search(label):
            yield f"'{label}' tests reading, not knowledge. Name the options themselves."


def _keys(of: dict[str, Any], allowed: Iterable[str], where: str) -> Iterator[str]:
    allowed = list(allowed)
    for key in of:
        if key not in allowed:
            yield f"'{key}' in {where} is none of the options.{paths.nearest(key, allowed)}"
    for key in allowed:
        if not text(of.get(key)):
            yield f"no feedback on '{key}' in {where}. Write why."


def _options(row: Row, where: str = "") -> Iterator[str]:
    for key, word in (("right", "right"), ("wrong", "wrong")):
        if not isinstance(row.get(key), dict) or not row[key]:
            yield f"no {word} option. Write [question.{where}{key}] and 'option' = 'feedback'."
            continue
        for label, said in row[key].items():
            if not text(said):
                yield f"no feedback on '{label}'. Write why it is {word}, and why it tempts."
    yield from _alike([*_dict(row, "right"), *_dict(row, "wrong")])


def _dict(row: Row, key: str) -> dict[str, Any]:
    value = row.get(key)
    return value if isinstance(value, dict) else {}


def _single(row: Row) -> Iterator[str]:
    yield from _options(row)
    if len(_dict(row, "right")) > 1:
        yield "type single has one right option. Take away the others, or write type = 'multiple'."


def _true_false(row: Row) -> Iterator[str]:
    if not isinstance(row.get("answer"), bool):
        yield "no answer. Write answer = true or answer = false."
    yield from _keys(_dict(row, "truth"), ["true", "false"], "[question.truth]")
    yield from _options(_dict(row, "reasons"), "reasons.")


def _matching(row: Row) -> Iterator[str]:
    yield from _table(row, "pairs", 2, "'left' = 'right'")
    pairs, extra = _dict(row, "pairs"), row.get("extra", [])
    yield from _keys(_dict(row, "why"), pairs, "[question.why]")
    yield from _alike(pairs)
    yield from _alike([str(right) for right in [*pairs.values(), *extra]])


def _ordering(row: Row) -> Iterator[str]:
    yield from _list(row, "items", 3)
    items = [str(item) for item in row.get("items", [])]
    yield from _keys(_dict(row, "why"), items, "[question.why]")
    yield from _alike(items)


def _classify(row: Row) -> Iterator[str]:
    yield from _list(row, "groups", 2)
    yield from _table(row, "items", 3, "'item' = 'group'")
    groups, items = [str(group) for group in row.get("groups", [])], _dict(row, "items")
    for item, group in items.items():
        if group not in groups:
            yield f"'{item}' goes to '{group}', which is no group.{paths.nearest(group, groups)}"
    for group in groups:
        if group not in items.values():
            yield f"the group '{group}' stays empty. Give it an item or take it away."
    yield from _keys(_dict(row, "why"), items, "[question.why]")
    yield from _alike([*groups, *items])


def _numeric(row: Row) -> Iterator[str]:
    if not number(row.get("answer")):
        yield "no answer. Write answer = 41."
        return
    tolerance = row.get("tolerance", 0)
    if not number(tolerance) or tolerance < 0:
        yield "tolerance must be a number, 0 or more."
        return
    for key in ("right", "wrong"):
        if not text(row.get(key)):
            yield f"no feedback for a {key} answer. Write {key} = '...'."
    for near in row.get("near", []):
        yield from _near(near, row["answer"], tolerance)


def _near(near: Row, answer: float, tolerance: float) -> Iterator[str]:
    value = near.get("value")
    if not number(value) or not text(near.get("why")):
        yield "each [[question.near]] needs value = a number and why = '...'."
    elif abs(float(near["value"]) - answer) <= tolerance:
        yield f"near value {value} counts as right. Take it away or lower the tolerance."


def _locate(row: Row) -> Iterator[str]:
    yield from _list(row, "candidates", 4)
    candidates = [str(code) for code in row.get("candidates", [])]
    answer = row.get("answer", [])
    accepted = [answer] if isinstance(answer, str) else list(answer)
    if not accepted:
        yield "no right answer. Write answer = ['ALB']."
    for code in accepted:
        if code not in candidates:
            yield f"the answer '{code}' is none of the candidates. Add it to them."
    if accepted and not set(candidates) - set(accepted):
        yield "every candidate is right. Add some that are not."
    yield from _keys(_dict(row, "why"), candidates, "[question.why]")
    yield from _alike(candidates)


SHAPES: dict[str, tuple[str, Callable[[Row], Iterator[str]]]] = {
    "single": ("right wrong", _single),
    "multiple": ("right wrong", _options),
    "true_false": ("answer truth reasons", _true_false),
    "matching": ("pairs extra why", _matching),
    "ordering": ("items why", _ordering),
    "classify": ("groups items why", _classify),
    "numeric": ("answer unit tolerance right wrong near", _numeric),
    "locate": ("answer candidates why", _locate),
}
