"""Lessons by number and by name."""

import pytest

from lessons.core.paths import (
    UnknownName,
    former_folders,
    lesson_folder,
    lesson_folders,
    slug,
)


@pytest.mark.parametrize("folder", lesson_folders(), ids=slug)
def test_a_lesson_has_four_names(folder):
    number = folder.name[:2]
    for name in (number, str(int(number)), slug(folder), folder.name, f" {number} "):
        assert lesson_folder(name) == folder


@pytest.mark.parametrize("name", ["the_netwrk", "41", "", "-3", "003", "3.", "three"])
def test_an_unknown_lesson_is_answered_by_the_list_with_numbers(name):
    with pytest.raises(UnknownName) as error:
        lesson_folder(name)
    for folder in lesson_folders():
        assert f"{int(folder.name[:2])} {slug(folder)}" in str(error.value)


def test_the_nearest_name_is_offered():
    with pytest.raises(UnknownName, match="Did you mean 'the_network'"):
        lesson_folder("3_the_netwrk")


@pytest.mark.parametrize("folder", former_folders(), ids=slug)
def test_a_former_lesson_is_found_by_its_name_and_its_number_leads_to_todays(folder):
    assert lesson_folder(slug(folder)) == lesson_folder(folder.name) == folder
    assert lesson_folder(folder.name[:2]) in lesson_folders()
    assert folder not in lesson_folders()
