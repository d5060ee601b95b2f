"""The check names everything that is wrong in the course's files, and never fails itself."""

import itertools
import random
import re
import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest
from sampling import pairs, walk

from lessons import charts, data, explore
from lessons.__main__ import main
from lessons.charts.engine import index
from lessons.core import paths, toml
from lessons.core.paths import LESSONS
from lessons.core.toml import read_toml
from lessons.course import BrokenLesson, labs, lesson, lessons
from lessons.publishing import readme, reference_pages
from lessons.publishing.cells import compose
from lessons.publishing.check import problems
from lessons.publishing.check.facts import fact_faults
from lessons.publishing.check.generated import generated_faults
from lessons.publishing.check.links import dead_links
from lessons.publishing.check.tables import table_faults
from lessons.publishing.prose import filled

LESSON = "05_arms_control"
JUNK = [b"", b"[", b'"', b"\n", b"\xff", b"```", b"{{", b"= 1", b"\x00", b"-->"]
FIGURE = "explore.world_map(year=2012)"


def test_nothing_is_wrong_in_the_course() -> None:
    assert problems() == []


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


def test_a_draft_is_read_and_built_only_where_it_is_named(folder: Path) -> None:
    (folder / "lab.md").write_text(LAB, encoding="utf-8")
    assert [page.slug for page in lessons()] == ["a"]
    assert [page.slug for page in lessons(["arms_control"])] == ["arms_control"]
    assert "(05_arms_control.ipynb)" in compose(*labs([5]))[-1].source
    found(folder / "lesson.md", "<!-- draft", "<!-- ready")
    assert [page.slug for page in lessons()] == ["a", "arms_control"]


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("{{ objectives }}", "{{ objektives }}", "'objektives'.+ mean 'objectives'"),
        ("{{ objectives }}", "{{ 1 / 0 }}", "ZeroDivisionError"),
        ("{{ objectives }}", "{{ objectives", "lesson.md, line "),
        ("{{ objectives }}", '{{ table("alies") }}', "no table 'alies'.+ mean 'allies'"),
        (FIGURE, "explore.world_mapp(year=2012)", "explorer 'world_mapp'.+ mean 'world_map'"),
        (FIGURE, "charts.sings()", "chart 'sings'.+ mean 'signs'"),
        (FIGURE, "explore.world_map(yeer=2012)", "yeer"),
        (FIGURE, "explore.world_map(year=", "valid Python"),
        (FIGURE, "explor.world_map()", "'explor' .+ mean 'explore'"),
        (FIGURE, 'table("alies")', "table 'alies'.+ mean 'allies'"),
        (FIGURE, 'quiz("arms_controll")', "lesson 'arms_controll'.+ mean 'arms_control'"),
        (FIGURE, 'quiz("arms_control", "chek-1")', "in = 'chek-1'.+ mean 'check-1'"),
        (FIGURE, "quiz()", "missing a required argument"),
        (FIGURE, 'cite("allies", "nato-nothing")', "source 'nato-nothing'"),
        (FIGURE, "from lessons import explorer", "no 'explorer' to import"),
        (FIGURE, "import nothing_like_it", "no package 'nothing_like_it'"),
        ("<!-- slide:", "<!-- slip:", "sentence for its slide"),
        ("<!-- slide:", "<!-- covers: claim c99 -->\n<!-- slide:", "no 'claim c99'"),
        ("**Big question:**", "**Question:**", "no big question"),
        ("{{ objectives }}", "{{ objectives | lenght }}", "line 13: .+ filter .*lenght"),
        ("{{ objectives }}", '{{ cite("alies") }}', "line 13: .+ 'alies'"),
        (FIGURE, "from lesons import quiz", "package 'lesons'.+ mean 'lessons'"),
        (FIGURE, "from lessons.charts.engin import Plot", "no module 'lessons.charts.engin'"),
        (FIGURE, "from lessons.charts.engine import Plott", "no 'Plott' to import"),
        ("import cite, estimate", "import cite", "from lessons import estimate"),
        ("# 5 · Arms control", "Arms control", "line 1: no title.+ # 5 · "),
        ("# 5 · Arms control", "# 4 · Arms control", "line 1: no title.+ # 5 · "),
        ("```python\nexplore", "```pyhton\nexplore", "'```pyhton' .+ ```python"),
        (
            "<!-- slide:",
            "<!-- cover: claim c01 -->\n<!-- slide:",
            "Write <!-- covers: and",
        ),
        (
            "<!-- slide:",
            "<!-- covers claim c01 -->\n<!-- slide:",
            "Write <!-- covers: and",
        ),
        ("## Recap", "[a](nowhere.ipynb)\n\n## Recap", "no file: nowhere.ipynb"),
        ('quiz("arms_control", "check-1")', "", "in = 'check-1'"),
        ("<!-- draft", "<!-- ready", r"2 questions.+ 12\."),
        ("<!-- draft", "<!-- ready", r"arms_control\.ipynb .+ lessons build"),
    ],
)
def test_what_is_wrong_in_a_text_is_said(folder: Path, before: str, after: str, says: str) -> None:
    said = found(folder / "lesson.md", before, after)
    assert re.search(says, said)
    assert LESSON in said
    assert "cannot be checked" not in said
    assert len(said.splitlines()) == len({*said.splitlines()})


