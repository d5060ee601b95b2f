"""Charts and explorers are declared once, found by looking, and answer mistakes in a sentence."""

import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from lessons import charts, explore
from lessons.charts import engine as draw
from lessons.charts.engine.declare import declaration_of
from lessons.charts.engine.index import FORMER_CONTROLS, FORMER_NAMES, declared
from lessons.core.paths import LESSONS, ROOT, UnknownName
from lessons.widgets.explorer import show

ASKED: list[str] = []


def years() -> dict[int, str]:
    """Return words for years, and note that somebody asked."""
    ASKED.append("years")
    return {2000: "the year 2000", 2001: "the year 2001"}


def test_the_last_value_of_a_slider_may_be_a_default() -> None:
    slider = draw.Slider("Year", years).bound("year", draw.LAST)
    assert slider.value == 2001


def test_texts_in_a_list_stand_for_the_values_of_a_slider_from_1_on() -> None:
    slider = draw.Slider("Step", lambda: ["first", "second"]).bound("step", draw.LAST)
    assert (slider.spec()["low"], slider.spec()["high"], slider.value) == (1, 2, 2)
    assert slider.spec()["words"] == {"1": "first", "2": "second"}


def clear_guess(before: Mapping[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """Return the values with the guess cleared when the year changed."""
    return after if before["year"] == after["year"] else after | {"guess": []}


@draw.explorer(
    "A toy",
    link=clear_guess,
    year=draw.Slider("Year", years),
    region=draw.Choice("Region", {"north": "The North", "south": "The South"}),
    guess=draw.Toggles("Guess", ["a", "b"]),
)
def toy(year: int = 2000, region: str = "north", guess: tuple[str, ...] = ()) -> draw.Chart:
    """Draw a toy."""
    return draw.Plot(f"{year} {region}").chart(f"{year}, {region}, {', '.join(guess)}.")


def test_options_are_asked_for_when_they_are_needed_and_not_before() -> None:
    ASKED.clear()
    draw.explorer("Another", year=draw.Slider("Year", years))(lambda year=2000: None)
    assert not ASKED
    assert show(declaration_of(toy)).controls[0]["words"]["2001"] == "the year 2001"
    assert ASKED


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"yaer": 2000}, "'yaer'.+ mean 'year'"),
        ({"year": 1066}, "Year .+ 1066.+ 2000 to 2001 "),
        ({"region": "sout"}, "Region .+ 'sout'.+ mean 'south'"),
        ({"guess": ["c"]}, "Guess .+ 'c'.+ 'a', 'b'"),
    ],
)
def test_a_mistake_in_a_call_is_one_sentence(values: dict[str, Any], sentence: str) -> None:
    for call in (toy, lambda **wrong: show(declaration_of(toy), **wrong)):
        with pytest.raises(UnknownName) as caught:
            call(**values)
        assert re.fullmatch(f".*{sentence}.*", str(caught.value))
        assert caught.value._render_traceback_() == [str(caught.value)]


def test_too_many_values_are_one_sentence_too() -> None:
    with pytest.raises(UnknownName, match="toy takes 3 values, not 4"):
        toy(2000, "north", (), 4)


@pytest.mark.parametrize("package", [charts, explore])
def test_a_misspelt_name_is_one_sentence(package: Any) -> None:
    with pytest.raises(AttributeError, match="Did you mean 'world_map'") as caught:
        package.worldmap  # noqa: B018
    assert len(caught.value._render_traceback_()) == 1


@pytest.mark.parametrize(("name", "former"), FORMER_CONTROLS.items())
def test_a_saved_cell_with_a_former_control_still_shows_its_chart(
    name: str, former: dict[str, str]
) -> None:
    declaration = declaration_of(getattr(charts, name))
    assert set(former).isdisjoint(declaration.controls)
    now = {control.name: control.value for control in declaration.bound()}
    shown = getattr(explore, name)(
        **{old: now.get(new, "as before") for old, new in former.items()}
    )
    assert shown.view["says"] == getattr(charts, name)().says


