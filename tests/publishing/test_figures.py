"""A picture that cannot be drawn is named with its file and line, wherever it was to be shown."""

import pytest

from lessons.course import BrokenLesson, lesson
from lessons.publishing import slides
from lessons.publishing.figures import drawn

LESSON = lesson("the_network")
TEXT = """# 3 · A

## Part

<!-- slide: One. -->

```python
{}
```
"""


@pytest.mark.parametrize(
    "call", ["explore.world_map(year='x')", "charts.sings()", "charts.signs(1)"]
)
def test_a_picture_that_cannot_be_drawn_is_one_sentence(call):
    broken = LESSON.with_text(TEXT.format(call))
    with pytest.raises(BrokenLesson) as reason:
        slides.page(broken)
    assert str(reason.value).startswith(f"{LESSON.path}, line 8: {call}: ")
    assert "\n" not in str(reason.value)


def test_controls_without_a_picture_are_left_out():
    text = TEXT.format("explore.role_play()")
    (call,) = LESSON.with_text(text).sections[-1].figures
    assert drawn(call) is None
