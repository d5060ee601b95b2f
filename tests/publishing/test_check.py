"""The check names everything that is wrong in the course's files, and never fails itself."""

import itertools
import random
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sampling import walk

from lessons import charts, data, explore
from lessons.charts.engine import index
from lessons.core import paths
from lessons.publishing.check import problems
from lessons.publishing.check.facts import fact_faults
from lessons.publishing.check.links import dead_links
from lessons.publishing.check.tables import table_faults
from lessons.publishing.skeleton import write_skeleton

LESSON = "05_arms_control"
JUNK = [b"", b"[", b'"', b"\n", b"\xff", b"```", b"{{", b"= 1", b"\x00", b"-->"]
FIGURE = "explore.world_map(year=2012)"


def test_nothing_is_wrong_in_the_course() -> None:
    assert problems() == []


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a sound lesson in a course of its own, beside a lesson 1."""
    monkeypatch.setattr(paths, "LESSONS", tmp_path / "lessons")
    monkeypatch.setattr(paths, "NOTEBOOKS", tmp_path / "notebooks")
    shutil.copytree(
        paths.ROOT / "lessons" / "01_cooperative_security", tmp_path / "lessons" / "01_a"
    )
    (tmp_path / "notebooks").mkdir()
    write_skeleton("arms_control", 5)
    return tmp_path / "lessons" / LESSON


def found(file: Path, before: str, after: str) -> str:
    """Change a file in one place, and return what the check says about its lesson."""
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")
    return "\n".join(problems(["arms_control"]))


@pytest.mark.parametrize("name", ["lesson.md", "teacher.md", "quiz.toml", "handout.toml"])
@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_a_file_in_another_encoding_is_named(folder: Path, name: str, encoding: str) -> None:
    file = folder / name
    file.write_bytes(f"# Größe\n{file.read_text(encoding='utf-8')}".encode(encoding, "replace"))
    said = problems(["arms_control"])
    assert any(f"{LESSON}/{name}" in fault and "UTF-8" in fault for fault in said), said
    assert not any("cannot be checked" in fault for fault in said)


def test_a_new_lesson_has_nothing_wrong_with_it(folder: Path) -> None:
    assert problems(["arms_control"]) == []


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("{{ objectives }}", "{{ objektives }}", "'objektives' in an expression is not known. Did"),
        ("{{ objectives }}", "{{ 1 / 0 }}", "ZeroDivisionError"),
        ("{{ objectives }}", "{{ objectives", "lesson.md, line "),
        ("{{ objectives }}", '{{ table("alies") }}', "There is no table 'alies'. Did you mean"),
        (FIGURE, "explore.world_mapp(year=2012)", "There is no explorer 'world_mapp'. Did you"),
        (FIGURE, "charts.sings()", "There is no chart 'sings'. Did you mean 'signs'?"),
        (FIGURE, "explore.world_map(yeer=2012)", "yeer"),
        (FIGURE, "explore.world_map(year=", "this is no Python"),
        (FIGURE, "explor.world_map()", "'explor' is defined nowhere. Did you mean 'explore'?"),
        (FIGURE, 'table("alies")', "There is no table 'alies'. Did you mean 'allies'?"),
        (FIGURE, 'quiz("arms_controll")', "There is no lesson 'arms_controll'. Did you mean"),
        (FIGURE, 'quiz("arms_control", "chek-1")', "no question has in = 'chek-1'. Did you mean"),
        (FIGURE, "quiz()", "missing a required argument"),
        (FIGURE, 'cite("allies", "nato-nothing")', "There is no table or source 'nato-nothing'"),
        (FIGURE, "from lessons import explorer", "the course has no 'explorer' to import"),
        (FIGURE, "import nothing_like_it", "there is no package 'nothing_like_it'"),
        ("<!-- slide:", "<!-- slip:", "has no sentence for its slide"),
        ("<!-- slide:", "<!-- covers: claim c99 -->\n<!-- slide:", "there is no 'claim c99'"),
        ("**Big question:**", "**Question:**", "no big question"),
        ("## Recap", "[a](nowhere.ipynb)\n\n## Recap", "this link leads to no file: nowhere.ipynb"),
        ('quiz("arms_control", "check-1")', "", "in = 'check-1' stands nowhere in the text"),
        ("<!-- draft", "<!-- ready", "there are 2 questions. Write at least 12."),
        ("<!-- draft", "<!-- ready", "arms_control.ipynb is out of date"),
    ],
)
def test_what_is_wrong_in_a_text_is_said(folder: Path, before: str, after: str, says: str) -> None:
    said = found(folder / "lesson.md", before, after)
    assert says in said
    assert LESSON in said


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("needs = [1]", "needs = [99]", "needs = [99] names no lesson"),
        ("needs = [1]", "needs = [5]", "needs = [5] has to come before lesson 5"),
        ("minutes = 40", "minuets = 40", "unknown key 'minuets'. Did you mean 'minutes'?"),
        ("minutes = 40", "minutes = true", "minutes needs a whole number, such as 40"),
        ("needs = [1]", "needs = 1", "needs needs a list of whole numbers, such as [1, 3]"),
        ("minutes = 40", "minutes = = 40", ": = 40 is neither a text"),
        ("objective = 1", "objective = 9", "question 'first': there is no objective 9"),
        ('covers = ["claim c01"]', 'covers = ["claim c99"]', "there is no 'claim c99' to cover"),
    ],
)
def test_what_is_wrong_in_a_quiz_is_said(folder: Path, before: str, after: str, says: str) -> None:
    assert says in found(folder / "quiz.toml", before, after)


LAB = """# Lab 5 · Arms control

