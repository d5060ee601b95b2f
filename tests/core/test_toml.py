"""Mistakes in TOML files are reported with file, line and correction."""

import re

import pytest

from lessons.core.toml import BrokenToml, parse_toml, read_toml

ABOVE = "[[question]]\nid = 'q'\n"


def message_for(data: bytes) -> str:
    with pytest.raises(BrokenToml) as caught:
        parse_toml(data, "own.toml")
    return str(caught.value)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("answer = 12,5", "in 12,5 the comma"),
        ("answer = 1,550  # soldiers", "in 1,550 the comma"),
        ("answer = False", "Write true or false"),
        ("review = yes", "Write true or false"),
        ('ask = "C:\\Users\\x"', "a backslash"),
        ("ask\u00a0= 'x'", "a space"),
        ("\u3000ask = 'x'", "a space"),
        ("answer = 5\u200b", "a space"),
        ("ask = “Why?”", "the curly quote “"),
        ("ask = ‘Why?’", "the curly quote ‘"),
        ("ask = „Warum?“", "the curly quote „"),
        ('ask = "Why?', "quote mark is missing"),
        ("ask = 'Why?", "quote mark is missing"),
        ('why = """It is\nso.\n\n', "quote mark is missing"),
        ("why = '''It is\nso.", "quote mark is missing"),
        ("ask = 'What's this?'", "second quote mark"),
        ('ask = "What is "this"?"', "second quote mark"),
        ('ask = "He said "yes" to it."', "second quote mark"),
        ("South Korea = 'right'", ": South Korea needs"),
        ("Türkei = 'right'", ": Türkei needs"),
        ("answer = Austria", "Austria is neither"),
        ("answer = 1550 soldiers", "1550 soldiers is neither"),
        ("answer = 5 %", "5 % is neither"),
        ("answer = 012", "012 is neither"),
        ("answer = 2024-13-01", "2024-13-01 is neither"),
        ("items = ['a', 'b'", "a list"),
        ("items = ['a' 'b']", "a list"),
    ],
)
def test_a_mistake_is_reported_with_its_line_and_its_correction(line: str, says: str) -> None:
    message = message_for((ABOVE + line).encode())
    assert message.startswith("own.toml, line 3: ") and says in message, message
    assert message.endswith(".") and "not TOML" not in message


@pytest.mark.parametrize(
    ("encoding", "says"),
    [
        ("cp1252", "line 2: .+ ANSI, .+ ü"),
        ("utf-16", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-16"),
    ],
)
def test_another_encoding_is_named_and_how_to_save_the_file(encoding: str, says: str) -> None:
    message = message_for("ask = 'Why?'\nhint = 'für'".encode(encoding))
    assert re.search(says, message) and message.startswith("own.toml, line ")
    assert "UTF-8: in Notepad" in message


@pytest.mark.parametrize(
    "line", ['ask = "a\x07b"', "answer: 5", "answer =", "[[question]", "id = 'r'"]
)
def test_what_has_no_rule_is_said_in_the_parsers_words(line: str) -> None:
    message = message_for((ABOVE + line).encode())
    assert re.match(r"own\.toml, line 3: .+ TOML: .+\.", message)


def test_a_file_that_is_nested_too_deep_is_named() -> None:
    assert re.match("own.toml: .+ nested", message_for(b"a = " + b"[" * 100_000))


@pytest.mark.parametrize(
    "text",
    [
        "answer = 12.5",
        "ask = 'C:\\temp'",
        'ask = "C:\\\\temp"',
        "ask = '“Why?” and 12,5'",
        "ask = 'a\u00a0b'  # and so\u00a0on",
        'why = """\n"C:/x" is = False, 3,5\n"""',
        "'It is so: \\n' = 1",
    ],
)
def test_what_is_sound_is_read(text: str) -> None:
    assert parse_toml(text.encode(), "own.toml")
    assert parse_toml(text.replace("\n", "\r\n").encode("utf-8-sig"), "own.toml")


def test_a_file_is_named_by_its_path(tmp_path) -> None:
    (tmp_path / "quiz.toml").write_bytes(b"answer = 12,5")
    with pytest.raises(BrokenToml, match=r"quiz\.toml, line 1: in 12,5"):
        read_toml(tmp_path / "quiz.toml")
