"""What every explorer promises, tried on all of them."""

import inspect
import itertools
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, wraps
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pytest
from explorer_states import NAMES, states, turn
from sampling import is_sample
from writing import words_of

from lessons import charts, explore
from lessons.charts.engine.chart import STILLS, Chart
from lessons.charts.engine.controls import Choice, Slider, Toggles
from lessons.charts.engine.declare import declaration_of
from lessons.charts.engine.drawing import Drawing, Shape, Text
from lessons.charts.engine.theme import COLOURS, page
from lessons.core import paths
from lessons.core.paths import lesson_folders
from lessons.widgets.explorer import MAX_STORED, Explorer, show

# The explorers of the first seven lessons.
TEXTS = [(folder / "lesson.md").read_text(encoding="utf-8") for folder in lesson_folders()[:7]]
EARLY = set(re.findall(r"explore\.\w+(?=\()", " ".join(TEXTS)))
# Either in words, or by a key or a label beside the hollow mark.
EXPLAINED = "(?i)hollow|outlined|secret when|nothing about|not a partner|put it here"
CHARTS = [name for name in charts.__all__ if inspect.isfunction(getattr(charts, name))]


# A number 1 before a word in the plural.
NOUNS = (
    "activities|Allies|areas|bars|bodies|capitals|cells|comings|countries|days|events|examples|"
    "figures|goings|marks|members|objectives|operations|organisations|papers|partners|pauses|"
    "people|places|plans|rows|signatures|soldiers|sources|starts|steps|summits|tools|words|years"
)
MANY = rf"(?<![\d.,/-])\b1 (?:{NOUNS})\b"


def choices_of_toggles(explorer: Explorer) -> Iterator[dict[str, object]]:
    """Yield every set of options of a small group of toggles, none and each alone of a large."""
    for control in explorer.by_name.values():
        if control.spec()["kind"] == "toggles":
            options = control.choices()[-1]
            small = len(options) <= 4
            sizes = range(len(options) + 1) if small else (0, 1)
            for size in sizes:
                for some in itertools.combinations(options, size):
                    yield {control.name: list(some)}


class Visited(NamedTuple):
    """An explorer, and what it showed while its controls took every value, on a wide page."""

    explorer: Explorer
    views: list[dict[str, Any]]
    charts: list[Chart]


@pytest.fixture(scope="module", params=NAMES)
def visited(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Visited:
    """Return each explorer in turn, with what it showed; each state is drawn once for all tests."""
    declaration, drawn = declaration_of(getattr(charts, request.param)), []

    @wraps(declaration.draw)
    def recorded(**values: object) -> Chart:
        drawn.append(declaration.draw(**values))
        return drawn[-1]

    with pytest.MonkeyPatch.context() as patch:  # no country is chosen in another explorer
        patch.setenv("COOPERATIVE_SECURITY_HOME", str(tmp_path_factory.mktemp("home")))
        explorer = show(replace(declaration, draw=recorded))
        views = [explorer.view, *(turn(explorer, **state).view for state in states(explorer))]
    return Visited(explorer, views, list(drawn))


def has_whole_sentence(view: dict[str, Any]) -> bool:
    """Return whether a view has a sentence without traces of missing values."""
    return bool(view["says"].strip()) and not re.search(r"\bnan\b|<NA>|None", view["says"])


def assert_colours_of_the_theme(svg: str) -> None:
    """Fail for a colour that is not one of the theme's."""
    assert set(re.findall(r"var\(--cs-([a-z_]+)\)", svg)) <= set(COLOURS)
    assert re.findall(r"(?:fill|stroke)[:=]\s*\"?(#[0-9a-f]{6})", svg) == []


def test_every_control_takes_every_value(visited: Visited) -> None:
    for view in visited.views:
        assert has_whole_sentence(view), view["says"]
        assert_colours_of_the_theme(view["svg"])


@pytest.mark.parametrize("name", NAMES)
def test_every_control_takes_every_value_on_a_narrow_page(
    name: str, request: pytest.FixtureRequest
) -> None:
    explorer = getattr(explore, name)()
    explorer.narrow = True
    for state in itertools.islice(states(explorer), None, None, 3 if is_sample(request) else 1):
        view = turn(explorer, **state).view
        assert has_whole_sentence(view), view["says"]
        assert_colours_of_the_theme(view["svg"])


def test_every_choice_of_toggles_makes_a_picture(visited: Visited) -> None:
    start = visited.views[0]["values"]
    for state in choices_of_toggles(visited.explorer):
        assert has_whole_sentence(turn(visited.explorer, **start | state).view), state


def test_one_thing_is_written_in_the_singular(visited: Visited) -> None:
    for chart in visited.charts:
        written = words_of(chart) if isinstance(chart.picture, Drawing) else ""
        assert not re.findall(MANY, f"{chart.says} | {written}")


def test_a_hollow_mark_is_explained(visited: Visited) -> None:
    early = visited.charts if visited.explorer.call.split("(")[0] in EARLY else []
    for chart in early:
        marks = [mark for mark in chart.picture.marks if isinstance(mark, Shape)]
        if any(mark.hollow and mark.role != "ink" for mark in marks):
            assert re.search(EXPLAINED, words_of(chart)), chart.title


def test_the_shared_line_brings_the_view_back(visited: Visited) -> None:
    for view in visited.views[-2:]:
        again = eval(view["call"], {"explore": explore})
        assert again.values == view["values"]
        assert again.view["says"] == view["says"]


def test_a_view_is_drawn_again_after_a_table_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "DATA", Path(shutil.copytree(paths.DATA, tmp_path / "data")))
    explorer = explore.world_map(year=2012)
    before = turn(turn(explorer, year=2011), year=2012).view["says"]
    path = paths.DATA / "framework_members.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(("EAPC,MDA", "PFP,MDA"))]
    assert kept != lines
    path.write_text("".join(kept), encoding="utf-8")
    after = turn(turn(explorer, year=2011), year=2012).view["says"]
    assert after == charts.world_map(2012).says != before


