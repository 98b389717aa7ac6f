"""Registrations of residents, pseudonymous, and the fact that a delivery was made.

Never a name, a BSN, an address, a birth date, an e-mail address or free text about a person.
"""

from datetime import date

from sqlalchemy import Index, text
from sqlmodel import Field

from data_access.models.base import Delivered

CURRENT = text("batch_out IS NULL")


class Referral(Delivered, table=True):
    """One referral; the key of a current row is (supplier, case_id). Codes as in domain.codes.

    `age` in whole years, or only `age_band` where the supplier registers bands. `offers` are codes with spaces between.
    Figures are read from the snapshot, so no further index slows an import down.
    `not_arrived` and `declined` are two different endings. Empty means not registered.
    """

    __table_args__ = (
        Index("uq_referral_current", "supplier", "case_id", unique=True,
              sqlite_where=CURRENT, postgresql_where=CURRENT),
    )  # fmt: skip

    supplier: str
    case_id: str
    person: str
    municipality: str
    village: str | None = None
    practice: str | None = None
    referrer: str | None = None
    gender: str | None = None
    age: int | None = None
    age_band: str | None = None
    reason: str | None = None
    date_referral: date
    date_contact: date | None = None
    date_intake: date | None = None
    date_activity: date | None = None
    date_aftercare: date | None = None
    date_closing: date | None = None
    recipient: str | None = None
    direction: str | None = None
    provision: str | None = None
    offers: str | None = None
    not_arrived: bool = False
    declined: bool = False
    ending_reason: str | None = None
    feedback: bool | None = None
    client: str | None = None
    hours: float | None = None


class Delivery(Delivered, table=True):
    """That a supplier delivered a municipality's registrations of a month, also when there were none (`rows` 0)."""

    supplier: str
    municipality: str = Field(index=True)
    month: str
    rows: int = 0
    delivered_on: date


class Wellbeing(Delivered, table=True):
    """One score of a questionnaire, before (`t0`) or after (`t1`); of the case of a referral by the same supplier."""

    supplier: str
    case_id: str
    municipality: str = Field(index=True)
    instrument: str
    moment: str
    day: date
    score: float


class PracticeSurvey(Delivered, table=True):
    """What a practice answered in a survey; `obstacles` are codes with spaces between. Empty means not answered."""

    practice: str = Field(index=True)
    period: str
    knows: bool | None = None
    mark: float | None = None
    cooperation: bool | None = None
    obstacles: str | None = None
