"""Write the skeleton of a lesson, for its author to fill in."""

import re
from pathlib import Path
from string import Template

from lessons.core import paths
from lessons.core.files import write_files
from lessons.core.paths import UnknownName
from lessons.course import FILE, extra_folders

HERE = Path(__file__).parent
FILES = (FILE, "quiz.toml", "teacher.md", "handout.toml")


def write_skeleton(slug: str, number: int | None = None) -> list[Path]:
    """Write the files of a new lesson and return their paths.

    Without a number the lesson gets the next one. Raise UnknownName for a short name that cannot
    be one, and where there is a lesson of that name or number already.
    """
    if not re.fullmatch(r"[a-z][a-z0-9_]*", slug):
        raise UnknownName(f"'{slug}' is not a short name: use small letters, digits and _.")
    folders = paths.lesson_folders()
    taken = {paths.folder_number(folder): folder.name for folder in folders}
    chosen = max((known or 0 for known in taken), default=0) + 1 if number is None else number
    if chosen in taken or not 0 <= chosen <= 99:
        raise UnknownName(f"Number {chosen} is taken or not from 0 to 99. Choose another --number.")
    if slug in map(paths.slug, (*folders, *extra_folders())):
        raise UnknownName(f"There is already a lesson or page '{slug}'. Choose another name.")
    # The skeleton needs the first lesson, if there is one, so that its `needs` is an example.
    earlier = [known for known in taken if known is not None and 0 < known < chosen]
    values = {
        "number": chosen,
        "slug": slug,
        "title": slug.replace("_", " ").capitalize(),
        "before": min(earlier, default="none"),
        "needs": min(earlier, default=""),
    }
    texts = {name: Template((HERE / name).read_text(encoding="utf-8")) for name in FILES}
    folder = paths.LESSONS / f"{chosen:02}_{slug}"
    return write_files(folder, {name: text.substitute(values) for name, text in texts.items()})
