"""The figures of a class, compared with scipy and numpy on random classes, and their words."""

import numpy as np
import polars as pl
import pytest

from lessons.classroom import report_text
from lessons.classroom.item_analysis import Reliability, analyse
from lessons.questions import Single

SEEDS = range(12)


def asked(count, lesson="l", objectives=3):
    return [
        Single(
            id=f"{lesson}.q{n}",
            ask=f"Question {n} of {lesson}?",
            objective=f"{lesson}.{n % objectives + 1}",
            right={"yes": "Yes."},
            wrong={"no": "No."},
        )
        for n in range(count)
    ]


def random_class(seed, holes=True):
    """Return scores of a class, pupils by questions; nan where a question was left open."""
    rng = np.random.default_rng(seed)
    pupils, items = rng.integers(12, 60), rng.integers(4, 20)
    strength, hard = rng.normal(size=(pupils, 1)), rng.normal(size=items)
    scores = (rng.random((pupils, items)) < 1 / (1 + np.exp(hard - strength))).astype(float)
    if seed % 2:
        scores = np.where(rng.random(scores.shape) < 0.3, rng.random(scores.shape), scores)
    if holes:
        open_ = rng.random(scores.shape) < 0.15
        open_[:, 0] = False  # everybody answers something
        scores[open_] = np.nan
    return scores


def rows(scores, start=0):
    pupil, question = np.nonzero(~np.isnan(scores))
    return pl.DataFrame(
        {
            "pupil": pl.Series(pupil, dtype=pl.UInt32),
            "question": pl.Series(question + start, dtype=pl.UInt16),
            "score": scores[pupil, question],
            "seconds": pl.Series((pupil * 7 + question * 3) % 50 + 1.5, dtype=pl.Float32),
            "tries": pl.Series(np.ones(len(pupil)), dtype=pl.UInt32),
        }
    )


NONE = pl.DataFrame(schema={"pupil": pl.UInt32, "choice": pl.UInt32})


def found(scores, **more):
    return analyse(rows(scores), NONE, asked(scores.shape[1]), [], **more)


