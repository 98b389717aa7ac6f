"""The tables. Names are the field's; money is integer cents; every delivered row knows its batch in and out."""

from data_access.models.housekeeping import Account, DataVersion, ImportBatch
from data_access.models.programme import (
    BudgetLine,
    Contradiction,
    Expense,
    Funding,
    Participation,
    Phase,
    StatedFigure,
    Target,
    TeamHoursPlan,
)
from data_access.models.reference import (
    Municipality,
    Population,
    Practice,
    PracticeYear,
    Region,
    TrajectoryStep,
    Village,
    WelfareOrganisation,
)
from data_access.models.registration import Delivery, Referral
from data_access.models.releases import Release, ReleaseConsent, ReleaseDraft, ReleaseFile

__all__ = [
    "Account", "BudgetLine", "Contradiction", "DataVersion", "Delivery", "Expense", "Funding", "ImportBatch",
    "Municipality", "Participation", "Phase", "Population", "Practice", "PracticeYear", "Referral", "Region",
    "Release", "ReleaseConsent", "ReleaseDraft", "ReleaseFile", "StatedFigure", "Target", "TeamHoursPlan",
    "TrajectoryStep", "Village", "WelfareOrganisation",
]  # fmt: skip
