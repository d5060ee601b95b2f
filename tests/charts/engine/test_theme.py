"""Colours can be told apart by every eye, on white paper and on a dark screen."""

import importlib
import itertools
import warnings
from functools import cache
from typing import Any

import numpy as np
import pytest

from lessons.charts.engine.legends import GROUP_KEYS
from lessons.charts.engine.theme import COLOURS

KINDS = ["Protanomaly", "Deuteranomaly", "Tritanomaly"]
CATEGORIES = [group.role for group in GROUP_KEYS.values()]
THEMES = {"light": 0, "dark": 1}
EASILY_TOLD = 10.0  # CIEDE2000


@cache
def colour() -> Any:
    """Return colour-science, imported here and not by every worker that collects the tests."""
    with warnings.catch_warnings():  # it warns of optional packages that are not needed here
        warnings.simplefilter("ignore")
        return importlib.import_module("colour")


@cache
def rgb(role: str, theme: str) -> np.ndarray:
    """Return a role's colour as linear RGB."""
    text = COLOURS[role][THEMES[theme]]
    return colour().cctf_decoding(np.array([int(text[i : i + 2], 16) for i in (1, 3, 5)]) / 255)


def seen(linear: np.ndarray, kind: str | None) -> np.ndarray:
    """Return what an eye sees, as CIE Lab; without a kind all colours (Machado et al., 2009)."""
    if kind:
        with warnings.catch_warnings():  # for tritanomaly the model is an approximation, it says
            warnings.simplefilter("ignore")
            linear = np.clip(colour().matrix_cvd_Machado2009(kind, 1.0) @ linear, 0, 1)
    return colour().XYZ_to_Lab(colour().RGB_to_XYZ(linear, "sRGB"))


def contrast(one: str, other: str, theme: str) -> float:
    """Return the contrast of two roles, from 1 to 21, as WCAG defines it."""
    lights = sorted(float(rgb(role, theme) @ [0.2126, 0.7152, 0.0722]) for role in (one, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("kind", [None, *KINDS])
def test_groups_can_be_told_apart_by_colour(theme: str, kind: str | None) -> None:
    seen_as = {role: seen(rgb(role, theme), kind) for role in CATEGORIES}
    for one, other in itertools.combinations(CATEGORIES, 2):
        apart = colour().delta_E(seen_as[one], seen_as[other], method="CIE 2000")
        assert apart >= EASILY_TOLD, (one, other)


@pytest.mark.parametrize("theme", THEMES)
def test_text_can_be_read(theme: str) -> None:
    for role in ("ink", "muted"):
        assert contrast(role, "paper", theme) >= 4.5, role


@pytest.mark.parametrize("theme", THEMES)
def test_marks_stand_out_from_the_paper_and_from_the_land(theme: str) -> None:
    for role in (*CATEGORIES, "other", "quiet"):
        assert contrast(role, "paper", theme) >= 3, role
    for role in CATEGORIES:
        assert contrast(role, "land", theme) >= 2.5, role


def test_two_like_colours_are_found() -> None:
    pair = (seen(rgb("md", "light"), None), seen(rgb("md", "light") * 1.05, None))
    assert colour().delta_E(*pair, method="CIE 2000") < EASILY_TOLD


def test_groups_differ_in_grey_or_in_shape() -> None:
    assert len({group.form for group in GROUP_KEYS.values()}) == len(GROUP_KEYS)
