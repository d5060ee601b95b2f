"""Write GIFT: questions as plain text, for Moodle and other systems that read it.

Texts are HTML, so that `->`, `%` and `<` in them are not read as markup of GIFT or HTML. The file
is `gift.txt.j2`, filled in.
"""

import re
from html import escape

from lessons.publishing.exports.export_base import (
    Export,
    Request,
    by_category,
    lost,
    written,
)

CONTROL = re.compile(r"[\\#=~{}:]")


def export(request: Request) -> Export:
    """Return one file with a category for each lesson."""
    lessons = by_category(request, pictures=False)
    content = written("gift.txt", lessons=lessons, plain=_plain, html=_html)
    return Export({f"{request.name}.gift.txt": content}, lost(request, "gift"))


def _plain(text: str) -> str:
    """Return a text in which nothing can be read as markup of GIFT."""
    return CONTROL.sub(r"\\\g<0>", text)


def _html(text: str) -> str:
    """Return a text as HTML in which nothing can be read as markup of GIFT."""
    # At the beginning, % would be read as a weight.
    return _plain(re.sub("^%", "&#37;", escape(text, quote=False)))
