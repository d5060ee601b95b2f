"""What is shown: one function, one Chart."""

from lessons.charts.aims import three_aims
from lessons.charts.areas import areas_by_objectives
from lessons.charts.before_after import gain
from lessons.charts.begun import examples_by_year
from lessons.charts.chance import luck
from lessons.charts.claims import claim_check, claim_wall
from lessons.charts.concepts import concept_time_line, core_tasks
from lessons.charts.contributions import soldiers
from lessons.charts.counts import counts_over_time
from lessons.charts.crisis import crisis_walk
from lessons.charts.disasters import help_in_disasters
from lessons.charts.evidence import claim_of_2012, sums_checked
from lessons.charts.flow import comings_and_goings
from lessons.charts.forum import forum_and_programme
from lessons.charts.globe import globe_cards
from lessons.charts.groups import sum_apart
from lessons.charts.growth import growth_time_line
from lessons.charts.membership import who_came_when
from lessons.charts.network import world_map
from lessons.charts.objectives import eight_objectives
from lessons.charts.operations import operations_time_line
from lessons.charts.ordering import place_the_event
from lessons.charts.organisations import who_does_what
from lessons.charts.pairs import objective_pairs
from lessons.charts.papers import document_finder
from lessons.charts.precedents import what_was_done
from lessons.charts.profile import country_profile
from lessons.charts.reach import examples_map
from lessons.charts.relations import three_relations
from lessons.charts.road import road_to_core_task
from lessons.charts.seats import structures_on
from lessons.charts.shares import flags_and_soldiers
from lessons.charts.signing import signing_race
from lessons.charts.sizes import partner_sizes
from lessons.charts.sorting import sort_the_example
from lessons.charts.south import south_compared
from lessons.charts.southwork import south_work
from lessons.charts.starts import globe_starts
from lessons.charts.steps import organisation_steps
from lessons.charts.subareas import sub_area_finder
from lessons.charts.toolbox import partnership_tools
from lessons.charts.tools import three_tools
from lessons.charts.tour import distances, how_sure, signs

__all__ = [
    "areas_by_objectives",
    "claim_check",
    "claim_of_2012",
    "claim_wall",
    "comings_and_goings",
    "concept_time_line",
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
    "gain",
    "globe_cards",
    "globe_starts",
    "growth_time_line",
    "help_in_disasters",
    "how_sure",
    "luck",
    "objective_pairs",
    "operations_time_line",
    "organisation_steps",
    "partner_sizes",
    "partnership_tools",
    "place_the_event",
    "road_to_core_task",
    "signing_race",
    "signs",
    "soldiers",
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
    "who_came_when",
    "who_does_what",
    "world_map",
]
