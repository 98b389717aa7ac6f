"""The closed list of tables that cells are made for. Nothing is counted, released or shown that is not in it.

`persons`: the cells stand for residents and pass the gate's protection. `open`: practices, inhabitants, euros; shown as
they are. `live`: never released, only for the coordinator of the municipality.
Every `persons` table is one star spoke: within one area and period it is never crossed with another.
"""

from dataclasses import dataclass
from enum import StrEnum

from domain.codes import (
    AGE_BANDS,
    CLIENT,
    COARSE_AGE_LABELS,
    COARSE_REASON_LABELS,
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
)  # fmt: skip


class Protection(StrEnum):
    PERSONS = "persons"
    OPEN = "open"
    LIVE = "live"


@dataclass(frozen=True, kw_only=True)
class Table:
    """`labels`: Dutch word by category, where the list is closed. `additive`: the categories add up to the total.

    `coarse`: the same for the larger categories that a release may put in their place; never mixed within one period.
    """

    name: str
    protection: Protection
    counts: str
    labels: dict[str, str] | None = None
    additive: bool = True
    coarse: dict[str, str] | None = None


_P, _O, _L = Protection.PERSONS, Protection.OPEN, Protection.LIVE

TABLES: dict[str, Table] = {
    t.name: t
    for t in (
        # One row with category TOTAL for every area and period from the first delivery on: the star's hub.
        Table(name="referrals", protection=_P, counts="referrals"),
        # Gender and age band count as registered only where both are; the others stand under `unknown` in both tables.
        Table(name="referrals.gender", protection=_P, counts="referrals", labels=GENDER),
        Table(name="referrals.age_band", protection=_P, counts="referrals", labels=AGE_BANDS, coarse=COARSE_AGE_LABELS),
        # Category `female|65-74`: the registered ones; adds up to both tables above, less `other` and `unknown`.
        Table(name="referrals.gender_age", protection=_P, counts="referrals", additive=False),
        Table(name="referrals.reason", protection=_P, counts="referrals", labels=REASON, coarse=COARSE_REASON_LABELS),
        Table(name="referrals.referrer", protection=_P, counts="referrals", labels=REFERRER),
        Table(name="referrals.recipient", protection=_P, counts="referrals", labels=RECIPIENT),
        Table(name="referrals.direction", protection=_P, counts="referrals", labels=DIRECTION),
        Table(name="referrals.provision", protection=_P, counts="referrals", labels=PROVISION),
        Table(name="referrals.client", protection=_P, counts="referrals", labels=CLIENT),
        # A referral can have more offers: `count` is referrals with that offer.
        Table(name="referrals.offer", protection=_P, counts="referrals", labels=OFFER, additive=False),
        # Categories mean, median (sum = years; count = referrals with a known age in years), known (count only).
        Table(name="age", protection=_P, counts="referrals with a known age", additive=False),
        # Category `intake` = reached; `intake|not_yet` = not reached and younger than the step's normal days;
        # `intake|missed` = not reached and older. One trio for each step of the area's variant after `referral`.
        Table(name="trajectory.step", protection=_P, counts="referrals", additive=False),
        Table(name="trajectory.contact", protection=_P, counts="referrals", labels=CONTACT),
        Table(name="trajectory.feedback", protection=_P, counts="referrals", labels=FEEDBACK),
        Table(name="trajectory.ending", protection=_P, counts="referrals", labels=ENDING),
        # Categories mean, median, p25, p75 (sum = days from referral to intake; count = referrals with an intake).
        Table(name="trajectory.days_to_intake", protection=_P, counts="referrals with an intake", additive=False),
        # TOTAL: intakes in the period by date of intake (not by date of referral).
        Table(name="intakes", protection=_P, counts="intakes"),
        # Number of practices with a referral in the period; a declared exception of the protection: open.
        Table(name="practices.referring", protection=_O, counts="practices"),
        # Category practice code: count = referrals; sum = ordinal day (date.toordinal) of the last referral.
        Table(name="practices.referrals", protection=_L, counts="referrals", additive=False),
        # At the period's end (or the data date): categories all, participating (count = practices, sum = registered
        # patients), pilot, pairs (count = matches practice - social worker).
        Table(name="practices", protection=_O, counts="practices", additive=False),
        # Category practice code, for each practice taking part at the period's end: count 1, sum = registered patients.
        Table(name="practices.participant", protection=_L, counts="practices", additive=False),
        # Of referrals in the period: categories asked, filled (fields), late, contradictory (referrals).
        Table(name="quality", protection=_L, counts="fields or referrals", additive=False),
        # Months of the period (up to the data date): categories expected, delivered (count = months).
        Table(name="delivery", protection=_O, counts="months", additive=False),
        # Inhabitants on 1 January of the period's year:
        # category `female|65-74` and TOTAL.
        Table(name="population", protection=_O, counts="inhabitants"),
        # Expenses in the period: category budget line, sum = cents charged to WOR; `regular` = cents on regular money.
        Table(name="spent.line", protection=_O, counts="expenses"),
        Table(name="spent.fund", protection=_O, counts="expenses"),
    )
}  # fmt: skip
