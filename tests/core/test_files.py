"""A file is written whole or not at all, and a sentence explains why it was not."""

import errno
import os
from pathlib import Path

import pytest

from lessons.core.files import (
    FileProblem,
    free_path,
    read_bytes,
    replacing,
    visible_files,
    write_bytes,
    write_files,
    write_text,
)


def names(folder: Path) -> list[str]:
    """Return the names of the files in a folder."""
    return [path.name for path in folder.iterdir()]


def failing(code: int):
    """Return a function that fails as the operating system does."""

    def fail(*_args, **_options):
        raise OSError(code, os.strerror(code))

    return fail


def test_a_file_is_written_with_its_folder_in_utf_8(tmp_path):
    path = write_text(tmp_path / "new" / "class.csv", "Ayşe\n")
    assert path.read_bytes() == "Ayşe\n".encode()
    assert names(path.parent) == ["class.csv"]


def test_a_name_in_an_unknown_encoding_can_be_written(tmp_path):
    name = os.fsdecode(b"Andr\xe9.json")
    assert b"Andr" in write_text(tmp_path / "report.txt", name).read_bytes()


@pytest.mark.parametrize(
    ("call", "code", "says"),
    [
        ("replace", errno.EACCES, "open in another program"),
        ("fsync", errno.ENOSPC, "disk is full"),
        ("fsync", errno.EDQUOT, "disk is full"),
        ("open", errno.EROFS, "read-only"),
    ],
)
def test_what_fails_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch, call, code, says):
    path = write_text(tmp_path / "marks.csv", "old")
    with monkeypatch.context() as patch:
        patch.setattr(os, call, failing(code))
        with pytest.raises(FileProblem, match=says) as problem:
            write_text(path, "new")
    assert "marks.csv" in str(problem.value)
    assert path.read_text() == "old"
    assert names(tmp_path) == ["marks.csv"]


def test_files_that_belong_together_are_written_together(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "write_bytes", failing_for(b"B"))
    with pytest.raises(FileProblem, match=r"b\.txt"):
        write_files(tmp_path, {"a.txt": "A", "b.txt": "B"})
    assert names(tmp_path) == []


def failing_for(content: bytes):
    """Return a `write_bytes` for which the disk is full as soon as `content` comes."""
    write = Path.write_bytes

    def write_bytes(path: Path, data: bytes) -> int:
        if data == content:
            failing(errno.ENOSPC)()
        return write(path, data)

    return write_bytes


def test_a_mistake_while_writing_leaves_the_old_file(tmp_path):
    path = write_bytes(tmp_path / "key.json", b"old")
    with pytest.raises(ZeroDivisionError), replacing(path) as temporary:
        temporary.write_bytes(b"%d" % (1 / 0))
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["key.json"]


def test_a_folder_of_the_same_name_is_named(tmp_path):
    (tmp_path / "marks.csv").mkdir()
    with pytest.raises(FileProblem, match="same name"):
        write_text(tmp_path / "marks.csv", "new")
    assert names(tmp_path) == ["marks.csv"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_others_cannot_read_a_private_file(tmp_path):
    mask = os.umask(0o022)
    try:
        private = write_bytes(tmp_path / "key.json", b"key", private=True)
        public = write_bytes(tmp_path / "paper.ipynb", b"paper")
    finally:
        os.umask(mask)
    assert private.stat().st_mode & 0o777 == 0o600
    assert public.stat().st_mode & 0o777 == 0o644


def test_a_free_path_is_the_wanted_one_or_the_first_with_a_number(tmp_path):
    wanted = tmp_path / "brief.md"
    assert free_path(wanted) == wanted
    for name in ("brief.md", "brief-2.md", "brief-4.md"):
        (tmp_path / name).touch()
    assert free_path(wanted) == tmp_path / "brief-3.md"


@pytest.mark.skipif(os.name == "nt", reason="Windows asks for a right to make links")
def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "link.txt").symlink_to(tmp_path / "file.txt")
    write_text(tmp_path / "link.txt", "new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "file.txt").read_text() == "new"


@pytest.mark.skipif(os.name == "nt", reason="Windows asks for a right to make links")
def test_hidden_files_and_links_that_lead_out_or_nowhere_are_not_among_the_files(tmp_path):
    folder = tmp_path / "class"
    for path in (tmp_path / "out.json", folder / "a.json", folder / "b" / "c.json", folder / ".d"):
        write_text(path, "{}")
    for link, to in (("out", "../out.json"), ("in", "a.json"), ("one", "two"), ("two", "one")):
        (folder / link).symlink_to(to)
    assert visible_files(folder) == [folder / name for name in ("a.json", "b/c.json", "in")]


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(FileProblem, match=r"gone\.json cannot be read"):
        read_bytes(tmp_path / "gone.json")
