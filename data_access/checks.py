"""What the values of a delivery must be together: keys, references, days."""

from collections.abc import Iterator, Mapping
from datetime import date

import polars as pl

from data_access.columns import Column, TableContract
from data_access.contract import CONTRACT
from data_access.csv_text import ROW
from data_access.problems import MOST, Problem, echo
from domain.dutch import day, listing

IN_THIS_ORDER = ("date_referral", "date_contact", "date_intake", "date_activity")


def check(
    frames: Mapping[str, pl.DataFrame], stored: Mapping[str, set[str]], data_date: date | None
) -> Iterator[Problem]:
    """`frames` by table name with ROW; `stored` the codes that the database has for a table.

    Without a data date the days are not checked: the loader refuses such a delivery anyhow.
    """
    for name, frame in frames.items():
        contract = CONTRACT[name]
        yield from _repeated(contract, frame)
        for column in contract.columns:
            if column.rule.refers:
                yield from _unknown(contract, column, frame, frames, stored)
            if column.rule.not_after_data_date and data_date:
                yield from _not_yet(contract, column, frame, data_date)
        if name == "referral":
            yield from _out_of_order(contract, frame)


def _repeated(contract: TableContract, frame: pl.DataFrame) -> Iterator[Problem]:
    seen = frame.select(ROW, first=pl.col(ROW).min().over(contract.key), gap=pl.any_horizontal(_nulls(contract)))
    for row, first in (
        seen.filter(~pl.col("gap"), pl.col(ROW) != pl.col("first")).head(MOST + 1).drop("gap").iter_rows()
    ):
        verb = "is dezelfde" if len(contract.key) == 1 else "zijn dezelfde"
        text = f"{listing(contract.key)} {verb} als in rij {first}. Haal een van de twee rijen weg."
        yield Problem(file=contract.file, row=row, text=text)


def _nulls(contract: TableContract) -> list[pl.Expr]:
    return [pl.col(name).is_null() for name in contract.key]


def _unknown(
    contract: TableContract,
    column: Column,
    frame: pl.DataFrame,
    frames: Mapping[str, pl.DataFrame],
    stored: Mapping[str, set[str]],
) -> Iterator[Problem]:
    known = set(column.rule.codes).union(*(stored[table] for table in column.rule.refers))
    for table in column.rule.refers:
        known |= set(frames[table]["code"].to_list()) if table in frames else set()
    wrong = frame.select(ROW, cell=column.name).drop_nulls().filter(~pl.col("cell").is_in(list(known)))
    files = " of ".join(CONTRACT[table].file for table in column.rule.refers)
    for row, value in wrong.head(MOST + 1).iter_rows():
        text = f"{echo(column, value)} is niet bekend. Zet de code in {files}, of verbeter haar hier."
        yield Problem(file=contract.file, row=row, column=column.name, text=text)


def _not_yet(contract: TableContract, column: Column, frame: pl.DataFrame, data_date: date) -> Iterator[Problem]:
    wrong = frame.select(ROW, cell=column.name).filter(pl.col("cell") > data_date)
    for row, value in wrong.head(MOST + 1).iter_rows():
        text = f'"{value}" ligt na de peildatum ({day(data_date)}). Verbeter de datum, of geef een latere peildatum.'
        yield Problem(file=contract.file, row=row, column=column.name, text=text)


def _out_of_order(contract: TableContract, frame: pl.DataFrame) -> Iterator[Problem]:
    for place, name in enumerate(IN_THIS_ORDER[1:], start=1):
        before = pl.max_horizontal(IN_THIS_ORDER[:place])
        wrong = frame.select(ROW, before=before, cell=name).filter(pl.col("cell") < pl.col("before"))
        for row, earlier, value in wrong.head(MOST + 1).iter_rows():
            text = (
                f'"{value}" ligt voor een eerdere stap ({earlier}). De volgorde is verwijzing, eerste contact, '
                "intake, activiteit: verbeter de datum of laat haar leeg."
            )
            yield Problem(file=contract.file, row=row, column=name, text=text)
