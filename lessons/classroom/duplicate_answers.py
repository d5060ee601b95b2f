"""Answers that two pupils share to the moment: a copied file, or a computer that two used.

A moment is kept to the millisecond, so nobody gives the same answers at the same moments as
somebody else by chance. Time grows with the rows, not with the pairs of pupils: each answer is
compared with the first one that is the same, and with the one before it.
"""

from collections.abc import Iterable, Mapping, Sequence

import polars as pl

ENOUGH = 3  # answers given at the same moments, from which two hand-ins are remarked upon
NAMED = 3  # others that a remark names


def shared(rows: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """Return which hand-ins share answers: one, other, many (at least ENOUGH; both ways round).

    `rows` holds hand_in, pupil and key, which is the same for the same answer at the same moment;
    `names` are the pupils' names: one name shares nothing with itself.
    """
    keys = rows["key"].sort()
    twice = keys.filter(keys == keys.shift()).unique()
    held = rows.select("hand_in", "key", name="pupil").filter(pl.col("key").is_in(twice.implode()))
    folded = pl.Series(names, dtype=pl.String).rank("dense").cast(pl.UInt32)
    held = held.with_columns(name=folded.gather(held["name"])).sort("key", "hand_in")
    other = {"other": pl.col("hand_in"), "their": pl.col("name")}
    pairs = pl.concat(
        [
            held.select("key", **other, one=_of("hand_in", first), its=_of("name", first))
            for first in (True, False)
        ]
    )
    pairs = pairs.filter(pl.col("its") != pl.col("their")).unique(["key", "one", "other"])
    found = pairs.group_by("one", "other").agg(many=pl.len()).filter(pl.col("many") >= ENOUGH)
    turned = found.select(one="other", other="one", many="many")
    return pl.concat([found, turned]).sort(
        ["one", "many", "other"], descending=[False, True, False]
    )


def _of(column: str, first: bool) -> pl.Expr:
    """Return a column's value in the first row of the same key, or in the row before."""
    value = pl.col(column).first() if first else pl.col(column).shift()
    return value.over("key")


def remarks(
    found: pl.DataFrame,
    line_of: Sequence[int],
    copies: Iterable[Sequence[int]],
    called: Mapping[int, str] | Sequence[str],
) -> dict[int, str]:
    """Return what to say of the lines whose answers are somebody else's as well.

    `copies` are groups of lines with the very same answers; `called` says whose a line is.
    """
    said: dict[int, list[str]] = {}
    group = {line: number for number, lines in enumerate(copies) for line in lines}
    whole: dict[int, list[int]] = {}
    for line, number in group.items():
        whole.setdefault(number, []).append(line)
    for line, number in group.items():
        others = _listed([called[it] for it in whole[number] if it != line])
        said[line] = [f"the very same answers at the same moments as {others}: ask both"]
    part: dict[int, list[tuple[int, int]]] = {}
    for one, other, many in found.iter_rows():
        mine, theirs = line_of[one], line_of[other]
        if mine not in group or group[mine] != group.get(theirs):
            part.setdefault(mine, []).append((theirs, many))
    for line, pairs in part.items():
        most, least = pairs[0][1], pairs[-1][1]
        so_many = f"up to {most}" if least < most else f"{most}"
        others = _listed([called[it] for it, _ in pairs])
        said.setdefault(line, []).append(
            f"{so_many} answers are the same, given at the same moments, as those of {others}: ask "
            "both (did two use one computer?)"
        )
    return {line: "; ".join(each) for line, each in said.items()}


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more