def test_a_former_control_sets_the_one_that_took_its_place() -> None:
    assert charts.document_finder(deed="plan").says == charts.document_finder(effect="plan").says
    assert charts.distances(many=5).says == charts.distances(count=5).says


def test_values_may_be_given_in_order_and_in_words() -> None:
    assert toy(2001, "The South").says == "2001, south, ."
    assert show(declaration_of(toy), 2001, guess="a").chart.says == "2001, north, a."


def test_controls_move_each_other_by_their_link() -> None:
    explorer = show(declaration_of(toy), guess=["a"])
    explorer.values = {**explorer.values, "year": 2001}  # as the browser does
    assert explorer.values["guess"] == []


def test_a_control_for_each_parameter_is_asked_for_at_once() -> None:
    with pytest.raises(TypeError, match="controls for"):
        draw.explorer("A", year=draw.Slider("Year", range(1, 3)))(lambda month=1: None)


def test_every_declared_name_is_found_by_looking_and_is_what_it_says() -> None:
    for name in declared():
        declaration = declaration_of(getattr(charts, name))
        assert declaration.name == name
        assert name in dir(charts)
        assert name in dir(explore)
        assert callable(getattr(explore, name))


def test_no_declaration_is_overlooked() -> None:
    written = [
        line
        for path in sorted((LESSONS / "charts").glob("*/*.py"))
        if path.parent.name != "engine"
        for line in Path(path).read_text(encoding="utf-8").splitlines()
        if line.startswith(("@draw.explorer", "@draw.chart", "@explorer", "@chart"))
    ]
    assert len(written) == len(declared())


def test_a_former_name_brings_the_chart_of_today() -> None:
    for former, today in FORMER_NAMES.items():
        if today in declared():
            assert getattr(charts, former) is getattr(charts, today)
            assert getattr(explore, former)().call.startswith(f"explore.{today}(")


def test_looking_for_names_imports_no_chart() -> None:
    code = (
        "import sys; from lessons.charts.engine.index import declared; assert declared();"
        "print([m for m in sys.modules if m.startswith('lessons.charts.') and"
        " '.engine' not in m])"
    )
    found = subprocess.check_output([sys.executable, "-c", code], text=True, cwd=ROOT)
    assert found.strip() == "[]"


def test_the_engine_needs_neither_pandas_nor_numpy_nor_matplotlib() -> None:
    code = (
        "import sys, types\n"
        "sys.modules['lessons.labs.code_tasks'] = types.ModuleType('code_tasks')\n"  # tables
        "for name in ('pandas', 'numpy', 'matplotlib', 'PIL'): sys.modules[name] = None\n"
        "from lessons.charts.the_network.world_map import world_map\n"
        "print(len(world_map(2012).svg()))"
    )
    assert int(subprocess.check_output([sys.executable, "-c", code], text=True, cwd=ROOT)) > 1000


def test_the_example_for_authors_draws_what_it_says() -> None:
    text = (ROOT / "docs" / "charts.md").read_text(encoding="utf-8")
    example: dict[str, Any] = {}
    exec(text.split("```python\n")[1].split("```")[0], example)
    chart = example["who_is_in"]("ICI")
    assert chart.title in chart.says
    assert len(chart.data) == int(chart.title.split()[0])


def test_a_matplotlib_chart_of_an_author_has_the_colours_of_the_theme() -> None:
    figure = pytest.importorskip("matplotlib.figure").Figure()
    axes = figure.add_subplot()
    axes.bar(["a", "b"], [1, 2], label="bars")
    axes.set_title("A title")
    axes.legend()
    svg = draw.Chart(figure, "Two bars.").svg()
    assert not re.findall(r"(?:fill|stroke): #", svg)
    assert "var(--cs-ink)" in svg and "var(--cs-euro_atlantic)" in svg
