"""Read the text of a page that was written as one file, and find what it would fetch."""

import re
from html.parser import HTMLParser
from pathlib import Path

OUTSIDE = re.compile(
    r"""(?:src|href)=["'](?!#)|url\(|@import|\bfetch\(|XMLHttp|<link\b|<iframe\b"""
)


class Words(HTMLParser):
    """Collects what a reader sees, and the names that a screen reader hears."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.labels: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag, attrs):
        self.hidden += tag in ("style", "script")
        self.labels += [value or "" for name, value in attrs if name == "aria-label"]

    def handle_endtag(self, tag):
        self.hidden -= tag in ("style", "script")

    def handle_data(self, data):
        if not self.hidden:
            self.text.append(data)


def read(path: Path) -> Words:
    document = Words()
    document.feed(path.read_text(encoding="utf-8"))
    return document
