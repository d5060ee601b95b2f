"""Without Jupyter, cells show widgets, answers are marked, and controls redraw their charts.

The session runs here in CPython, in a process of its own because it takes the place of ipywidgets.
"""

import json
import subprocess
import sys
from typing import Any

from lessons.core.paths import ROOT

RUNNER = """
import json, sys
from lessons.web import session

assert "IPython" not in sys.modules
for step in json.load(sys.stdin):
    done = session.run(step) if isinstance(step, str) else session.receive(*step)
    print(json.dumps(json.loads(done)))
"""


def run(*steps: str | tuple[int, str]) -> list[Any]:
    """Run cells, given as text, and messages, given as a widget's number and JSON."""
    command = [sys.executable, "-c", RUNNER]
    text = json.dumps(steps)
    done = subprocess.run(command, input=text, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_an_answer_is_marked_and_comes_back_to_the_next_card() -> None:
    quiz = 'from lessons import quiz; quiz("the_network", only=["square"])'
    first = run(quiz)[0]["shows"]
    labels = first["state"]["cards"][0]["fields"][0]["labels"]
    right = labels.index("It became an Ally")
    check = {"do": "check", "card": 0, "answer": [right], "sure": ""}
    (reply,), hello = run(
        quiz,
        (first["model"], json.dumps({"message": check})),
        (first["model"], json.dumps({"message": {"do": "hello"}})),
    )[1:]
    assert reply["message"][0]["tone"] == "good"
    assert hello[0]["message"][0]["answer"] == [right]


def test_a_moved_control_gives_one_new_view_and_no_echo() -> None:
    cell = "from lessons import explore; explore.world_map(year=2012)"
    shows = run(cell)[0]["shows"]
    values = shows["state"]["values"] | {"year": 1999}
    (events,) = run(cell, (shows["model"], json.dumps({"state": {"values": values}})))[1:]
    assert [list(event["state"]) for event in events] == [["view"]]
    assert "1999" in events[0]["state"]["view"]["says"]


def test_what_goes_wrong_in_a_cell_is_shown_and_the_next_one_runs() -> None:
    wrong, fine = run("from lessons import quiz; quiz('no_lesson')", "quiz('the_network')")
    assert "no_lesson" in wrong["shows"]["error"]
    assert fine["shows"]["model"]
