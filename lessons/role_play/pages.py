"""Make pages to print: the brief of a programme, and the role cards of a session."""

from collections.abc import Iterable
from html import escape

STYLE = """@page { size: A4; margin: 15mm }
body { font: 10.5pt/1.35 Georgia, serif; color: #000; background: #fff; max-width: 180mm;
  margin: 8mm auto; padding: 0 4mm }
h1 { font-size: 16pt; margin: 0 0 2mm } h2 { font-size: 12pt; margin: 3.5mm 0 1mm }
h3 { font-size: 10.5pt; margin: 2mm 0 0 } p, ul, ol, table { margin: 0 0 1.5mm }
.line, body > ul:last-child { font-size: 9pt; color: #333 } ul, ol { padding-left: 5mm }
table { border-collapse: collapse; width: 100%; font-size: 9.5pt }
th, td { border: .3mm solid #777; padding: .8mm 1.5mm; text-align: left; vertical-align: top }
section { border: .4mm solid #555; padding: 1mm 5mm; margin: 0 0 5mm; break-inside: avoid }
@media print { body { margin: 0; padding: 0 } }"""


def page(title: str, body: str) -> str:
    """Return a page of HTML with a title, which is plain text, and a body, which is HTML."""
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head>"
        f"<body><h1>{escape(title)}</h1>{body}</body></html>\n"
    )


def part(heading: str, html: str) -> str:
    """Return a heading, which is plain text, with the HTML below it."""
    return f"<h2>{escape(heading)}</h2>{html}"


def elements(tag: str, texts: Iterable[str]) -> str:
    """Return an element for each text, such as the cells of a row."""
    return "".join(f"<{tag}>{escape(text)}</{tag}>" for text in texts)


def listed(texts: Iterable[str], tag: str = "ul") -> str:
    """Return a list of texts; a numbered one has the tag "ol"."""
    return f"<{tag}>{elements('li', texts)}</{tag}>"
