"""One cell of a delivered file: from text to a typed value, by a Pydantic type that is made from the contract."""

import re
from collections.abc import Callable
from datetime import date
from types import GenericAlias
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, TypeAdapter

from data_access.columns import Column, Kind, Rule
from domain.dutch import number
from domain.periods import Grain, parse_period

LARGEST = 10**15
LARGEST_WHOLE = 2**31 - 1
"""What an integer column of PostgreSQL holds."""
YES_NO = {"true": True, "ja": True, "waar": True, "1": True, "false": False, "nee": False, "onwaar": False, "0": False}
EXPECTED = {
    Kind.TEXT: "is te lang. Gebruik ten hoogste 2.000 tekens.",
    Kind.WORD: "is geen codewoord. Gebruik letters, cijfers, - en _, en geen vrije tekst.",
    Kind.PSEUDONYM: "is geen pseudoniem. Gebruik een eigen code van letters, cijfers, punt, dubbelepunt, - en _, "
    "en nooit een naam, BSN of e-mailadres.",
    Kind.MUNICIPALITY: "is geen CBS-code van een gemeente. Schrijf GM en vier cijfers, zoals GM0153.",
    Kind.WHOLE: "is geen heel getal, of het is te groot. Schrijf alleen cijfers.",
    Kind.NUMBER: "is geen getal. Schrijf cijfers met ten hoogste een komma of punt, zonder duizendtallen.",
    Kind.YES_NO: "is geen ja of nee. Schrijf true of false.",
    Kind.DATE: "is geen datum. Schrijf jaar-maand-dag, zoals 2026-03-31.",
    Kind.MONTH: "is geen maand. Schrijf jaar-maand, zoals 2026-03.",
    Kind.PERIOD: "is geen periode. Schrijf 2026, 2026-H1, 2026-Q3 of 2026-07.",
}


def adapter_of(column: Column) -> TypeAdapter[list[Any]]:
    """Validates a list of texts of the column; an error tells the places in the list that are wrong."""
    many: Any = GenericAlias(list, (_type_of(column.kind, column.rule),))
    return TypeAdapter(many)


def expected(column: Column) -> str:
    """The second half of the sentence about a wrong value: what is wrong, and what to write."""
    rule = column.rule
    if rule.codes and not rule.refers:
        several = " (meer codes: met een spatie ertussen)" if rule.several else ""
        return f"staat niet in de codelijst. Kies uit: {', '.join(rule.codes)}{several}."
    cents = " Het bedrag staat in eurocenten." if column.name.endswith("_cents") else ""
    return EXPECTED[column.kind] + cents + _bounds(rule)


def _bounds(rule: Rule) -> str:
    if rule.low is None:
        return ""
    return f" Het mag {number(rule.low)} of meer zijn." if rule.high is None else (
        f" Het moet van {rule.low:.0f} tot en met {rule.high:.0f} zijn."
    )  # fmt: skip


def _type_of(kind: Kind, rule: Rule) -> Any:
    most = LARGEST_WHOLE if kind is Kind.WHOLE else LARGEST
    low, high = (-most if rule.low is None else rule.low), (most if rule.high is None else rule.high)
    types: dict[Kind, Any] = {
        Kind.TEXT: Annotated[str, StringConstraints(max_length=2000)],
        Kind.WORD: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,40}$")],
        Kind.MUNICIPALITY: Annotated[str, StringConstraints(pattern=r"^GM[0-9]{4}$")],
        Kind.PSEUDONYM: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._:-]{1,64}$"), AfterValidator(_no_bsn)],
        Kind.WHOLE: Annotated[int, BeforeValidator(_whole), Field(ge=low, le=high)],
        Kind.NUMBER: Annotated[float, BeforeValidator(_number), Field(ge=low, le=high)],
        Kind.YES_NO: Annotated[bool, BeforeValidator(_yes_no)],
        Kind.DATE: Annotated[date, BeforeValidator(_day)],
        Kind.MONTH: Annotated[str, AfterValidator(_month)],
        Kind.PERIOD: Annotated[str, AfterValidator(_period)],
    }
    if rule.codes and not rule.refers:
        return Annotated[str, AfterValidator(_in_list(rule))]
    return types[kind]


def _in_list(rule: Rule) -> Callable[[str], str]:
    def check(text: str) -> str:
        words = text.split() if rule.several else [text]
        if not set(words) <= set(rule.codes):
            raise ValueError(text)
        return " ".join(words)

    return check


def _no_bsn(text: str) -> str:
    """Refuses nine digits that pass the eleven test, which every BSN does."""
    if re.fullmatch(r"\d{9}", text):
        weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
        if sum(weight * int(digit) for weight, digit in zip(weights, text, strict=True)) % 11 == 0:
            raise ValueError("BSN")
    return text


def _whole(text: str) -> int:
    if not re.fullmatch(r"-?[0-9]+", text):
        raise ValueError(text)
    return int(text)


def _number(text: str) -> float:
    if not re.fullmatch(r"-?[0-9]+([.,][0-9]+)?([eE]-?[0-9]+)?", text):
        raise ValueError(text)
    return float(text.replace(",", "."))


def _yes_no(text: str) -> bool:
    if text.lower() not in YES_NO:
        raise ValueError(text)
    return YES_NO[text.lower()]


def _day(text: str) -> date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError(text)
    return date.fromisoformat(text)


def _period(text: str) -> str:
    return parse_period(text).code


def _month(text: str) -> str:
    if parse_period(text).grain is not Grain.MONTH:
        raise ValueError(text)
    return text
