"""From wrong texts to findings: which rows have them, and a sentence that never tells what may be personal."""

from collections.abc import Mapping
from itertools import islice

import polars as pl

from data_access.intake.book import ROW
from data_access.intake.cells import Wrong
from data_access.intake.findings import SCHEMA, found
from data_access.intake.personal import shown

MOST_SHOWN = 5000
NO_VALUE = "deze cel is leeg. Vul een waarde in."


def tell(
    rows: pl.Series, cells: pl.Series, wrong: Mapping[str, Wrong], header: str, place: int, *, hidden: bool
) -> pl.DataFrame:
    """A finding for each row with a wrong text. `hidden`: no text of the column may be told."""
    if not wrong:
        return SCHEMA.to_frame()
    shows = dict.fromkeys(wrong) if hidden else _shown(cells, wrong)
    words = pl.DataFrame(
        [(text, w.rule, _sentence(shows[text], w), shows[text]) for text, w in wrong.items()],
        schema={"cell": pl.String, "rule": pl.String, "says": pl.String, "value": pl.String}, orient="row",
    )  # fmt: skip
    bad = pl.DataFrame({ROW: rows, "cell": cells}).join(words, on="cell", how="inner")
    parts = bad.partition_by("rule")
    return pl.concat(
        [SCHEMA.to_frame()]
        + [
            found(p, rule=p["rule"][0], text=pl.col("says"), header=header, place=place, value=pl.col("value"))
            for p in parts
        ]
    )


def empty(rows: pl.Series, header: str, place: int) -> pl.DataFrame:
    return found(rows.to_frame(ROW), rule="empty", text=NO_VALUE, header=header, place=place)


def _shown(cells: pl.Series, wrong: Mapping[str, Wrong]) -> dict[str, str | None]:
    """Each text as it may be told; of the very many the first ones only, as each has to be looked at."""
    seen = cells.unique(maintain_order=True).drop_nulls().to_list() if len(wrong) > MOST_SHOWN else wrong
    first = islice((text for text in seen if text in wrong), MOST_SHOWN)
    return {**dict.fromkeys(wrong), **{text: shown(text) for text in first}}


def _sentence(value: str | None, wrong: Wrong) -> str:
    return wrong.text if value is None else f'"{value}": {wrong.text}'
