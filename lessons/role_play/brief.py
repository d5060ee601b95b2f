"""Write the one-page brief of a programme, as Markdown and as a page to print."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from lessons.data import sources
from lessons.role_play.activities import Activity, areas, objectives
from lessons.role_play.partner import Partner
from lessons.role_play.rules import BUDGET, advise

FIELDS = {
    "title": ("Title of your programme", "In one line."),
    "author": ("Your name or code, if you like", "It stands below the title."),
    "situation": ("Why this partner, why now?", "Two or three sentences on its place and history."),
    "reasons": ("Why these activities?", "Name an example that shows that it can work."),
    "gain": ("What does each side gain?", "One sentence for NATO, one for the partner."),
    "risk": ("What could go wrong?", "And how would you notice in time?"),
    "report": (
        "Your report on the session",
        "Where did you follow your instructions, where did you not, and why?",
    ),
}
IN_THE_HEAD = ("title", "author")  # each other field is a part of its own
MAX_WORDS = 350  # that fit on one page with the table
SIDES = {"gives": "partner gives", "gets": "partner gets", "both": "both sides give"}
COLUMNS = ("Activity", "Area", "Effort", "Who gives", "Modelled on", "Advice")
STYLE = """@page { size: A4; margin: 16mm }
body { font: 10.5pt/1.35 Georgia, serif; color: #000; background: #fff; max-width: 178mm;
  margin: 8mm auto; padding: 0 4mm }
h1 { font-size: 16pt; margin: 0 0 2mm } h2 { font-size: 11.5pt; margin: 3.5mm 0 1mm }
p, ul, table { margin: 0 0 1.5mm } .line, ul:last-child { font-size: 9pt; color: #333 }
ul { padding-left: 5mm } table { border-collapse: collapse; width: 100%; font-size: 9.5pt }
th, td { border: .3mm solid #777; padding: .8mm 1.5mm; text-align: left; vertical-align: top }
@media print { body { margin: 0; padding: 0 } }"""


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
        """Return what the learner wrote into a field of FIELDS, or ""."""
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

    def word_count(self) -> int:
        """Return how many words the learner has written."""
        return sum(len(text.split()) for text in self.texts.values())


@dataclass(frozen=True)
class Part:
    """The content below a heading: the learner's text, the items of a list, or a table.

    The first of the `rows` is the head of the table. Only `text` can contain anything: all else is
    the course's own wording.
    """

    heading: str
    text: str = ""
    items: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()


def as_markdown(brief: Brief) -> str:
    """Return the brief as Markdown."""
    blocks = [f"# {_plain(brief.title())}", _plain(brief.line())]
    for part in _parts(brief):
        blocks.append(f"## {part.heading}")
        if part.text:
            blocks.append(_plain(part.text))
        if part.items:
            blocks.append("\n".join(f"- {item}" for item in part.items))
        if part.rows:
            head, *rows = [f"| {' | '.join(row)} |" for row in part.rows]
            blocks.append("\n".join([head, f"|{' --- |' * len(part.rows[0])}", *rows]))
    return "\n\n".join(blocks) + "\n"


def as_html(brief: Brief) -> str:
    """Return the brief as a page that prints on one sheet of A4."""
    title = escape(brief.title())
    body = f'<h1>{title}</h1><p class="line">{escape(brief.line())}</p>'
    for part in _parts(brief):
        body += f"<h2>{escape(part.heading)}</h2>"
        # A learner's line breaks become paragraphs.
        body += "".join(f"<p>{escape(line)}</p>" for line in part.text.splitlines() if line.strip())
        if part.items:
            body += f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in part.items)}</ul>"
        if part.rows:
            head, *rows = part.rows
            body += f"<table><thead>{_html_row(head, 'th')}</thead><tbody>"
            body += f"{''.join(_html_row(row, 'td') for row in rows)}</tbody></table>"
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{STYLE}</style></head><body>{body}</body></html>\n"
    )


def _html_row(cells: Sequence[str], tag: str) -> str:
    return f"<tr>{''.join(f'<{tag}>{escape(cell)}</{tag}>' for cell in cells)}</tr>"


def _parts(brief: Brief) -> Iterator[Part]:
    names = objectives()
    aims = [f"{number}. {names[number]}" for number in brief.aims]
    yield Part("Aims", items=aims or ["none chosen yet"])
    for field, (heading, _) in FIELDS.items():
        if field not in IN_THE_HEAD and brief.written(field):
            yield Part(heading, text=brief.written(field))
    heading = f"Activities (effort {sum(activity.effort for activity in brief.chosen)} of {BUDGET})"
    if brief.chosen:
        yield Part(heading, rows=[COLUMNS, *_rows(brief)])
    else:
        yield Part(heading, items=["none chosen yet"])
    if brief.memo:
        yield Part("The session of the Council", items=brief.memo)
    yield Part("Sources", items=_sources(brief) or ["none yet"])


def _rows(brief: Brief) -> Iterator[tuple[str, ...]]:
    names = areas()
    advice = advise(brief.partner, brief.aims, brief.chosen, objectives())
    for activity, judgement in zip(brief.chosen, advice.activities, strict=True):
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
    rows = sources(*keys)
    return [", ".join(row[p] for p in ("publisher", "title", "date") if row[p]) for row in rows]


def _plain(text: str) -> str:
    """Return a learner's text escaped so that Markdown shows it as it is, without any markup."""
    # Four spaces at the beginning of a line would make it code.
    lines = [line.strip() for line in text.splitlines()]
    safe = [line.replace("<", "&lt;").replace("|", "\\|") for line in lines]
    return "\n".join(f"\\{line}" if line[:1] in {"#", ">", "-", "="} else line for line in safe)
