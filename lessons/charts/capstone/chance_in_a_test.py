"""Draw what chance does to the result of a short test.

Someone who learns nothing between two tests with different questions gets another result the second
time. How much chance does to a test of twelve questions says what `before_and_after` can show.
"""

from functools import cache
from math import comb

from lessons.charts import engine as draw

# Twelve is the size of our own check; more questions leave less to chance.
SIZES = ("12", "20", "60", "200")  # questions in a test
USUAL = 0.9  # share of tests that count as usual
LOWEST, HIGHEST, STEP = 10, 95, 5  # per cent of all questions that somebody can answer


@draw.explorer(
    "How much is luck",
    know=draw.Slider("Can answer", {n: f"{n} in 100" for n in range(LOWEST, HIGHEST + 1, STEP)}),
    questions=draw.Choice("Questions", SIZES),
)
def chance_in_a_test(know: int = 60, questions: str = "12") -> draw.Chart:
    """Draw how many answers are right, by chance alone, if someone can answer `know` per cent.

    Each question counts as drawn from very many: the binomial distribution. `questions` is a
    number as text.
    """
    size = int(questions)
    percents = [100 * chance for chance in distribution(know, size)]
    low, high = usual(know, size)
    title = f"In nine tests of ten, {low} to {high} of {size} answers are right"
    whom = f"for someone who can answer {know} in 100"
    tests = f"Tests out of 100 by number of right answers, {whom}"
    plot = draw.Plot(title, tests)
    draw.columns(plot, [
        draw.Column(str(n), [draw.Segment(percent, "euro_atlantic")], chosen=low <= n <= high)
        for n, percent in enumerate(percents)
    ])  # fmt: skip
    plot.note("Below the columns: right answers. Shaded: nine tests in ten.")
    apart = usual_difference(know, size)
    return plot.chart(
        says=f"{title}, {whom}. Two tests with different questions differ by up to {apart} in nine "
        "cases of ten, though nothing was learned between them.",
        source="Computed with the binomial distribution; no data of learners.",
        data=draw.Table(("Right answers", "Of 100 tests"), enumerate(percents)),
    )


@cache
def distribution(know: int, questions: int) -> tuple[float, ...]:
    """Return the chance of each number of right answers, from 0 on."""
    # Each question is right with the same probability p, whatever became of the others.
    p = know / 100
    return tuple(
        comb(questions, k) * p**k * (1 - p) ** (questions - k) for k in range(questions + 1)
    )


@cache
def usual(know: int, questions: int) -> tuple[int, int]:
    """Return the fewest and the most right answers in nine tests of ten: the likeliest ones."""
    chances = distribution(know, questions)
    found: list[int] = []
    for right in sorted(range(len(chances)), key=lambda right: -chances[right]):
        found.append(right)
        if sum(chances[one] for one in found) >= USUAL:
            break
    # The chances rise to one number and fall from there: the likeliest are side by side.
    return min(found), max(found)


@cache
def usual_difference(know: int, questions: int) -> int:
    """Return the largest difference between two such tests that chance gives in nine of ten."""
    chances = distribution(know, questions)
    # The chance of each difference is the sum over all pairs of results that differ so much.
    spread = [0.0] * (questions + 1)
    for first, p in enumerate(chances):
        for second, q in enumerate(chances):
            spread[abs(first - second)] += p * q
    return next(d for d in range(len(spread)) if sum(spread[: d + 1]) >= USUAL)
