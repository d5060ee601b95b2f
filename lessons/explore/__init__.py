"""What is handled: every explorer, a chart with knobs."""

from lessons.core.lazy_imports import door

# What each module offers.
HOMES = {
    "areas": ["areas_by_objectives", "examples_by_year", "examples_map"],
    "capstone": ["before_and_after", "luck", "what_was_done"],
    "concepts": ["concept_time_line", "core_tasks", "road_to_core_task", "three_tools"],
    "euro_atlantic": ["forum_and_programme", "partnership_tools", "signing_race"],
    "lessons.widgets.explorer": ["Explorer", "framed"],
    "globe": ["globe_cards", "globe_starts"],
    "growth": ["comings_and_goings", "growth_time_line", "place_the_event"],
    "network": ["membership_table", "sum_apart", "world_map"],
    "objectives": ["eight_objectives", "objective_pairs", "sort_the_example"],
    "operations": [
        "claim_of_2012",
        "contributions",
        "flags_and_soldiers",
        "operations_time_line",
        "sums_checked",
    ],
    "organisations": ["crisis_walk", "organisation_steps", "three_aims", "who_does_what"],
    "profile": ["country_profile"],
    "relations": ["document_finder", "structures_on", "three_relations"],
    "lessons.widgets.role_play": ["role_play"],
    "south": ["partner_sizes", "south_compared", "south_work"],
    "then_and_now": ["claim_checker", "claim_wall", "counts_over_time", "partners_of_2012"],
    "tour": ["distances", "help_in_disasters", "how_sure"],
}

__getattr__, __dir__, __all__ = door(__name__, HOMES, "explorer")
