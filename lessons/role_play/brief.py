"""Write the one-page brief of a programme, as a page to print."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from lessons.core.text import day_words
from lessons.data import sources
from lessons.data.membership import last_day
from lessons.role_play.activities import Activity, areas, menu, objectives
from lessons.role_play.drafts import FIELDS, Draft
from lessons.role_play.pages import elements, list_of, page, part
from lessons.role_play.partner import Partner
from lessons.role_play.rules import BUDGET, advise

IN_THE_HEAD = ("title", "author")  # each other field is a part of its own
MAX_WORDS = 350  # as many as fit on one page with the table
SIDES = {"gives": "partner gives", "gets": "partner gets", "both": "both sides give"}
COLUMNS = ("Activity", "Area", "Effort", "Who gives", "Modelled on", "Advice")


def as_html(partner: Partner, plan: Draft, memo: Sequence[str] = ()) -> str:
    """Return the brief of a plan as a page to be printed on one sheet of A4.

    `memo` has the paragraphs of the memo at the end of a session of the Council, if one was held.
    """
    texts = {field: plan.texts.get(field, "").strip() for field in FIELDS}
    by = f"By {texts['author']}. " if texts["author"] else ""
    state = f", suspended since {partner.suspended}" if partner.suspended else ""
    about = f"Partner: {partner.name} ({partner.group_name}{state})."
    line = escape(f"{by}{about} Facts as of {day_words(last_day())}.")
    parts = "".join(part(heading, html) for heading, html in _parts(partner, plan, texts, memo))
    title = texts["title"] or f"A programme with {partner.name}"
    return page(title, f'<p class="line">{line}</p>{parts}')


def _parts(
    partner: Partner, plan: Draft, texts: Mapping[str, str], memo: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Yield the heading of each part of a brief, and the HTML below it."""
    names, chosen = objectives(), [menu()[key] for key in plan.chosen]
    aims = [f"{number}. {names[number]}" for number in plan.aims]
    yield "Aims", list_of(aims or ["none chosen yet"])
    for field, (heading, _) in FIELDS.items():
        if field not in IN_THE_HEAD and texts[field]:
            # A learner's line breaks become paragraphs.
            yield heading, elements("p", filter(str.strip, texts[field].splitlines()))
    effort = sum(activity.effort for activity in chosen)
    table = _table(partner, plan.aims, chosen) if chosen else list_of(["none chosen yet"])
    yield f"Activities (effort {effort} of {BUDGET})", table
    if memo:
        yield "The session of the Council", list_of(memo)
    yield "Sources", list_of(_sources(chosen) or ["none yet"])


def _table(partner: Partner, aims: Sequence[int], chosen: Sequence[Activity]) -> str:
    names, judgements = areas(), advise(partner, aims, chosen).activities
    rows = [
        (
            activity.title,
            names[activity.area],
            str(activity.effort),
            SIDES[activity.side],
            activity.modelled_on,
            judgement.short_reason or judgement.verdict,
        )
        for activity, judgement in zip(chosen, judgements, strict=True)
    ]
    body = "".join(f"<tr>{elements('td', row)}</tr>" for row in rows)
    return f"<table><thead><tr>{elements('th', COLUMNS)}</tr></thead><tbody>{body}</tbody></table>"


def _sources(chosen: Sequence[Activity]) -> list[str]:
    keys = dict.fromkeys(key for activity in chosen for key in activity.source.split(";"))
    found = sources(*keys)
    return [", ".join(filter(None, (row.publisher, row.title, row.date))) for row in found]
