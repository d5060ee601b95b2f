"""Make an exam: papers for pupils, and one key that stays with the teacher."""

import argparse
import os
import random
import secrets
from collections.abc import Sequence
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from lessons import questions
from lessons.classroom.exams import key, paper
from lessons.classroom.exams.teacher_questions import own_questions
from lessons.classroom.exams.template import SHORTEST
from lessons.classroom.regrade import whole_bank
from lessons.classroom.validation import ID, Refused
from lessons.core.names import tidy
from lessons.core.paths import DATA, LESSONS, NOTEBOOKS, UnknownName, lesson_folders, nearest, slug
from lessons.questions import Question
from lessons.questions.layout import Layout

INTRO = """# {title}

Paper {letter}. Choose *Run → Run All Cells*, then answer. Each answer is kept when you press \
*Keep my answer*, and you can change it until you hand in. Nobody tells you here whether it is \
right. If the computer stops, open this notebook again and run it: what was kept comes back."""
OUTRO = """## Hand in

Type your name or your code, save the file, and give it to your teacher."""
CODE = f"from lessons.classroom.exams import exam\n\npaper = {paper.BEFORE}%s{paper.AFTER}\npaper"
PUBLIC = (
    "{many} from the course's own bank, which is public: anybody who has the course can read the "
    "answers to them."
)
DELIVERY = """\
How pupils get it: put a paper on each computer, into the folder notebooks/ of the course, beside
the lessons. A pupil starts the course (python3 start.py), opens {first} in the list
on the left, and chooses Run → Run All Cells. Where several use a computer, each starts empty."""
OWN = "{many} your own: the answers are in the key file, and nowhere else in what is written here."


def run(options: argparse.Namespace) -> int:
    """Make an exam and write it; return 1 if that is not possible."""
    options.seed = secrets.randbelow(10**6) if options.seed is None else options.seed
    try:
        title = tidy(options.title or options.name)
        name = _checked(options.name, title)
        public = from_bank(options.lesson, options.objective, options.number, options.seed)
        own = own_questions(options.own, title) if options.own else []
        if not 0 < len(public) + len(own) <= paper.MOST:
            raise Refused(
                f"An exam has 1 to {paper.MOST} questions: name a --lesson, an --objective or a "
                "file of --own questions."
            )
        _no_twins([*public, *own])
        made = make(name, title, [*public, *own], options.seed, options.versions)
        out = _apart(options.out or Path(f"exam-{made[1].exam}"))
        _alone(made, out)
        _write(made, out)
    except (Refused, UnknownName, questions.BrokenQuiz) as trouble:
        print(trouble)
        return 1
    except OSError as error:
        print(f"{error.filename} cannot be written: {error.strerror}.")
        return 1
    known = {it.ask for it in whole_bank()} if own else set()
    copied = [it for it in own if it.ask in known]
    _tell(PUBLIC, len(public) + len(copied))
    _tell(OWN, len(own) - len(copied))
    print(f"To make the very same papers again, add --seed {options.seed}.")
    print(DELIVERY.format(first=f"{made[0][0].exam}-{made[0][0].paper}.ipynb"))
    return 0


def _alone(made: tuple[list[paper.Paper], key.Key], out: Path) -> None:
    """Raise Refused if a folder holds another exam, or papers that this one does not have."""
    papers, keyed = made
    names = {f"{it.exam}-{it.paper}.ipynb" for it in papers} | {f"key-{keyed.exam}.json"}
    there = [*out.glob("key-*.json"), *(out / "pupils").glob("*.ipynb")]
    others = sorted(it.name for it in there if it.name not in names)
    if others:
        raise Refused(
            f"{out} holds files of another exam ({', '.join(others[:4])}): the two would lie "
            "mixed. Name another folder with --out, or move those files away."
        )


def _no_twins(asked: Sequence[Question]) -> None:
    seen: set[Layout] = set()
    for layout in map(paper.bare, asked):
        if layout in seen:
            raise Refused(f"'{layout.ask}' is asked twice, with the same options. Keep one.")
        seen.add(layout)


def _tell(says: str, many: int) -> None:
    if many:
        print(says.format(many=f"{many} question{' is' if many == 1 else 's are'}"))


