"""The role play: design a partnership programme, hear what fits, write it down."""

from lessons.capstone.brief import FIELDS, Brief, as_html, as_markdown
from lessons.capstone.drafts import Draft, Drafts
from lessons.capstone.menu import Activity, menu, objectives
from lessons.capstone.partner import Partner
from lessons.capstone.rules import BUDGET, Advice, Word, advise

__all__ = [
    "BUDGET",
    "FIELDS",
    "Activity",
    "Advice",
    "Brief",
    "Draft",
    "Drafts",
    "Partner",
    "Word",
    "advise",
    "as_html",
    "as_markdown",
    "menu",
    "objectives",
]