def test_a_name_that_is_not_imported_is_named_once(folder: Path) -> None:
    said = found(folder / "lesson.md", "quiz, review\n", "review\n")
    assert said.count("from lessons import quiz") == 1


def test_a_link_in_the_notes_for_teachers_leads_somewhere(folder: Path) -> None:
    said = found(folder / "teacher.md", "## Aims", "[a](nowhere.md)")
    assert re.search(r"teacher\.md, line 3: .+ nowhere\.md", said)


def test_a_lesson_that_cannot_be_read_does_not_hide_the_others(folder: Path) -> None:
    (folder.parent / "01_a" / "lesson.md").write_bytes(b"# 1\n\n\xe4")
    (folder / "lesson.md").write_text("no title", encoding="utf-8")
    said = "\n".join(problems())
    assert said.count("01_a/lesson.md, line 3: ") == 1
    assert f"{LESSON}/lesson.md, line 1: no title" in said


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a copy of the tables, which is in use."""
    monkeypatch.setattr(paths, "DATA", Path(shutil.copytree(paths.DATA, tmp_path / "data")))
    return paths.DATA


def test_a_year_whose_row_is_gone_is_named_and_not_left_out(tables: Path) -> None:
    table = tables / "organisation_milestones.csv"
    table.write_text(table.read_text("utf-8").replace("2004-12-02", "2004-12-03"), "utf-8")
    with pytest.raises(BrokenLesson, match="'2004-12-02 EU'"):
        filled(lesson("organisations"))


def test_no_claim_at_all_is_a_number_too(tables: Path) -> None:
    table = tables / "sources.csv"
    table.write_text(table.read_text("utf-8").replace("NATO", "Nato"), "utf-8")
    assert "None of our" in filled(lesson("then_and_now")).text


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("needs = [1]", "needs = [99]", "needs = [99] names no lesson"),
        ("needs = [1]", "needs = [5]", "before lesson 5"),
        ("minutes = 40", "minuets = 40", "Did you mean 'minutes'"),
        ("minutes = 40", "minutes = true", "number, such as 40"),
        ("needs = [1]", "needs = 1", "numbers, such as [1, 3]"),
        ("minutes = 40", "minutes = = 40", ": = 40 is neither a text"),
        ("objective = 1", "objective = 9", "no objective 9"),
    ],
)
def test_what_is_wrong_in_a_quiz_is_said(folder: Path, before: str, after: str, says: str) -> None:
    assert says in found(folder / "quiz.toml", before, after)


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("- TODO: what to rem", "TODO: what to rem", "no recap"),
        ("**New terms:**", "**Terms:**", "no new terms"),
        ("**To discuss in class**", "**To discuss**", "nothing to discuss"),
        ("cite(", "print(", "no sources"),
        (FIGURE, "print()", "no picture"),
        ("# 5", "# 5", "words. Write from 900 to 1,800."),
        ("slide: TODO: what the case shows.", "slide: This.", "fewer than 12 words"),
        ('estimate("arms', 'print("arms', "asks for the estimate"),
        ("Before this:", "NATO had 28 Allies.", "answer to the estimate"),
        ("# 5", "# 5", "teacher.md, line 7: '- TODO"),
    ],
)
def test_what_a_finished_lesson_lacks_is_said(
    folder: Path, before: str, after: str, says: str
) -> None:
    assert says not in found(folder / "lesson.md", before, after)  # in a draft
    assert says in found(folder / "lesson.md", "<!-- draft", "<!-- ready")


def test_a_finished_lesson_without_an_estimate_is_named(folder: Path) -> None:
    quiz = (folder / "quiz.toml").read_text(encoding="utf-8")
    start, end = quiz.index("[estimate]"), quiz.index("# In the text")
    (folder / "quiz.toml").write_text(quiz[:start] + quiz[end:], encoding="utf-8")
    assert "no estimate" in found(folder / "lesson.md", "<!-- draft", "<!-- ready")


@pytest.mark.parametrize(
    ("page", "before", "after"),
    [
        ("README.md", "[The network at a glance]", "[The net]"),
        ("docs/quiz-format.md", "#", "# "),
        ("docs/data-format.md", "#", "# "),
        ("data/datapackage.json", "cooperative", "comprehensive"),
        ("data/allies.toml", 'sha256 = "', 'sha256 = "0'),
    ],
)
def test_a_page_that_build_would_write_otherwise_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str, before: str, after: str
) -> None:
    shutil.copytree(paths.DATA, tmp_path / "data")
    shutil.copytree(reference_pages.DOCS, tmp_path / "docs")
    shutil.copy(readme.README, tmp_path)
    monkeypatch.setattr(paths, "DATA", tmp_path / "data")
    monkeypatch.setattr(reference_pages, "DOCS", tmp_path / "docs")
    monkeypatch.setattr(readme, "README", tmp_path / "README.md")
    assert list(generated_faults()) == []
    text = (tmp_path / page).read_text(encoding="utf-8")
    assert before in text
    (tmp_path / page).write_text(text.replace(before, after, 1), encoding="utf-8")
    assert any(page in fault and "lessons build" in fault for fault in generated_faults())


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


def test_a_lab_needs_a_notebook_and_nothing_else(folder: Path) -> None:
    (folder / "lab.md").write_text(LAB, encoding="utf-8")
    [fault] = problems(["arms_control"])
    assert fault.startswith("notebooks/05_arms_control_lab.ipynb ")
    assert "lessons build arms_control" in fault


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ('len(table("allies"))', 'len(table("alies"))', "line 18: .+ 'alies'"),
        ("answer = len", "answers = len", "does not set `answer`"),
        ("answer = len", "exit()\nanswer = len", "line 18: .+ ends Python"),
        ("answer = len", "raise GeneratorExit\nanswer = len", "line 18: .+ ends Python"),
        ("answer = len", "raise SystemExit(3)\nanswer = len", "line 18: .+ ends Python"),
        ('len(table("allies"))', "len(", "valid Python"),
        ("```python solution", "```python", "no solution."),
        ("```python task", "```python", "no task."),
        ('check("arms_control"', 'print("arms_control"', "nothing checks the task"),
        ('check("arms_control"', 'check("a"', "nothing checks the task"),
        ("answer)", "answer, task=2)", r'line 8\. .+ check\("arms_control", answer\)'),
        ('check("arms_control"', 'check("arms_controll"', "lesson 'arms_controll'"),
        ("check, table", "table", "line 12: 'check' is"),
        ("# Lab 5", "[a](nowhere.ipynb)", "line 1: .+ nowhere.ipynb"),
        ("# Lab 5", "{{ allies_onn }}", "line 1: 'allies_onn' "),
    ],
)
def test_what_is_wrong_in_a_lab_is_said(folder: Path, before: str, after: str, says: str) -> None:
    (folder / "lab.md").write_text(LAB, encoding="utf-8")
    said = found(folder / "lab.md", before, after)
    lines = [line for line in said.splitlines() if f"{LESSON}/lab.md" in line]
    assert any(re.search(says, line) for line in lines), said


def test_another_executor_finds_the_same_in_a_lab(folder: Path) -> None:
    text = LAB.replace("answer = len", "answers = len")
    (folder / "lab.md").write_text(text, encoding="utf-8")
    with ThreadPoolExecutor(1) as executor:
        said = problems(["arms_control"], executor)
    assert said == problems(["arms_control"])
    assert any("does not set `answer`" in fault for fault in said)


@pytest.mark.parametrize("ends", ["import os; os._exit(1)", "raise KeyboardInterrupt"])
def test_a_solution_that_ends_the_process_of_the_labs_is_named_and_hides_nothing(
    folder: Path, ends: str
) -> None:
    (folder / "lab.md").write_text(LAB.replace("answer = len", f"{ends}\nanswer = len"), "utf-8")
    (folder / "lesson.md").write_text("no title", encoding="utf-8")
    shutil.copytree(folder, folder.with_name("06_a_later_one"))
    with ProcessPoolExecutor(1) as executor:
        said = problems([], executor)
    assert [fault for fault in said if "ends Python" in fault and f"{LESSON}/lab.md: " in fault]
    assert not [fault for fault in said if "ends Python" in fault and "later_one" in fault]
    assert any("later labs may not have been checked" in fault for fault in said)
    assert any(f"{LESSON}/lesson.md, line 1: no title" in fault for fault in said)


@pytest.mark.skipif(sys.platform != "linux", reason="a file that cannot be read")
@pytest.mark.parametrize(
    ("name", "names"), pairs(["lab.md", "lesson.md"], [[], ["arms_control", "a"]])
)
def test_a_file_that_cannot_be_read_hides_nothing(
    folder: Path, name: str, names: list[str]
) -> None:
    (folder / name).unlink(missing_ok=True)
    (folder / name).symlink_to("/proc/self/mem")
    (folder.parent / "01_a" / "lesson.md").write_text("no title", encoding="utf-8")
    with ThreadPoolExecutor(1) as executor:
        said = problems(names, executor)
    assert said == problems(names)
    assert any(LESSON in fault and "cannot be checked" in fault for fault in said)
    assert any("01_a/lesson.md, line 1: no title" in fault for fault in said)


@pytest.mark.parametrize("error", [NotImplementedError, PermissionError])
@pytest.mark.parametrize("step", ["__init__", "submit"])
def test_where_no_process_can_be_started_the_command_checks_all_the_same(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: type[Exception],
    step: str,
) -> None:
    def refuse(*_args: object, **_options: object) -> None:
        raise error

    (folder / "lab.md").write_text(LAB.replace("answer = len", "exit()"), encoding="utf-8")
    monkeypatch.setattr(ProcessPoolExecutor, step, refuse)
    for gc_function in ("disable", "freeze"):  # they would last for all tests
        monkeypatch.setattr(f"gc.{gc_function}", lambda: None)
    assert main(["check", "arms_control"]) == 1
    assert "this solution ends Python" in capsys.readouterr().out


def test_wording_of_generated_questions_that_cannot_be_used_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "lessons.questions.generated"
    for module in [module for module in sys.modules if module.startswith(name)]:
        monkeypatch.delitem(sys.modules, module)
    wording = read_toml(LESSONS / "questions" / "generated" / "wording.toml")
    wording["group"]["md"]["lable"] = wording["group"]["md"].pop("label")
    monkeypatch.setattr(toml, "read_toml", lambda _: wording)
    said = [fault for fault in problems() if "wording.toml" in fault]
    assert said == [fault for fault in said if "[group.md]" in fault and "lable" in fault] != []


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
        (CHART.replace("bases", "ports"), "ports.py, line 5 .+ 'ports'"),
        (CHART.replace("()", "("), "line 5: .+ valid Python: "),
        (CHART + 'UNIT = "Stützpunkt"\n', "line 7: .+ UTF-8"),
        (CHART.replace("-> draw.Chart", "-> draw.Chard"), "line 5: AttributeError: "),
        (CHART.replace("import engine", "import engin"), "line 1: ImportError: "),
        ("UNIT = (\n", "line 1: .+ valid Python: "),
        (CHART + "exit(3)\n", "line 7: SystemExit: 3"),
    ],
)
def test_what_is_wrong_with_a_chart_is_said_once(
    folder: Path, charts_folder: Path, text: str, says: str
) -> None:
    (charts_folder / "ruins.py").write_text(text, encoding="cp1252")
    name = "bases" if "def bases" in text else "ports"
    said = found(folder / "lesson.md", FIGURE, f"explore.{name}()").splitlines()
    [fault] = [fault for fault in said if "ruins.py" in fault or "lesson.md" in fault]
    assert f"{charts_folder}/ruins.py" in fault and re.search(says, fault)
    assert name in index.declared()


@pytest.mark.parametrize(
    ("before", "after", "place", "says"),
    [
        ("objective = 1", "objective = 9", 1, "no objective 9"),
        ('id = "second"\n', "", 2, "no id"),
        ('id = "second"', 'id = "first"', 2, "the id of line"),
        ('id = "second"', 'id = "Größe !"', 2, "an id has letters"),
        ('in = "check-1"', 'in = "check-9"', 1, "in = 'check-9'"),
        ('covers = ["claim c01"]', 'covers = ["claim c99"]', 1, "no 'claim c99'"),
    ],
)
def test_a_question_is_named_with_its_line(
    folder: Path, before: str, after: str, place: int, says: str
) -> None:
    said = found(folder / "quiz.toml", before, after)
    fault = next(line for line in said.splitlines() if says in line)
    assert "cannot be checked" not in said
    lines = (folder / "quiz.toml").read_text(encoding="utf-8").splitlines()
    starts = [number for number, line in enumerate(lines, 1) if line == "[[question]]"]
    assert f"quiz.toml, line {starts[place - 1]}, question" in fault


RETIRED = """[[question]]
id = "old"
objective = 7
ask = "Was Norway an Ally in 2012?"
type = "true_false"
answer = true
source = ["nato-backgrounder-2013"]
truth = {true = "It was from the beginning.", false = "It was from the beginning."}
reasons.right = {"It founded NATO" = "In 1949."}
reasons.wrong = {"It joined in 2004" = "Others did.", "It is in Europe" = "So is Sweden."}
"""


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("", "", ""),
        ("objective", "x = = 1\nobjective", "retired.toml, line 3: "),
        ("answer = true", "answer = 3", "line 1, question 'old': answer"),
        ("[[question]]", "minutes = 4\n[[question]]", "retired.toml: unknown key 'minutes'"),
        ('"old"', '"first"', "line 1, question 'first': .+quiz.toml"),
    ],
)
def test_what_is_wrong_in_a_retired_question_is_said(
    folder: Path, before: str, after: str, says: str
) -> None:
    (folder / "retired.toml").write_text(RETIRED, encoding="utf-8")
    said = found(folder / "retired.toml", before, after)
    assert bool(said) == bool(says)
    assert re.search(says, said)


def test_an_objective_that_is_asked_about_too_seldom_is_named(folder: Path) -> None:
    said = found(folder / "lesson.md", "<!-- draft", "<!-- ready")
    assert re.search(r"objective 1 .+ 2 questions.+ 3\.", said)
    assert "computed from the tables" in said


@pytest.mark.parametrize("name", ["lesson.md", "quiz.toml", "teacher.md", "handout.toml"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    said = "\n".join(problems(["arms_control"]))
    assert f"{name} is missing" in said
    assert "cannot be checked" not in said


MAP = f"[[picture]]\ndraw = '{FIGURE}'\nlook = 'x'\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "draws nothing"),
        (f"{MAP}\n[[picture]]\ndraw = '1 + 1'\nlook = 'x'", "line 5: this draws nothing: 1 + 1"),
        ("[[picture]]\ndraw = 'explore.mapp()'\nlook = 'x'", "no explorer 'mapp'"),
        ("[[picture]]\nlook = 'x'\n", "[[picture]] needs draw"),
        (f"{MAP}lines = 'two'", "line 1: A [[picture]] needs"),
        (f"{MAP}lines = -3", "line 1: A [[picture]] needs"),
        (f"{MAP}[[pictur]]\ndraw = 'x'", "unknown part 'pictur'"),
    ],
)
def test_a_handout_that_draws_nothing_is_named(folder: Path, text: str, says: str) -> None:
    (folder / "handout.toml").write_text(text, encoding="utf-8")
    assert says in "\n".join(problems(["arms_control"]))


def test_two_lessons_of_one_number_and_a_stray_notebook_are_named(folder: Path) -> None:
    shutil.copytree(folder, folder.parent / "05_other")
    shutil.copytree(folder, folder.parent / "06_Wrong-Name")
    for name in ("02_a", "02_b"):  # lesson 1 has a link to the next one
        shutil.copytree(folder.parent / "01_a", folder.parent / name)
    (paths.NOTEBOOKS / "07_gone.ipynb").touch()
    said = "\n".join(problems())
    assert "05_arms_control and 05_other" in said
    assert "cannot be checked" not in said
    assert "06_Wrong-Name: " in said
    assert "07_gone.ipynb" in said


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


@pytest.mark.parametrize("table", walk(["allies", "sources", "glossary", "countries"], ["allies"]))
def test_a_wrong_cell_is_said_once_and_not_for_each_question_that_reads_it(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    (folder / "lab.md").write_text(LAB, encoding="utf-8")
    before = {*problems(), *problems(["arms_control"])}
    shutil.copytree(paths.DATA, tmp_path / "data", ignore=shutil.ignore_patterns("land*"))
    monkeypatch.setattr(paths, "DATA", tmp_path / "data")
    file = tmp_path / "data" / f"{table}.csv"
    head, row, rest = file.read_text(encoding="utf-8").split("\n", 2)
    file.write_text(f"{head}\n{row},one cell more\n{rest}", encoding="utf-8")
    for names in ((), ["arms_control"]):
        fault, rest = [fault for fault in problems(names) if fault not in before]
        assert f"{table}.csv, line " in fault
        assert re.search(r"\d+ questions and texts ", rest)


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
    assert "land.toml, line 27: field 'lon': " in said and "description" in said
    assert "land.toml, line 24: field 'lon': " in said and "unit" in said


def test_a_link_is_looked_for_where_the_page_lies(tmp_path: Path) -> None:
    (tmp_path / "a.md").touch()
    text = "[a](a.md#part) [b](https://x.org/y) [c](#top)\n```\n[d](d.md)\n```\n![e](e.png 'E')\n"
    [fault] = dead_links(text, "p.md", tmp_path)
    assert fault.startswith("p.md, line 5: ") and "e.png" in fault


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
        assert all(
            fault.startswith(f"{tmp_path}/{file.stem}.") for fault in table_faults(file.stem)
        )
        file.write_bytes(before)


@pytest.mark.parametrize(
    "text", ["question = 1", "objectives = 3", "needs = 'x'\nminutes = []", "estimate = []", ""]
)
def test_the_check_survives_quizzes_of_another_shape(folder: Path, text: str) -> None:
    (folder / "quiz.toml").write_text(text, encoding="utf-8")
    assert problems(["arms_control"])
