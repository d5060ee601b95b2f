"""A learner's typing mistake is one sentence, without the course's own code around it."""

import io
from contextlib import redirect_stdout

import pytest
from IPython.core.interactiveshell import InteractiveShell

import lessons
from lessons import explore

LINES = [
    'review("2")',
    'review("2", "the_network")',
    'review(2, "the_netwrk")',
    "review(0)",
    'review(minutes="long")',
    'review(of="everything")',
    'quiz("tets")',
    'quiz("the_network", 99)',
    'quiz("the_network.99")',
    'estimate("tets")',
    "explore.worldmap()",
    'explore.world_map("x")',
    "explore.world_map(colour=3)",
    'explore.role_play("Atlantis")',
    "charts.worldmap()",
    'charts.world_map(year="x")',
    'table("allie")',
    "table(3)",
    'cite("nobody")',
    'my_progress("x")',
    'hand_in("tets")',
    'check("tets", 3)',
    "lessons.quizz",
]


@pytest.fixture(scope="module")
def shell() -> InteractiveShell:
    """Return IPython as it is after the first cell of a lesson."""
    shell = InteractiveShell(history_length=0)
    shell.run_line_magic("colors", "nocolor")
    shell.run_cell("import lessons\nfrom lessons import *")
    return shell


def output(shell: InteractiveShell, line: str) -> str:
    """Return what a line prints, with its traceback if it has one."""
    printed = io.StringIO()
    with redirect_stdout(printed):
        done = shell.run_cell(line)
    assert not done.success, f"{line} is not a mistake"
    return printed.getvalue().strip()


@pytest.mark.parametrize("line", LINES)
def test_a_mistake_in_a_line_is_one_sentence(shell, line):
    message = output(shell, line)
    assert message.count("\n") == 0
    assert message.endswith(".") or "?" in message, message


@pytest.mark.parametrize("name", sorted({*explore.__all__} - {"Explorer", "framed"}))
def test_every_explorer_says_what_it_does_not_know(shell, name):
    message = output(shell, f"explore.{name}(nonsense=1)")
    assert "/lessons/" not in message, message


@pytest.mark.parametrize("name", sorted({*lessons.__all__} - {"charts", "explore"}))
def test_a_forgotten_or_extra_value_shows_none_of_our_code(shell, name):
    message = output(shell, f"{name}(1, 2, 3, 4, 5)")
    assert "/lessons/" not in message, message
