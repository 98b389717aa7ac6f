"""The check of a release against its certificate: no solver, and nothing read but these two. It tells what is wrong."""

from collections.abc import Iterator, Mapping

import polars as pl
from polars import col as c

from publishing.adding import AT, CELL, LEAF, adding

W, n, count, table, category = "witness", c.n, c.count, c.table, c.category


def check(release: pl.DataFrame, proof: Mapping[str, pl.DataFrame], k: int) -> Iterator[str]:
    """`release`: its cells. `proof`: the frames of publishing.certificate. Yields a Dutch sentence for each fault."""
    sums = adding(proof)
    truth, moved, hub = sums(proof["leaves"]), sums(proof["changes"], W), pl.lit("referrals")
    every = pl.concat([moved, truth.select(pl.lit(-2, pl.Int64).alias(W), *truth.columns)])  # -2 is the truth
    out = release.filter(c("status") == "shown", table.str.contains("^(referrals|trajectory|age)"))
    out, left = out.with_columns(pl.when(category != "").then(table).otherwise(hub)), category.str.contains("merged")
    sex = pl.when(table == "referrals.gender_age").then(category.str.extract(r"^(\w+)\|")).otherwise(pl.lit(""))
    of = pl.when(sex != "").then(pl.lit("referrals.gender")).otherwise(hub)
    whole = out.filter(category != "").group_by(*AT, by=table, table=of, category=sex).agg(count.sum(), left=left.any())
    shown = pl.concat([out.filter(count.is_not_null() & ~left), whole.filter("left")], how="diagonal")  # rests too
    small, blocks = proof["cells"].filter((c("persons") < k) & ~c("structural")), proof["maps"].filter(table == "=")
    after = proof["changes"].join(proof["leaves"], on=LEAF, how="left", suffix="_true").fill_null(0)
    halves = every.filter(table == "=", c("period").str.contains("-H")).group_by(W, *AT).agg(n.n_unique(), pl.len())
    ends = every.filter(table == "~").with_columns(c("area").str.strip_chars("*"), part=c("area").str.ends_with("*"))
    ends = ends.join(proof["villages"], on=AT).group_by(W, *CELL).agg((n * (2 * c("part") - 1)).sum())
    said = every.filter((table == "age") | category.str.contains(">"))
    base = said.select(W, *AT).unique().filter(c(W) >= 0).join(said.filter(c(W) == -2).drop(W), on=AT)
    said = pl.concat([said, base], how="diagonal").group_by(W, *CELL).agg(n.sum())  # of each witness as a whole
    lies = out.filter(category.str.contains(">")).join(said, on=CELL, how="left").fill_null(-1)
    off = n.filter(category == "years").sum() / n.filter(category == "known").sum() - c("sum").first()
    means = out.filter(table == "age").select(*AT, "sum").join(said, on=AT, how="left").group_by(W, *AT, "sum").agg(off)
    goals = proof["goals"].unpivot(["none", "some"], index=[*CELL, "known"], variable_name="side", value_name=W)
    met = goals.join(truth, on=CELL, how="left").join(moved, on=[W, *CELL], how="left", suffix="_moved")
    met = met.join(sums(proof["knowledge"], "known"), on=["known", *CELL], how="left", suffix="_own").fill_null(0)
    rest, now, side, day = n + c("n_moved") - c("n_own"), count + c("count_true"), c("side"), table.str.contains("days")
    told = after.join(proof["knowledge"], on=LEAF, suffix="_own").join(goals, on=[W, "known"], how="semi")
    found = {
        "Een getoond getal klopt niet.": shown.join(truth, on=CELL, how="left").fill_null(0).filter(count != n),
        "Een te klein getal heeft geen getuigen.": small.join(goals.filter(c("known") == ""), on=CELL, how="anti"),
        "Een getuige spreekt een getoond getal tegen.": moved.join(shown, on=CELL, how="semi"),
        "Een getuige spreekt een wachttijd tegen.": moved.filter(day).join(out.filter(day), on=AT, how="semi"),
        "Een getuige telt ergens minder dan niemand.": after.filter((now < 0) | pl.struct(W, *LEAF).is_duplicated()),
        "Tabellen van een getuige lopen uiteen.": halves.filter((n > 1) | (c("len") < blocks["category"].n_unique())),
        "De kernen van een getuige tellen niet op tot hun gemeente.": ends.filter(n != 0),
        "Een getuige laat niet zien dat er niemand kan zijn.": met.filter((side == "none") & (rest > 0)),
        "Een getuige laat niet zien dat het er genoeg kunnen zijn.": met.filter((side == "some") & (rest < k)),
        "Een getuige ontkent wat iemand al weet.": told.filter((now < c("count_own")) | c("whole") & (count != 0)),
        "Een getuige spreekt een zin tegen.": lies.filter(n < category.str.ends_with("1/2")),
        "Een getuige heeft onmogelijke leeftijden.": said.filter(category.is_in(["above", "below"]), n < 0),
        "Een getuige spreekt een gemiddelde tegen.": means.filter(~n.is_between(-0.5, 0.5, closed="left")),
    }
    yield from (sentence for sentence, frame in found.items() if frame.height)
