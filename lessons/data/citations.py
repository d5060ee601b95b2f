"""Name the sources behind tables and rows, and cite them."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import escape
from typing import NamedTuple

from lessons.core.paths import UnknownName, nearest
from lessons.core.text import date_words
from lessons.data.cache import cached_on_tables
from lessons.data.files import tables
from lessons.data.reading import schema
from lessons.data.records import rows

SHOWN_OPEN = 8  # longer lists are folded away, so that a lesson does not end with a page of links


class Source(NamedTuple):
    """A source; what is not known of it is an empty text."""

    source_id: str
    title: str
    publisher: str
    date: str
    url: str


def sources(*keys: str) -> list[Source]:
    """Return the sources behind tables or source ids, each once, in the order of the rows.

    Raises UnknownName for a key that is neither a table nor a source.
    """
    # By address, or by title where there is none: two tables often cite the same page.
    by_id = _sources_by_id()
    found: dict[str, Source] = {}
    for key in keys:
        for source in [by_id[key]] if key in by_id else _sources_of(key):
            found.setdefault(source.url or source.title, source)
    return list(found.values())


class Citations(str):
    """Sources as text, one a line, which a notebook shows as a list with links.

    A long list is folded away.
    """

    sources: tuple[Source, ...]

    def __new__(cls, found: Iterable[Source]) -> "Citations":
        """Return the text of sources, with the sources themselves as its attribute."""
        sources = tuple(found)
        text = super().__new__(cls, "\n".join(map(_citation, sources)))
        text.sources = sources
        return text

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        if len(self.sources) <= SHOWN_OPEN:
            return as_list(self)
        summary = f"<summary>{len(self.sources)} sources</summary>"
        return f'<details class="cs-sources">{summary}{as_list(self)}</details>'


def cite(*keys: str) -> Citations:
    """Return the sources behind tables or source ids as text, one a line."""
    return Citations(sources(*keys))


def references(text: str) -> list[tuple[str, str, str]]:
    """Return title, publisher with date, and address of each source in a text from `cite`.

    Another text becomes one source for each line, without addresses.
    """
    if not isinstance(text, Citations):
        return [(line, "", "") for line in text.splitlines()]
    return [(s.title, _publication(s.publisher, s.date), s.url) for s in text.sources]


def as_list(text: str) -> str:
    """Return sources as an HTML list whose titles are links."""
    items = []
    for title, publication, url in references(text):
        name = f'<a href="{escape(url)}">{escape(title)}</a>' if url else escape(title)
        items.append(f"<li>{', '.join(filter(None, (name, escape(publication))))}</li>")
    return f"<ul>{''.join(items)}</ul>"


def source_ids(records: Iterable[object]) -> tuple[str, ...]:
    """Return the source ids of records, each once; some records may have none."""
    found: dict[str, None] = {}
    for record in records:
        # A column of sources may hold one, or a list of them.
        ids = getattr(record, "source_id", None) or ()
        found.update(dict.fromkeys((ids,) if isinstance(ids, str) else ids))
    return tuple(found)


@cached_on_tables()
def _sources_by_id() -> Mapping[str, Source]:
    found = (
        Source(*(getattr(row, name) or "" for name in Source._fields)) for row in rows("sources")
    )
    return {source.source_id: source for source in found}


def _sources_of(table: str) -> list[Source]:
    """Return the sources of a table: those in its schema, then those of its rows."""
    by_id = _sources_by_id()
    try:
        card = schema(table)
    except UnknownName:
        known = [*tables(), *by_id]
        raise UnknownName(
            f"There is no table or source '{table}'.{nearest(table, known)}"
        ) from None
    # Land and capitals have one source for the whole table, other tables one for each row.
    listed = card.get("sources", [])
    found = [Source("", source["title"], "", "", source.get("path", "")) for source in listed]
    found += [source for other in card.get("computed_from", []) for source in sources(other)]
    return found + [by_id[key] for key in source_ids(rows(table))]


def _citation(source: Source) -> str:
    publisher = f"{source.publisher}: " if source.publisher else ""
    date = f" ({source.date})" if source.date else ""
    return f"{publisher}{source.title}{date}."


# A chart may have a hundred sources, and is drawn again with each step of a slider.
@lru_cache(maxsize=1024)
def _publication(publisher: str, date: str) -> str:
    """Return publisher and date in words, as far as they are known."""
    return ", ".join(filter(None, (publisher, date and date_words(date))))
