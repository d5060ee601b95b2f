"""List the jobs on the page for teachers: each runs a command with the values of a form."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Values = Mapping[str, Any]  # what a form holds, by the names of its fields
SCALES = {"": "Per cent only", "A-F": "A to F", "1-6": "1 to 6, 1 is best", "1-15": "1 to 15"}


@dataclass(frozen=True)
class Field:
    """A control of a form, and the option of the command that takes its value.

    `kind` is "text", "number", "date", "check" or "choice"; a choice has `choices`, a label for
    each value. With an empty option, the value is an argument of the command; if `option` is None,
    `arguments` uses the value in another way. Rare fields and boxes are folded away.
    """

    name: str
    label: str
    kind: str = "text"
    option: str | None = None
    value: str | bool = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    is_required: bool = False
    is_rare: bool = False


@dataclass(frozen=True)
class Box:
    """A place to drop files; `option` is that of the command, `accepts` is as in HTML."""

    name: str
    title: str
    about: str
    option: str = ""
    takes_many: bool = False
    accepts: str = ""
    is_rare: bool = False


@dataclass(frozen=True)
class Job:
    """A form with a button that runs a command and writes files into a folder.

    Without a command, the form only takes files.

    `results` are patterns of the files that the page offers, each with a label; without any, it
    offers all files in the folder. `steps` is the number of files for each lesson, if it is fixed.
    """

    name: str
    title: str
    about: str
    button: str
    command: tuple[str, ...]
    folder: str
    fields: tuple[Field, ...] = ()
    boxes: tuple[Box, ...] = ()
    of_lessons: bool = False
    steps: int = 0
    out: str = "."  # the value of `--out`; "" where the command chooses its folder
    results: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Given:
    """What a job is run with: the chosen lessons, the form's values, and the files."""

    lessons: Sequence[str]
    values: Values
    files: Mapping[str, Sequence[Path]]  # in each box


WORK = Field("work", "What they handed in", "choice", choices={"": "Lessons"})
HAND_INS = Box(
    "hand-ins",
    "Hand-ins",
    "The ZIP from your learning platform, single files, or a whole folder.",
    takes_many=True,
)
CLASS_LIST = Box(
    "class-list",
    "Class list",
    "If you have one: a text or CSV file with one pupil on each line. It shows who is missing.",
    option="--names",
    accepts=".csv,.txt,.tsv",
)
POINTS = Box(
    "written-marks",
    "Points for written positions",
    "You give them on the gradebook's page, and save them there as written_marks.csv.",
    option="--written",
    accepts=".csv",
)
SCHEME = Box(
    "scheme",
    "Your own scheme",
    "A small file with points for each lesson and a scale, in place of the choice above.",
    option="--scheme",
    accepts=".toml",
    is_rare=True,
)
MARKS = (
    ("grades.csv", "Marks as a table"),
    ("grades-moodle.csv", "Marks for Moodle"),
    ("grades-canvas.csv", "Marks for Canvas"),
)
TABLES = (("*.csv", "More tables"), ("gradebook.ipynb", "A notebook to ask the tables more"))
SECTIONS: dict[str, tuple[Job, ...]] = {
    "prepare": (
        Job(
            "plan", "Lesson plan",
            "Aims, a timetable for 45 minutes, what pupils get wrong, and questions to discuss.",
            "Make lesson plans", ("lesson-plan",), "lesson-plans", of_lessons=True, steps=2,
            results=(("*.html", "To read and print"), ("*.md", "To change")),
        ),
        Job(
            "handout", "Handout",
            "Two pages to print for each lesson, and the answers in a file of their own.",
            "Make handouts", ("handout",), "handouts", of_lessons=True, steps=2,
            results=(("*-answers.pdf", "Answers, for you"), ("*.pdf", "For pupils")),
        ),
    ),
    "teach": (
        Job(
            "slides", "Slides",
            "One file for each lesson, for the projector. It opens in any browser, also without a "
            "network.",
            "Make slides", ("slides",), "slides", of_lessons=True, steps=1,
            results=(("*.html", "Slides"),),
        ),
        Job(
            "offline", "Course for a USB stick",
            "The course as one ZIP for computers without internet. Python must be on them already. "
            "This takes a few minutes and about 130 MB.",
            "Make the ZIP", ("bundle",), "offline",
            fields=(
                Field(
                    "platform", "The computers are", "choice", "--platform", "windows",
                    {
                        "windows": "Windows", "mac": "Mac (M1 or newer)",
                        "mac-intel": "Mac (Intel)", "linux": "Linux", "linux-arm": "Linux on ARM",
                    },
                ),
                Field(
                    "python", "Their Python is", "choice", "--python", "3.13",
                    {version: version for version in ("3.11", "3.12", "3.13", "3.14")},
                ),
            ),
            out="cooperative-security-offline.zip",
            results=(("*.zip", "The course"),),
        ),
    ),
    "test": (
        Job(
            "exam", "Exam",
            "Notebooks for pupils, without the answers, and a key for you. The answers to the "
            "course's own questions are public; only your own questions are secret.",
            "Make the exam", ("exam", "make"), "exams", of_lessons=True, out="",
            fields=(
                Field("name", "Name of the exam (one word)", option="", value="test",
                      is_required=True),
                Field("title", "Title above the questions", option="--title", is_rare=True),
                Field("number", "Number of questions from the chosen lessons", "number",
                      "--number", "10"),
                Field("versions", "Versions", "choice", "--versions", "2",
                      {"1": "A", "2": "A and B", "3": "A to C"}),
            ),
            boxes=(
                Box("own-questions", "Your own questions", "A file that you made from the template "
                    "below.", "--own", accepts=".toml", is_rare=True),
            ),
            results=(("key-*.json", "Key, never for pupils"), ("pupils/*.ipynb", "For pupils")),
        ),
        Job(
            "paper", "Exam on paper",
            "The same exam as PDF for each version, with the key and a marking sheet.",
            "Make the paper", ("exam", "paper"), "exams", out="",
            fields=(Field("key", "Exam", "choice", "--key", is_required=True),),
            results=(
                ("paper/key-*.pdf", "Key, never for pupils"),
                ("paper/marking-sheet-*.pdf", "Marking sheet, for you"),
                ("paper/*.pdf", "For pupils"),
            ),
        ),
        Job(
            "template", "Template for your own questions",
            "A text file with one question of each type, and how to write it.",
            "Make the template", ("exam", "template"), "template", out="questions.toml",
        ),
        Job(
            "export", "Questions for other systems",
            "The questions of the chosen lessons, to import into another system.",
            "Export questions", ("export",), "exports", of_lessons=True,
            fields=(
                Field("format", "System", "choice", "", "moodle", {
                    "moodle": "Moodle", "gift": "Moodle and others (GIFT)", "canvas": "Canvas",
                    "spreadsheet": "Kahoot and Quizizz", "anki": "Anki",
                }),
            ),
        ),
    ),
    "mark": (
        Job(
            "collect", "Collect",
            "Pupils save a hand-in at the end of a lesson or an exam, and send it to you in the "
            "usual way, such as your learning platform. Drop the files here, then mark them below.",
            "", (), "", boxes=(HAND_INS, CLASS_LIST),
        ),
        Job(
            "mark", "Mark",
            "Marks all hand-ins and shows who needs help, what to teach again, the class by "
            "objective, and each pupil. Written positions are marked on the page that opens.",
            "Make the gradebook", ("gradebook",), "gradebook",
            fields=(
                WORK,
                Field("class", "Name of the class", option="--class"),
                Field("scale", "Marks", "choice", "--scale", choices=SCALES),
                Field("due", "Handed in late after", "date", "--due", is_rare=True),
                Field("count", "Written positions count", "check", "--count-written"),
                Field("only", "Count only the lessons that are chosen at the top", "check",
                      is_rare=True),
                Field("semicolon", "Tables for a spreadsheet that writes 0,5", "check",
                      "--semicolon", is_rare=True),
            ),
            boxes=(POINTS, SCHEME), results=(("gradebook.html", "Gradebook"), *MARKS, *TABLES),
        ),
    ),
    "give_back": (
        Job(
            "feedback", "Feedback and marks",
            "A page for each pupil, as HTML and PDF, in one ZIP that Moodle takes as feedback "
            "files, and the marks as tables. They use what you last chose for the gradebook.",
            "Make feedback and marks", ("gradebook",), "gradebook",
            fields=(
                Field("website", "Address at which pupils open the course, for links to it",
                      option="--website", is_rare=True),
            ),
            results=(("feedback.zip", "Feedback for all pupils"), *MARKS),
        ),
    ),
}  # fmt: skip
JOBS = {job.name: job for jobs in SECTIONS.values() for job in jobs}
BOXES = {box.name: box for job in JOBS.values() for box in job.boxes}


