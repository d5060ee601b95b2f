"""The role play: design a partnership programme, defend it in the Council, write it down."""

from lessons.role_play.activities import Activity, menu, objectives
from lessons.role_play.brief import FIELDS, Brief, as_html
from lessons.role_play.drafts import Draft, Drafts, Sitting
from lessons.role_play.partner import Partner
from lessons.role_play.rules import BUDGET, Advice, Judgement, advise

__all__ = [
    "BUDGET", "FIELDS", "Activity", "Advice", "Brief", "Draft", "Drafts", "Judgement",
    "Partner", "Sitting", "advise", "as_html", "menu", "objectives",
]  # fmt: skip
