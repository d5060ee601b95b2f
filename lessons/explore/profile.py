"""Explore one country: everything the course knows about its partnership."""

from collections.abc import Sequence

from lessons.charts.euro_atlantic import country_profile as profile
from lessons.explore.knobs import Choice, Toggles
from lessons.widgets.explorer import Explorer


def country_profile(
    country: str = "GEO", show: Sequence[str] = tuple(profile.SECTIONS)
) -> Explorer:
    """Explore the profile of any partner, of today or of former days."""
    return Explorer(
        profile.country_profile,
        Choice("country", "Country", profile.profile_countries(), country, as_list=True),
        Toggles("show", "Show", profile.SECTIONS, show),
        name="Country profile",
    )
