"""One column and one table of the contract: what a delivered file may hold, derived from the models."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, get_args

import polars as pl
from sqlalchemy import Table

from data_access.models.base import Delivered
from data_access.tables import table_of

NOT_IN_A_FILE = ("id", "batch_in", "batch_out", "origin")


class Kind(StrEnum):
    """The words are those of the contract page."""

    TEXT = "text"
    WORD = "code word"  # letters, digits, - and _: no room for free text
    MUNICIPALITY = "CBS code"  # GM and four digits
    PSEUDONYM = "pseudonym"  # never a BSN or an e-mail address; never shown in an error
    WHOLE = "whole number"
    NUMBER = "number"
    YES_NO = "true/false"
    DATE = "date"
    MONTH = "month"
    PERIOD = "period"


DTYPES: dict[type, tuple[Kind, type[pl.DataType]]] = {
    str: (Kind.TEXT, pl.String),
    int: (Kind.WHOLE, pl.Int64),
    float: (Kind.NUMBER, pl.Float64),
    bool: (Kind.YES_NO, pl.Boolean),
    date: (Kind.DATE, pl.Date),
}


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What a value must be beyond its type.

    `codes`: the allowed values; with `several`, more of them with spaces between. `refers`: tables in which the value
    must be the `code` of a row (or else be one of `codes`). `low`, `high`: bounds of a number. `not_after_data_date`:
    a day that has to have happened.
    """

    kind: Kind | None = None
    codes: tuple[str, ...] = ()
    several: bool = False
    refers: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    not_after_data_date: bool = False


@dataclass(frozen=True, kw_only=True)
class Column:
    """`default` takes the place of an empty cell where the column is not required."""

    name: str
    kind: Kind
    dtype: type[pl.DataType]
    required: bool
    default: Any
    rule: Rule


@dataclass(frozen=True, kw_only=True)
class TableContract:
    """`key` is the natural key: a delivered row replaces the current row with the same key. `about` is for the page."""

    name: str
    model: type[Delivered]
    key: tuple[str, ...]
    about: str
    columns: tuple[Column, ...] = field(repr=False)

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    @property
    def table(self) -> Table:
        return table_of(self.model)

    @property
    def schema(self) -> pl.Schema:
        return pl.Schema({column.name: column.dtype for column in self.columns})

    @property
    def required(self) -> frozenset[str]:
        return frozenset(column.name for column in self.columns if column.required)


def contract_of(
    model: type[Delivered], about: str, key: Iterable[str], rules: dict[str, Rule] | None = None
) -> TableContract:
    """Raises KeyError where a rule or a key names a column that the model does not have."""
    columns = {name: _column(model, name) for name in model.model_fields if name not in NOT_IN_A_FILE}
    for name, rule in (rules or {}).items():
        plain = columns[name]
        columns[name] = Column(
            name=name, kind=rule.kind or plain.kind, dtype=plain.dtype, required=plain.required,
            default=plain.default, rule=rule,
        )  # fmt: skip
    key = tuple(columns[name].name for name in key)
    layer = columns.pop("layer")
    return TableContract(
        name=str(model.__tablename__), model=model, key=key, about=about, columns=(*columns.values(), layer)
    )


def _column(model: type[Delivered], name: str) -> Column:
    info = model.model_fields[name]
    plain = [part for part in get_args(info.annotation) if part is not type(None)] or [info.annotation]
    kind, dtype = DTYPES[plain[0]]
    required = info.is_required()
    return Column(
        name=name, kind=kind, dtype=dtype, required=required, default=None if required else info.default, rule=Rule()
    )
