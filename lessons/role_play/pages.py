"""Make pages to print: the brief of a programme, and the role cards of a session."""

from collections.abc import Iterable
from html import escape
from pathlib import Path

STYLE = Path(__file__).with_name("page.css")


def page(title: str, body: str) -> str:
    """Return a page of HTML with a title, which is plain text, and a body, which is HTML."""
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title><style>{STYLE.read_text(encoding='utf-8')}</style></head>"
        f"<body><h1>{escape(title)}</h1>{body}</body></html>\n"
    )


def part(heading: str, html: str) -> str:
    """Return a heading, which is plain text, with the HTML below it."""
    return f"<h2>{escape(heading)}</h2>{html}"


def elements(tag: str, texts: Iterable[str]) -> str:
    """Return an element for each text, such as the cells of a row."""
    return "".join(f"<{tag}>{escape(text)}</{tag}>" for text in texts)


def list_of(texts: Iterable[str], tag: str = "ul") -> str:
    """Return a list of texts as HTML; a numbered list has the tag "ol"."""
    return f"<{tag}>{elements('li', texts)}</{tag}>"
