"""The printed data package says what the schemas say, and any Frictionless tool can check it."""

import json
import shutil

import pytest

from lessons.core import paths
from lessons.data import BrokenTable, problems, schema, table, tables
from lessons.publishing.datapackage import as_json, datapackage, stamp, write_datapackage

frictionless = pytest.importorskip("frictionless", reason="an author's tool")


@pytest.fixture
def copy(tmp_path, monkeypatch):
    folder = tmp_path / "data"
    shutil.copytree(paths.DATA, folder)
    monkeypatch.setattr(paths, "DATA", folder)
    return folder


@pytest.fixture
def no_network(monkeypatch):
    def refuse(*_args, **_options):
        raise AssertionError("validation asked for the network")

    monkeypatch.setattr("socket.socket.connect", refuse)


def change(path, before, after):
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, after), encoding="utf-8", newline="\n")


def verdict(folder):
    """Return whether Frictionless finds the folder valid, and table and kind of each error."""
    report = frictionless.Package(str(folder / "datapackage.json")).validate()
    found = {(task.name, error.type) for task in report.tasks for error in task.errors}
    return report.valid, found


def test_the_stored_package_is_the_printed_one():
    stored = (paths.DATA / "datapackage.json").read_text(encoding="utf-8")
    assert stored == as_json(datapackage()), (
        "data/datapackage.json is older than the tables: type  python -m lessons build"
    )


def test_every_schema_carries_the_sum_of_its_table(copy):
    assert stamp() == [], "a table has changed: type  python -m lessons build"


def test_printing_twice_prints_the_same(copy):
    first = write_datapackage().read_bytes()
    assert write_datapackage().read_bytes() == first
    assert b"\r" not in first


@pytest.mark.exhaustive
def test_frictionless_finds_the_package_valid(no_network):
    assert verdict(paths.DATA) == (True, set())


def test_every_table_and_every_column_is_in_the_package():
    resources = {r["name"]: r for r in datapackage()["resources"]}
    assert list(resources) == tables()
    for name, resource in resources.items():
        columns = [field["name"] for field in resource["schema"]["fields"]]
        assert columns == list(table(name).columns)
        assert all(field["description"] for field in resource["schema"]["fields"])


def test_every_foreign_key_is_printed_that_frictionless_can_check():
    for resource in datapackage()["resources"]:
        card = schema(resource["name"])
        lists = {field["name"] for field in card["fields"] if "separator" in field}
        plain = [
            link for link in card.get("foreignKeys", [])
            if "also" not in link and not lists & set(link["fields"])
        ]  # fmt: skip
        assert json.loads(as_json(resource))["schema"]["foreignKeys"] == json.loads(as_json(plain))
        if resource["name"] == "framework_members":
            assert len(plain) == 3


FAULTS = [
    ("rsm_contributions", "Georgia,870", "Georgia,many", "type-error"),
    ("rsm_contributions", "Romania,650", "Romania,-650", "constraint-error"),
    ("framework_members", "MD,JOR,1995-11", "MD,JOX,1995-11", "foreign-key"),
    ("framework_members", "MD,ISR,1995-02", "MD,EGY,1995-02", "primary-key"),
    ("allies", "BEL,1949-04-04", "BEL,1949-04-05", "hash-count"),
]


@pytest.mark.exhaustive
@pytest.mark.exhaustive
def test_frictionless_finds_what_is_broken(copy, no_network):
    """All at once, for it reads every table each time."""
    for name, before, after, _ in FAULTS:
        change(copy / f"{name}.csv", before, after)
    valid, kinds = verdict(copy)
    assert not valid
    assert {(name, kind) for name, _, _, kind in FAULTS} <= kinds


def test_an_author_stamps_a_change_that_holds(copy):
    change(copy / "rsm_contributions.csv", "Georgia,870", "Georgia,885")
    before = (copy / "rsm_contributions.toml").read_text(encoding="utf-8").splitlines()
    assert stamp() == ["rsm_contributions"]
    after = (copy / "rsm_contributions.toml").read_text(encoding="utf-8").splitlines()
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert changed == [f'sha256 = "{schema("rsm_contributions")["sha256"]}"']
    assert stamp() == []
    hashes = {resource["name"]: resource["hash"] for resource in datapackage()["resources"]}
    assert hashes["rsm_contributions"] == f"sha256:{schema('rsm_contributions')['sha256']}"


def test_a_new_schema_is_stamped_for_the_first_time(copy):
    path = copy / "allies.toml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(x for x in lines if not x.startswith("sha256")), encoding="utf-8")
    assert stamp() == ["allies"]
    assert problems("allies") == []
    assert len(schema("allies")["sha256"]) == 64


def test_a_change_that_does_not_hold_is_not_stamped(copy):
    change(copy / "rsm_contributions.csv", "Georgia,870", "Georgia,many")
    before = (copy / "rsm_contributions.toml").read_bytes()
    with pytest.raises(BrokenTable, match=r"line 2, column 'troops': 'many'"):
        stamp()
    assert (copy / "rsm_contributions.toml").read_bytes() == before
