"""Which categories a breakdown has here: the fine ones, or the larger ones that a release put in their place."""

from collections.abc import Iterable, Mapping

from domain.cells import OTHER
from domain.codes import AGE_BANDS, BAND_STARTS, COARSE_AGE, COARSE_AGE_LABELS, UNKNOWN
from indicators.tables import TABLES
from indicators.view import View

CROSSED = "referrals.gender_age"
AGES = "Leeftijden staan in drie groepen, omdat fijnere groepen te klein zijn om te tonen."
REASONS = "Redenen staan in vijf groepen, omdat fijnere groepen te klein zijn om te tonen."
NOTE = {CROSSED: AGES, "referrals.age_band": AGES, "referrals.reason": REASONS}


def is_coarse(view: View, table: str) -> bool:
    """A category that only the coarse list has tells it: some stand in both."""
    fine, coarse = AGE_BANDS if table == CROSSED else TABLES[table].labels, _coarse(table)
    found = {c.split("|")[-1] for c in view.cells.lookup(table, view.area.code).get(view.period.code, {})}
    return bool(found & (set(coarse) - set(fine or {})))


def labels_in(view: View, table: str) -> Mapping[str, str]:
    """Dutch word by category, in the order on screen."""
    return _coarse(table) if is_coarse(view, table) else TABLES[table].labels or {}


def bands_in(view: View, table: str) -> Mapping[str, str]:
    """Dutch word by age band, youngest first, without those that are not registered."""
    labels = COARSE_AGE_LABELS if is_coarse(view, table) else AGE_BANDS
    return {band: label for band, label in labels.items() if band != UNKNOWN}


def fine_bands(band: str) -> tuple[str, ...]:
    """The bands of the population that a band holds."""
    return COARSE_AGE.get(band, (band,))


def first_age(band: str) -> int:
    return BAND_STARTS[fine_bands(band)[0]]


def coarse_notes(view: View, tables: Iterable[str]) -> tuple[str, ...]:
    """Why the categories are larger, once for tables that share them."""
    return tuple(dict.fromkeys(NOTE[table] for table in tables if table in NOTE and is_coarse(view, table)))


def in_order(labels: Mapping[str, str], found: Iterable[str]) -> list[str]:
    """The known categories first, then any other, and what was put together last."""
    given = list(found)
    further = sorted(c for c in given if c not in labels and c != OTHER)
    return [*labels, *further, *([OTHER] if OTHER in given else [])]


def _coarse(table: str) -> Mapping[str, str]:
    return COARSE_AGE_LABELS if table == CROSSED else TABLES[table].coarse or {}
