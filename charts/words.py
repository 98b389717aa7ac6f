"""Numbers with their unit, and the words that stand where a number may not or cannot stand."""

from typing import Any

from domain import dutch
from domain.cells import Status
from domain.protection import MARK
from domain.results import Result, Unit

STATUS_WORD = {
    Status.HIDDEN: MARK,
    Status.NO_DATA: "geen gegevens",
    Status.NOT_YET_KNOWN: "nog niet bekend",
}
UNKNOWN = "niet te bepalen"
"""Shown, but without a value: a denominator of 0."""

Row = dict[str, Any]


def amount(value: float | None, unit: Unit, decimals: int = 0) -> str:
    """`0.31` as `31%`, `71` as `71 jaar`, cents as euros. Rates and ratios have at least one decimal."""
    if value is None:
        return UNKNOWN
    if unit is Unit.SHARE:
        return dutch.percent(value, decimals)
    if unit is Unit.CENTS:
        return dutch.euro(value, decimals)
    if unit is Unit.YEARS:
        return f"{dutch.number(value, decimals)} jaar"
    if unit is Unit.DAYS:
        return f"{dutch.number(value, decimals)} {'dag' if value == 1 else 'dagen'}"
    if unit is Unit.RATE:
        return f"{dutch.number(value, max(decimals, 1))} per 1.000"
    if unit is Unit.RATIO:
        return f"{dutch.number(value, max(decimals, 1))} keer"
    return dutch.number(value, decimals)


def is_shown(row: Row) -> bool:
    return row["status"] == Status.SHOWN and row["value"] is not None


def value_text(row: Row, unit: Unit, decimals: int) -> str:
    """The value, or the word of the status."""
    if row["status"] != Status.SHOWN:
        return STATUS_WORD[Status(row["status"])]
    return amount(row["value"], unit, decimals)


def margin_text(low: float | None, high: float | None, unit: Unit, decimals: int) -> str | None:
    """`61% tot 74%`; None where one of the two is missing."""
    if low is None or high is None:
        return None
    return f"{amount(low, unit, decimals)} tot {amount(high, unit, decimals)}"


def name_text(row: Row) -> str:
    """The label, with the series where there is one."""
    return ", ".join(part for part in (row["label"], row["series_label"]) if part)


def hover_text(row: Row, result: Result) -> str:
    """All that is known of a row, line by line."""
    unit, decimals, reference_label = result.unit, result.decimals, result.reference_label
    lines = [f"<b>{safe(name_text(row))}</b>", value_text(row, unit, decimals)]
    if is_shown(row):
        if unit is Unit.SHARE and row["count"] is not None and row["base"]:
            lines.append(f"{dutch.number(row['count'])} van {dutch.number(row['base'])}")
        margin = margin_text(row["low"], row["high"], unit, decimals)
        if margin:
            lines.append(f"{result.margin_label} {margin}")
    if row["reference"] is not None and reference_label:
        lines.append(f"{safe(reference_label)}: {amount(row['reference'], unit, decimals)}")
    return "<br>".join(lines)


def safe(text: str) -> str:
    """Text from data, without the few HTML tags that Plotly would act on."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def ink(text: str) -> str:
    """In the colour of the page's own text, also after the reader changed the theme: the server is not told of that."""
    return f'<span style="color:currentcolor">{text}</span>' if text else ""


def wrapped(text: str, width: int) -> list[str]:
    """Lines of at most `width` characters, broken at spaces; a longer word keeps its line."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines or [""]
