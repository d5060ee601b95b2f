"""What is handled: every explorer, a chart with knobs."""

from lessons.explore.areas import (
    areas_by_objectives,
    examples_by_year,
    examples_map,
    sub_area_finder,
)
from lessons.explore.capstone import luck, what_was_done
from lessons.explore.concepts import (
    concept_time_line,
    core_tasks,
    road_to_core_task,
    three_tools,
)
from lessons.explore.euro_atlantic import forum_and_programme, partnership_tools, signing_race
from lessons.explore.explorer import Explorer, framed
from lessons.explore.globe import globe_cards, globe_starts
from lessons.explore.growth import comings_and_goings, growth_time_line, place_the_event
from lessons.explore.network import membership_table, sum_apart, world_map
from lessons.explore.objectives import eight_objectives, objective_pairs, sort_the_example
from lessons.explore.operations import (
    claim_of_2012,
    contributions,
    flags_and_soldiers,
    operations_time_line,
    sums_checked,
)
from lessons.explore.organisations import (
    crisis_walk,
    organisation_steps,
    three_aims,
    who_does_what,
)
from lessons.explore.profile import country_profile
from lessons.explore.relations import document_finder, structures_on, three_relations
from lessons.explore.roleplay import role_play as role_play  # no Explorer: not in the list
from lessons.explore.south import partner_sizes, south_compared, south_work
from lessons.explore.then_and_now import (
    claim_checker,
    claim_wall,
    counts_over_time,
    partners_of_2012,
)
from lessons.explore.tour import distances, help_in_disasters, how_sure

__all__ = [
    "Explorer",
    "areas_by_objectives",
    "claim_checker",
    "claim_of_2012",
    "claim_wall",
    "comings_and_goings",
    "concept_time_line",
    "contributions",
    "core_tasks",
    "country_profile",
    "counts_over_time",
    "crisis_walk",
    "distances",
    "document_finder",
    "eight_objectives",
    "examples_by_year",
    "examples_map",
    "flags_and_soldiers",
    "forum_and_programme",
    "framed",
    "globe_cards",
    "globe_starts",
    "growth_time_line",
    "help_in_disasters",
    "how_sure",
    "luck",
    "membership_table",
    "objective_pairs",
    "operations_time_line",
    "organisation_steps",
    "partner_sizes",
    "partners_of_2012",
    "partnership_tools",
    "place_the_event",
    "road_to_core_task",
    "signing_race",
    "sort_the_example",
    "south_compared",
    "south_work",
    "structures_on",
    "sub_area_finder",
    "sum_apart",
    "sums_checked",
    "three_aims",
    "three_relations",
    "three_tools",
    "what_was_done",
    "who_does_what",
    "world_map",
]
