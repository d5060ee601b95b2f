"""Find answers that two pupils share to the millisecond: a copied file, or a shared computer.

Times are kept to the millisecond, so nobody gives the same answers at the same times as somebody
else by chance. The work grows with the number of answers, not with the pairs of pupils: each
answer is compared with the first one that has the same key, and with the one before it.
"""

from collections.abc import Iterable, Mapping, Sequence

import polars as pl

MIN_SHARED = 3  # answers given at the same times, from which two hand-ins are reported
MAX_NAMED = 3  # other pupils that a remark names


def shared_answers(rows: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """Return which hand-ins share answers: columns one, other, shared, in both directions.

    `rows` has the columns hand_in, pupil (a place in `names`) and key, which is equal for the
    same answer given at the same time. Hand-ins of one name are not compared with each other.
    """
    keys = rows["key"].sort()
    repeated = keys.filter(keys == keys.shift()).unique()
    held = rows.select("hand_in", "key", name="pupil")
    held = held.filter(pl.col("key").is_in(repeated.implode()))
    name_numbers = pl.Series(names, dtype=pl.String).rank("dense").cast(pl.UInt32)
    held = held.with_columns(name=name_numbers.gather(held["name"])).sort("key", "hand_in")
    other = {"other": pl.col("hand_in"), "other_name": pl.col("name")}
    pairs = pl.concat(
        [
            held.select("key", **other, one=pl.col("hand_in").first().over("key"),
                        one_name=pl.col("name").first().over("key")),
            held.select("key", **other, one=pl.col("hand_in").shift().over("key"),
                        one_name=pl.col("name").shift().over("key")),
        ]
    )  # fmt: skip
    pairs = pairs.filter(pl.col("one_name") != pl.col("other_name")).unique(["key", "one", "other"])
    found = pairs.group_by("one", "other").agg(shared=pl.len())
    found = found.filter(pl.col("shared") >= MIN_SHARED)
    reverse = found.select(one="other", other="one", shared="shared")
    return pl.concat([found, reverse]).sort(
        ["one", "shared", "other"], descending=[False, True, False]
    )


def remarks(
    shared: pl.DataFrame,
    report_of: Sequence[int],
    copies: Iterable[Sequence[int]],
    labels: Mapping[int, str] | Sequence[str],
) -> dict[int, str]:
    """Return a remark for each file report whose answers are somebody else's as well.

    `shared` is what `shared_answers` returns, `report_of` has the report of each hand-in, `copies`
    are groups of reports with exactly the same answers, `labels` name pupil and file of a report.
    """
    found: dict[int, list[str]] = {}
    group_of: dict[int, int] = {}
    for group, reports in enumerate(copies):
        for report in reports:
            group_of[report] = group
            others = _listed([labels[other] for other in reports if other != report])
            found[report] = [f"exactly the same answers at the same times as {others}: ask both"]
    partial: dict[int, list[tuple[int, int]]] = {}
    for one, other, number in shared.iter_rows():
        report, other_report = report_of[one], report_of[other]
        if report not in group_of or group_of[report] != group_of.get(other_report):
            partial.setdefault(report, []).append((other_report, number))
    for report, pairs in partial.items():
        most, fewest = pairs[0][1], pairs[-1][1]
        number = f"up to {most}" if fewest < most else f"{most}"
        others = _listed([labels[other] for other, _ in pairs])
        found.setdefault(report, []).append(
            f"{number} answers are the same, given at the same times, as those of {others}: ask "
            "both (did two pupils use one computer?)"
        )
    return {report: "; ".join(texts) for report, texts in found.items()}


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - MAX_NAMED} more" if len(names) > MAX_NAMED else ""
    return ", ".join(names[:MAX_NAMED]) + more
