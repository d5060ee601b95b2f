"""Say on web pages what is done there, where a lesson's text speaks of JupyterLab."""

from lessons.course import Lesson
from lessons.publishing import prose
from lessons.publishing.readme_links import on_binder

TO_RUN_A_LAB = (
    "*Here you can read this lab. To run and change its code, which needs pandas and matplotlib, "
    "[open it on Binder]({binder}): that needs the internet and can take some minutes. Or install "
    "the course, start it, and open* `{name}.ipynb`*.*"
)
# Phrases as they stand in lesson.md, and what stands in their place.
PHRASES = {
    "If you do not want to save anything, press Esc and then B for an empty cell, and run "
    "`journal.switch(False)` in it. It holds until you close the lesson. To save nothing at all, "
    "set `COOPERATIVE_SECURITY_JOURNAL=off` before you start the course. `print(journal.place())` "
    "tells you where the file is.": (
        "If you do not want to save anything, open this website in a private window."
    ),
    "| Shift + Enter | runs a cell and goes to the next one |\n": "",
    "| Esc, then Tab | leaves the text of a cell, then goes to the next control |\n": "",
    "For a first taste, click into the box with code below, which is called a **cell**. Change "
    "the number 5 to another one from 3 to 15, and press Shift + Enter.": (
        "On this website labs can only be read. To work in them, install the course."
    ),
    "You have just changed a program.": "",
    "**Run the next cell again** when you have finished both halves: click on it and press Shift "
    "+ Enter.": "**Reload this page** when you have finished both halves.",
}


def for_web(markdown: str, lesson: Lesson) -> str:
    """Return the Markdown of a cell as the web page of its lesson says it."""
    names = prose.names(lesson)
    phrases = {
        names["how_to_run"]: "",
        names["how_to_work"]: TO_RUN_A_LAB.format(name=lesson.name, binder=on_binder(lesson.name)),
        **PHRASES,
    }
    for phrase, other in phrases.items():
        markdown = markdown.replace(phrase, other)
    return markdown
