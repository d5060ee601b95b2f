"""Show a part of the page for teachers as a card with forms and buttons."""

from dataclasses import asdict
from typing import Any

import traitlets

from lessons import course, journal
from lessons.core.mistakes import Mistake
from lessons.core.paths import UnknownName, nearest
from lessons.core.text import counted
from lessons.teaching import folder, run
from lessons.teaching.jobs import BOXES, HAND_INS, JOBS, SECTIONS, Given, Job, arguments, missing
from lessons.widgets.card import Card, Message, notice, still

TITLES = {
    "lessons": "Which lessons?",
    "prepare": "Prepare",
    "teach": "Teach",
    "test": "Test",
    "mark": "Collect and mark",
    "give_back": "Give back",
}
ON_A_COMPUTER = (
    "This page makes files, so it needs the course on a computer. Install it there, and type: "
    "python3 start.py teacher"
)
NOT_COMPLETE = "Not everything could be done. The messages below say what could not."


def for_teachers(part: str = "lessons") -> "ForTeachers":
    """Show a part of the page for teachers: "lessons", "prepare", "teach", "test" and so on.

    Raise UnknownName for a part that does not exist.
    """
    if part not in TITLES:
        raise UnknownName(f"There is no part '{part}' for teachers.{nearest(part, TITLES)}")
    return ForTeachers(part)


class ForTeachers(Card):
    """The choice of lessons, or the forms of a part of a teacher's week.

    All parts of the page share the chosen lessons, and one command is run at a time.
    """

    section = traitlets.Unicode().tag(sync=True)
    jobs: Any = traitlets.List().tag(sync=True)

    def __init__(self, part: str) -> None:
        """Show a part of the page, with what was typed the last time."""
        jobs = [asdict(job) for job in SECTIONS.get(part, ())]
        super().__init__("teaching", title=TITLES[part], section=part, jobs=jobs)
        _CARDS[part] = self

    def page(self) -> str:
        """Return what a notebook without a kernel shows in place of this part."""
        return still(f"{self.title}.", " · ".join(job["title"] for job in self.jobs))

    def handle(self, message: Message) -> list[Message]:
        """Return the replies to a message from the browser, which names a `job` or a `box`.

        Messages that concern other parts of the page, too, are sent to all of them.
        """
        if journal.is_in_browser():
            return [{"job": "", **notice("", "!", "Not on this website.", ON_A_COMPUTER)}]
        try:
            return self._answer(message)
        except Mistake as mistake:
            about = {"job": message.get("job", "")}
            return [about | notice("bad", "✗", "That could not be done.", str(mistake))]

    def _answer(self, message: Message) -> list[Message]:
        match message["do"]:
            case "choose":
                known = {lesson.slug for lesson in course.lessons()}
                chosen = [slug for slug in message["lessons"] if slug in known]
                folder.remember(folder.settings() | {"lessons": chosen})
                _send_to_all(_choice())
            case "fill":
                _remember(message["job"], message["values"])
            case "empty":
                folder.empty(message["box"])
                _send_to_all(_box(message["box"]))
            case "collect":
                folder.collect()
                _send_to_all(_box(HAND_INS))
            case "received":
                _send_to_all(_box(message["box"]))
            case "run":
                return [_started(JOBS[message["job"]], message["values"])]
            case "stop":
                if RUNNING and RUNNING[0].name == message["job"]:
                    RUNNING[0].stop()
            case _:
                return self._welcome()
        return []

    def _welcome(self) -> list[Message]:
        """Return all that the browser shows at first."""
        jobs = SECTIONS.get(self.section, ())
        boxes = [_box(box.name) for job in jobs for box in job.boxes]
        names = {job.name for job in jobs}
        running = [_progress(command) for command in RUNNING if command.name in names]
        return [_choice(), *map(_form, jobs), *boxes, *running]


_CARDS: dict[str, ForTeachers] = {}  # the parts that the page shows, by their names
RUNNING: list[run.Run] = []  # the running command, if any


def _send_to_all(message: Message) -> None:
    """Send a message to every part of the page."""
    for card in _CARDS.values():
        card.send([message])


