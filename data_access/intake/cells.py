"""One column of a sheet: from the texts as delivered to typed values, and what is wrong with which text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import polars as pl

from data_access.columns import Column, Kind
from data_access.intake.explain import explain
from data_access.intake.headers import HEADERS
from data_access.intake.known import Known
from data_access.intake.mapping import EMPTY
from data_access.intake.names import candidates, nearest
from data_access.intake.parse_column import parse_column
from data_access.intake.plain import plain
from data_access.intake.words import LABELS, NOTHING, OWN, code_of

THING = {
    "region": ("regio", "regio's"), "municipality": ("gemeente", "gemeenten"),
    "village": ("kern of wijk", "kernen en wijken"), "practice": ("praktijk", "praktijken"),
}  # fmt: skip
"""One and more of what the rows of a table are."""


MOST_NEAR = 200
"""Texts for which a name like it is looked for: that takes milliseconds each, and a wrong column has thousands."""


@dataclass(frozen=True, kw_only=True)
class Wrong:
    """`rule` for machines; `text` says what is wrong and how to mend it, without the value."""

    rule: str
    text: str


@dataclass(frozen=True, kw_only=True, eq=False)
class Answer:
    """`values`: typed, null where a text is wrong or says nothing. `wrong`: by text as delivered.

    `shared`: texts that several places have as their name, with the codes of those places: the row has to tell.
    `refused`: why the column as a whole cannot be read.
    """

    values: pl.Series
    wrong: Mapping[str, Wrong] = field(default_factory=dict)
    shared: Mapping[str, frozenset[str]] = field(default_factory=dict)
    refused: Wrong | None = None


MOST_TEXTS = 10_000
TOO_MANY = Wrong(
    rule="not_a_list",
    text="deze kolom heeft meer dan 10.000 verschillende teksten, en zoveel namen of codes zijn er niet. Kies bij de "
    "kolommen een andere betekenis, of laat haar weg.",
)


def read_cells(
    cells: pl.Series, column: Column, header: str, said: Mapping[str, str], known: Known, *, inside: bool
) -> Answer:
    """`said`: casefolded text -> code, by the mapping. `inside`: see `names.candidates`."""
    column = _of_one_table(column, header)
    if column.kind is Kind.PSEUDONYM and not said:
        return _parsed(cells.str.replace_all("/", "-", literal=True), column, header)
    distinct = cells.drop_nulls().unique().to_list()
    if len(distinct) > MOST_TEXTS and (column.rule.refers or is_coded(column)):
        return Answer(values=pl.Series(column.name, [None] * cells.len(), dtype=pl.String), refused=TOO_MANY)
    meant = {text: said.get(text.casefold(), text) for text in distinct}
    if column.rule.refers:
        return _named(cells, column, meant, known, inside=inside)
    if not is_coded(column):
        blank = {text for text, word in meant.items() if word == EMPTY or _says_nothing(word, column)}
        parsed = _parsed(_replaced(cells, meant, blank), column, header)
        return Answer(values=parsed.values, wrong=_by_delivered(parsed.wrong, meant))
    return _coded(cells, column, header, meant)


def _of_one_table(column: Column, header: str) -> Column:
    """A header "Gemeente" over a column that takes a municipality or a village means municipalities."""
    tables = [table for table in column.rule.refers if plain(header) in HEADERS.get(table, ())]
    return replace(column, rule=replace(column.rule, refers=tuple(tables))) if tables else column


def is_coded(column: Column) -> bool:
    """Whether the column takes words of a list, which a supplier may call otherwise."""
    return bool(column.rule.codes and not column.rule.refers) or (column.kind is Kind.WORD and column.name in OWN)


def codes_for(texts: Iterable[str], column: Column, header: str) -> dict[str, str]:
    """The codes of the texts that are known words, also of an age band in other words; others are left out."""
    codes = {text: code_of(text, column) for text in texts}
    rest = pl.Series([text for text, code in codes.items() if code is None], dtype=pl.String)
    parsed = parse_column(rest, column, header=header).values.to_list()
    codes |= {text: value for text, value in zip(rest.to_list(), parsed, strict=True) if value is not None}
    return {text: code for text, code in codes.items() if code is not None}


def _coded(cells: pl.Series, column: Column, header: str, meant: Mapping[str, str]) -> Answer:
    codes = codes_for(set(meant.values()), column, header)
    good = {text: codes[word] or None for text, word in meant.items() if word in codes}
    wrong = _no_code(column)
    return Answer(values=_values(cells, good, column), wrong={text: wrong for text in meant if text not in good})


def _no_code(column: Column) -> Wrong:
    """In the Dutch words of the dashboard, where the codes have them."""
    if column.name not in LABELS:
        rule = "band" if column.name == "age_band" else "code" if column.rule.codes else "word"
        return Wrong(rule=rule, text=explain(rule, column))
    labels = [label for code, label in LABELS[column.name].items() if code in column.rule.codes]
    several = " Meer antwoorden mogen, met een komma ertussen." if column.rule.several else ""
    text = f"dit woord kennen we niet. Kies bij de waarden wat het betekent, of schrijf: {', '.join(labels)}.{several}"
    return Wrong(rule="code", text=text)


def _named(cells: pl.Series, column: Column, meant: Mapping[str, str], known: Known, *, inside: bool) -> Answer:
    codes = candidates(set(meant.values()) - {EMPTY}, column, known, inside=inside)
    good: dict[str, str | None] = {text: min(codes[word]) for text, word in meant.items() if _one(codes, word)}
    blank = {text for text, word in meant.items() if word == EMPTY or _says_nothing(word, column)}
    good |= {text: None for text in blank if text not in good}
    rest = {text: word for text, word in meant.items() if text not in good}
    shared = {text: codes[word] for text, word in rest.items() if codes[word]}
    lost = {text: word for text, word in rest.items() if text not in shared}
    wrong = {
        text: _unknown(word, column, known, near=not inside and place < MOST_NEAR)
        for place, (text, word) in enumerate(lost.items())
    }
    return Answer(values=_values(cells, good, column), wrong=wrong, shared=shared)


def _one(codes: Mapping[str, frozenset[str]], word: str) -> bool:
    return len(codes.get(word, ())) == 1


def _unknown(word: str, column: Column, known: Known, *, near: bool) -> Wrong:
    """`near`: the nearest name may be told; not where the text may be that of a person."""
    tables = column.rule.refers
    one, more = (" of ".join(THING[table][n] for table in tables) for n in (0, 1))
    name = nearest(word, column, known) if near else None
    like = f' Meest gelijkende naam: "{name}".' if name else ""
    text = (
        f"dit is niet bekend als {one}.{like} Verbeter de naam, kies bij de waarden wat hiermee bedoeld is, of lever "
        f"eerst de lijst met {more} aan."
    )
    return Wrong(rule=f"unknown_{tables[0]}", text=text)


def _says_nothing(word: str, column: Column) -> bool:
    free = column.kind is Kind.TEXT and not column.rule.refers
    return not column.required and not free and plain(word) in NOTHING


def _parsed(cells: pl.Series, column: Column, header: str) -> Answer:
    parsed = parse_column(cells, column, header=header)
    told = {rule: Wrong(rule=rule, text=explain(rule, column)) for rule in set(parsed.wrong.values())}
    wrong = {text: told[rule] for text, rule in parsed.wrong.items()}
    return Answer(values=parsed.values.alias(column.name), wrong=wrong)


def _replaced(cells: pl.Series, meant: Mapping[str, str], blank: set[str]) -> pl.Series:
    changed = {text: None if text in blank else word for text, word in meant.items() if text in blank or word != text}
    if not changed:
        return cells
    return cells.replace(list(changed), pl.Series(list(changed.values()), dtype=pl.String))


def _by_delivered(wrong: Mapping[str, Wrong], meant: Mapping[str, str]) -> dict[str, Wrong]:
    return {text: wrong[word] for text, word in meant.items() if word in wrong}


def _values(cells: pl.Series, good: Mapping[str, str | None], column: Column) -> pl.Series:
    new = pl.Series(list(good.values()), dtype=pl.String)
    return cells.replace_strict(list(good), new, default=None, return_dtype=pl.String).alias(column.name)
