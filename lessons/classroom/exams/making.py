"""Make an exam: papers for pupils, and one key that stays with the teacher."""

import random
import re
import secrets
import unicodedata
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence, Set
from pathlib import Path
from string import Template

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from lessons import questions
from lessons.classroom.exams import key, paper
from lessons.classroom.exams.teacher_questions import own_questions
from lessons.classroom.exams.template import SHORTEST
from lessons.classroom.regrade import whole_bank
from lessons.classroom.validation import Refused
from lessons.core.files import replacing, write_files
from lessons.core.markdown import escaped_for_notebook
from lessons.core.names import file_part, tidy
from lessons.core.notebooks import KERNEL
from lessons.core.paths import DATA, LESSONS, NOTEBOOKS, UnknownName, lesson_folders, nearest, slug
from lessons.core.text import counted
from lessons.core.toml import read_toml
from lessons.questions import Question

MAX_NAME_LENGTH, MAX_TITLE_LENGTH = 40, 120  # characters
NO_ID = "exam"  # begins the id of an exam whose name has no letter from a to z
# The text above the questions, then the text above the form.
TEXTS = Template((Path(__file__).parent / "paper_notebook.md").read_text(encoding="utf-8"))
IMPORT = "from lessons.classroom.exams import exam"
QUESTIONS = f"{IMPORT}\n\npaper = {paper.CELL_START}%s{paper.CELL_END}\npaper"
MESSAGES = read_toml(Path(__file__).parent / "messages.toml")


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments of `exam make`: a name, the questions, and where to write."""
    parser.description, parser.epilog = __doc__, SHORTEST
    parser.formatter_class = RawDescriptionHelpFormatter
    add = parser.add_argument
    add("name", help="a short name, such as autumn")
    add("--title", help="the title of the papers (default: the name)")
    add("--own", type=Path, help="your questions: see below")
    about = "a lesson, such as 3 or the_network, or all; may be given several times"
    add("--lesson", action="append", default=[], help=about)
    add("--objective", action="append", default=[], help="such as the_network.2")
    add("--number", type=int, help="how many to draw from the bank (default: all)")
    add("--seed", type=int, help="the same seed makes the same papers")
    add("--versions", type=int, default=1, choices=range(1, 27), metavar="1-26")
    add("--out", type=Path, help="where to write (default: a new folder exam-NAME-...)")


def run(options: Namespace) -> int:
    """Make an exam and print where its files are. Raise Mistake if it cannot be made."""
    seed = secrets.randbelow(10**6) if options.seed is None else options.seed
    name, title = _checked_name(options.name), _checked_title(options.title or options.name)
    public = from_bank(options.lesson, options.objective, options.number, seed)
    own = own_questions(options.own, title) if options.own else []
    _check_questions([*public, *own])
    papers, keyed = make(name, title, [*public, *own], seed, options.versions)
    stem = f"{name}-{keyed.exam.rpartition('-')[2]}"
    notebooks = {f"{stem}-{version.paper}.ipynb": notebook(version) for version in papers}
    out = options.out or Path(f"exam-{stem}")
    key_file = out / f"key-{stem}.json"
    _check_folder(out, {key_file.name, *notebooks})
    # The key is moved into place last, so that there is no key without its papers.
    with replacing(key_file, private=True) as temporary:
        temporary.write_text(key.to_json(keyed), encoding="utf-8", newline="\n")
        write_files(out / "pupils", notebooks)
    print(f"{title}: {counted(len(keyed.questions), 'question')}. For pupils, in {out / 'pupils'}:")
    print(*(f"  {file}" for file in notebooks), sep="\n")
    print(f"For you alone, never for pupils: {key_file}")
    known = {question.ask for question in whole_bank()} if own else set()
    copied = sum(question.ask in known for question in own)
    for text, number in (("public", len(public) + copied), ("own", len(own) - copied)):
        if number:
            print(MESSAGES[text].format(counted(number, "question is", "questions are")))
    print(f"To make the very same papers again, add --seed {seed}.")
    print(MESSAGES["delivery"].format(first=next(iter(notebooks))))
    return 0


def make(
    name: str, title: str, asked: Sequence[Question], seed: int, versions: int
) -> tuple[list[paper.Paper], key.Key]:
    """Return an exam's papers and its key."""
    by_id = paper.by_id(exam_id(name), title, asked, seed)
    papers = paper.papers(title, by_id, seed, versions)
    keyed = tuple(type(question)(**{**vars(question), "id": id}) for id, question in by_id.items())
    fingerprints = {version.paper: paper.fingerprint(version) for version in papers}
    return papers, key.Key(papers[0].exam, title, seed, fingerprints, keyed)


