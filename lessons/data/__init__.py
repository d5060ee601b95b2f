"""Read the course's tables, each a CSV beside its schema, and name their sources.

`rows` is for lessons and everything else in a learner's kernel; `table` is for labs and for
authors' and teachers' tools, which may take the time to import pandas.
"""

from lessons.data.cache import cached_on_tables
from lessons.data.citations import cite, source_ids, sources
from lessons.data.files import tables
from lessons.data.reading import BrokenTable, schema
from lessons.data.records import problems, record, rows, table

__all__ = [
    "BrokenTable", "cached_on_tables", "cite", "problems", "record", "rows", "schema",
    "source_ids", "sources", "table", "tables",
]  # fmt: skip
