"""Write Moodle XML: questions for Moodle's question bank.

Moodle has ordering questions since 4.4, and older versions stop at a type that they do not know:
unless the request says that it has them, an order becomes pairs of an item and its place.
A question's id is in `idnumber`, by which Moodle recognises it. Texts are HTML. The elements are
those of https://docs.moodle.org/en/Moodle_XML_format; the file is `moodle.xml.j2`, filled in.
"""

import base64

from lessons.publishing.exports.export_base import (
    Export,
    Request,
    by_category,
    lost,
    written,
)


def export(request: Request) -> Export:
    """Return one file with a category for each lesson."""
    content = written(
        "moodle.xml",
        lessons=by_category(request),
        has_orders=request.has_orders,
        percent=_percent,
        base64=lambda data: base64.b64encode(data).decode(),
    )
    changed = lost(request, "moodle 4.4" if request.has_orders else "moodle")
    return Export({f"{request.name}.moodle.xml": content}, changed)


def _percent(share: float) -> str:
    """Return a share as Moodle writes it: it knows 33.33333 and takes no nearer third."""
    return f"{100 * share:.5f}".rstrip("0").rstrip(".")
