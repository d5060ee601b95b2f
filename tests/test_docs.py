"""What README, CONTRIBUTING and the pages in docs say is there and works."""

import io
import re
import shlex
import subprocess
import sys
import tomllib
from contextlib import redirect_stdout
from functools import cache
from pathlib import Path

import pytest
import yaml
from PIL import Image

from lessons.__main__ import main
from lessons.core.paths import ROOT
from lessons.course import lessons
from lessons.publishing import offline_bundle, readme

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*-*.yml"))
DAY = r"\d{4}-\d\d-\d\d"


def of(path: Path) -> str:
    """Return a file's place in the repository, as the name of a test."""
    return path.relative_to(ROOT).as_posix()


# Links and paths


def links(page: Path) -> list[str]:
    """Return the addresses that a page links to, without those in code."""
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.findall(r"\]\(<?([^)\s>]+)>?\)", text) + re.findall(r'src="([^"]+)"', text)


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ +(.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", text.lower()).strip().replace(" ", "-") for text in headings}


@pytest.mark.parametrize("page", PAGES, ids=of)
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in links(page):
        if re.match(r"https?://|mailto:", link):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), f"{of(page)} links to {link}, which is not there"
        if anchor and target.suffix == ".md":
            assert anchor in anchors(target), f"{of(page)}: there is no heading for {link}"


def paths_in(text: str) -> set[str]:
    """Return what looks like a path of the repository among a text's code: `data/allies.csv`."""
    code = re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))
    top = {path.name for path in ROOT.iterdir()} - {"build"}
    return {
        text for text in code if "/" in text and " " not in text and text.partition("/")[0] in top
    }


def pattern(path: str) -> str:
    """Return a path with placeholders, such as `data/<table>.csv`, as a pattern of file names."""
    return re.sub(r"<\w+>", "*", path).replace("NN_slug", "[0-9][0-9]_*").rstrip("/")


@pytest.mark.parametrize("page", PAGES, ids=of)
def test_every_path_that_a_page_names_exists(page: Path) -> None:
    for path in paths_in(page.read_text(encoding="utf-8")):
        assert any(ROOT.glob(pattern(path))), f"{of(page)} names {path}, which is not there"


def test_the_readme_has_no_dead_link_in_the_offline_bundle() -> None:
    packed = {of(path) for path in offline_bundle.course()}
    linked = {link for link in links(ROOT / "README.md") if "://" not in link}
    assert linked <= packed


# Commands


def shown(page: Path) -> list[str]:
    """Return the commands in a page's code blocks: the lines that begin with a dollar sign."""
    blocks = re.findall(r"^ *```.*?^ *```", page.read_text(encoding="utf-8"), re.S | re.M)
    lines = [line.strip() for block in blocks for line in block.splitlines()]
    return [line[2:].partition("  ")[0] for line in lines if line.startswith("$ ")]


COMMANDS = sorted({command for page in PAGES for command in shown(page)})


COURSE_COMMANDS = [command for command in COMMANDS if " -m lessons " in command]


@cache
def help_of(*command: str) -> str:
    """Return what `python -m lessons ... --help` prints."""
    printed = io.StringIO()
    with redirect_stdout(printed), pytest.raises(SystemExit) as end:
        main([*command, "--help"])
    assert not end.value.code
    assert printed.getvalue().startswith(f"usage: python -m lessons {command[0]}")
    return printed.getvalue()


