"""Print the role cards of a session, for a class that plays it on paper."""

from collections.abc import Iterator
from html import escape

from lessons.role_play.council import CONDITIONS, CRISES, ROLES, Role, with_name
from lessons.role_play.pages import list_of, page, part


def card(role: Role, partner: str) -> list[tuple[str, list[str]]]:
    """Return the lists on a role's card below its brief, each with its heading."""
    red, other = (
        [with_name(concern.reason, partner) for concern in role.concerns if concern.red is wanted]
        for wanted in (True, False)
    )
    lists = [
        ("Your aims", list(role.aims)),
        ("Your red lines, as you put them", red),
        ("Other concerns, as you put them", other),
        ("What you can concede", [role.concedes]),
    ]
    return [(heading, items) for heading, items in lists if items]


def as_html(partner: str) -> str:
    """Return a page with the crises, the conditions and the five cards, to print and cut up."""
    sections = "".join(f"<section>{part(*section)}</section>" for section in _sections(partner))
    return page(f"A session of the Council on {partner}", sections)


def _sections(partner: str) -> Iterator[tuple[str, str]]:
    """Yield the heading of each section of the page, and the HTML below it."""
    events = [f"{crisis.title}. {with_name(crisis.text, partner)}" for crisis in CRISES.values()]
    yield "Three crises: choose one. All are invented.", list_of(events)
    yield "Conditions that may be added", list_of(CONDITIONS.values(), "ol")
    for role in ROLES.values():
        votes = "" if role.votes else " (heard, no vote)"
        lists = "".join(f"<h3>{head}</h3>{list_of(items)}" for head, items in card(role, partner))
        yield role.title + votes, f"<p>{escape(with_name(role.brief, partner))}</p>{lists}"
