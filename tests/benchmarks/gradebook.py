"""Print what a gradebook costs: python tests/benchmarks/gradebook.py [PUPILS ...]

Each class is handed in as files of 170 questions (over 300 pupils: in ZIPs of 1,000), read, marked
again and written out, by a process of its own. Without numbers: 30, 1,000 and 10,000 pupils.
`fuzz` instead of a number reads 10,000 mutated hand-ins, and as many journals, keys and class
lists.
"""

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [
    str(TESTS),
    str(TESTS.parent),
    str(TESTS / "classroom"),
    str(TESTS / "classroom" / "exams"),
]
Mutation = Callable[[str, random.Random], bytes]
QUESTIONS = 170
VARIANTS = 12  # answers to each question, of which about half are right
SUITE = ["30", "1000", "10000"]


def main(classes: list[str]) -> None:
    """Measure each class in a process of its own, so that memory is its own as well."""
    print(" hand-ins     answers  import s   page s    CPU s  peak MiB")
    for many in classes or SUITE:
        with tempfile.TemporaryDirectory() as folder:
            make(Path(folder), int(many))
            command = [sys.executable, __file__, "measure", folder, many]
            subprocess.run(command, check=True)


def measure(folder: Path, many: int) -> None:
    """Make the gradebook of a folder and print time and memory."""
    start = time.perf_counter()
    from lessons.classroom import gradebook
    from lessons.classroom.gradebook_builder import GradebookBuilder
    from lessons.classroom.results import Settings

    ready, worked = time.perf_counter(), time.process_time()
    builder = GradebookBuilder()
    gradebook.read_into(builder, folder)
    gradebook.write(builder, folder / "out", Settings("Gradebook"))
    took, work = time.perf_counter() - ready, time.process_time() - worked
    assert builder.counted == many, f"only {builder.counted} of {many} hand-ins were counted"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    answers = many * QUESTIONS
    print(
        f"{many:>9,} {answers:>11,} {ready - start:>9.2f} {took:>8.2f} {work:>8.2f} {peak:>9.0f}",
        flush=True,
    )


def make(folder: Path, many: int) -> None:
    """Write what a class hands in."""
    texts = hand_ins(many)
    if many <= 300:
        for number, text in enumerate(texts):
            (folder / f"{number:05}.json").write_text(text, encoding="utf-8")
        return
    for first in range(0, many, 1000):
        with zipfile.ZipFile(
            folder / f"{first:07}.zip", "w", zipfile.ZIP_DEFLATED, True, 1
        ) as file:
            for number in range(first, min(first + 1000, many)):
                file.writestr(f"{number:07}.json", next(texts))


def hand_ins(many: int, seed: int = 1) -> Iterator[str]:
    """Yield the texts of hand-ins; entries are written once and put together again."""
    from simulated_class import right, wrong

    from lessons.classroom.hand_in import AnsweredQuestion, HandIn, to_json
    from lessons.classroom.regrade import whole_bank

    rng = random.Random(seed)
    asked = whole_bank()[:QUESTIONS]
    assert len(asked) == QUESTIONS, f"the course has only {len(asked)} questions"

    def entry(question: Any, answer: Any, number: int) -> str:
        given = AnsweredQuestion(question.id, answer, f"2026-11-23T09:{number:02}:00Z")
        made = HandIn("x", "all", (given,))
        return json.dumps(json.loads(to_json(made))["answers"][0], ensure_ascii=False, indent=1)

    variants = []
    for question in asked:
        goods = [entry(question, right(question), n) for n in range(VARIANTS)]
        bads = [entry(question, wrong(question, rng), n) for n in range(VARIANTS)]
        variants.append((goods, bads))
    head = '{"format": "cooperative-security/hand-in", "version": 1, "lesson": "all",\n'
    for number in range(many):
        chance = rng.betavariate(4, 2)
        made = f"2026-11-23T10:{number % 60:02}:00Z"
        entries = [rng.choice(it[rng.random() > chance]) for it in variants]
        moment = f":{number % 60:02}.{number // 60:06}Z"  # nobody answers at the moments of another
        answers = ",\n".join(entries).replace(":00Z", moment)
        yield f'{head}"name": "Pupil {number}", "made": "{made}", "answers": [\n{answers}]}}\n'


def fuzz(many: int = 10_000) -> None:
    """Read mutated files of every kind that the classroom reads, and print what became of them.

    What was counted has the marks of the file as it stands: `outcome` and its like see to that.
    """
    import test_attacks as attacks
    import test_exams as exams

    from lessons.classroom.exams import key

    rng, everywhere = random.Random(7), attacks.SPOILERS
    hand_in, key_text = attacks.whole(), key.to_json(exams.exam_of_all_types()[1])
    work = exams.handed_in("Ada", exams.all_right())
    home = tempfile.TemporaryDirectory()
    os.environ["COOPERATIVE_SECURITY_HOME"] = home.name
    journal = attacks.whole_journal()
    strange: list[Mutation] = [*everywhere, attacks.strange_line]
    kinds: dict[str, tuple[str, list[Mutation], Callable[[bytes], str]]] = {
        "hand-ins": (hand_in, attacks.MUTATIONS, attacks.outcome),
        "journals, to be handed in": (journal, strange, attacks.carried),
        "keys": (
            key_text,
            [*everywhere, lambda text, rng: exams.mutated(text, rng).encode("utf-8", "replace")],
            lambda data: exams.unlocked(data, work),
        ),
        "class lists": (
            attacks.CLASS_LISTS[0],
            [*everywhere, attacks.shuffled],
            lambda data: attacks.enrolled(data, Path(home.name)),
        ),
        "grading schemes": (
            attacks.SCHEME,
            [*everywhere, attacks.shuffled],
            lambda data: attacks.graded(data, Path(home.name)),
        ),
        "journals, by a learner": (journal, strange, attacks.studied),
    }
    for kind, (text, mutations, read) in kinds.items():
        many //= 10 if read is attacks.studied else 1  # it opens three notebooks each time
        began, slowest, done = time.perf_counter(), 0.0, Counter[str]()
        for _ in range(many):
            data, start = rng.choice(mutations)(text, rng), time.perf_counter()
            done[read(data)] += 1
            slowest = max(slowest, time.perf_counter() - start)
        took = time.perf_counter() - began
        print(f"{many:,} mutated {kind} in {took:.0f} s: {dict(done)}; slowest {slowest:.2f} s")
    home.cleanup()


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["measure", folder, many]:
            measure(Path(folder), int(many))
        case ["fuzz", *rest]:
            fuzz(*map(int, rest))
        case classes:
            main(classes)