def exam_id(name: str) -> str:
    """Return the beginning of an exam's id: its name in plain letters, for every file system.

    >>> exam_id("prüfung"), exam_id("экзамен")
    ('prufung', 'exam')
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"^[^A-Za-z0-9]+|[^\w-]", "", plain) or NO_ID


def from_bank(
    lessons: Sequence[str], objectives: Sequence[str], number: int | None, seed: int
) -> list[Question]:
    """Return questions of lessons or objectives, `number` of them drawn by a seed, or all."""
    wanted = [slug(folder) for folder in lesson_folders()] if "all" in lessons else list(lessons)
    wanted += [name.rpartition(".")[0] for name in objectives]
    pool = {q.id: q for lesson in wanted for q in questions.questions(lesson)}
    for name in objectives:
        known = questions.objectives(name.rpartition(".")[0])
        if name not in known:
            raise UnknownName(f"There is no objective '{name}'.{nearest(name, known)}")
    found = [q for q in pool.values() if not objectives or q.objective in objectives]
    if number is None or number == len(found):
        return found
    if not 0 < number < len(found):
        raise Refused(f"There are {len(found)} such questions in the bank, not {number}.")
    # Sorted first: the same seed draws the same questions, in whatever order they are named.
    rng = random.Random(seed)  # noqa: S311  (the bank is public)
    return rng.sample(sorted(found, key=lambda q: q.id), number)


def notebook(made: paper.Paper) -> str:
    """Return a pupil's notebook as the text of its file."""
    texts = TEXTS.substitute(title=escaped_for_notebook(made.title), letter=made.paper)
    intro, outro = map(str.strip, texts.split("\n---\n"))
    cells = [
        new_markdown_cell(intro, id="start"),
        new_code_cell(QUESTIONS % paper.to_json(made), id="questions"),
        new_markdown_cell(outro, id="hand-in"),
        new_code_cell("paper.hand_in()", id="form"),
    ]
    for cell in cells:
        cell.metadata |= {"editable": False, "deletable": False}
    for code in cells[1::2]:  # a pupil sees the questions, but not the cell's text
        code.metadata["jupyter"] = {"source_hidden": True}
    built = new_notebook(cells=cells, metadata={"kernelspec": KERNEL})
    return str(nbformat.writes(built)) + "\n"


def _checked_name(name: str) -> str:
    """Return a name, composed (NFC). Raise Refused unless it is a plain word of any alphabet."""
    composed = unicodedata.normalize("NFC", name)
    if not composed or file_part(composed) != composed or len(composed) > MAX_NAME_LENGTH:
        raise Refused(
            f"A name is a plain word of at most {MAX_NAME_LENGTH} letters, such as autumn or "
            "test-2. For more words add --title."
        )
    return composed


def _checked_title(text: str) -> str:
    """Return a title on one line. Raise Refused for an empty or a very long one."""
    title = tidy(text)
    if not title or len(title) > MAX_TITLE_LENGTH:
        raise Refused(f"A title has 1 to {MAX_TITLE_LENGTH} letters.")
    return title


def _check_questions(asked: Sequence[Question]) -> None:
    """Raise Refused for no questions, for too many, and for one that is asked twice."""
    if not 0 < len(asked) <= paper.MAX_QUESTIONS:
        raise Refused(
            f"An exam has 1 to {paper.MAX_QUESTIONS} questions: name a --lesson, an --objective or "
            "a file of --own questions."
        )
    # Two questions that look the same would have the same id in the journal.
    bare = [paper.without_key(q) for q in asked]
    if twice := next((q for n, q in enumerate(bare) if q in bare[:n]), None):
        raise Refused(f"'{twice.ask}' is asked twice, with the same options. Keep one.")


def _check_folder(out: Path, own: Set[str]) -> None:
    """Raise Refused for a folder that pupils get, or that holds files of another exam."""
    if any(out.resolve().is_relative_to(shared) for shared in (DATA, LESSONS, NOTEBOOKS)):
        raise Refused(f"{out} goes out with the course: write the exam, and its key, elsewhere.")
    there = [*out.glob("key-*.json"), *(out / "pupils").glob("*.ipynb")]
    # Some file systems give a name back in decomposed letters.
    others = sorted({unicodedata.normalize("NFC", file.name) for file in there} - own)
    if others:
        raise Refused(
            f"{out} holds files of another exam ({', '.join(others[:4])}): the two would lie "
            "mixed. Name another folder with --out, or move those files away."
        )
