"""What an attack found, in Dutch, for the one who makes publications."""

from collections.abc import Iterable

from domain.dutch import number, plural
from publishing.attack.attacker import Finding, Verdict
from publishing.attack.bounds import Interval

MOST_LINES = 200


def told(verdict: Verdict, seconds: float) -> str:
    """The report: what is learnt, then what is worth knowing, then the verdict."""
    lines = []
    if verdict.printed:
        lines.append(f"Getallen onder {verdict.smallest} die gewoon te lezen zijn:")
        lines += _cut(
            f"  {f.table} {f.category or 'totaal'} van {f.area} in {f.period}: {number(f.low)}" for f in verdict.printed
        )
    if verdict.leaks:
        lines.append("Wat een buitenstaander te weten komt over kleine groepen:")
        lines += _cut(_line(finding, verdict.smallest) for finding in verdict.leaks)
    if verdict.telling:
        lines.append(
            "Ter informatie: hier is zeker iemand. Dat is geen fout als de groep groot is; alleen wie de echte "
            "aantallen heeft, kan dat zien (--truth)."
        )
        lines += _cut(_line(finding, verdict.smallest) for finding in verdict.telling)
    cells = plural(verdict.asked, "cel", "cellen")
    lines.append(f"Onderzocht: {cells} in {number(seconds, 1)} seconden.")
    wrong = len(verdict.leaks) + len(verdict.printed)
    lines.append(
        f"Er is iets te weten te komen: {plural(wrong, 'cel', 'cellen')}."
        if verdict.learnt
        else f'Niets geleerd: nergens valt "niemand" of "{verdict.smallest} of meer" uit te sluiten waar dat niet mag.'
    )
    return "\n".join(lines)


def equations_told(found: dict[str, Interval], smallest: int) -> str:
    """A table of cells with their bounds and a verdict for each."""
    wide = max([len(name) for name in found] + [4])
    lines = [f"{'cel':{wide}}  {'laagst':>14}  {'hoogst':>14}  oordeel"]
    for name, interval in found.items():
        high = "onbegrensd" if interval.high is None else number(interval.high)
        judged = "afgeschermd" if interval.hides(smallest) else _why(interval, smallest)
        lines.append(f"{name:{wide}}  {number(interval.low):>14}  {high:>14}  {judged}")
    wrong = sum(not interval.hides(smallest) for interval in found.values())
    lines.append(
        f"Er is iets te weten te komen: {plural(wrong, 'cel is', 'cellen zijn')} niet afgeschermd."
        if wrong
        else "Niets geleerd: elke cel kan 0 zijn en ook ten minste " + f"{smallest}."
    )
    return "\n".join(lines)


def progress_told(done: int, every: int) -> str:
    return f"\r{number(done)} van {number(every)} cellen onderzocht"


def _line(finding: Finding, smallest: int) -> str:
    low, high = finding.interval.low, finding.interval.high
    if low == high:
        what = f"precies {number(low)}"
    elif high is None:
        what = f"ten minste {number(low)}"
    else:
        what = f"{number(low)} tot en met {number(high)}"
    return f"  {finding.target.name}: {what}" + ("" if low else f" (dus geen {smallest} of meer)")


def _why(interval: Interval, smallest: int) -> str:
    if interval.low == interval.high:
        return "te berekenen"
    return "zeker niet nul" if interval.low else f"zeker geen {smallest} of meer"


def _cut(lines: Iterable[str]) -> list[str]:
    every = list(lines)
    if len(every) > MOST_LINES:
        return [*every[:MOST_LINES], f"  ... en nog {number(len(every) - MOST_LINES)}"]
    return every
