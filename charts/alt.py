"""What a chart shows, in words, for who cannot see it. Made from the result alone, at most some 300 characters."""

from charts.words import STATUS_WORD, Row, amount, is_shown, name_text
from domain.cells import Status
from domain.results import Result

LONGEST = 300


def alt_text(result: Result) -> str:
    """Title, area, period and value; then the highest and lowest row; then how many rows have no number, and why."""
    rows = result.rows.to_dicts()
    parts = [f"{result.title}, {result.area_name}, {result.period_label}: {headline(result)}."]
    parts += [t for t in (telling(result, [r for r in rows if is_shown(r)]), silent(rows)) if t]
    text = parts[0]
    for part in parts[1:]:
        if len(text) + 1 + len(part) <= LONGEST:
            text = f"{text} {part}"
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"


def headline(result: Result) -> str:
    if result.status is not Status.SHOWN:
        return STATUS_WORD[result.status]
    if result.value is None:
        return "per onderdeel"
    return amount(result.value, result.unit, result.decimals)


def telling(result: Result, shown: list[Row]) -> str | None:
    """The last of a line in time is what counts; of other shapes the highest and the lowest."""
    if not shown:
        return None
    if result.shape in ("path", "columns"):
        first, last = (f"{r['label']} {amount(r['value'], result.unit, result.decimals)}" for r in ends(shown))
        return f"Van {first} naar {last}." if first != last else f"Alleen {first}."
    high, low = max(shown, key=lambda r: r["value"]), min(shown, key=lambda r: r["value"])
    text = f"Hoogst: {name_text(high)}, {amount(high['value'], result.unit, result.decimals)}"
    if high is low:
        return f"{text}."
    return f"{text}; laagst: {name_text(low)}, {amount(low['value'], result.unit, result.decimals)}."


def ends(shown: list[Row]) -> tuple[Row, Row]:
    """First and last of what has happened: the series `now` where there is one."""
    past = [r for r in shown if r["series"] == "now"] or shown
    return past[0], past[-1]


def silent(rows: list[Row]) -> str | None:
    """`Afgeschermd: 2 van 8. Geen gegevens: 1 van 8.`"""
    counts = {s: sum(r["status"] == s for r in rows) for s in STATUS_WORD}
    found = [f"{STATUS_WORD[s].capitalize()}: {n} van {len(rows)}." for s, n in counts.items() if n]
    return " ".join(found) or None
