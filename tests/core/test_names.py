"""Names are text: equal in one way everywhere, near ones are asked about, none is changed."""

import sys
import unicodedata

import pytest

from lessons.core.names import file_part, folder_name, key, near, same, sort_key, tidy

SAME = [
    ("Işıl Çağlar", "IŞIL ÇAĞLAR"),
    ("İnci", "inci"),
    ("Zoë", "Zoe\u0308"),
    ("Anna  Müller ", "anna\u00a0MÜLLER"),
    ("Weiß", "WEISS"),
    ("ΣΊΣΥΦΟΣ", "Σίσυφος"),
    ("ЁЛКИН", "ёлкин"),
    ("Արմեն", "ԱՐՄԵՆ"),
    ("გიორგი", "ᲒᲘᲝᲠᲒᲘ"),
    ("1E5", "1e5"),
    ("ＡＢＣ１２", "abc12"),
]
NEAR = [
    ("Anna Müller", "Anna Muller"),
    ("Anna Müller", "Anna Mueller"),
    ("Anna Müller", "Müller Anna"),
    ("Yılmaz, Ayşe", "Ayse Yilmaz"),
    ("علی\u200cرضا", "علیرضا"),
    ("علي", "علی"),
    ("O'Brien", "O’Brien"),
    ("Anna-Lena", "Anna Lena"),
    ("Łukasz", "Lukasz"),
]
OTHER = [
    ("सीता", "सोता"),
    ("0042", "42"),
    ("1E5", "100000"),
    ("NA", "None"),
    ("Anna", "Anne"),
    ("Ali Kaya", "Ali Kaya 2"),
    ("王伟", "王玮"),
    ("🦊", "🐻"),
]


@pytest.mark.parametrize(("first", "second"), SAME)
def test_names_are_the_same_in_every_case_and_form(first, second):
    assert same(first, second) and not near(first, second)
    assert folder_name(first) == folder_name(second)


@pytest.mark.parametrize(("first", "second"), NEAR)
def test_near_names_are_not_the_same(first, second):
    assert near(first, second) and near(second, first) and not same(first, second)
    assert folder_name(first) != folder_name(second)


@pytest.mark.parametrize(("first", "second"), OTHER)
def test_other_names_are_neither(first, second):
    assert not same(first, second) and not near(first, second)
    assert folder_name(first) != folder_name(second)


def test_the_key_of_a_key_is_the_key():
    for code in range(0x20, 0x20000, 7):
        character = chr(code)
        assert key(key(character)) == key(character), hex(code)


@pytest.mark.parametrize("name", ["", " ", "\u202e", "\u200d", "\n\t"])
def test_a_name_of_nothing_has_no_folder(name):
    assert not tidy(name)
    with pytest.raises(ValueError, match="name or code"):
        folder_name(name)


@pytest.mark.parametrize(
    "name", ["../x", "a/b", "a\\b", "CON", "nul", "com1", "a.", "a:b", "x" * 500, "𞤀" * 80, "%41"]
)
def test_every_name_makes_a_folder_that_every_system_takes(tmp_path, name):
    folder = tmp_path / folder_name(name)
    folder.mkdir()
    assert folder.parent == tmp_path and len(folder.name.encode()) < 255
    assert not set(folder.name) & set('<>:"/\\|?*') and not folder.name.endswith(".")
    assert folder.name.casefold() not in {"con", "nul", "com1"}


def test_what_deceives_is_removed_and_what_spells_stays():
    assert tidy("a\u202eb\u200b\ufeff c\ud800") == "ab c"
    assert tidy("A\u200dda") == "Ada"
    joined = ("علی\u200cرضا", "ශ්\u200dරී", "മോഹന്\u200d", "🏳️\u200d🌈")
    assert all(tidy(name) == name for name in joined)


def test_letters_newer_than_this_python_stay():
    new = next(
        chr(code)
        for code in range(0x10D40, sys.maxunicode)
        if unicodedata.category(chr(code)) == "Cn"
    )
    assert tidy(f"a{new}") == f"a{new}"


def test_accents_and_capitals_make_no_difference_to_the_order():
    order = ["anna", "Élodie", "Eva", "Øystein", "Paul", "zara", "Zoë"]
    assert sorted(set(order), key=sort_key) == order


def test_a_files_name_keeps_every_letter():
    assert file_part("सीता / سیتا, ශ්\u200dරී") == "सीता-سیتا-ශ්\u200dරී"
