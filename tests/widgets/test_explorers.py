"""What every explorer promises, tried on all of them."""

import inspect
import itertools
import re
from collections.abc import Iterator

import pandas as pd
import pytest
from explorer_states import NAMES, states
from writing import words_of

from lessons import charts, explore
from lessons.charts.engine.chart import STILLS, Chart
from lessons.charts.engine.controls import Choice, Slider, Toggles
from lessons.charts.engine.drawing import Drawing, Shape
from lessons.charts.engine.theme import COLOURS, page
from lessons.core.paths import UnknownName, lesson_folders
from lessons.widgets.explorer import REMEMBERED, Explorer

# The explorers of the first seven lessons.
TEXTS = [(folder / "lesson.md").read_text(encoding="utf-8") for folder in lesson_folders()[:7]]
EARLY = sorted(set(re.findall(r"explore\.(\w+)\(", " ".join(TEXTS))))
# Either in words, or by a key or a label beside the hollow mark.
EXPLAINED = "(?i)hollow|outlined|secret when|nothing about|not a partner|put it here"
CHARTS = [name for name in charts.__all__ if inspect.isfunction(getattr(charts, name))]
SHOWN = [f"explore.{name}" for name in NAMES] + [f"charts.{name}" for name in CHARTS]


# A number 1 before a word in the plural.
NOUNS = (
    "activities|Allies|areas|bars|bodies|capitals|cells|comings|countries|days|events|examples|"
    "figures|goings|marks|members|objectives|operations|organisations|papers|partners|pauses|"
    "people|places|plans|rows|signatures|soldiers|sources|starts|steps|summits|tools|words|years"
)
MANY = rf"(?<![\d.,/-])\b1 (?:{NOUNS})\b"


def choices_of_toggles(explorer: Explorer) -> Iterator[dict[str, object]]:
    """Yield every set of options of a small group of toggles, none and each alone of a large."""
    for knob in explorer._controls.values():
        if knob.spec()["kind"] == "toggles":
            options = knob.choices()[-1]
            small = len(options) <= 4
            sizes = range(len(options) + 1) if small else (0, 1)
            for size in sizes:
                for some in itertools.combinations(options, size):
                    yield {knob.name: list(some)}


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
@pytest.mark.parametrize("name", NAMES)
def test_every_knob_can_be_turned_through_every_choice(name: str, narrow: bool) -> None:
    explorer = getattr(explore, name)()
    explorer.narrow = narrow
    for state in states(explorer):
        explorer.turn(**state)
        assert "problem" not in explorer.view, explorer.view
        assert explorer.view["says"].strip()
        assert not re.search(r"\bnan\b|<NA>|None", explorer.view["says"]), explorer.view["says"]


@pytest.mark.parametrize("name", NAMES)
def test_every_choice_of_toggles_makes_a_picture(name: str) -> None:
    explorer = getattr(explore, name)()
    start, sets = dict(explorer.values), list(choices_of_toggles(explorer))
    for state in sets:
        explorer.values = start | state  # as the browser does
        assert "problem" not in explorer.view, (state, explorer.view)
        assert explorer.view["says"].strip()


@pytest.mark.parametrize("name", NAMES)
def test_one_thing_stands_in_the_singular(name: str) -> None:
    explorer = getattr(explore, name)()
    for state in states(explorer):
        chart = explorer.turn(**state).chart
        written = words_of(chart) if isinstance(chart.picture, Drawing) else ""
        assert not re.findall(MANY, f"{chart.says} | {written}"), state


@pytest.mark.parametrize("name", EARLY)
def test_a_hollow_mark_is_explained(name: str) -> None:
    explorer = getattr(explore, name)()
    for chart in [explorer.turn(**state).chart for state in states(explorer)]:
        marks = [mark for mark in chart.picture.marks if isinstance(mark, Shape)]
        if any(mark.hollow and mark.role != "ink" for mark in marks):
            assert re.search(EXPLAINED, words_of(chart)), chart.title


@pytest.mark.parametrize("name", SHOWN)
def test_has_a_sentence_a_source_a_title_and_a_table(name: str) -> None:
    chart = picture(name)
    assert chart.says.rstrip().endswith((".", "?", ")"))
    assert chart.source
    assert chart.title
    assert len(chart.data.columns) >= 2


