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
        ("answer = 12,5", "in 12,5 the comma should be a decimal point"),
        ("answer = 1,550  # soldiers", "in 1,550 the comma should be a decimal point"),
        ("answer = False", "False is not how TOML writes it. Write true or false"),
        ("review = yes", "yes is not how TOML writes it"),
        ('ask = "C:\\Users\\x"', "a backslash in double quotes"),
        ("ask\u00a0= 'x'", "a space that is not a plain one"),
        ("\u3000ask = 'x'", "a space that is not a plain one"),
        ("answer = 5\u200b", "a space that is not a plain one"),
        ("ask = “Why?”", "the curly quote “"),
        ("ask = ‘Why?’", "the curly quote ‘"),
        ("ask = „Warum?“", "the curly quote „"),
        ('ask = "Why?', "a quote mark is missing"),
        ("ask = 'Why?", "a quote mark is missing"),
        ('why = """It is\nso.\n\n', "a quote mark is missing"),
        ("why = '''It is\nso.", "a quote mark is missing"),
        ("ask = 'What's this?'", "the text ends at its second quote mark"),
        ('ask = "What is "this"?"', "the text ends at its second quote mark"),
        ('ask = "He said "yes" to it."', "the text ends at its second quote mark"),
        ("South Korea = 'right'", "South Korea needs quote marks"),
        ("Türkei = 'right'", "Türkei needs quote marks"),
        ("answer = Austria", "Austria is neither a text nor a number"),
        ("answer = 1550 soldiers", "1550 soldiers is neither a text nor a number"),
        ("answer = 5 %", "5 % is neither a text nor a number"),
        ("answer = 012", "012 is neither a text nor a number"),
        ("answer = 2024-13-01", "2024-13-01 is neither a text nor a number"),
        ("items = ['a', 'b'", "a list that begins here"),
        ("items = ['a' 'b']", "a list that begins here"),
    ],
)
def test_a_mistake_is_reported_with_its_line_and_its_correction(line: str, says: str) -> None:
    message = message_for((ABOVE + line).encode())
    assert message.startswith("own.toml, line 3: ") and says in message, message
    assert message.endswith(".") and "not TOML" not in message


@pytest.mark.parametrize(
    ("encoding", "says"),
    [
        ("cp1252", "line 2: the file is not in UTF-8 but perhaps in ANSI, going by the letter ü"),
        ("utf-16", "the file is in UTF-16"),
        ("utf-16-be", "the file is in UTF-16"),
        ("utf-32", "the file is in UTF-16"),
    ],
)
def test_another_encoding_is_named_and_how_to_save_the_file(encoding: str, says: str) -> None:
    message = message_for("ask = 'Why?'\nhint = 'für'".encode(encoding))
    assert says in message and message.startswith("own.toml, line ")
    assert "UTF-8: in Notepad" in message


@pytest.mark.parametrize(
    "line", ['ask = "a\x07b"', "answer: 5", "answer =", "[[question]", "id = 'r'"]
)
def test_what_has_no_rule_is_said_in_the_parsers_words(line: str) -> None:
    message = message_for((ABOVE + line).encode())
    assert re.match(r"own\.toml, line 3: this is not TOML: .+\. Look at", message)


def test_a_file_that_is_nested_too_deep_is_named() -> None:
    assert message_for(b"a = " + b"[" * 100_000) == "own.toml: its brackets are nested too deep."


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
