"""Draw every chart of the course: `charts.world_map(year=1999)` returns a Chart."""

import importlib
from typing import Any

from lessons.charts.engine.index import FORMER_NAMES, declared
from lessons.core.paths import UnknownAttribute, nearest

# The charts that are not yet declared in the package of their lesson.
HOMES = {
    "cooperative_security.strategic_concepts": ["concept_time_line", "core_tasks"],
    "start_here.disaster_relief": ["help_in_disasters"],
    "operations.troop_claims": ["claim_of_2012", "sums_checked"],
    "how_partnership_grew.joins_and_exits": ["comings_and_goings"],
    "euro_atlantic.forum_and_programme": ["forum_and_programme"],
    "across_the_globe.partner_cards": ["globe_cards"],
    "the_network.partner_sum": ["sum_apart"],
    "operations.operations_timeline": ["operations_time_line"],
    "how_partnership_grew.ordering_game": ["place_the_event"],
    "euro_atlantic.country_profile": ["country_profile"],
    "cooperative_security.policy_milestones": ["road_to_core_task"],
    "operations.troop_shares": ["flags_and_soldiers"],
    "euro_atlantic.signatures": ["signing_race"],
    "south_and_gulf.partner_comparison": ["partner_sizes"],
    "south_and_gulf.frameworks_compared": ["south_compared"],
    "south_and_gulf.joint_work": ["south_work"],
    "across_the_globe.start_dates": ["globe_starts"],
    "euro_atlantic.partnership_tools": ["partnership_tools"],
    "start_here.intro_charts": ["distances", "how_sure", "signs"],
}

_MODULE_OF = {name: f"lessons.charts.{m}" for m, names in HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name.startswith("_"):
        raise AttributeError(name)
    wanted = name if name in _MODULE_OF else FORMER_NAMES.get(name, name)
    module = declared()[wanted].module if wanted in declared() else _MODULE_OF.get(wanted)
    if module is None:
        raise UnknownAttribute(f"There is no chart '{name}'.{nearest(name, __dir__())}")
    globals()[name] = found = getattr(importlib.import_module(module), wanted)  # looked for once
    return found


def __dir__() -> list[str]:
    return sorted({*declared(), *_MODULE_OF})


__all__ = __dir__()  # the names are found by looking