@pytest.mark.parametrize("seed", SEEDS)
def test_discrimination_is_numpys_correlation_with_the_rest(seed):
    scores = random_class(seed)
    total = np.nansum(scores, axis=1)
    for row in found(scores).items.iter_rows(named=True):
        own = scores[:, row["question"]]
        has = ~np.isnan(own)
        reference = np.corrcoef(own[has], (total - np.nan_to_num(own))[has])[0, 1]
        assert row["discrimination"] == pytest.approx(reference, abs=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_facility_and_time_are_numpys(seed):
    scores = random_class(seed)
    given = rows(scores)
    for row in found(scores).items.iter_rows(named=True):
        own = scores[:, row["question"]]
        assert row["facility"] == pytest.approx(np.nanmean(own), abs=1e-12)
        assert row["answers"] == np.count_nonzero(~np.isnan(own))
        seconds = given.filter(pl.col("question") == row["question"])["seconds"].to_numpy()
        assert row["seconds"] == pytest.approx(float(np.median(seconds)))


def alpha(scores):
    """Return Cronbach's alpha from the covariance matrix: its definition, another way."""
    matrix = np.cov(scores, rowvar=False)
    count = len(matrix)
    return count / (count - 1) * (1 - np.trace(matrix) / matrix.sum())


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("holes", [True, False])
def test_reliability_is_cronbachs_alpha_from_the_covariances(seed, holes):
    scores = random_class(seed, holes)
    (reliability,) = found(scores).reliability
    filled = np.nan_to_num(scores)
    assert reliability.value == pytest.approx(alpha(filled), abs=1e-9)
    assert (reliability.pupils, reliability.items) == scores.shape
    if set(np.unique(filled)) <= {0.0, 1.0}:  # KR-20 is alpha for answers that are right or wrong
        share = filled.mean(axis=0)
        count = len(share)
        kr20 = count / (count - 1) * (1 - (share * (1 - share)).sum() / filled.sum(axis=1).var())
        assert reliability.value == pytest.approx(kr20, abs=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_range_of_alpha_is_near_feldts_exact_one(seed):
    from scipy.special import fdtri  # not by every worker that collects the tests

    scores = random_class(seed, holes=False)
    (reliability,) = found(scores).reliability
    pupils, items = scores.shape
    degrees = pupils - 1, (pupils - 1) * (items - 1)
    low = 1 - (1 - reliability.value) * fdtri(*degrees, 0.975)
    high = 1 - (1 - reliability.value) * fdtri(*degrees, 0.025)
    # Bonett's logarithm follows Feldt's F closely, and needs no F.
    ours, exact = np.log([1 - reliability.low, 1 - reliability.high]), np.log([1 - low, 1 - high])
    assert ours == pytest.approx(exact, abs=0.15)
    assert reliability.low < reliability.value < reliability.high


@pytest.mark.parametrize("seed", SEEDS)
def test_marks_and_objectives_are_plain_means(seed):
    scores = random_class(seed)
    analysis = found(scores, sizes={"l": 25})
    shares = analysis.marks.sort("pupil")["share"].to_numpy()
    assert shares == pytest.approx(np.nansum(scores, axis=1) / 25, abs=1e-12)
    for row in analysis.objectives.iter_rows(named=True):
        number = int(row["objective"].rpartition(".")[2]) - 1
        assert row["share"] == pytest.approx(np.nanmean(scores[:, number::3]), abs=1e-12)
    for row in analysis.pupils.head(40).iter_rows(named=True):
        number = int(row["objective"].rpartition(".")[2]) - 1
        own = scores[row["pupil"], number::3]
        assert row["share"] == pytest.approx(np.nanmean(own), abs=1e-12)


def test_lessons_do_not_mix():
    first, second = random_class(2), random_class(4)
    both = analyse(
        pl.concat([rows(first), rows(second, first.shape[1])]),
        NONE,
        [*asked(first.shape[1], "a"), *asked(second.shape[1], "b")],
        [],
    )
    alone = found(second)
    assert both.reliability[1][1:] == pytest.approx(alone.reliability[0][1:], abs=1e-9)
    ours = both.items.filter(pl.col("lesson") == "b")["discrimination"].to_list()
    assert ours == pytest.approx(alone.items["discrimination"].to_list(), abs=1e-9)


def test_statistics_of_too_few_answers_are_left_out():
    alike = np.ones((6, 4))
    analysis = found(alike)
    assert analysis.reliability[0].value is None
    assert analysis.items["discrimination"].to_list() == [None] * 4
    assert "too few" in report_text.on_reliability(analysis.reliability[0])
    single_pupil = found(np.array([[1.0, 0.0]]))
    assert single_pupil.reliability[0].value is None
    empty = found(np.full((3, 4), np.nan))
    assert empty.items.height == 0 and empty.marks.height == 0


def test_wrong_answers_are_counted_the_commonest_first():
    scores = np.tril(np.ones((9, 9)))  # pupil n knows the first n + 1 questions
    wrong = pl.DataFrame(
        {
            "pupil": pl.Series([0, 1, 4, 8, 0], dtype=pl.UInt32),
            "choice": pl.Series([0, 0, 0, 0, 1], dtype=pl.UInt32),
        }
    )
    analysis = analyse(
        rows(scores), wrong, asked(9), [(3, "no"), (3, "maybe"), (5, "never chosen")]
    )
    first, second = analysis.wrong.iter_rows(named=True)
    assert (first["label"], first["chosen"]) == ("no", 4)
    assert (second["label"], second["chosen"]) == ("maybe", 1)


# In words.


@pytest.mark.parametrize(
    ("value", "word"),
    [(-0.1, "says nothing"), (0.3, "quite differently"), (0.6, "too little"),
     (0.8, "roughly"), (0.95, "much the same")],
)  # fmt: skip
def test_a_reliability_is_explained(value, word):
    says = report_text.on_reliability(Reliability("l", 30, 15, value, value - 0.2, value + 0.1))
    assert word in says and f"alpha is {value:.2f}" in says
    assert "wide range" in says
    country = Reliability("l", 90_000, 15, value, value - 0.01, value + 0.01)
    assert "wide range" not in report_text.on_reliability(country)


def test_a_question_is_only_blamed_when_the_class_is_large_enough_to_say_so():
    assert "key" in report_text.on_item(0.5, -0.4, 30)
    assert "key" not in report_text.on_item(0.5, -0.4, 20)
    assert "chance" in report_text.on_item(0.5, -0.02, 30)
    assert "chance" not in report_text.on_item(0.5, 0.02, 3000)
    assert report_text.on_item(0.6, 0.4, 30) == ""
    assert "too few" in report_text.on_item(0.6, 0.4, 4)


def test_three_objectives_are_taught_again_the_least_understood_first():
    rng = np.random.default_rng(5)
    chance = np.repeat([0.95, 0.3, 0.7, 0.5, 0.6], 3)
    scores = (rng.random((40, 15)) < chance).astype(float)
    questions = [q for n in range(5) for q in asked(3, f"x{n}", 1)]
    bank = [
        Single(id=f"l.q{n}", ask=q.ask, objective=f"l.{n // 3}", right=q.right, wrong=q.wrong)
        for n, q in enumerate(questions)
    ]
    missed = np.argwhere(scores == 0)
    wrong = pl.DataFrame(
        {
            "pupil": pl.Series(missed[:, 0], dtype=pl.UInt32),
            "choice": pl.Series(missed[:, 1], dtype=pl.UInt32),
        }
    )
    analysis = analyse(rows(scores), wrong, bank, [(n, "no") for n in range(15)])
    again = report_text.teach_again(analysis, bank, dict.fromkeys(range(15), "Because."))
    assert [row["objective"] for row in again] == ["l.1", "l.3", "l.4"]
    worst = again[0]["misunderstandings"][0]
    assert (worst["label"], worst["reason"], worst["answers"]) == ("no", "Because.", 40)
    assert worst["chosen"] == max((scores[:, 3:6] == 0).sum(axis=0))
