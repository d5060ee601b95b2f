"""Draw every chart of the course: `charts.world_map(year=1999)` returns a Chart."""

import importlib
from typing import Any

from lessons.charts.engine.index import FORMER_NAMES, declared
from lessons.core.paths import UnknownAttribute, nearest

# The charts that are not yet declared in the package of their lesson.
HOMES = {
    "operations.troop_claims": ["claim_of_2012", "sums_checked"],
    "across_the_globe.partner_cards": ["globe_cards"],
    "operations.operations_timeline": ["operations_time_line"],
    "operations.troop_shares": ["flags_and_soldiers"],
    "south_and_gulf.partner_comparison": ["partner_sizes"],
    "south_and_gulf.frameworks_compared": ["south_compared"],
    "south_and_gulf.joint_work": ["south_work"],
    "across_the_globe.start_dates": ["globe_starts"],
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
