"""Make the home page of the website: the course in one view, and where to go on."""

from markupsafe import Markup

from lessons.course import lessons
from lessons.publishing.templates import rendered
from lessons.publishing.web.pages import Page

# In the browser the list of lessons shows how far its reader has come.
CELLS = [
    ("import", "from lessons import my_progress, search"),
    ("go-on", 'my_progress("path")'),
    ("search", "search()"),
]


def home_page() -> Page:
    """Return the page that lists all lessons, each with its question."""
    body = rendered("web/home.html.j2", lessons=lessons())
    return Page("index", "Cooperative Security", Markup(body), list(CELLS))  # noqa: S704
