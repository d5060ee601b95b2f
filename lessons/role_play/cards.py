"""Print the role cards of a session, for a class that plays it on paper."""

from collections.abc import Iterator, Sequence
from html import escape

from lessons.role_play.briefs import Role, about, conditions, crises, roles

STYLE = """@page { size: A4; margin: 14mm }
body { font: 11pt/1.35 Georgia, serif; color: #000; background: #fff; max-width: 180mm;
  margin: 0 auto }
section { border: .4mm solid #555; padding: 3mm 5mm; margin: 0 0 5mm; break-inside: avoid }
h1 { font-size: 16pt } h2 { font-size: 13pt; margin: 0 0 1mm }
h3 { font-size: 11pt; margin: 2mm 0 0 }
p, ul, ol { margin: 0 0 1mm } ul, ol { padding-left: 6mm }"""


def card(role: Role, partner: str) -> list[tuple[str, list[str]]]:
    """Return what is on a role's card below its brief: headings, each with a list."""
    red, other = ([c for c in role.concerns if c.red is wanted] for wanted in (True, False))
    lists = [
        ("Your aims", list(role.aims)),
        ("Your red lines, as you put them", [about(concern.reason, partner) for concern in red]),
        ("Other concerns, as you put them", [about(concern.reason, partner) for concern in other]),
        ("What you can concede", [role.concedes]),
    ]
    return [(heading, items) for heading, items in lists if items]


def as_html(partner: str) -> str:
    """Return a page with the crises, the conditions and the five cards, to print and cut up."""
    title = f"A session of the Council on {escape(partner)}"
    body = "".join(_sections(partner))
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{STYLE}</style></head><body><h1>{title}</h1>{body}</body></html>\n"
    )


def _sections(partner: str) -> Iterator[str]:
    events = [f"{crisis.title}. {about(crisis.text, partner)}" for crisis in crises().values()]
    yield _section("Three crises: choose one. All are invented.", _list(events))
    yield _section("Conditions that may be added", _list([*conditions().values()], "ol"))
    for role in roles().values():
        votes = "" if role.votes else " (heard, no vote)"
        lists = "".join(f"<h3>{head}</h3>{_list(items)}" for head, items in card(role, partner))
        yield _section(role.title + votes, f"<p>{escape(about(role.brief, partner))}</p>{lists}")


def _section(heading: str, html: str) -> str:
    return f"<section><h2>{escape(heading)}</h2>{html}</section>"


def _list(items: Sequence[str], tag: str = "ul") -> str:
    return f"<{tag}>{''.join(f'<li>{escape(item)}</li>' for item in items)}</{tag}>"
