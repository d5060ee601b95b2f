"""Write the one-page brief of a programme, as a page to print."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from lessons.core.toml import read_toml
from lessons.data import sources
from lessons.role_play.activities import Activity, areas, objectives
from lessons.role_play.pages import elements, listed, page, part
from lessons.role_play.partner import Partner
from lessons.role_play.rules import BUDGET, Advice, advise

# The label of each field in which a learner writes, and a hint, by key.
FIELDS: Mapping[str, Sequence[str]] = read_toml(Path(__file__).with_suffix(".toml"))
IN_THE_HEAD = ("title", "author")  # each other field is a part of its own
MAX_WORDS = 350  # that fit on one page with the table
SIDES = {"gives": "partner gives", "gets": "partner gets", "both": "both sides give"}
COLUMNS = ("Activity", "Area", "Effort", "Who gives", "Modelled on", "Advice")


@dataclass(frozen=True)
class Brief:
    """A programme and the learner's texts on it.

    `aims` are numbers of objectives, `chosen` the activities, `texts` what the learner wrote, by
    the keys of FIELDS; `as_of` is the last day of the data, as text; `memo` has the paragraphs of
    the memo at the end of a session of the Council, if one was held.
    """

    partner: Partner
    aims: Sequence[int]
    chosen: Sequence[Activity]
    texts: Mapping[str, str]
    as_of: str
    memo: Sequence[str] = ()

    def written(self, field: str) -> str:
        """Return what the learner wrote into a field of the brief, or ""."""
        return self.texts.get(field, "").strip()

    def title(self) -> str:
        """Return the learner's title, or a default one."""
        return self.written("title") or f"A programme with {self.partner.name}"

    def line(self) -> str:
        """Return the line below the title: who wrote it, about which partner, and as of when."""
        by, partner = self.written("author"), self.partner
        state = f", suspended since {partner.suspended}" if partner.suspended else ""
        about = f"Partner: {partner.name} ({partner.group_name}{state}). Facts as of {self.as_of}."
        return f"By {by}. {about}" if by else about

    def advice(self) -> Advice:
        """Return the advice on the programme."""
        return advise(self.partner, self.aims, self.chosen)


def as_html(brief: Brief) -> str:
    """Return the brief as a page that prints on one sheet of A4."""
    line = f'<p class="line">{escape(brief.line())}</p>'
    return page(brief.title(), line + "".join(part(*found) for found in _parts(brief)))


def _parts(brief: Brief) -> Iterator[tuple[str, str]]:
    """Yield the heading of each part of a brief, and the HTML below it."""
    names = objectives()
    aims = [f"{number}. {names[number]}" for number in brief.aims]
    yield "Aims", listed(aims or ["none chosen yet"])
    for field, (heading, _) in FIELDS.items():
        if field not in IN_THE_HEAD and brief.written(field):
            # A learner's line breaks become paragraphs.
            yield heading, elements("p", filter(str.strip, brief.written(field).splitlines()))
    effort = sum(activity.effort for activity in brief.chosen)
    table = _table(brief) if brief.chosen else listed(["none chosen yet"])
    yield f"Activities (effort {effort} of {BUDGET})", table
    if brief.memo:
        yield "The session of the Council", listed(brief.memo)
    yield "Sources", listed(_sources(brief) or ["none yet"])


def _table(brief: Brief) -> str:
    rows = "".join(f"<tr>{elements('td', row)}</tr>" for row in _rows(brief))
    return f"<table><thead><tr>{elements('th', COLUMNS)}</tr></thead><tbody>{rows}</tbody></table>"


def _rows(brief: Brief) -> Iterator[tuple[str, ...]]:
    names = areas()
    for activity, judgement in zip(brief.chosen, brief.advice().activities, strict=True):
        yield (
            activity.title,
            names[activity.area],
            str(activity.effort),
            SIDES[activity.side],
            activity.modelled_on,
            judgement.short_reason or judgement.verdict,
        )


def _sources(brief: Brief) -> list[str]:
    keys = dict.fromkeys(key for activity in brief.chosen for key in activity.source.split(";"))
    found = sources(*keys)
    return [", ".join(filter(None, (one.publisher, one.title, one.date))) for one in found]
