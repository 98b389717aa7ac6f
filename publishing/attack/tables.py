"""What an outsider knows of the tables by definition; written apart from the catalogue of the makers."""

import re
from typing import NamedTuple

from domain.cells import TOTAL
from domain.codes import (
    AGE_BANDS,
    BAND_STARTS,
    CLIENT,
    COARSE_AGE,
    COARSE_REASON,
    CONTACT,
    DIRECTION,
    ENDING,
    FEEDBACK,
    GENDER,
    OFFER,
    PROVISION,
    REASON,
    RECIPIENT,
    REFERRER,
    STEP,
)

HUB = "referrals"
GENDER_TABLE, BAND_TABLE, CROSS = "referrals.gender", "referrals.age_band", "referrals.gender_age"
OFFERS, STEPS, INTAKES, AGES, DAYS = (
    "referrals.offer", "trajectory.step", "intakes", "age", "trajectory.days_to_intake",
)  # fmt: skip
CONTACT_TABLE, FEEDBACK_TABLE, ENDING_TABLE = "trajectory.contact", "trajectory.feedback", "trajectory.ending"
REFERRING = "practices.referring"
PARTITIONS: dict[str, tuple[str, ...]] = {
    GENDER_TABLE: tuple(GENDER), BAND_TABLE: tuple(AGE_BANDS), "referrals.reason": tuple(REASON),
    "referrals.referrer": tuple(REFERRER), "referrals.recipient": tuple(RECIPIENT),
    "referrals.direction": tuple(DIRECTION), "referrals.provision": tuple(PROVISION), "referrals.client": tuple(CLIENT),
    CONTACT_TABLE: tuple(CONTACT), FEEDBACK_TABLE: tuple(FEEDBACK), ENDING_TABLE: tuple(ENDING),
}  # fmt: skip
"""Tables of which the categories add up to the total."""
CROSSED = ("female", "male")
CROSS_CELLS = tuple(f"{gender}|{band}" for gender in CROSSED for band in BAND_STARTS)
STEP_NAMES = tuple(step for step in STEP if step != "referral")
TRIO = ("", "|not_yet", "|missed")
STEP_CELLS = tuple(f"{step}{part}" for step in STEP_NAMES for part in TRIO)
CELLS: dict[str, tuple[str, ...]] = {
    HUB: (TOTAL,), **PARTITIONS, CROSS: CROSS_CELLS, OFFERS: tuple(OFFER), STEPS: STEP_CELLS,
}  # fmt: skip
"""The finest cells of each table of one area and period; `intakes` has another date and stands apart."""
PEOPLE = (*CELLS, INTAKES, AGES, DAYS)
"""Tables about residents; every other table is open and tells nothing about them, but for REFERRING."""
TOGETHER = ((GENDER_TABLE, BAND_TABLE, CROSS, AGES), (CONTACT_TABLE, FEEDBACK_TABLE, ENDING_TABLE, STEPS, DAYS))
"""Tables that tell of each other."""
GROWING = frozenset({
    HUB, GENDER_TABLE, BAND_TABLE, CROSS, "referrals.reason", "referrals.referrer", "referrals.client",
})  # fmt: skip
"""What is registered once, at the referral: between two data dates these only grow."""
FINE = {
    BAND_TABLE: COARSE_AGE, "referrals.reason": COARSE_REASON,
    CROSS: {f"{g}|{coarse}": tuple(f"{g}|{band}" for band in bands) for g in CROSSED
            for coarse, bands in COARSE_AGE.items()},
}  # fmt: skip
SENTENCE = re.compile(r"^(?P<who>[a-z]+)(?P<sign>>=?)(?P<part>[1-9])/(?P<whole>[1-9])$")


class Cell(NamedTuple):
    """`version` is the place of a data date in the timeline."""

    version: int
    area: str
    period: str
    table: str
    category: str

    def __str__(self) -> str:
        return f"{self.table} {self.category or 'totaal'} van {self.area} in {self.period}"


class Increment(NamedTuple):
    """By how much a cell grew between the versions `before` and that of `after`."""

    before: int
    after: Cell

    def __str__(self) -> str:
        return f"de toename van {self.after}"


def fine_of(table: str, category: str) -> tuple[str, ...]:
    """The finest categories that this one is the sum of; empty for a category that the table does not have."""
    if category in FINE.get(table, {}):
        return FINE[table][category]
    return (category,) if category in CELLS.get(table, ()) or (table == INTAKES and category == TOTAL) else ()


def groups(tables: set[str]) -> tuple[str, ...]:
    """The tables with cells that matter where something was published of `tables`: these and what they tell of."""
    wide = tables | {t for group in TOGETHER if tables & set(group) for t in group} | {HUB}
    return tuple(table for table in CELLS if table in wide)
