"""Find the documents behind the three special relationships by partner and by what they did.

Relations with the three partners rest on papers that anybody can read. They are found by what
they did (founded a body, agreed a plan ...), so that the three partners can be compared.
"""

from collections import Counter
from typing import Any

from lessons.charts import engine as draw
from lessons.charts.russia_ukraine_georgia.three_relations import CODES, names_of, partner_names
from lessons.core.text import date_words, listed
from lessons.data import cite
from lessons.data.events import documents

ANY = "any"
# What a document did: the values of the column `document_effect` and their words.
EFFECTS = {
    ANY: "All kinds",
    "body": "Founded a body",
    "plan": "Agreed a plan",
    "membership": "Spoke of membership",
    "brake": "Stopped work",
}


_NONE = draw.Card([draw.body("No document of this kind. Change one of the two choices.")])


@draw.explorer(
    "Document finder",
    partner=draw.Choice("Partner", lambda: {ANY: "Any of the three"} | partner_names()),
    effect=draw.Choice("Kind of document", EFFECTS),
)
def document_finder(partner: str = ANY, effect: str = "body") -> draw.Chart:
    """Draw the documents that concern a partner and did one kind of thing, oldest first.

    `partner` is an iso3 code or "any", `effect` a key of `EFFECTS`.
    """
    names = partner_names()
    on = [names[partner]] if partner in names else [*names.values()]
    among = [one for one in documents(CODES) if partner in (ANY, *one.iso3)]
    found = [one for one in among if effect in (ANY, one.document_effect)]
    # What they did becomes the verb of the title.
    did = f" {EFFECTS[effect][0].lower()}{EFFECTS[effect][1:]}" if effect != ANY else ""
    title = f"{len(found)} of {len(among if did else documents(CODES))} documents{did}"
    plot = draw.Plot(title, f"Documents on {listed(on)}")
    draw.cards(plot, [_card(one) for one in found] or [_NONE], columns=2)
    counts = Counter(code for one in found for code in one.iso3)
    return plot.chart(
        says=f"{title}. {listed([f'{counts[code]} with {names[code]}' for code in names])}.",
        # Where nothing was found, the sources are those that were looked through.
        source=cite(*(one.source_id for one in found or documents(CODES))),
        data=draw.Table.of(found, {
            "Date": "date",
            "Document": "document",
            "Partner": names_of,
            "What it did": lambda document: EFFECTS[document.document_effect],
            "In our words": "event",
        }),
    )  # fmt: skip


def _card(document: Any) -> draw.Card:
    """Return the card of a document: when, with whom and what it says."""
    when = draw.caption(f"{date_words(document.date)} · {names_of(document)}")
    texts = [when, draw.head(document.document), draw.body(f"{document.event}.")]
    return draw.Card(texts, "euro_atlantic")
