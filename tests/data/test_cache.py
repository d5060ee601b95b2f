"""What is computed from tables is remembered until a file changes, and nobody can spoil it."""

import os
import re
from collections import Counter, namedtuple
from dataclasses import dataclass
from datetime import date
from enum import Enum
from types import MappingProxyType

import pytest

from lessons.core import paths
from lessons.core.paths import UnknownName
from lessons.data import cached_on_tables, rows


def counting(*tables, **options):
    """Return a cached function that reads tables, and a list of the arguments of its calls."""
    calls = []

    @cached_on_tables(**options)
    def double(number=1, *, plus=0):
        calls.append((number, plus))
        for table in tables:
            rows(table)
        return number * 2 + plus

    return double, calls


def test_an_answer_is_computed_once_for_the_same_arguments():
    double, calls = counting("allies")
    assert [double(2), double(2), double(2, plus=1), double()] == [4, 4, 5, 2]
    assert calls == [(2, 0), (2, 1), (1, 0)]


@pytest.mark.parametrize("suffix", ["csv", "toml"])
def test_an_answer_is_computed_again_after_a_file_of_the_table_changed(folder, suffix):
    double, calls = counting("allies", "sources")
    double(), double()
    path = folder / f"sources.{suffix}"
    os.utime(path, ns=(0, path.stat().st_mtime_ns + 1))
    double(), double()
    assert len(calls) == 2


def test_a_change_that_keeps_the_time_of_the_file_is_seen_by_its_size(folder):
    double, calls = counting("allies")
    double()
    path = folder / "allies.csv"
    before = path.stat().st_mtime_ns
    path.write_bytes(path.read_bytes() + b"\n")
    os.utime(path, ns=(0, before))
    double()
    assert len(calls) == 2


def test_another_table_may_change_without_effect(folder):
    double, calls = counting("allies")
    double()
    os.utime(folder / "sources.csv", ns=(0, 1))
    double()
    assert len(calls) == 1


def test_the_arguments_may_say_which_table_is_read(folder):
    calls = []

    @cached_on_tables()
    def length(table):
        calls.append(table)
        return len(rows(table))

    length("allies"), length("sources")
    os.utime(folder / "sources.csv", ns=(0, 1))
    length("allies"), length("sources")
    assert calls == ["allies", "sources", "sources"]


@pytest.mark.parametrize("is_remembered", [False, True])
def test_a_table_counts_that_only_a_function_within_reads(folder, is_remembered):
    inner, _ = counting("sources")
    calls = []

    @cached_on_tables()
    def outer():
        calls.append(len(rows("allies")))
        return inner(3)

    if is_remembered:
        inner(3)
    outer(), outer()
    os.utime(folder / "sources.csv", ns=(0, 1))
    outer(), outer()
    assert len(calls) == 2


def test_only_so_many_answers_are_remembered():
    double, calls = counting("allies", maxsize=2)
    for number in (1, 2, 3, 3, 2, 1):
        double(number)
    assert [number for number, _ in calls] == [1, 2, 3, 1]


def test_arguments_that_are_equal_but_of_other_types_are_not_mixed_up():
    double, _ = counting("allies")
    assert [repr(double(number)) for number in (1, 1.0)] == ["2", "2.0"]


def test_a_table_that_is_not_there_is_named():
    double, _ = counting("alies")
    with pytest.raises(UnknownName, match=r"table 'alies'.+ mean 'allies'"):
        double()


def test_an_error_is_not_remembered():
    attempts = []

    @cached_on_tables()
    def fails_once():
        attempts.append(1)
        return 1 // (len(attempts) - 1)

    with pytest.raises(ZeroDivisionError):
        fails_once()
    assert fails_once() == 1


# What is remembered, nobody can change

Point = namedtuple("Point", "x y")
Colour = Enum("Colour", "RED")


@dataclass(frozen=True)
class Frozen:
    value: object = 1


@dataclass
class Changeable:
    value: object = 1


ALLOWED = [
    None, True, 1, 1.5, "a", b"a", date(1994, 1, 26), range(3), Colour.RED, paths.DATA,
    re.compile("a"), (1, ("a",)), Point(1, (2,)), frozenset({1}), Frozen((1,)),
]  # fmt: skip
FROZEN = [
    ([1, [2]], (1, (2,))), ((1, []), (1, ())), ({1}, frozenset({1})), (Frozen([1]), Frozen((1,))),
    ({"a": [1, {2}], "b": {"c": []}}, {"a": (1, frozenset({2})), "b": {"c": ()}}),
    ((MappingProxyType({"a": (1, [])}),), ({"a": (1, ())},)),
]  # fmt: skip
REFUSED = [Counter(), bytearray(), Changeable(), Point(1, {}), [bytearray()], {"a": Changeable()}]


@pytest.mark.parametrize("value", ALLOWED, ids=repr)
def test_what_nobody_can_change_is_handed_to_everybody(value):
    answer = cached_on_tables()(lambda: value)
    assert answer() is answer() is value


@pytest.mark.parametrize("value", REFUSED, ids=repr)
def test_what_a_caller_could_change_is_refused(value):
    def compute():
        return value

    with pytest.raises(TypeError, match=r"compute\(\) returns something"):
        cached_on_tables()(compute)()


def test_a_data_frame_is_refused():
    pandas = pytest.importorskip("pandas")
    with pytest.raises(TypeError, match="a caller could change"):
        cached_on_tables()(lambda: pandas.DataFrame())()


@pytest.mark.parametrize(("value", "frozen"), FROZEN, ids=repr)
def test_lists_sets_and_dicts_become_read_only(value, frozen):
    answer = cached_on_tables()(lambda: value)
    assert answer() is answer()
    assert answer() == frozen
    assert type(answer()) is not dict


def test_rows_are_the_same_tuple_until_the_file_changes(folder):
    before = rows("allies")
    assert rows("allies") is before
    path = folder / "allies.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("FIN,2023", "FIN,2022"), "utf-8")
    assert rows("allies") is not before
    assert next(row for row in rows("allies") if row.iso3 == "FIN").accession_date.year == 2022
