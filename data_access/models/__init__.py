"""The tables. Names are the field's; money is integer cents; every delivered row knows its batch in and out."""

from data_access.models.door import Account, AuditEvent, SignInAttempt, SignInSession
from data_access.models.housekeeping import CompleteDelivery, DataVersion, ImportBatch, SupplierMapping
from data_access.models.programme import (
    BudgetLine,
    Commitment,
    Contradiction,
    Expense,
    Explanation,
    Funding,
    Milestone,
    Participation,
    Phase,
    StatedFigure,
    Target,
    TeamHoursPlan,
)
from data_access.models.reference import (
    Municipality,
    Need,
    Population,
    Practice,
    PracticeYear,
    Region,
    TrajectoryStep,
    Village,
    WelfareOrganisation,
)
from data_access.models.registration import Delivery, PracticeSurvey, Referral, Wellbeing
from data_access.models.releases import Release, ReleaseConsent, ReleaseDraft, ReleaseFile

__all__ = [
    "Account", "AuditEvent", "BudgetLine", "Commitment", "CompleteDelivery", "Contradiction", "DataVersion", "Delivery",
    "Expense", "Explanation", "Funding", "ImportBatch", "Milestone", "Municipality", "Need", "Participation", "Phase",
    "Population", "Practice", "PracticeSurvey", "PracticeYear", "Referral", "Region", "Release", "ReleaseConsent",
    "ReleaseDraft", "ReleaseFile", "SignInAttempt", "SignInSession", "StatedFigure", "SupplierMapping", "Target",
    "TeamHoursPlan", "TrajectoryStep", "Village", "WelfareOrganisation", "Wellbeing",
]  # fmt: skip