```python
from lessons import check, table
```

```python task
answer = ...
```

```python
check("arms_control", answer)
```

```python solution
from lessons import table

answer = len(table("allies"))
```
"""
OUT_OF_DATE = (
    "notebooks/05_arms_control_lab.ipynb is out of date: python -m lessons build arms_control"
)


def test_a_lab_needs_a_notebook_and_nothing_else(folder: Path) -> None:
    (folder / "lab.md").write_text(LAB, encoding="utf-8")
    assert problems(["arms_control"]) == [OUT_OF_DATE]


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ('len(table("allies"))', 'len(table("alies"))', "line 18: UnknownName: There is no table"),
        ("answer = len", "answers = len", "does not set `answer`"),
        ('len(table("allies"))', "len(", "this is no Python"),
        ("```python solution", "```python", "no solution."),
        ("```python task", "```python", "no task."),
        ('check("arms_control"', 'print("arms_control"', "nothing checks the task"),
        ('check("arms_control"', 'check("a"', "nothing checks the task"),
        ("answer)", "answer, task=2)", 'line 8. Write check("arms_control", answer) in a cell'),
        ('check("arms_control"', 'check("arms_controll"', "no lesson 'arms_controll'. Did you"),
        ("check, table", "table", "line 12: 'check' is defined nowhere"),
        ("# Lab 5", "[a](nowhere.ipynb)", "line 1: this link leads to no file: nowhere.ipynb"),
        ("# Lab 5", "{{ allies_onn }}", "line 1: 'allies_onn' in an expression is not known."),
    ],
)
def test_what_is_wrong_in_a_lab_is_said(folder: Path, before: str, after: str, says: str) -> None:
    (folder / "lab.md").write_text(LAB, encoding="utf-8")
    said = found(folder / "lab.md", before, after)
    assert any(f"{LESSON}/lab.md" in line and says in line for line in said.splitlines()), said


@pytest.fixture
def charts_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a folder that takes the place of the folder of charts."""
    monkeypatch.setattr(index, "CHARTS", tmp_path)
    monkeypatch.setattr(charts, "__path__", [str(tmp_path)])
    (tmp_path / "bases").mkdir()
    (tmp_path / "bases" / "ports.py").write_text(CHART.replace("bases", "ports"))
    index.declared.cache_clear()
    yield tmp_path / "bases"
    index.declared.cache_clear()
    for name in [name for name in sys.modules if name.startswith("lessons.charts.bases")]:
        del sys.modules[name]
    vars(explore).pop("ports", None)


