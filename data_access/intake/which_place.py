"""Names that several places have: the municipality of the row tells which of them is meant."""

from collections.abc import Mapping

import polars as pl

from data_access.columns import Column
from data_access.intake.cells import Answer, Wrong
from data_access.intake.known import Known

SEVERAL = (
    "dit is de naam van meer dan een gebied. Schrijf de code in plaats van de naam, of lever een kolom met de gemeente "
    "mee."
)


def settle(
    answer: Answer, cells: pl.Series, column: Column, municipality: pl.Series | None, known: Known
) -> tuple[Answer, pl.Series]:
    """The answer with the shared names settled, and for each row whether its name still is not."""
    if not answer.shared:
        return answer, pl.repeat(False, cells.len(), dtype=pl.Boolean, eager=True)
    pairs = _meanings(answer.shared, column, known)
    where = municipality if municipality is not None else pl.Series([None] * cells.len(), dtype=pl.String)
    frame = pl.DataFrame({"cell": cells, "owner": where}).with_row_index("at")
    by_row = frame.join(pairs.drop("single"), on=["cell", "owner"], how="left", maintain_order="left")["code"]
    alone = frame.join(pairs.unique("cell"), on="cell", how="left", maintain_order="left")["single"]
    values = pl.select(pl.coalesce(answer.values, by_row, alone)).to_series().alias(column.name)
    open_ = cells.is_in(list(answer.shared)) & values.is_null()
    return Answer(values=values, wrong=answer.wrong), open_


def _meanings(shared: Mapping[str, frozenset[str]], column: Column, known: Known) -> pl.DataFrame:
    """cell, owner, code; and `single`: the code where the deliverer's own municipalities have just one of that name."""
    owners = {**{code: code for code in known.codes.get("municipality", {})}, **known.village_of, **known.practice_of}
    rows = []
    for cell, codes in shared.items():
        own = [code for code in sorted(codes) if known.scope and owners.get(code) in known.scope]
        single = own[0] if len(own) == 1 else None
        by_owner: dict[str | None, list[str]] = {}
        for code in sorted(codes):
            by_owner.setdefault(owners.get(code), []).append(code)
        rows += [(cell, owner, c[0] if len(c) == 1 else None, single) for owner, c in by_owner.items()]
    schema = {"cell": pl.String, "owner": pl.String, "code": pl.String, "single": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


NOT_SETTLED = Wrong(rule="ambiguous_name", text=SEVERAL)
