"""Draw every chart of the course: `charts.world_map(year=1999)` returns a Chart."""

import importlib
from typing import Any

from lessons.charts.engine.index import FORMER_NAMES, declared
from lessons.paths import UnknownAttribute, nearest

# The charts that are not yet declared in the package of their lesson.
HOMES = {
    "aims": ["three_aims"],
    "before_after": ["gain"],
    "begun": ["examples_by_year"],
    "chance": ["luck"],
    "claims": ["claim_check", "claim_wall"],
    "concepts": ["concept_time_line", "core_tasks"],
    "counts": ["counts_over_time"],
    "crisis": ["crisis_walk"],
    "disasters": ["help_in_disasters"],
    "evidence": ["claim_of_2012", "sums_checked"],
    "flow": ["comings_and_goings"],
    "forum": ["forum_and_programme"],
    "globe": ["globe_cards"],
    "groups": ["sum_apart"],
    "objectives": ["eight_objectives"],
    "operations.operations_timeline": ["operations_time_line"],
    "ordering": ["place_the_event"],
    "organisations": ["who_does_what"],
    "pairs": ["objective_pairs"],
    "papers": ["document_finder"],
    "precedents": ["what_was_done"],
    "profile": ["country_profile"],
    "reach": ["examples_map"],
    "relations": ["three_relations"],
    "road": ["road_to_core_task"],
    "seats": ["structures_on"],
    "shares": ["flags_and_soldiers"],
    "signing": ["signing_race"],
    "sizes": ["partner_sizes"],
    "sorting": ["sort_the_example"],
    "south": ["south_compared"],
    "southwork": ["south_work"],
    "starts": ["globe_starts"],
    "steps": ["organisation_steps"],
    "toolbox": ["partnership_tools"],
    "tour": ["distances", "how_sure", "signs"],
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
