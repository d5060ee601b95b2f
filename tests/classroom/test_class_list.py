"""Class lists as schools have them, compared with the hand-ins in both directions."""

import pytest

from lessons.classroom.class_list import compare, pupils_in, read_pupils
from lessons.classroom.validation import Refused
from lessons.core.files import FileProblem

AYSE = ["Ayşe Yılmaz", "Ali Kaya"]
LISTS = {
    "one name a line": "Ayşe Yılmaz\n\n  Ali Kaya \n",
    "with a head": "Name\nAyşe Yılmaz\nAli Kaya\n",
    "numbered": "1. Ayşe Yılmaz\n2. Ali Kaya\n",
    "last, first": "Yılmaz, Ayşe\nKaya, Ali\n",
    "last, first below a head": "Name\nYılmaz, Ayşe\nKaya, Ali\n",
    "semicolons": "Name;Class\r\nAyşe Yılmaz;9b\r\nAli Kaya;9b\r\n",
    "numbers, semicolons and last, first": "Nr.;Name;Class\n1;Yılmaz, Ayşe;9b\n2;Kaya, Ali;9b\n",
    "two columns": "Last name,First name,Email\nYılmaz,Ayşe,a@b\nKaya,Ali,c@d\n",
    "two German columns": "Name;Vorname\nYılmaz;Ayşe\nKaya;Ali\n",
    "quoted": '"Yılmaz, Ayşe",9b\n"Kaya, Ali",9b\n',
    "tabs": "1\tAyşe Yılmaz\n2\tAli Kaya\n",
    "a note of Excel": "sep=;\nName;Class\nAyşe Yılmaz;9b\nAli Kaya;9b\n",
    "empty cells and rows": "Name;Class\nAyşe Yılmaz;\n;;\nAli Kaya\n",
}


def names_in(text: str) -> list[str]:
    return [pupil.name for pupil in pupils_in(text)]


@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS)
def test_a_class_list_is_read_in_every_usual_form(text):
    assert names_in(text) == AYSE


@pytest.mark.parametrize("codes", [["0042", "1E5", "NA"], ["3", "1", "2"], ["0001", "0002"]])
def test_codes_are_not_taken_for_numbers_of_lines(codes):
    assert names_in("\n".join(codes)) == codes
    assert (
        names_in("Nr;Code\n" + "\n".join(f"{n};{code}" for n, code in enumerate(codes, 1))) == codes
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_a_list_is_read_in_every_form_of_unicode(tmp_path, encoding):
    path = tmp_path / "class.csv"
    path.write_text(LISTS["semicolons"] * (1 if "sig" in encoding else 3), encoding=encoding)
    assert [pupil.name for pupil in read_pupils(path)][:2] == AYSE


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"PK\x03\x04...", "ZIP"), (b"\xd0\xcf\x11\xe0", "office"), (b"%PDF-1.7", "PDF"),
        (b"<!DOCTYPE html><p>Sign in", "web page"), ("Ayşe".encode("cp1254"), "CSV UTF-8"),
        (b"\n;;\n", "no name"), (b"", "no name"), (b"\x1f\x8b\x08\x00", "gzip"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_a_class_list_is_named(tmp_path, data, word):
    path = tmp_path / "class.csv"
    path.write_bytes(data)
    with pytest.raises(Refused, match=word) as refused:
        read_pupils(path)
    assert str(path) in str(refused.value)


def test_a_list_that_is_not_there_is_named(tmp_path):
    with pytest.raises(FileProblem, match=r"none\.csv"):
        read_pupils(tmp_path / "none.csv")


def test_a_list_and_a_class_are_compared_in_both_directions():
    known = ["Anna Müller", "Ali Kaya", "Ali Kaya", "Zoë", "Bob"]
    found = compare(known, ["Anna Muller", "ALİ KAYA", "zoë", "Cem"])
    assert (found.missing, found.unknown, found.namesakes) == (["Bob"], ["Cem"], ["Ali Kaya"])
    assert found.near == [("Anna Müller", "Anna Muller")]
    assert len(found.sentences()) == 4


def test_two_pupils_who_share_a_name_and_both_hand_in_get_no_remark():
    assert compare(["Ali", "Ali"], ["Ali", "ali"]).sentences() == []
    assert compare([], ["Ali"]).sentences() == []