def arguments(job: Job, given: Given) -> list[str]:
    """Return the command line of a job, which is run in the job's folder."""
    if job.name in ("mark", "feedback"):
        return _marking(given, feedback=job.name == "feedback")
    words = [*job.command, *_options(job.fields, given.values), *_files(job.boxes, given)]
    if job.of_lessons:
        words += _lessons(given)
    if job.name == "template":
        return [*words, job.out]
    return [*words, "--out", job.out] if job.out else words


def missing(job: Job, given: Given) -> str:
    """Return a sentence on what a job still needs, or "" if it can be run."""
    for one in job.fields:
        if one.is_required and not str(given.values.get(one.name) or "").strip():
            return f"Fill in “{one.label}” first."
    if job.name in ("mark", "feedback") and not given.files.get(HAND_INS.name):
        return "Drop the hand-ins into “Collect” first."
    if (job.of_lessons or given.values.get("only")) and not given.lessons:
        return "Choose one lesson or more at the top of the page first."
    return ""


def _marking(given: Given, *, feedback: bool) -> list[str]:
    """Return the command line of `gradebook`, or of `exam mark` if an exam was handed in."""
    job, key = JOBS["mark"], given.values.get(WORK.name)
    hand_ins = given.files[HAND_INS.name][0]
    words = ["exam", "mark", "--key", str(key)] if key else ["gradebook"]
    words += [str(hand_ins), "--out", job.out]
    words += _options([*job.fields, *JOBS["feedback"].fields], given.values)
    words += _files((CLASS_LIST, POINTS, SCHEME), given)
    if given.values.get("only") and not key:
        words += _lessons(given)
    return [*words, "--feedback"] if feedback else words


def _options(fields: Sequence[Field], values: Values) -> Iterator[str]:
    """Yield the options and arguments for the values of a form; empty ones are left out."""
    for one in fields:
        value = values.get(one.name)
        if one.kind == "check":
            yield from [one.option] if value and one.option else []
        elif value and one.option is not None:
            # As one argument, so that a value with a hyphen at its beginning is not an option.
            yield f"{one.option}={value}" if one.option else str(value)


def _files(boxes: Sequence[Box], given: Given) -> Iterator[str]:
    for box in boxes:
        for path in given.files.get(box.name, ())[:1]:
            yield from (box.option, str(path)) if box.option else ()


def _lessons(given: Given) -> Iterator[str]:
    for slug in given.lessons:
        yield from ("--lesson", slug)
