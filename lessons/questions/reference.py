"""The reference page for quiz.toml, made from the classes of the types of question.

python -m lessons.questions.reference > docs/quiz-format.md
"""

from lessons.questions.entries import Entry
from lessons.questions.types import Question, question_types

HEAD = """\
# The format of quiz.toml

<!-- Made from the code: python -m lessons.questions.reference > docs/quiz-format.md -->

Each lesson has a file `quiz.toml` in its folder. It is TOML, in UTF-8, and holds:

| entry | what it holds |
|---|---|
| `minutes` | how long the lesson takes (required) |
| `needs` | numbers of the lessons to take before, such as `[1, 3]` |
| `[objectives]` | `1 = "what a learner will be able to do"`, and so on (required) |
| `[estimate]` | a guess before the lesson: `ask`, `answer`, `low`, `high`, `why` and `source`; \
it may have `unit`, `step` and `compute` |
| `[[question]]` | a question; there are as many as the lesson needs |

`python -m lessons check` says in words what is wrong with a file, with the way out. Learners read \
the feedback after they have answered: say why an option is right or wrong, and why it is tempting.

## What every question may hold

"""
MORE = (
    ("type", "text", "", "One of the types below; without it *single* or *multiple*, by `right`."),
    ("covers", "list of texts", "", "What of the course plan it covers, for `coverage`."),
)
COLUMNS = "| entry | kind | required | what it is for |\n|---|---|---|---|\n"
# In a lesson's file; an exam's own may leave some out.
ALWAYS = {"id", "ask", "objective", "source"}


def page() -> str:
    """Return the page as Markdown."""
    common = Question.declared()
    rows = [_row(entry, name in ALWAYS) for name, entry in common.items()]
    rows += [f"| `{name}` | {kind} | {needed} | {about} |" for name, kind, needed, about in MORE]
    # The types are found in their folder, so a new one is on the page without being named here.
    types = "".join(map(_section, question_types().values()))
    return HEAD + COLUMNS + "\n".join(rows) + "\n" + types


def _section(kind: type[Question]) -> str:
    rows = [_row(entry, kind.required(name)) for name, entry in kind.entries().items()]
    return (
        f"\n## {kind.type_name()}\n\n{kind.explanation()}\n\n{COLUMNS}"
        + "\n".join(rows)
        + f"\n\n```toml\n{kind.example()}```\n"
    )


def _row(entry: Entry, required: bool) -> str:
    return f"| `{entry.key}` | {entry.kind} | {'yes' if required else ''} | {entry.about} |"


if __name__ == "__main__":
    print(page(), end="")
