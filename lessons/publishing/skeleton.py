"""Write the skeleton of a lesson, for its author to fill in."""

import re
from pathlib import Path

from lessons.core import paths
from lessons.core.paths import UnknownName

LESSON = """\
# {number} · {title}

<!-- draft: while this line stands here, `check` does not count questions. -->

**Big question:** What will this lesson answer?

{{{{ how_to_run }}}}

## What you will be able to do

{{{{ objectives }}}}

About {{{{ minutes }}}} minutes. Before this: lesson {before}.

```python
from lessons import cite, estimate, explore, hand_in, quiz, review
```

## Warm-up

What does the learner know already? Ask for a number before any is shown.

```python
estimate("{slug}")
```

Two questions from earlier lessons:

```python
review(2, "{slug}")
```

## The first topic

<!-- slide: The sentence that stands on the slide above the picture. -->

Say why this matters. Figures come from the tables: at the end of 2012 NATO had
{{{{ allies_on("2012-12-31") | length }}}} Allies.

```python
explore.world_map(year=2012)
```

```python
quiz("{slug}", "check-1")
```

## A case: one person, one place

<!-- slide: What the case shows. -->

Tell one example from the tables.

## Check yourself

```python
quiz("{slug}")
```

Learning in a class? Type the name or code that your teacher gave you, and save the file to hand in.

```python
hand_in("{slug}")
```

## Recap

- What to remember.

**New terms:** partner.

**To discuss in class**

1. What speaks for it, and what against?

## Where this comes from

```python
print(cite("allies", "nato-backgrounder-2013"))
```
"""
QUIZ = """\
# Every answer carries its reason: the learner reads it after choosing. See docs/quiz-format.md.

minutes = 40
needs = [{needs}]

[objectives]
1 = "Say what a learner will be able to do."

[estimate]
ask = "How many Allies did NATO have at the end of 2012?"
unit = "countries"
low = 0
high = 60
step = 1
answer = 28
compute = "len(allies_on('2012-12-31'))"
why = "Say why the number is what it is."
source = ["nato-backgrounder-2013"]

# In the text: `in` names the place.

[[question]]
id = "first"
in = "check-1"
covers = ["claim c01"]
objective = 1
ask = "Which of these countries was an Ally at the end of 2012?"
source = ["nato-backgrounder-2013"]

[question.right]
"Norway" = "It was one of the twelve that founded NATO in 1949."

[question.wrong]
"Sweden" = "It was a partner then, and became an Ally in 2024."
"Switzerland" = "It is a partner and has not asked to join."

# At the end of the lesson: without `in`.

[[question]]
id = "second"
type = "numeric"
objective = 1
ask = "How many Allies did NATO have at the end of 2012?"
source = ["nato-backgrounder-2013"]
answer = 28
unit = "countries"
compute = "len(allies_on('2012-12-31'))"
right = "Croatia and Albania had been the last to join, in 2009."
wrong = "Look at the map of 2012 again."
"""
TEACHER = """\
# Teacher's notes · {title}

## Aims

After this lesson pupils can

- say what a learner will be able to do.

## Forty-five minutes with computers

| minutes | what happens | what to listen for |
|---|---|---|
| 0-45 | | |

## What pupils get wrong

## Answers to the discussion questions
"""
HANDOUT = """\
# Page 1 of the handout: pictures, each with something to do. `expect` goes to the teacher.

[[picture]]
draw = 'explore.world_map(year=2012)'
look = "What does the pupil do with this picture?"
lines = 2
expect = "What a good answer says."
"""


def write_skeleton(slug: str, number: int | None = None) -> list[Path]:
    """Write the files of a new lesson and return their paths.

    Without a number the lesson gets the next one. Raise UnknownName for a short name that cannot
    be one, and where there is a lesson of that name or number already.
    """
    if not re.fullmatch(r"[a-z][a-z0-9_]*", slug):
        raise UnknownName(f"'{slug}' is no short name: use small letters, digits and _.")
    folders = paths.lesson_folders()
    taken = {paths.number(folder): folder.name for folder in folders}
    chosen = max((known or 0 for known in taken), default=0) + 1 if number is None else number
    if chosen in taken or not 0 <= chosen <= 99:
        raise UnknownName(f"Number {chosen} is taken or not from 0 to 99. Choose another --number.")
    if slug in map(paths.slug, folders):
        raise UnknownName(f"There is a lesson '{slug}' already.")
    earlier = [known for known in taken if known is not None and 0 < known < chosen]
    words = {
        "number": chosen,
        "slug": slug,
        "title": slug.replace("_", " ").capitalize(),
        "before": min(earlier, default="none"),
        "needs": min(earlier, default=""),
    }
    return [
        _write(paths.LESSONS / f"{chosen:02}_{slug}" / name, text.format_map(words))
        for name, text in (
            ("lesson.md", LESSON),
            ("quiz.toml", QUIZ),
            ("teacher.md", TEACHER),
            ("handout.toml", HANDOUT),
        )
    ]


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path
