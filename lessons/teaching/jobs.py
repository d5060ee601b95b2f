"""Read the jobs on the page for teachers: each runs a command with the values of a form.

They are in `jobs.toml`, by the sections of the page.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lessons.core.toml import read_toml

Values = Mapping[str, Any]  # what a form holds, by the names of its fields


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

    Without a command, the form only takes files. `results` are patterns of the files that the page
    offers, each with a label; without any, it offers all files in the folder. `steps` is the number
    of files for each lesson, if it is fixed.
    """

    name: str
    title: str
    about: str
    button: str = ""
    folder: str = ""
    command: Sequence[str] = ()
    fields: tuple[Field, ...] = ()
    boxes: tuple[Box, ...] = ()
    of_lessons: bool = False
    steps: int = 0
    out: str = "."  # the value of `--out`; "" for a command without this option
    results: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Given:
    """What a job is run with: the chosen lessons, the form's values, and the files."""

    lessons: Sequence[str]
    values: Values
    files: Mapping[str, Sequence[Path]]  # in each box


def _job(row: dict[str, Any]) -> Job:
    """Return a job of `jobs.toml`."""
    fields = tuple(Field(**entry) for entry in row.get("fields", ()))
    boxes = tuple(Box(**entry) for entry in row.get("boxes", ()))
    return Job(**row | {"fields": fields, "boxes": boxes})


SECTIONS = {
    section: tuple(map(_job, rows))
    for section, rows in read_toml(Path(__file__).with_suffix(".toml")).items()
}
JOBS = {job.name: job for jobs in SECTIONS.values() for job in jobs}
BOXES = {box.name: box for job in JOBS.values() for box in job.boxes}
HAND_INS = "hand-ins"  # the box whose files are handed in


def arguments(job: Job, given: Given) -> list[str]:
    """Return the command line of a job, which is run in the job's folder."""
    if job.name in ("mark", "feedback"):
        return _marking(given, feedback=job.name == "feedback")
    command = [*job.command, *_options(job.fields, given.values), *_files(job.boxes, given)]
    if job.of_lessons:
        command += _lessons(given)
    return [*command, "--out", job.out] if job.out else command


def missing(job: Job, given: Given) -> str:
    """Return a sentence on what a job still needs, or "" if it can be run."""
    for control in job.fields:
        if control.is_required and not str(given.values.get(control.name) or "").strip():
            return f"Fill in “{control.label}” first."
    if job.name in ("mark", "feedback") and not given.files.get(HAND_INS):
        return "Drop the hand-ins into “Collect” first."
    if (job.of_lessons or given.values.get("only")) and not given.lessons:
        return "Choose one lesson or more at the top of the page first."
    return ""


def _marking(given: Given, *, feedback: bool) -> list[str]:
    """Return the command line of `gradebook`, or of `exam mark` if an exam was handed in."""
    job, key = JOBS["mark"], given.values.get("work")
    hand_ins = given.files[HAND_INS][0]
    command = ["exam", "mark", "--key", str(key)] if key else ["gradebook"]
    command += [str(hand_ins), "--out", job.out]
    command += _options([*job.fields, *JOBS["feedback"].fields], given.values)
    command += _files([box for section_job in SECTIONS["mark"] for box in section_job.boxes], given)
    if given.values.get("only") and not key:
        command += _lessons(given)
    return [*command, "--feedback"] if feedback else command


def _options(fields: Sequence[Field], values: Values) -> Iterator[str]:
    """Yield the options and arguments for the values of a form; empty ones are left out."""
    for control in fields:
        value = values.get(control.name)
        if control.kind == "check":
            yield from [control.option] if value and control.option else []
        elif value and control.option is not None:
            # As one argument, so that a value with a hyphen at its beginning is not an option.
            yield f"{control.option}={value}" if control.option else str(value)


def _files(boxes: Sequence[Box], given: Given) -> Iterator[str]:
    for box in boxes:
        for path in given.files.get(box.name, ())[:1]:
            yield from (box.option, str(path)) if box.option else ()


def _lessons(given: Given) -> Iterator[str]:
    for slug in given.lessons:
        yield from ("--lesson", slug)
