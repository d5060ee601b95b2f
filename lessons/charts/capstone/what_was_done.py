"""Draw what has been done with a partner and with the others of its group, area by area.

Examples of the partner itself support a plan best; those of its neighbours come next.
"""

from lessons.charts import engine as draw
from lessons.charts.south_and_gulf.south_work import joint_work
from lessons.data.membership import group_of, name, partners_on


def partners() -> dict[str, str]:
    """Return the partners of today by iso3 code, in alphabetical order of their names."""
    return {code: name(code) for code in sorted(partners_on(), key=name)}


@draw.explorer(
    "What was done with whom", partner=draw.Choice("Partner", partners, preference="country")
)
def what_was_done(partner: str = "JOR") -> draw.Chart:
    """Draw the joint work with a partner of today, by its iso3 code, and with its group."""
    group = group_of(partner)
    inside = [code for code in partners() if group_of(code) == group]
    return joint_work(partner, inside, "partner")