# PNG is slow, and drawn alike for all: what a build has stored is tried with the notebooks.
@pytest.mark.parametrize(
    ("name", "kind"),
    [*((name, "svg+xml") for name in SHOWN), *((name, "png") for name in SHOWN[:2])],
)
def test_the_still_picture_carries_its_sentence(
    name: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(STILLS, kind)
    html = picture(name).html()
    assert '<img alt="' in html
    assert f'src="data:image/{kind};base64,' in html
    assert len(html) < 200_000, "a stored notebook would grow too large"


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_the_colours_follow_the_theme(narrow: bool) -> None:
    with page(narrow=narrow):
        drawn = {name: picture(name).svg() for name in SHOWN}
    for name, svg in drawn.items():
        assert set(re.findall(r"var\(--cs-([a-z_]+)\)", svg)) <= set(COLOURS), name
        without_role = re.findall(r"(?:fill|stroke)[:=]\s*\"?(#[0-9a-f]{6})", svg)
        assert without_role == [], name


@pytest.mark.parametrize("name", NAMES)
def test_the_shared_line_brings_the_view_back(name: str) -> None:
    explorer = getattr(explore, name)()
    for state in list(states(explorer))[:3]:
        explorer.turn(**state)
        again = eval(explorer.view["call"], {"explore": explore})
        assert again.values == explorer.values
        assert again.view["says"] == explorer.view["says"]


def picture(name: str) -> Chart:
    """Return the chart that an explorer shows at first, or a chart itself."""
    room, function = name.split(".")
    chart = explore_chart(function) if room == "explore" else getattr(charts, function)()
    assert isinstance(chart, Chart)
    return chart


def explore_chart(name: str) -> Chart:
    """Return the chart that an explorer shows at first."""
    explorer: Explorer = getattr(explore, name)()
    return explorer.chart


def draw(year: int = 2000, region: str = "north", show: tuple[str, ...] = ()) -> Chart:
    """Draw nothing much; fail on 2001."""
    from lessons.charts.engine.drawing import Drawing, Text

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


def test_a_turned_knob_changes_sentence_picture_and_table(explorer: Explorer) -> None:
    explorer.turn(year=2003, region="The South", show=["b", "a"])
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
    assert explore.south_work().values["country"] == "all", "Japan is no partner there"
    world = explore.world_map()
    world.values = {**world.values, "country": ""}
    assert explore.country_profile().values["country"] == "JPN"


def test_an_error_in_a_drawing_is_shown_in_words(explorer: Explorer) -> None:
    explorer.values = {**explorer.values, "year": 2001}  # as the browser does
    assert explorer.view == {"problem": "This picture could not be drawn: There is no 2001."}
    explorer.values = {**explorer.values, "year": 2002}
    assert explorer.view["says"] == "2002, north."


def test_an_error_in_a_drawing_reaches_python(explorer: Explorer) -> None:
    with pytest.raises(ValueError, match="no 2001"):
        explorer.turn(year=2001)


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        ({"yaer": 2000}, "There is no control 'yaer'. Did you mean 'year'?"),
        ({"region": "sout"}, "Region cannot be 'sout'. Did you mean 'south'?"),
        ({"year": 1066}, "Year cannot be 1066: it goes from 2000 to 2005 in steps of 1."),
        ({"show": ["a", "c"]}, "Show cannot be 'c'. There are: 'a', 'b'."),
    ],
)
def test_an_unknown_value_names_the_way_out(
    explorer: Explorer, wrong: dict[str, object], hint: str
) -> None:
    with pytest.raises(UnknownName) as caught:
        explorer.turn(**wrong)
    assert str(caught.value) == hint


def test_a_state_seen_before_is_remembered_within_a_bound() -> None:
    drawn = []

    def heavy(year: int) -> Chart:
        drawn.append(year)
        from lessons.charts.engine.drawing import Drawing, Text

        return Chart(Drawing(10, 10, [Text(0, 0, "x")]), f"{year}.")

    explorer = Explorer(heavy, Slider("Year", range(1, REMEMBERED + 2)).bound("year", 1))
    explorer.turn(year=2).turn(year=1)
    assert drawn == [1, 2]
    for year in range(3, REMEMBERED + 2):
        explorer.turn(year=year)
    explorer.turn(year=2)
    assert drawn[-1] == 2, "the state that was shown longest ago should have been forgotten"


def test_the_output_holds_a_picture_for_those_who_only_read(explorer: Explorer) -> None:
    data = explorer._repr_mimebundle_()
    assert data["text/plain"] == "2000, north."
    assert "application/vnd.jupyter.widget-view+json" in data
    assert "run all cells" in data["text/html"]