@cache
def picture(name: str) -> Chart:
    """Return a chart as it is without a control moved."""
    chart = getattr(charts, name)()
    assert isinstance(chart, Chart)
    return chart


@pytest.mark.parametrize("name", CHARTS)
def test_has_a_sentence_a_source_a_title_and_a_table(name: str) -> None:
    chart = picture(name)
    assert chart.says.rstrip().endswith((".", "?", ")"))
    assert chart.source
    assert chart.title
    assert len(chart.data.columns) >= 2


# PNG is slow, and drawn alike for all: what a build has stored is tried with the notebooks.
@pytest.mark.parametrize(
    ("name", "kind"), [*((name, "svg+xml") for name in CHARTS), (CHARTS[0], "png")]
)
def test_the_still_picture_has_its_sentence(
    name: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(STILLS, kind)
    html = picture(name).html()
    assert '<img alt="' in html
    assert f'src="data:image/{kind};base64,' in html
    assert len(html) < 200_000, "a stored notebook would grow too large"


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_the_colours_of_a_chart_without_controls_follow_the_theme(narrow: bool) -> None:
    for name in set(CHARTS) - set(NAMES):
        with page(narrow=narrow):
            assert_colours_of_the_theme(getattr(charts, name)().svg())


def draw(year: int = 2000, region: str = "north", show: tuple[str, ...] = ()) -> Chart:
    """Draw nothing much; fail on 2001."""
    if year == 2001:
        raise ValueError("There is no 2001.")
    drawing = Drawing(100, 40, [Text(1, 20, f"{year} & {region}")])
    rows = pd.DataFrame({"Year": [year], "Shown": [", ".join(show)]})
    return Chart(drawing, f"{year}, {region}.", "A source.", rows, "A title")


@pytest.fixture
def explorer() -> Explorer:
    return Explorer(
        draw,
        Slider("Year", range(2000, 2006)).bound("year", 2000),
        Choice("Region", {"north": "The North", "south": "The South"}).bound("region", "north"),
        Toggles("Show", ["a", "b"]).bound("show", ["a"]),
        name="test",
    )


def test_a_moved_control_changes_sentence_picture_and_table(explorer: Explorer) -> None:
    turn(explorer, year=2003, region="south", show=["b", "a"])
    assert explorer.view["says"] == "2003, south."
    assert "2003 &amp; south" in explorer.view["svg"]
    assert explorer.view["table"] == {
        "columns": ("Year", "Shown"),
        "rows": ((2003, "a, b"),),
    }


def test_a_country_chosen_once_stays_chosen_in_other_explorers() -> None:
    profile = explore.country_profile()
    profile.values = {**profile.values, "country": "JPN"}  # as the browser does
    assert explore.world_map().values["country"] == "JPN"
    assert explore.what_was_done().values["partner"] == "JPN"
    assert explore.world_map(show=["md", "ici"]).values["country"] == "", "not on this map"
    finland = explore.country_profile("FIN")
    assert finland.values["country"] == "FIN", "the lesson's own choice"
    assert finland.controls[0]["own"] == "JPN"
    assert explore.south_work().values["country"] == "all", "Japan is not a partner there"
    world = explore.world_map()
    world.values = {**world.values, "country": ""}
    assert explore.country_profile().values["country"] == "JPN"


def test_an_error_in_a_drawing_is_shown_in_words(explorer: Explorer) -> None:
    explorer.values = {**explorer.values, "year": 2001}  # as the browser does
    assert [*explorer.view] == ["problem"]
    assert "There is no 2001." in explorer.view["problem"]
    explorer.values = {**explorer.values, "year": 2002}
    assert explorer.view["says"] == "2002, north."


def test_an_error_in_the_first_drawing_reaches_python() -> None:
    with pytest.raises(ValueError, match="no 2001"):
        Explorer(draw, Slider("Year", range(2000, 2006)).bound("year", 2001))


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        ({"region": "sout"}, "Region .+ 'sout'.+ mean 'south'"),
        ({"year": 1066}, "Year .+ 1066.+ 2000 to 2005 "),
        ({"show": ["a", "c"]}, "Show .+ 'c'.+ 'a', 'b'"),
    ],
)
def test_for_an_unknown_value_the_message_says_what_is_possible(
    explorer: Explorer, wrong: dict[str, object], hint: str
) -> None:
    explorer.values = {**explorer.values, **wrong}
    assert [*explorer.view] == ["problem"]
    assert re.search(hint, explorer.view["problem"])


def test_a_limited_number_of_pictures_is_stored() -> None:
    drawn = []

    def heavy(year: int) -> Chart:
        drawn.append(year)
        return Chart(Drawing(10, 10, [Text(0, 0, "x")]), f"{year}.")

    explorer = Explorer(heavy, Slider("Year", range(1, MAX_STORED + 2)).bound("year", 1))
    turn(turn(explorer, year=2), year=1)
    assert drawn == [1, 2]
    for year in range(3, MAX_STORED + 2):
        turn(explorer, year=year)
    turn(explorer, year=2)
    assert drawn[-1] == 2, "the state that was shown longest ago should have been forgotten"


def test_the_output_has_a_picture_for_readers_without_a_kernel(explorer: Explorer) -> None:
    data = explorer._repr_mimebundle_()
    assert data["text/plain"] == "2000, north."
    assert "application/vnd.jupyter.widget-view+json" in data
    assert "run all cells" in data["text/html"]
