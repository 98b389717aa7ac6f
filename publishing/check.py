"""The check of a release against its certificate: no solver, and nothing read but these two. It tells what is wrong."""

from collections.abc import Iterator, Mapping

import polars as pl
from polars import col as c

CELL, LEAF, AT = ["table", "area", "period", "category"], ["block", "area", "period", "atom"], ["area", "period"]


def check(release: pl.DataFrame, proof: Mapping[str, pl.DataFrame], k: int) -> Iterator[str]:
    """`release`: its cells. `proof`: the frames of publishing.certificate. Yields a Dutch sentence for each fault."""

    def sums(leaves: pl.DataFrame, *keys: str) -> pl.DataFrame:
        wide = leaves.join(proof["places"], on="area").join(proof["times"], on="period")
        wide = (
            wide.join(proof["maps"], on=["block", "atom"])
            .drop("area", "period")
            .rename({"to": "area", "when": "period"})
        )
        return wide.group_by(*keys, *CELL).agg((c("count") * c("weight")).sum().alias("n")).filter(c("n") != 0)

    def empty(frame: pl.DataFrame, sentence: str) -> Iterator[str]:
        yield from [sentence] if frame.height else []

    truth, moved, goals = sums(proof["leaves"]), sums(proof["changes"], "witness"), proof["goals"]
    out = release.filter(c("status") == "shown")
    shown = out.filter(c("count").is_not_null()).join(proof["cells"], on=CELL, how="semi")
    small = proof["cells"].filter((c("persons") < k) & ~c("structural"))
    true = truth.rename({"n": "count"})
    yield from empty(
        shown.filter(c("count") != 0).join(true, on=[*CELL, "count"], how="anti"), "Een getoond getal klopt niet."
    )
    yield from empty(shown.join(small, on=CELL, how="semi"), "Een te klein getal wordt getoond.")
    yield from empty(
        small.join(goals.filter(c("known") == ""), on=CELL, how="anti"), "Van een klein getal ontbreken getuigen."
    )
    yield from empty(moved.join(shown, on=CELL, how="semi"), "Een getuige spreekt een getoond getal tegen.")
    after = proof["changes"].join(proof["leaves"], on=LEAF, how="left", suffix="_true").fill_null(0)
    after = after.with_columns(left=c("count") + c("count_true"))
    yield from empty(after.filter(c("left") < 0), "Een getuige heeft ergens minder dan niemand.")
    yield from empty(after.filter(pl.struct("witness", *LEAF).is_duplicated()), "Een getuige staat dubbel.")
    # Every block (table `=`) adds up to the same totals, and villages (area with `*`) to their municipality (table `~`).
    blocks = truth.filter(c("table") == "=").group_by(AT).agg(blocks=pl.len())
    totals = moved.filter(c("table") == "=").group_by("witness", *AT).agg(c("n").n_unique().alias("kinds"), pl.len())
    uneven = totals.join(blocks, on=AT).filter((c("kinds") > 1) | (c("len") < c("blocks")))
    yield from empty(uneven, "De tabellen van een getuige tellen niet op tot hetzelfde totaal.")
    tilde = moved.filter(c("table") == "~").with_columns(
        part=c("area").str.ends_with("*"), area=c("area").str.strip_chars("*")
    )
    pairs = (
        tilde.join(proof["villages"], on=AT, how="semi")
        .group_by("witness", *CELL)
        .agg((c("n") * (2 * c("part") - 1)).sum())
    )
    yield from empty(pairs.filter(c("n") != 0), "De kernen van een getuige tellen niet op tot hun gemeente.")
    sides = goals.unpivot(["none", "some"], index=[*CELL, "known"], variable_name="side", value_name="witness")
    there = sides.join(truth, on=CELL, how="left").join(moved, on=["witness", *CELL], how="left", suffix="_moved")
    there = there.join(sums(proof["knowledge"], "known"), on=["known", *CELL], how="left", suffix="_own").fill_null(0)
    rest = c("n") + c("n_moved") - c("n_own")
    wrong = pl.when(c("side") == "none").then(rest > 0).otherwise(rest < k) | (c("witness") == -1)
    yield from empty(there.filter(wrong), "Een getuige laat niet zien wat hij moet laten zien.")
    told = sides.filter(c("known") != "").select("witness", "known").unique().join(proof["knowledge"], on="known")
    told = told.join(after, on=["witness", *LEAF], suffix="_after")
    denied = told.filter((c("left") < c("count")) | c("whole") & (c("count_after") != 0))
    yield from empty(denied, "Een getuige ontkent wat een ingewijde al weet.")
    said = moved.join(truth, on=CELL, how="left", suffix="_true").fill_null(0).with_columns(n=c("n") + c("n_true"))
    below = said.join(out, on=CELL, how="semi").filter(
        c("category").str.contains(">") & (c("n") < c("category").str.ends_with("1/2"))
    )
    yield from empty(below, "Een getuige spreekt een zin tegen.")
    yield from empty(
        said.filter(c("category").is_in(["above", "below"]) & (c("n") < 0)), "Een getuige heeft onmogelijke leeftijden."
    )
    ages = moved.filter(c("category").is_in(["known", "years"])).select("witness", *AT).unique()
    for name in ("known", "years"):
        for frame, keys in ((truth, AT), (moved, ["witness", *AT])):
            part = frame.filter((c("table") == "age") & (c("category") == name)).select(
                *keys, c("n").alias(f"{name}{len(keys)}")
            )
            ages = ages.join(part, on=keys, how="left").fill_null(0)
    means = ages.join(out.filter(c("table") == "age"), on=AT).with_columns(
        n=c("known2") + c("known3"), s=c("years2") + c("years3")
    )
    yield from empty(
        means.filter((2 * c("s") - 2 * c("sum") * c("n")).abs() >= c("n")), "Een getuige spreekt een gemiddelde tegen."
    )
    days = out.filter((c("table") == "trajectory.days_to_intake") & c("sum").is_not_null())
    yield from empty(
        moved.filter(c("table") == "days.dated").join(days, on=AT, how="semi"),
        "Een getuige spreekt een wachttijd tegen.",
    )
