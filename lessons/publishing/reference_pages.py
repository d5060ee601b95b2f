"""Write the reference pages in docs/, for quiz files and for tables, from the code that reads them.

Each page is a template in this package, such as `quiz_format.md.j2`.
"""

from pathlib import Path

from lessons.core.files import write_files
from lessons.core.paths import DATA, ROOT
from lessons.data.schema_keys import KEYS, TYPES
from lessons.publishing.templates import rendered
from lessons.questions.quiz_file import Bank, Estimate
from lessons.questions.types import Question, question_types
from lessons.questions.types.base import CHECKED_ELSEWHERE, UNREAD

DOCS = ROOT / "docs"
EXAMPLE = "not_partners"  # a small table whose schema shows most keys


def pages() -> dict[str, str]:
    """Return the text of each page by the name of its file."""
    return {
        "quiz-format.md": rendered(
            "quiz_format.md.j2",
            file=Bank.declared(),
            estimate=Estimate.declared(),
            common=Question.declared(),
            always=CHECKED_ELSEWHERE,
            unread=UNREAD,
            types=question_types(),
        ),
        "data-format.md": rendered(
            "data_format.md.j2",
            known=KEYS,
            types=TYPES,
            example=EXAMPLE,
            schema=(DATA / f"{EXAMPLE}.toml").read_text(encoding="utf-8"),
        ),
    }


def write_pages() -> list[Path]:
    """Write the pages and return their paths."""
    return write_files(DOCS, pages())
