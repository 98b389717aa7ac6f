"""Numbers that were read from pages, charts or downloads, as a JSON file."""

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from pathlib import Path
from typing import Any

from domain.areas import Area
from domain.cells import Status
from domain.periods import parse_period
from publishing.attack.errors import AttackError
from publishing.attack.facts import Fact, Publication
from publishing.attack.read_release import areas_of, waits_of
from publishing.attack.tables import PEOPLE, REFERRING

KEYS = {"facts", "areas", "k", "data_date"}
FACT_KEYS = {"table", "area", "period", "category", "count", "sum", "share", "base", "digits", "status", "data_date"}


def read_pages(path: Path) -> Publication:
    """Raises AttackError with the sentence that tells what cannot be read."""
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal)
    except (OSError, UnicodeDecodeError) as error:
        raise AttackError(f"Het bestand {path} is er niet of is niet te lezen.") from error
    except (ValueError, RecursionError) as error:
        raise AttackError(f"Het bestand {path} is geen geldige JSON.") from error
    if isinstance(found, dict) and "equations" in found:
        raise AttackError(f"Het bestand {path} bevat vergelijkingen: zet er --equations voor.")
    return publication_of(found, path.name)


def publication_of(found: Any, name: str = "de cijfers") -> Publication:
    """From the JSON as it was read. `sum` of a fact is the value of a mean or median."""
    if not isinstance(found, dict) or not {"facts", "areas"} <= set(found) or not set(found) <= KEYS:
        raise AttackError(f'In {name} horen "facts" en "areas" te staan, en verder alleen "k" en "data_date".')
    if not isinstance(found["facts"], list):
        raise AttackError(f'In {name} hoort "facts" een lijst te zijn.')
    day = _day(found.get("data_date"), name)
    areas = areas_of(found["areas"])
    facts, dates = [], {}
    for place, item in enumerate(found["facts"], start=1):
        fact = _fact(item, f"feit {place} van {name}", areas)
        facts.append(fact)
        own = _day(item.get("data_date"), f"feit {place} van {name}")
        if own:
            dates[fact.figure] = own
    smallest = _whole(found.get("k", 5), f'"k" in {name}')
    return Publication(
        name=name, smallest=smallest, facts=tuple(facts), areas=areas, day=day, dates=dates,
        waits=waits_of(found["areas"]),
    )  # fmt: skip


def _fact(item: Any, where: str, areas: tuple[Area, ...]) -> Fact:
    if not isinstance(item, dict) or not {"table", "area", "period"} <= set(item) or not set(item) <= FACT_KEYS:
        raise AttackError(
            f"Bij {where} horen table, area en period te staan; verder kan: {', '.join(sorted(FACT_KEYS))}."
        )
    texts = [item["table"], item["area"], item["period"], item.get("category", "")]
    if not all(isinstance(text, str) for text in texts):
        raise AttackError(f"Bij {where} horen table, area, period en category tekst te zijn.")
    table, area, period, category = texts
    if table not in (*PEOPLE, REFERRING):
        raise AttackError(f'Bij {where} is de tabel "{table}" niet bekend.')
    if not {a.code for a in areas} >= set(area.split("+")):
        raise AttackError(f'Bij {where} staat het gebied "{area}" niet in "areas".')
    try:
        parse_period(period)
    except ValueError as error:
        raise AttackError(f'Bij {where} is "{period}" geen periode.') from error
    status = item.get("status", Status.SHOWN.value)
    if status not in list(Status):
        raise AttackError(f"Bij {where} is de status niet bekend: {', '.join(Status)}.")
    low, high = _count(item, where)
    value = float(_real(item["sum"], where)) if item.get("sum") is not None else None
    return Fact(
        table=table, area=area, period=period, category=category, status=status, low=low, high=high, value=value
    )


def _count(item: dict[str, Any], where: str) -> tuple[int | None, int | None]:
    """Every whole number that the fact leaves: of a share those that round to it."""
    if item.get("count") is not None:
        count = _whole(item["count"], f"count van {where}")
        return count, count
    if "share" not in item:
        return None, None
    if "base" not in item:
        raise AttackError(f"Bij {where} ontbreekt base: waarvan is het een deel?")
    share, base = _real(item["share"], where), _whole(item["base"], f"base van {where}")
    exponent = _decimal(item["share"]).as_tuple().exponent
    told = -exponent if isinstance(exponent, int) else 0
    digits = _whole(item["digits"], f"digits van {where}") if "digits" in item else max(told, 0)
    room = Fraction(1, 2 * 10 ** min(digits, 12))
    low, high = max(0, ceil((share - room) * base)), min(base, floor((share + room) * base))
    if low > high:
        raise AttackError(f"Bij {where} past geen enkel aantal bij dit deel van {base}.")
    return low, high


def _whole(found: Any, what: str) -> int:
    if isinstance(found, bool) or not isinstance(found, int) or not 0 <= found <= 10**9:
        raise AttackError(f"Bij {what} hoort een geheel getal van 0 tot 1.000.000.000.")
    return found


def _real(found: Any, where: str) -> Fraction:
    if isinstance(found, bool) or not isinstance(found, int | float | Decimal) or not _decimal(found).is_finite():
        raise AttackError(f"Bij {where} hoort een getal te staan.")
    return Fraction(_decimal(found))


def _decimal(found: float | Decimal) -> Decimal:
    """As it was written: 0.48 has two decimals."""
    return Decimal(str(found))


def _day(found: Any, where: str) -> date | None:
    try:
        return None if found is None else date.fromisoformat(found)
    except (TypeError, ValueError) as error:
        raise AttackError(f"Bij {where} is data_date geen datum; schrijf jaar-maand-dag, zoals 2026-03-31.") from error
