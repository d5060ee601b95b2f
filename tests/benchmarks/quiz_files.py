"""Check quiz files after slips of the hand: python tests/benchmarks/quiz_files.py [NUMBER]

Each file (5,000 of them by default) is one of the course's with one to four slips in it. Printed
is how many crash a reader, give a wrong mark, or are answered by a message that names no place.
The suite does the same with a few hundred.
"""

import random
import sys
import tempfile
import traceback
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from mutated_quizzes import faults, mutated

from lessons import questions


def main(number: int) -> int:
    """Print what was found; return 1 if there was anything."""
    found: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "quiz.toml"
        for seed in range(number):
            path.write_bytes(mutated(random.Random(seed)))
            try:
                wrong = list(faults(path))
                found["still sound"] += not questions.problems(path)
            except Exception:
                wrong = ["crashed"]
                traceback.print_exc()
            for fault in wrong:
                found[fault.partition(":")[0]] += 1
                print(f"mutated(random.Random({seed})): {fault}")
    sound = found.pop("still sound", 0)
    print(f"{number:,} files, of which {sound:,} are still sound; faults: {dict(found) or 'none'}")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000))
