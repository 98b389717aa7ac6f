"""What was shown, as facts about cells: from the rows of the files, by the definitions that everyone may read."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from domain.agreements import Agreements
from domain.cells import OTHER, OTHER_LABEL, TOTAL
from domain.codes import AGE_BANDS, COARSE_AGE_LABELS
from indicators.catalogue import CATALOGUE
from indicators.tables import TABLES
from tools.proof_sheets import Names, Sheet
from tools.proof_words import STILL_RUNS, in_notes

HUB, GENDERS, BAND_TABLE, CROSSED = "referrals", "referrals.gender", "referrals.age_band", "referrals.gender_age"
STEPS = "trajectory.step"
REFERRALS = "Verwijzingen"
SHARES = ("contact_in_time", "feedback")
"""Of these only the two answers that count have a row."""
SEXES = {"Vrouwen": "female", "Mannen": "male"}
BANDS = {label: band for labels in (AGE_BANDS, COARSE_AGE_LABELS) for band, label in labels.items()}
KINDS = {
    "Gemiddelde leeftijd": "mean", "Middelste leeftijd": "median", "Gemiddeld": "mean", "Middelste (mediaan)": "median",
    "Een kwart wachtte zo lang of korter": "p25", "Een kwart wachtte zo lang of langer": "p75",
}  # fmt: skip


class Fact(NamedTuple):
    """One cell as it was shown; `kind` is count or sum, or `said` for a sentence without a number."""

    table: str
    area: str
    period: str
    category: str
    kind: str
    value: float

    @property
    def cell(self) -> tuple[str, str, str, str]:
        return self[:4]

    def as_json(self) -> dict[str, Any]:
        head = {"table": self.table, "area": self.area, "period": self.period, "category": self.category}
        if self.kind == "said":
            return head
        return head | {self.kind: int(self.value) if float(self.value).is_integer() else self.value}


class Reader(NamedTuple):
    names: Names
    agreements: Agreements


def facts_of(sheet: Sheet, reader: Reader) -> Iterator[Fact]:
    """Those in the rows of a file, and in its notes."""
    rule = RULES.get(sheet.indicator)
    found = list(rule(sheet, reader)) if rule else []
    yield from found
    if rule:
        table = STEPS if sheet.indicator == "days_to_intake" else CATALOGUE[sheet.indicator].tables[0]
        yield from (_count(sheet, table, category, n) for category, n in in_notes(sheet.notes, table))


def _breakdown(sheet: Sheet, reader: Reader) -> Iterator[Fact]:
    table = CATALOGUE[sheet.indicator].tables[0]
    for label, count in sheet.numbers(REFERRALS):
        yield _count(sheet, table, _category(table, label), count)
    runs = STILL_RUNS.get(table)
    if sheet.indicator not in SHARES and runs and sheet.rows and not _told(sheet, table, runs):
        yield _count(sheet, table, runs, 0)  # what is neither a row nor a note is nobody


def _told(sheet: Sheet, table: str, category: str) -> bool:
    labels = {next(iter(row.values())) for row in sheet.rows}
    noted = category in {found for found, _ in in_notes(sheet.notes, table)}
    return noted or OTHER_LABEL in labels or (TABLES[table].labels or {})[category] in labels


def _category(table: str, label: str) -> str:
    known = {
        word: code for words in (TABLES[table].labels, TABLES[table].coarse) for code, word in (words or {}).items()
    }
    return OTHER if label == OTHER_LABEL else known[label]


def _ratio(sheet: Sheet, reader: Reader) -> Iterator[Fact]:
    """What a share is of tells how many were put together."""
    known: dict[str, float] = {GENDERS: 0, BAND_TABLE: 0}
    of: dict[str, float] = {}
    for row, (label, count) in zip(_with(sheet, REFERRALS), sheet.numbers(REFERRALS), strict=True):
        sex = SEXES.get(label)
        table, category = (GENDERS, sex) if sex else (BAND_TABLE, BANDS[label.removesuffix(" jaar")])
        known[table] += count
        of[table] = _base(row)
        yield _count(sheet, table, category, count)
    yield from (_count(sheet, table, OTHER, n - known[table]) for table, n in of.items() if n > known[table])


def _pyramid(sheet: Sheet, reader: Reader) -> Iterator[Fact]:
    for row, (label, count) in zip(_with(sheet, REFERRALS), sheet.numbers(REFERRALS), strict=True):
        band = OTHER if label == OTHER_LABEL else BANDS[label]
        yield _count(sheet, CROSSED, f"{SEXES[row['Reeks']]}|{band}", count)


def _with(sheet: Sheet, header: str) -> list[dict[str, str]]:
    return [row for row in sheet.rows if row.get(header, "")[:1].isdigit()]


def _moments(sheet: Sheet, reader: Reader) -> Iterator[Fact]:
    table = CATALOGUE[sheet.indicator].tables[0]
    for header in ("Jaren", "Dagen"):
        for label, value in sheet.numbers(header):
            if label in KINDS:
                yield Fact(table, sheet.area, sheet.period, KINDS[label], "sum", value)


def _potential(sheet: Sheet, reader: Reader) -> Iterator[Fact]:
    yield from (_count(sheet, HUB, TOTAL, n) for label, n in sheet.numbers("Aantal") if label == REFERRALS)


def _trend(sheet: Sheet, reader: Reader) -> Iterator[Fact]:
    for label, count in sheet.numbers("Aantal"):
        yield Fact(HUB, sheet.area, reader.names.period(label), TOTAL, "count", count)


def _areas(sheet: Sheet, reader: Reader) -> Iterator[Fact]:
    for label, count in sheet.numbers(REFERRALS):
        yield Fact(HUB, reader.names.area(label, sheet.area), sheet.period, TOTAL, "count", count)


def _parts(sheet: Sheet, reader: Reader) -> Iterator[Fact]:
    for label, count in sheet.numbers(REFERRALS):
        yield Fact(HUB, reader.names.part(label, sheet.area), sheet.period, TOTAL, "count", count)


def _cost(sheet: Sheet, reader: Reader) -> Iterator[Fact]:
    for label, count in sheet.numbers(REFERRALS):
        activity = label.endswith("gestarte activiteit")
        yield _count(sheet, STEPS, "activity", count) if activity else _count(sheet, HUB, TOTAL, count)


def _referring(sheet: Sheet, reader: Reader) -> Iterator[Fact]:
    found = (n for label, n in sheet.numbers("Aantal") if label == "Verwijzende praktijken")
    yield from (_count(sheet, "practices.referring", TOTAL, n) for n in found)


def _steps(sheet: Sheet, reader: Reader) -> Iterator[Fact]:
    """The trio of each step: reached, not reached, and not yet known. What has no row of its own there is nobody."""
    labels = {s.label: s.step for s in reader.agreements.variant_of(sheet.area)}
    trios: dict[str, dict[str, float]] = {}
    for row, (label, count) in zip(_with(sheet, REFERRALS), sheet.numbers(REFERRALS), strict=True):
        trio = trios.setdefault(labels[label], {"": 0, "|not_yet": 0, "|missed": 0})
        if row["Aandeel"][:1].isdigit():
            trio |= {"": count, "|missed": _base(row) - count}
        else:
            trio["|not_yet"] = count
    for step, trio in trios.items():
        if step == "referral":
            yield _count(sheet, STEPS, TOTAL, trio[""])  # of the day that the steps stand at
        else:
            yield from (_count(sheet, STEPS, f"{step}{part}", n) for part, n in trio.items())


def _base(row: dict[str, str]) -> float:
    return float(row["Op basis van"].replace(".", ""))


def _count(sheet: Sheet, table: str, category: str, count: float) -> Fact:
    return Fact(table, sheet.area, sheet.period, category, "count", count)


RULES: dict[str, Callable[[Sheet, Reader], Iterator[Fact]]] = {
    **dict.fromkeys(
        ("reach_women", "referrals_reason", "referrals_referrer", "referrals_recipient", "referrals_direction",
         "referrals_provision", "referrals_client", "referrals_offer", "contact_in_time", "feedback", "endings"),
        _breakdown,
    ),
    "reach_ratio": _ratio, "reach_pyramid": _pyramid, "reach_age": _moments, "days_to_intake": _moments,
    "referrals_potential": _potential, "referrals_trend": _trend, "referrals_rate": _areas, "reach_areas": _parts,
    "budget_cost": _cost, "practices_referring": _referring, "trajectory_steps": _steps,
}  # fmt: skip
"""What each file with numbers about residents tells. The others follow from these, or are about something else."""
