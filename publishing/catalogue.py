"""The closed catalogue of releases: blocks of leaves, the tables they add up to, structural zeros.

A block holds tables that are tied to each other by definition (gender, age band and the two crossed; the tables of the
trajectory). Different blocks share nothing but the number of referrals of an area and period: one star.
A leaf is an atom (the finest combination of a block) in one area and period.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from domain.codes import COARSE_AGE, COARSE_REASON, OFFER, UNKNOWN
from indicators.count.prepare import STEPS_AFTER_REFERRAL

PEOPLE = "people"
TRAJECTORY = "trajectory"
GENDER, BANDS, CROSSED = "referrals.gender", "referrals.age_band", "referrals.gender_age"
CONTACT, FEEDBACK, ENDING, STEPS = (
    "trajectory.contact", "trajectory.feedback", "trajectory.ending", "trajectory.step",
)  # fmt: skip
OFFERS, AGE, DAYS = "referrals.offer", "age", "trajectory.days_to_intake"
ONE_WAY = {
    "reason": "referrals.reason", "referrer": "referrals.referrer", "recipient": "referrals.recipient",
    "direction": "referrals.direction", "provision": "referrals.provision", "client": "referrals.client",
}  # fmt: skip
"""Column to table: blocks of one table."""
WITHOUT = "without"
"""The complement of an offer: a cell of the catalogue that is never published, but can be worked out."""
DATED = "days.dated"
"""Contact in time crossed with having an intake date: never published, kept as it is where days to intake are."""
YEARS = "years"
"""The atom that holds the sum of the ages of a leaf row, so that means add up over areas and periods."""
COARSE = {
    BANDS: {fine: coarse for coarse, parts in COARSE_AGE.items() for fine in parts},
    "referrals.reason": {fine: coarse for coarse, parts in COARSE_REASON.items() for fine in parts},
}
ABOUT_CONTACT_DAYS = 14
"""Five working days with every holiday in them are over by then."""


@dataclass(frozen=True, kw_only=True)
class Block:
    """`atoms`: names. `maps`: for each atom the (table, category) pairs it counts in."""

    name: str
    atoms: tuple[str, ...]
    maps: Mapping[str, tuple[tuple[str, str], ...]]


def atoms_of(block: str) -> pl.Expr:
    """The atom of a prepared referral."""
    if block == PEOPLE:
        return pl.format("{}|{}|{}", "gender", "age_band", pl.col("age").is_not_null().cast(pl.Int8))
    if block == TRAJECTORY:
        steps = [pl.col(f"reached_{s}").fill_null("-") for s in STEPS_AFTER_REFERRAL]
        return pl.concat_str(
            "contact", "feedback", "ending", pl.col("days").is_not_null().cast(pl.Int8), *steps, separator="/"
        )
    if block in OFFER:
        has = pl.col("offers").fill_null("").str.split(" ").list.contains(block)
        return pl.when(has).then(pl.lit(block)).otherwise(pl.lit(WITHOUT))
    return pl.col(block)


BLOCKS = (PEOPLE, TRAJECTORY, *ONE_WAY, *OFFER)


def block_of(name: str, atoms: Iterable[str]) -> Block:
    """The block with the atoms that occur somewhere, and all of a closed list."""
    every = tuple(sorted({*atoms, *_closed(name)}))
    return Block(name=name, atoms=every, maps={atom: maps_of(name, atom) for atom in every})


def _closed(name: str) -> Iterable[str]:
    from domain import codes

    if name == PEOPLE:
        bands = [b for b in codes.AGE_BANDS if b != UNKNOWN]
        crossed = [f"{sex}|{band}|1" for sex in ("female", "male") for band in bands]
        return [*crossed, f"other|{UNKNOWN}|0", f"{UNKNOWN}|{UNKNOWN}|0"]
    if name == TRAJECTORY:
        return []
    if name in OFFER:
        return [name, WITHOUT]
    closed = {"reason": codes.REASON, "referrer": codes.REFERRER, "recipient": codes.RECIPIENT,
              "direction": codes.DIRECTION, "provision": codes.PROVISION, "client": codes.CLIENT}  # fmt: skip
    return list(closed[name])


def maps_of(name: str, atom: str) -> tuple[tuple[str, str], ...]:
    if name == PEOPLE:
        return _people(*atom.split("|"))
    if name == TRAJECTORY:
        contact, feedback, ending, dated, *steps = atom.split("/")
        return (
            (CONTACT, contact), (FEEDBACK, feedback), (ENDING, ending), (DATED, f"{contact}|{dated}"),
            *((STEPS, step) for step in steps if step != "-"),
        )  # fmt: skip
    if name in OFFER:
        return ((OFFERS, name if atom == name else f"{name}|{WITHOUT}"),)
    return _with_coarse(ONE_WAY[name], atom)


def _people(gender: str, band: str, aged: str) -> tuple[tuple[str, str], ...]:
    found = [(GENDER, gender), *_with_coarse(BANDS, band)]
    if band != UNKNOWN:
        found += [(CROSSED, f"{gender}|{b}") for _, b in _with_coarse(BANDS, band)]
    return (*found, (AGE, "known")) if aged == "1" else tuple(found)


def _with_coarse(table: str, category: str) -> tuple[tuple[str, str], ...]:
    coarse = COARSE.get(table, {}).get(category, category)
    return ((table, category),) if coarse == category else ((table, category), (table, coarse))


def is_coarse(table: str, category: str) -> bool:
    of = BANDS if table == CROSSED else table
    return category.rsplit("|", maxsplit=1)[-1] in {c for fine, c in COARSE.get(of, {}).items() if fine != c}


def is_fine(table: str, category: str) -> bool:
    """Replaced where the table comes in coarser categories."""
    of = BANDS if table == CROSSED else table
    fine = category.rsplit("|", maxsplit=1)[-1]
    return COARSE.get(of, {}).get(fine, fine) != fine


def unit_of(table: str, category: str) -> str:
    """What is shown or hidden together: both genders of an age band, the three numbers of a step, with and without."""
    if table == CROSSED:
        return f"{table}|{category.rsplit('|', maxsplit=1)[-1]}"
    if table in (STEPS, OFFERS):
        return f"{table}|{category.split('|', maxsplit=1)[0]}"
    return f"{table}|{category}"


def structural(table: str, category: str, last_day: date, data_date: date, normal_days: Mapping[str, int]) -> bool:
    """Whether definitions alone tell that nobody is counted here: nothing of a period long past is "not yet"."""
    if not category.endswith("not_yet"):
        return False
    if table == CONTACT:
        return last_day + timedelta(days=ABOUT_CONTACT_DAYS) < data_date
    if table == STEPS:
        days = normal_days.get(category.split("|", maxsplit=1)[0])
        return days is not None and last_day + timedelta(days=days) < data_date
    return False
