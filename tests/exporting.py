"""What the tests of exports share: a bank full of signs that formats use, and what must arrive."""

import json
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

from lessons import questions
from lessons.publishing.exports import Request, export
from lessons.questions import types

Cards = tuple[dict[str, tuple[str, list[str]]], dict[str, str], dict[str, bytes]]
HOSTILE = [
    "&amp; is not & or &lt;",
    "a < b > c <script>alert(1)</script>",
    "{x} = ~y~ # z : w",
    "%50% of 'it' \"said\"",
    "ends in a back\\slash\\",
    "A -> arrow = -> ::name:: ####",
    "* _em_ __st__ `code` $x$ [l](u) ![i](j)",
    "]]> <![CDATA[ x",
    "{{Ask}} {{c1::cloze}} // $CATEGORY: x",
    "1. list \\n \\# \\= \\~",
    "=5 +- 3 % comment",
    "é ü 中 – … “quoted” '' -- ---",
    "@@PLUGINFILE@@/a.png &#35; &copy;",
    "~=wrong #right",
]


def hostile(number: int) -> str:
    """Return the text of a number: each is another, and all signs come up."""
    return f"{HOSTILE[number % len(HOSTILE)]} {number}"


def nasty_lesson(folder: Path) -> Path:
    """Write the lesson `nasty` with every type, its every text hostile; return its folder."""
    lesson = folder / "00_nasty"
    lesson.mkdir(parents=True)
    texts = map(hostile, range(2000))
    names = {name: name for name in types.question_types()}
    names |= {f"single-{number}": "single" for number in range(12)}
    blocks = [_head(kind, name, texts) + _body(kind, texts) for name, kind in names.items()]
    start = f"minutes = 1\n[objectives]\n1 = {_q(next(texts))}\n"
    (lesson / "quiz.toml").write_text(start + "".join(blocks), encoding="utf-8")
    (lesson / "lesson.md").write_text("# A/B: {nasty} & <title>\n", encoding="utf-8")
    return lesson


def asked(wanted: Request) -> list[questions.Question]:
    """Return every question of a request, as the bank holds it."""
    return [question for lesson in wanted.lessons for question in questions.questions(lesson)]


def options(question: questions.Question) -> dict[str, tuple[bool, str]]:
    """Return each option of a choice, or reason of a verdict: whether it is right, and why."""
    right, wrong = question.right, question.wrong  # type: ignore[attr-defined]
    return {o: (True, w) for o, w in right.items()} | {o: (False, w) for o, w in wrong.items()}


def unpacked(content: bytes) -> dict[str, bytes]:
    """Return the files of a ZIP by their paths."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name[-1] != "/"}


def cards(wanted: Request) -> Cards:
    """Return notes by their first field (GUID, fields), decks by name, and pictures."""
    (content,) = export("anki", wanted).files.values()
    files = unpacked(content)
    base = sqlite3.connect(":memory:")
    base.deserialize(files["collection.anki2"])
    rows = base.execute("select guid, flds from notes").fetchall()
    notes = {fields.split("\x1f")[0]: (guid, fields.split("\x1f")) for guid, fields in rows}
    assert base.execute("select count(*) from cards").fetchone()[0] == len(notes) == len(rows)
    assert len({guid for guid, _ in rows}) == len(rows), "two notes share a GUID"
    decks = {
        d["name"]: n
        for n, d in json.loads(base.execute("select decks from col").fetchone()[0]).items()
    }
    base.close()
    media = {name: files[number] for number, name in json.loads(files["media"]).items()}
    return notes, decks, media


def seen(html: str) -> str:
    """Return the text that a reader sees of a piece of HTML, on one line."""
    reader = _Seen()
    reader.feed(html)
    reader.close()
    return " ".join("".join(reader.texts).split())


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        assert tag in {"p", "ul", "li", "b", "br", "img", "strong", "em"}, f"<{tag}> is read"
        self.texts.append(" " if tag in {"p", "li", "br"} else "")


def _q(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _head(kind: str, name: str, texts: Iterator[str]) -> str:
    return (
        f'[[question]]\nid = "{name}"\ntype = "{kind}"\nobjective = 1\nask = {_q(next(texts))}\n'
        f'hint = {_q(next(texts))}\nsource = ["nato-backgrounder-2013"]\n'
    )


def _table(name: str, rows: Iterable[tuple[str, str]]) -> str:
    return f"[question.{name}]\n" + "".join(f"{_q(a)} = {_q(b)}\n" for a, b in rows)


def _body(kind: str, texts: Iterator[str]) -> str:
    # With ask and hint these are 43 texts, so that every sign comes up in every place.
    words = [next(texts) for _ in range(41)]
    some = list(zip(words[:4], words[4:8], strict=True))
    match kind:
        case "single" | "multiple":
            cut = 1 if kind == "single" else 2
            return _table("right", some[:cut]) + _table("wrong", some[cut:])
        case "true_false":
            truth = {"true": words[8], "false": words[9]}
            reasons = _table("reasons.right", some[:1]) + _table("reasons.wrong", some[1:])
            return "answer = false\n" + _table("truth", truth.items()) + reasons
        case "matching":
            whys = zip(words[:4], words[10:14], strict=True)
            return f"extra = [{_q(words[20])}]\n" + _table("pairs", some) + _table("why", whys)
        case "ordering":
            return f"items = [{', '.join(map(_q, words[:4]))}]\n" + _table("why", some)
        case "classify":
            groups = words[20:23]
            items = [(words[n], groups[n % 3]) for n in range(5)]
            whys = zip(words[:5], words[10:15], strict=True)
            listed = ", ".join(map(_q, groups))
            return f"groups = [{listed}]\n" + _table("items", items) + _table("why", whys)
        case "numeric":
            near = f"[[question.near]]\nvalue = 12.5\nwithin = 1\nwhy = {_q(words[2])}\n"
            feedback = f"right = {_q(words[0])}\nwrong = {_q(words[1])}\n"
            return f"answer = -3.25\ntolerance = 0.5\nunit = {_q(words[3])}\n{feedback}{near}"
        case "written":
            return f"model = {_q(words[0])}\ncriteria = [{', '.join(map(_q, words[1:4]))}]\n"
    codes = ("MNG", "JPN", "KAZ", "PAK")
    places = _table("why", zip(codes, words[:4], strict=True))
    return f'answer = ["MNG", "JPN"]\ncandidates = {json.dumps(codes)}\n{places}'
