"""Make exams of files, titles and names that went wrong: python tests/benchmarks/exam_files.py [N]

Each of the exams (5,000 by default) is made by the command, of a file of questions that mostly has
one to four slips in it, and of a title and now and then a name with all kinds of signs. Printed is
how many crash, are refused without a reason, come back from their files as something else, or mark
an answer in another way than the questions that they were made of. The suite does parts of it.
"""

import contextlib
import io
import random
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from mutated_quizzes import ORIGINALS, mutated
from simulated_class import right, wrong

from lessons.__main__ import main as command
from lessons.classroom.exams import key, paper
from lessons.classroom.exams.teacher_questions import own_questions
from lessons.core.names import tidy

SIGNS = [
    *"$\\*_`<>&\"'[](){}#|~^:;,.!?/-+=%@\t\n\0 ",
    "\u00a0",
    "\u202e",
    "\u200d",
    "\ud800",
    '"""',
]
LETTERS = [*"aZé9ßıİзשعक日", "e\u0301", "सी", "ශ්\u200dරී"]


def typed(rng: random.Random, signs: list[str]) -> str:
    """Return what somebody may type: letters, with now and then a sign between."""
    return "".join(
        rng.choice(signs if rng.random() < 0.3 else LETTERS) for _ in range(rng.randint(0, 30))
    )


def faults(rng: random.Random, folder: Path) -> Iterator[str]:
    """Make an exam and yield what goes wrong; "refused" where it was refused for a reason."""
    own, out = folder / "own.toml", folder / "out"
    own.write_bytes(mutated(rng) if rng.random() < 0.7 else rng.choice(ORIGINALS).read_bytes())
    title = typed(rng, SIGNS)
    name = typed(rng, ["-", "_", *SIGNS[:9]]) if rng.random() < 0.2 else "autumn"
    words = ["exam", "make", "--own", str(own), "--out", str(out), "--title", f"x{title}"]
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            command([*words, "--", name])
    except SystemExit as end:
        said = str(end.code)
        is_reason = any(word in said for word in ("own.toml", "title", "name", "is asked twice"))
        yield "refused" if is_reason else f"refused without a reason: {said}"
        if list(out.rglob("*.*")):
            yield "something was written"
        return
    keyed = key.read(next(out.glob("key-*.json")).read_bytes())
    made = paper.of_notebook(next((out / "pupils").iterdir()).read_bytes())
    if not made.title == keyed.title == tidy(f"x{title}"):
        yield f"another title: {made.title!r}"
    by_layout = {paper.without_key(it): it for it in keyed.questions}
    if {it._replace(id="") for it in map(sorted_again, made.questions)} != set(by_layout):
        yield "other questions than in the key"
    for asked in own_questions(own, keyed.title):
        answers = [right(asked)] + ([wrong(asked, rng)] if asked.is_marked else [])
        for answer in answers:
            expected, got = (
                asked.mark(answer).score,
                by_layout[paper.without_key(asked)].mark(answer).score,
            )
            if expected != got:
                yield f"marked {got}, not {expected}: {asked.ask}"


def sorted_again(layout: paper.Layout) -> paper.Layout:
    """Return a question of a paper as it was before it was shuffled."""
    return layout._replace(items=tuple(sorted(layout.items)), options=tuple(sorted(layout.options)))


def main(number: int) -> int:
    """Print what was found; return 1 if there was anything but exams and refusals."""
    found: Counter[str] = Counter()
    for seed in range(number):
        with tempfile.TemporaryDirectory() as folder:
            try:
                wrong_things = list(faults(random.Random(seed), Path(folder)))
            except Exception:
                wrong_things = ["crashed"]
                traceback.print_exc()
        for thing in wrong_things:
            found[thing.partition(":")[0]] += 1
            if thing != "refused":
                print(f"seed {seed}: {thing}")
    refused = found.pop("refused", 0)
    print(f"{number:,} exams, of which {refused:,} are refused; faults: {dict(found) or 'none'}")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000))
