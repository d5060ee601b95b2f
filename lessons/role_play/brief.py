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
}
MAX_WORDS = 350  # that fit on one page beside the table
SIDES = {"gives": "partner gives", "gets": "partner gets", "both": "both"}


@dataclass(frozen=True)
class Brief:
    """A programme to be written down.

    `aims` are numbers of objectives, `chosen` the activities, `texts` what the learner wrote, by
    the keys of FIELDS; `as_of` is the last day of the data, as text.
    """

    partner: Partner
    aims: Sequence[int]
    chosen: Sequence[Activity]
    texts: Mapping[str, str]
    as_of: str

    def title(self) -> str:
        """Return the learner's title, or a default one."""
        return self.texts.get("title", "").strip() or f"A programme with {self.partner.name}"

    def author(self) -> str:
        """Return who wrote it, or ""."""
        return self.texts.get("author", "").strip()

    def word_count(self) -> int:
        """Return how many words the learner has written."""
        return sum(len(text.split()) for text in self.texts.values())


def as_markdown(brief: Brief) -> str:
    """Return the brief as Markdown."""
    lines = [f"# {_plain(brief.title())}", "", _line(brief), ""]
    lines += [f"By {_plain(brief.author())}", ""] if brief.author() else []
    lines += ["## Aims", "", *(f"- {aim}" for aim in _aims(brief)), ""]
    for head, text in _sections(brief):
        lines += [f"## {head}", "", _plain(text), ""]
    lines += [f"## Activities ({_effort(brief)})", "", *_markdown_rows(brief), ""]
    lines += ["## Sources", "", *(f"- {source}" for source in _sources(brief)), ""]
    return "\n".join(lines)


def as_html(brief: Brief) -> str:
    """Return the brief as a page that prints on one sheet of A4."""
    line = f"By {brief.author()}. {_line(brief)}" if brief.author() else _line(brief)
    parts = [f"<h1>{escape(brief.title())}</h1>", f'<p class="line">{escape(line)}</p>']
    aims = "".join(f"<li>{escape(aim)}</li>" for aim in _aims(brief))
    parts.append(f"<h2>Aims</h2><ul>{aims}</ul>")
    for head, text in _sections(brief):
        parts.append(f"<h2>{escape(head)}</h2>{_paragraphs(text)}")
    parts.append(f"<h2>Activities ({_effort(brief)})</h2>{_html_table(brief)}")
    found = "".join(f"<li>{escape(source)}</li>" for source in _sources(brief))
    parts.append(f'<h2>Sources</h2><ul class="small">{found}</ul>')
    title = escape(brief.title())
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{STYLE}</style></head><body>{''.join(parts)}</body></html>\n"
    )


STYLE = """@page { size: A4; margin: 16mm }
body { font: 10.5pt/1.35 Georgia, serif; color: #000; background: #fff; max-width: 178mm;
  margin: 8mm auto; padding: 0 4mm }
h1 { font-size: 16pt; margin: 0 0 2mm } h2 { font-size: 11.5pt; margin: 3.5mm 0 1mm }
p, ul, table { margin: 0 0 1.5mm } .line, .small { font-size: 9pt; color: #333 }
ul { padding-left: 5mm } table { border-collapse: collapse; width: 100%; font-size: 9.5pt }
th, td { border: .3mm solid #777; padding: .8mm 1.5mm; text-align: left; vertical-align: top }
@media print { body { margin: 0; padding: 0 } }"""


def _line(brief: Brief) -> str:
    partner = brief.partner
    state = f", suspended since {partner.suspended}" if partner.suspended else ""
    return f"Partner: {partner.name} ({partner.group_name}{state}). Facts as of {brief.as_of}."


def _sections(brief: Brief) -> Iterator[tuple[str, str]]:
    for key, (head, _) in FIELDS.items():
        text = brief.texts.get(key, "").strip()
        if key not in ("title", "author") and text:
            yield head, text


def _aims(brief: Brief) -> list[str]:
    names = objectives()
    return [f"{number}. {names[number]}" for number in brief.aims] or ["none chosen yet"]


def _effort(brief: Brief) -> str:
    return f"effort {sum(activity.effort for activity in brief.chosen)} of {BUDGET}"


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


HEAD = ("Activity", "Area", "Effort", "Who gives", "Modelled on", "Advice")


def _markdown_rows(brief: Brief) -> Iterator[str]:
    if not brief.chosen:
        yield "none chosen yet"
        return
    yield f"| {' | '.join(HEAD)} |"
    yield f"|{' --- |' * len(HEAD)}"
    for row in _rows(brief):
        yield f"| {' | '.join(row)} |"


def _html_table(brief: Brief) -> str:
    if not brief.chosen:
        return "<p>none chosen yet</p>"
    head = "".join(f'<th scope="col">{name}</th>' for name in HEAD)
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in _rows(brief)
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _sources(brief: Brief) -> list[str]:
    keys = dict.fromkeys(key for activity in brief.chosen for key in activity.source.split(";"))
    rows = sources(*keys)
    return [
        ", ".join(row[p] for p in ("publisher", "title", "date") if row[p]) for row in rows
    ] or ["none yet"]


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(part)}</p>" for part in text.splitlines() if part.strip())


def _plain(text: str) -> str:
    """Return a learner's text escaped so that Markdown shows it as it is, without any markup."""
    lines = [line.strip() for line in text.splitlines()]
    safe = [line.replace("<", "&lt;").replace("|", "\\|") for line in lines]
    return "\n".join(f"\\{line}" if line[:1] in {"#", ">", "-", "="} else line for line in safe)
