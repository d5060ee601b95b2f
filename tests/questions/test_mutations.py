"""Whatever slips into a quiz file, it is named or does no harm: no crash and no wrong mark."""

import random

import pytest
from mutated_quizzes import faults, mutated
from sampling import walk

SLIPS = 300


@pytest.mark.parametrize("part", walk(range(3), [0]))
def test_a_quiz_file_with_a_mistake_is_refused_with_a_message_or_marks_right(part, tmp_path):
    path = tmp_path / "quiz.toml"
    for number in range(part, SLIPS, 3):
        path.write_bytes(mutated(random.Random(number)))
        assert not list(faults(path)), f"mutated(random.Random({number}))"