def _choice() -> Message:
    """Return the lessons that there are, with their numbers, and those that are chosen."""
    known = [[lesson.slug, lesson.heading] for lesson in course.lessons()]
    return {"lessons": known, "chosen": folder.settings()["lessons"]}


def _box(name: str) -> Message:
    sent = len(folder.class_hand_ins()) if name == HAND_INS else 0
    return {"box": name, "dropped": folder.shown_in(name), "sent": sent}


def _form(job: Job) -> Message:
    """Return what was typed into a form, the exams to choose from, and the files made before."""
    exams = [[path, name] for path, name in folder.exams().items()]
    choices = {
        "key": exams or [["", "Make an exam first"]],
        "work": [["", "Lessons"], *([p, f"Exam {n}"] for p, n in exams)],
    }
    # A page that is opened again, or in a second window, shows what was typed before.
    values = folder.settings()["forms"].get(job.name, {})
    wanted = {field.name: choices[field.name] for field in job.fields if field.name in choices}
    return {"job": job.name, "values": values, "choices": wanted, "files": folder.results(job)}


def _remember(job: str, values: dict[str, Any]) -> dict[str, Any]:
    """Save the values of a form, and return all settings."""
    found = folder.settings()
    known = {field.name for field in JOBS[job].fields}
    found["forms"][job] = {name: values[name] for name in values.keys() & known}
    folder.remember(found)
    return found


def _started(job: Job, values: dict[str, Any]) -> Message:
    """Start a job; return the message that it runs, or why it cannot."""
    if RUNNING:
        title = JOBS[RUNNING[0].name].title
        return {"job": job.name, **notice("", "!", f"“{title}” is not ready.", "Wait, or stop it.")}
    given = _given(job, values)
    if sentence := missing(job, given):
        return {"job": job.name, **notice("", "!", "One thing is missing.", sentence)}
    line = arguments(job, given)
    place = folder.teacher_folder() / job.folder
    if job.command == JOBS["mark"].command:
        folder.clear(job)  # feedback of an earlier class must not be left among the files
    RUNNING.append(
        run.start(
            job.name, line, place, printed=lambda run: _send_to_all(_progress(run)), ended=_ended
        )
    )
    return _progress(RUNNING[0])


def _given(job: Job, values: dict[str, Any]) -> Given:
    """Return what a job is run with; feedback is made with the values of the gradebook."""
    found = _remember(job.name, values)
    used = found["forms"][job.name]
    if job.name == "feedback":
        used = found["forms"].get("mark", {}) | used
    return Given(found["lessons"], used, {name: folder.dropped(name) for name in BOXES})


def _progress(command: run.Run) -> Message:
    """Return how far a command has come: its last line, and a share where that is known."""
    job = JOBS[command.name]
    total = job.steps * len(folder.settings()["lessons"])
    share = min(len(command.lines) / total, 1) if total else None
    return {"job": command.name, "running": 1, "line": (command.lines or [""])[-1], "share": share}


def _ended(command: run.Run) -> None:
    """Send all parts of the page the result of a command and the files that there are."""
    RUNNING.clear()
    job = JOBS[command.name]
    for other in JOBS.values():
        if other.name != command.name:  # such as the exams that can be printed and marked now
            form = _form(other)
            # What is being typed there stays.
            form.pop("values")
            _send_to_all(form)
    files = folder.results(job)
    paths = {path.removeprefix(f"{job.folder}/") for path, _ in files}
    # The list of files names these already.
    lines = [line for line in command.lines if line.strip() not in paths]
    ending = {"job": command.name, "running": 0, "files": files, "lines": lines}
    _send_to_all(ending | _outcome(command, files))


def _outcome(command: run.Run, files: list[folder.Entry]) -> Message:
    if command.is_stopped:
        return notice("", "!", "Stopped.", "Files that were finished are below.")
    if command.code == 0:
        return notice("good", "✓", "Ready.", f"{counted(len(files), 'file')} below.")
    return notice("bad", "✗", "That did not work.", command.reason or NOT_COMPLETE)