def make(
    name: str, title: str, asked: Sequence[Question], seed: int, versions: int
) -> tuple[list[paper.Paper], key.Key]:
    """Return an exam's papers and its key."""
    by_id = paper.named(name, title, asked, seed)
    made = paper.papers(title, by_id, seed, versions)
    keyed = tuple(type(it)(**{**vars(it), "id": id}) for id, it in by_id.items())
    editions = {it.paper: paper.edition(it) for it in made}
    return made, key.Key(made[0].exam, title, seed, editions, keyed)


def from_bank(
    lessons: Sequence[str], objectives: Sequence[str], number: int | None, seed: int
) -> list[Question]:
    """Return questions of the course: of lessons or single objectives, so many, drawn by seed."""
    wanted = [slug(folder) for folder in lesson_folders()] if "all" in lessons else list(lessons)
    wanted += [name.rpartition(".")[0] for name in objectives]
    pool = {it.id: it for lesson in wanted for it in questions.questions(lesson)}
    for name in objectives:
        known = questions.objectives(name.rpartition(".")[0])
        if name not in known:
            raise UnknownName(f"There is no objective '{name}'.{nearest(name, known)}")
    found = [it for it in pool.values() if not objectives or it.objective in objectives]
    if number is None or number == len(found):
        return found
    if not 0 < number < len(found):
        raise Refused(f"There are {len(found)} such questions in the bank, not {number}.")
    rng = random.Random(seed)  # noqa: S311  (the bank is public)
    return rng.sample(sorted(found, key=lambda it: it.id), number)


def notebook(made: paper.Paper) -> str:
    """Return a pupil's notebook as the text of its file."""
    fixed = {"editable": False, "deletable": False}
    cells = [
        new_markdown_cell(INTRO.format(title=made.title, letter=made.paper), id="start"),
        new_code_cell(CODE % paper.written(made), id="questions"),
        new_markdown_cell(OUTRO, id="hand-in"),
        new_code_cell("paper.hand_in()", id="form"),
    ]
    for cell in cells:
        cell.metadata |= fixed
    cells[1].metadata["jupyter"] = {"source_hidden": True}
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    whole = new_notebook(cells=cells, metadata={"kernelspec": kernel})
    return str(nbformat.writes(whole)) + "\n"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Let `exam make` take a name, its questions, and where to write."""
    parser.description, parser.epilog = __doc__, SHORTEST
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("name", help="a short name, such as autumn")
    parser.add_argument("--title", help="what stands above the papers (default: the name)")
    parser.add_argument("--own", type=Path, help="your questions: see below")
    parser.add_argument("--lesson", action="append", default=[], help="such as the_network, or all")
    parser.add_argument("--objective", action="append", default=[], help="such as the_network.2")
    parser.add_argument("--number", type=int, help="how many to draw from the bank (default: all)")
    parser.add_argument("--seed", type=int, help="the same seed makes the same papers")
    parser.add_argument("--versions", type=int, default=1, choices=range(1, 27), metavar="1-26")
    parser.add_argument(
        "--out", type=Path, help="where to write (default: a new folder exam-NAME-...)"
    )


def _checked(name: str, title: str) -> str:
    if not ID.fullmatch(name) or len(name) > 40 or "." in name or "+" in name:
        raise Refused("A name is a plain word of at most 40 letters, such as autumn or test-2.")
    if not title or len(title) > 120:
        raise Refused("A title has 1 to 120 letters.")
    return name


def _apart(out: Path) -> Path:
    """Return a folder that no learner gets with the course."""
    if any(out.resolve().is_relative_to(shared) for shared in (DATA, LESSONS, NOTEBOOKS)):
        raise Refused(f"{out} goes out with the course: write the exam, and its key, elsewhere.")
    return out


def _write(made: tuple[list[paper.Paper], key.Key], out: Path) -> None:
    papers, keyed = made
    folder = out / "pupils"
    folder.mkdir(parents=True, exist_ok=True)
    print(f"{keyed.title}: {len(keyed.questions)} questions. For pupils, in {folder}:")
    for made_paper in papers:
        path = folder / f"{made_paper.exam}-{made_paper.paper}.ipynb"
        path.write_text(notebook(made_paper), encoding="utf-8")
        print(f"  {path.name}")
    path = out / f"key-{keyed.exam}.json"
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(key.written(keyed).encode())
    print(f"For you alone, never for pupils: {path}")
