"""Say on web pages what is done there, where a lesson's text speaks of JupyterLab."""

from lessons.course import Lesson
from lessons.publishing import prose
from lessons.publishing.readme import on_binder

TO_RUN_A_LAB = (
    "*Here you can read this lab. To run and change its code, which needs pandas and matplotlib, "
    "[open it on Binder]({binder}): that needs the internet and can take some minutes. Or install "
    "the course, start it, and open* `{name}.ipynb`*.*"
)


def for_web(markdown: str, lesson: Lesson) -> str:
    """Return the Markdown of a cell as the web page of its lesson says it."""
    names = prose.names(lesson)
    to_run = TO_RUN_A_LAB.format(name=lesson.name, binder=on_binder(lesson.name))
    return markdown.replace(names["how_to_run"], "").replace(names["how_to_work"], to_run)