CHART = """from lessons.charts import engine as draw


@draw.chart
def bases() -> draw.Chart:
    return draw.Plot("Bases").chart("Bases.")
"""


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (CHART.replace("bases", "ports"), "ports.py, line 5 has a chart 'ports', too"),
        (CHART.replace("()", "("), "line 5: this is no Python: "),
        (CHART + 'UNIT = "Stützpunkt"\n', "line 7: the file is not in UTF-8"),
        (CHART.replace("-> draw.Chart", "-> draw.Chard"), "line 5: AttributeError: "),
        (CHART.replace("import engine", "import engin"), "line 1: ImportError: "),
        ("UNIT = (\n", "line 1: this is no Python: "),
    ],
)
def test_what_is_wrong_with_a_chart_is_said_once(
    folder: Path, charts_folder: Path, text: str, says: str
) -> None:
    (charts_folder / "ruins.py").write_text(text, encoding="cp1252")
    name = "bases" if "def bases" in text else "ports"
    said = found(folder / "lesson.md", FIGURE, f"explore.{name}()").splitlines()
    [fault] = [fault for fault in said if "ruins.py" in fault or "lesson.md" in fault]
    assert f"{charts_folder}/ruins.py" in fault and says in fault
    assert name in index.declared()


def test_a_question_is_named_with_its_line(folder: Path) -> None:
    said = found(folder / "quiz.toml", "objective = 1", "objective = 9")
    lines = (folder / "quiz.toml").read_text(encoding="utf-8").splitlines()
    number = int(said.partition("line ")[2].partition(",")[0])
    assert lines[number - 1].startswith("id = ")


def test_an_objective_that_is_asked_about_too_seldom_is_named(folder: Path) -> None:
    said = found(folder / "lesson.md", "<!-- draft", "<!-- ready")
    assert "objective 1 has 2 questions. Write at least 3." in said
    assert "answers are computed from the tables" in said


@pytest.mark.parametrize("name", ["lesson.md", "quiz.toml", "teacher.md", "handout.toml"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    said = "\n".join(problems(["arms_control"]))
    assert f"{name} is missing" in said
    assert "cannot be checked" not in said


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "draws nothing"),
        ('[[picture]]\ndraw = "1 + 1"\nlook = "x"\n', "this draws nothing: 1 + 1"),
        ('[[picture]]\ndraw = "explore.world_mapp()"\nlook = "x"\n', "no explorer 'world_mapp'"),
        ('[[picture]]\nlook = "x"\n', "needs draw"),
    ],
)
def test_a_handout_that_draws_nothing_is_named(folder: Path, text: str, says: str) -> None:
    (folder / "handout.toml").write_text(text, encoding="utf-8")
    assert says in "\n".join(problems(["arms_control"]))


def test_two_lessons_of_one_number_and_a_stray_notebook_are_named(folder: Path) -> None:
    shutil.copytree(folder, folder.parent / "05_other")
    shutil.copytree(folder, folder.parent / "06_Wrong-Name")
    (paths.NOTEBOOKS / "07_gone.ipynb").touch()
    said = "\n".join(problems())
    assert "05_arms_control and 05_other have one number" in said
    assert "06_Wrong-Name: this is no name for a lesson" in said
    assert "07_gone.ipynb is the notebook of no lesson" in said