@cache
def ways_to_start() -> str:
    """Return what `python3 start.py --help` prints."""
    command = [sys.executable, "start.py", "--help"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_the_pages_show_commands() -> None:
    assert len(COURSE_COMMANDS) > 10


@pytest.mark.parametrize("command", COURSE_COMMANDS)
def test_a_command_that_is_shown_exists_with_its_options(command: str) -> None:
    words = shlex.split(command.partition(" -m lessons ")[2])
    name = words[:2] if words[0] == "exam" else words[:1]
    known = re.findall(r"--[\w-]+", help_of(*name))
    assert {word for word in words if word.startswith("--")} <= {*known, "--help"}


@pytest.mark.parametrize("command", [command for command in COMMANDS if " start.py" in command])
def test_a_way_to_start_that_is_shown_exists(command: str) -> None:
    words = [word for word in shlex.split(command.partition("start.py")[2]) if "=" not in word][:1]
    assert set(words) <= set(re.findall(r"[\w-]+", ways_to_start()))


def test_every_option_that_teachers_are_told_of_exists() -> None:
    text = (ROOT / "docs" / "teachers.md").read_text(encoding="utf-8")
    of_exams = [help_of("exam", action) for action in ("template", "make", "paper", "mark")]
    others = ["hand-in", "gradebook", "handout", "export", "class"]
    known = " ".join([ways_to_start(), *of_exams, *map(help_of, others)])
    named = set(re.findall(r"`(--[\w-]+)", text))
    assert {"--as", "--names", "--seed"} <= named <= set(re.findall(r"--[\w-]+", known))


def test_the_page_for_teachers_lists_every_command() -> None:
    with redirect_stdout(io.StringIO()) as printed, pytest.raises(SystemExit):
        main(["--help"])
    commands = set(re.findall(r"[a-z-]+", re.sub(r"-\n\s*", "-", printed.getvalue())))
    text = (ROOT / "docs" / "teachers.md").read_text(encoding="utf-8")
    table = text.partition("## All commands\n\n")[2].partition("\n\n")[0]
    named = set(re.findall(r"`([a-z-]+)[^`]*`", table))
    assert {"build", "check", "gradebook"} <= named
    assert named <= commands
    listed = re.findall(r"^    ([a-z-]+)(?: \(|  |$)", printed.getvalue(), re.MULTILINE)
    assert set(listed) <= named


# README


def test_a_reader_has_read_the_readme_in_two_minutes() -> None:
    assert len(README.split()) <= 650


def test_the_readme_lists_the_lessons_as_they_are() -> None:
    rows = re.findall(r"^\| (\d\d) \| \[(.+?)\]\((\S+)\) \| (.+?) \|$", README, re.MULTILINE)
    assert rows == [
        (it.folder.name[:2], it.title, f"notebooks/{it.name}.ipynb", it.big_question)
        for it in lessons()
    ]


def test_the_build_mends_what_the_readme_says_of_lessons_and_addresses() -> None:
    wrong = README.replace("The network at a glance", "The net").replace("/HEAD?", "/OLD?")
    assert wrong.count("The net]") == 1
    assert readme.updated(wrong[: wrong.index("| 07 |")] + wrong[wrong.index("| 08 |") :]) == README


def test_the_readme_leads_to_where_the_course_is_published() -> None:
    defined = dict(re.findall(r"^\[(\w+)\]: (\S+)$", README, re.MULTILINE))
    used = re.findall(r"\]\[(\w+)\]", README)
    assert used[0] == "website"
    assert {*used} == {*defined}


def test_the_readme_shows_a_picture_that_the_build_made(tmp_path: Path) -> None:
    stored = readme.PICTURE
    assert f'<img src="{of(stored)}"' in README
    assert re.search(r'<img [^>]*alt="[^"]{40,}"', README)
    assert stored.stat().st_size < 100_000
    with Image.open(stored) as old, Image.open(readme.write_picture(tmp_path / "p")) as new:
        assert old.size == new.size, "build the course again: .venv/bin/python -m lessons build"


# What machines read


def test_the_citation_is_of_the_newest_edition() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    editions = re.findall(rf"^## \[([\d.]+)\] - ({DAY})$", CHANGELOG, re.MULTILINE)
    assert (citation["version"], str(citation["date-released"])) == editions[0]
    assert citation["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= citation.keys()
    assert citation["license"] in PROJECT["license"]


def test_the_changelog_has_its_editions_in_order() -> None:
    heads = re.findall(r"^## (.+)$", CHANGELOG, re.MULTILINE)
    assert heads[0] == "[Unreleased]"
    days = [re.findall(DAY, head) for head in heads[1:]]
    assert days == sorted(days, reverse=True)
    parts = set(re.findall(r"^### (.+)$", CHANGELOG, re.MULTILINE))
    assert parts <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


@pytest.mark.parametrize("path", WORKFLOWS, ids=of)
def test_a_workflow_may_only_read_and_pins_its_actions(path: Path) -> None:
    flow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert flow["permissions"] == {"contents": "read"}
    for job in flow["jobs"].values():
        assert job["timeout-minutes"]
        # Only a job that runs nothing of the repository may do more than read: publish the website.
        runs_course = any("run" in step or "checkout" in step["uses"] for step in job["steps"])
        allowed = {} if runs_course else {"pages": "write", "id-token": "write"}
        assert job.get("permissions", {}) == allowed
        used = [step["uses"] for step in job["steps"] if "uses" in step]
        assert used
        assert all(re.fullmatch(r"[\w./-]+@v\d+", action) for action in used)


def test_the_course_is_tested_with_every_python_that_it_promises() -> None:
    named = re.findall(r"Python :: (3\.\d+)$", "\n".join(PROJECT["classifiers"]), re.MULTILINE)
    assert named[0] == PROJECT["requires-python"].removeprefix(">=")
    text = (ROOT / ".github" / "workflows" / "tests.yml").read_text(encoding="utf-8")
    jobs = yaml.safe_load(text)["jobs"]
    assert {"run": ".ci/run"} in jobs["everything"]["steps"]
    matrix = jobs["without-a-browser"]["strategy"]["matrix"]
    assert matrix["python"] == named
    assert {"windows-latest", "macos-latest"} <= set(matrix["system"])


@pytest.mark.parametrize("path", FORMS, ids=of)
def test_a_form_for_issues_asks_questions(path: Path) -> None:
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert form["name"] and form["description"]
    ids = [field["id"] for field in form["body"] if field["type"] != "markdown"]
    assert len(ids) == len(set(ids)) >= 3
    assert any(field.get("validations", {}).get("required") for field in form["body"])


def test_hooks_run_what_is_installed_and_name_no_host() -> None:
    text = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    hooks = [hook for repo in yaml.safe_load(text)["repos"] for hook in repo["hooks"]]
    assert all(repo["repo"] == "local" for repo in yaml.safe_load(text)["repos"])
    programs = [hook["entry"].split() for hook in hooks if hook["language"] != "pygrep"]
    assert all(program[:2] == ["python", "-m"] for program in programs)
    assert {program[2] for program in programs} == {"ruff", "mypy", "lessons"}


def test_a_hook_refuses_a_long_subject_but_no_long_text_below_it() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    (hook,) = [hook for hook in hooks["repos"][0]["hooks"] if hook["language"] == "pygrep"]
    # As pre-commit searches a file: \A is its beginning.
    too_long = re.compile(hook["entry"], re.MULTILINE | re.DOTALL).search
    assert too_long("x" * 72)
    assert not too_long("x" * 71 + "\n\n" + "x" * 100)