def test_a_table_without_a_schema_and_a_schema_without_a_table_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "DATA", tmp_path)
    (tmp_path / "bases.csv").write_text("name\nRamstein\n")
    (tmp_path / "ports.toml").write_text("title = 'Ports'\n")
    (tmp_path / "broken.csv").write_text("name\n")
    (tmp_path / "broken.toml").write_text("= =\n")
    said = "\n".join(problems())
    assert "data/bases.csv has no schema" in said
    assert "data/ports.toml describes no table" in said
    assert "broken.toml" in said


def test_an_ally_that_left_a_partnership_on_another_day_than_it_joined_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read, members = data.rows, list(data.rows("framework_members"))
    at = next(n for n, row in enumerate(members) if row.leave_reason == "acceded_to_nato")
    members[at] = members[at]._replace(left="2023-04-05")
    changed = {"framework_members": members}
    monkeypatch.setattr(data, "rows", lambda name: changed.get(name) or read(name))
    [fault] = fact_faults()
    assert members[at].iso3 in fault


def test_a_description_that_is_no_sentence_and_a_number_without_a_unit_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (paths.DATA / "land.toml").read_text(encoding="utf-8").replace("positive.", "positive")
    (tmp_path / "land.toml").write_text(text.replace('unit = "degrees"', ""), encoding="utf-8")
    shutil.copy(paths.DATA / "land.csv", tmp_path)
    monkeypatch.setattr(paths, "DATA", tmp_path)
    said = "\n".join(table_faults("land"))
    assert "land.toml, line 27: field 'lon': its description has to be a sentence" in said
    assert "land.toml, line 24: field 'lon': it is a number without a unit" in said


def test_a_link_is_looked_for_where_the_page_lies(tmp_path: Path) -> None:
    (tmp_path / "a.md").touch()
    text = "[a](a.md#part) [b](https://x.org/y) [c](#top)\n```\n[d](d.md)\n```\n![e](e.png 'E')\n"
    assert list(dead_links(text, "p.md", tmp_path)) == [
        "p.md, line 5: this link leads to no file: e.png."
    ]


def spoil(file: Path, dice: random.Random) -> None:
    """Replace parts of a file by junk."""
    content = bytearray(file.read_bytes())
    for _ in range(dice.randint(1, 30)):
        start = dice.randrange(len(content))
        content[start : start + dice.randint(0, 40)] = dice.choice(JUNK)
        content = content or bytearray(b"x")
    file.write_bytes(bytes(content))


@pytest.mark.parametrize("seed", walk(range(40), range(3)))
def test_the_check_survives_whatever_a_file_holds(folder: Path, seed: int) -> None:
    dice = random.Random(seed)
    (folder / "lab.md").write_text(LAB, encoding="utf-8")
    files = ["lesson.md", "lab.md", "quiz.toml", "handout.toml", "teacher.md"]
    spoil(folder / dice.choice(files), dice)
    assert all(isinstance(fault, str) and fault for fault in problems())


@pytest.mark.parametrize("seed", walk(range(40), range(3)))
def test_the_check_survives_whatever_a_file_of_a_table_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    names = ("allies", "countries", "not_partners", "sources")
    for name, end in itertools.product(names, ("csv", "toml")):
        shutil.copy(paths.DATA / f"{name}.{end}", tmp_path)
    monkeypatch.setattr(paths, "DATA", tmp_path)
    dice = random.Random(seed)
    file = dice.choice(sorted(tmp_path.iterdir()))
    for _ in range(20):
        before = file.read_bytes()
        spoil(file, dice)
        assert all(fault.startswith(file.stem) for fault in table_faults(file.stem))
        file.write_bytes(before)


@pytest.mark.parametrize(
    "text", ["question = 1", "objectives = 3", "needs = 'x'\nminutes = []", "estimate = []", ""]
)
def test_the_check_survives_quizzes_of_another_shape(folder: Path, text: str) -> None:
    (folder / "quiz.toml").write_text(text, encoding="utf-8")
    assert problems(["arms_control"])
