"""How Welzijn op Recept works in an area, as chances and weights: these shape the synthetic registrations."""

from dataclasses import dataclass, field, replace
from types import MappingProxyType

Weights = dict[str, float]
GP_ONLY: Weights = {"gp": 0.58, "poh_ggz": 0.25, "poh_elderly": 0.10, "other_practice": 0.07}
ALL_CARERS: Weights = {
    "gp": 0.48, "poh_ggz": 0.18, "poh_elderly": 0.07, "other_practice": 0.05,
    "physiotherapist": 0.07, "district_nurse": 0.08, "other_care": 0.07,
}  # fmt: skip
IN_PRACTICE = frozenset(GP_ONLY)
TEAM_DIRECTION: Weights = {"self": 0.34, "team": 0.25, "coach": 0.26, "other": 0.15}
COACH_DIRECTION: Weights = {"self": 0.50, "team": 0.12, "coach": 0.28, "other": 0.10}
YOUNGER: Weights = {
    "loneliness": 0.16, "gloom": 0.18, "stress": 0.19, "anxiety": 0.09, "loss": 0.05, "meaning": 0.12, "money": 0.13,
    "body": 0.08,
}  # fmt: skip
OLDER: Weights = {
    "loneliness": 0.36, "gloom": 0.13, "stress": 0.05, "anxiety": 0.05, "loss": 0.16, "meaning": 0.14, "money": 0.04,
    "body": 0.07,
}  # fmt: skip
OFFERS: Weights = {
    "meeting": 0.27, "moving": 0.18, "discover": 0.14, "volunteering": 0.12, "cooking": 0.11, "carer": 0.07,
    "nature": 0.06, "music": 0.05,
}  # fmt: skip
WHY_DECLINED: Weights = {"no_wish": 0.42, "no_fit": 0.24, "other_care": 0.20, "waiting_time": 0.14}
WHY_NOT_ARRIVED: Weights = {"unreachable": 0.55, "threshold": 0.30, "no_wish": 0.15}


@dataclass(frozen=True, kw_only=True)
class Profile:
    """Shares are 0 to 1, times are means in days after the step before.

    age: the two shapes of a beta distribution between 14 and 98 years. direction: empty where the area does not
    register it. own_village: share of the residents who live in the village of their practice. blank_gender,
    blank_reason, blank_referrer: share left empty. new_client: share not yet known to the social domain.
    """

    recipient: str = "team_worker"
    referrers: Weights = field(default_factory=lambda: GP_ONLY)
    direction: Weights | None = None
    age: tuple[float, float] = (2.6, 2.2)
    bands_only: bool = False
    in_time: float = 0.70
    intake_days: float = 11.0
    activity_days: float = 20.0
    not_arrived: float = 0.09
    declined: float = 0.08
    no_activity: float = 0.09
    aftercare: bool = False
    feedback: float = 0.70
    hours: bool = False
    own_village: float = 0.8
    new_client: float = 0.55
    blank_gender: float = 0.0
    blank_reason: float = 0.03
    blank_referrer: float = 0.02


_welfare = Profile(recipient="welfare_professional", aftercare=True)
_dwo = replace(_welfare, referrers=ALL_CARERS, age=(2.7, 2.1), feedback=0.79, intake_days=15.0, in_time=0.69)
_twente = Profile(direction=TEAM_DIRECTION)
PROFILES = MappingProxyType({
    "enschede": replace(_twente, age=(2.2, 2.5), in_time=0.73, intake_days=8.0, hours=True, blank_gender=0.02),
    "town": replace(_twente, age=(2.3, 2.3), in_time=0.66, blank_reason=0.05),
    "country": replace(_twente, age=(3.0, 1.9), in_time=0.74),
    "hof": replace(
        _twente, recipient="welfare_professional", direction=COACH_DIRECTION, age=(4.2, 2.2), in_time=0.78,
        intake_days=9.0, own_village=1.0, not_arrived=0.06,
    ),
    "delft": replace(_dwo, age=(2.3, 2.3), blank_gender=0.02, blank_reason=0.06),
    "westland": replace(_dwo, bands_only=True, in_time=0.64),
    "dwo": _dwo,
    "meierijstad": replace(_welfare, age=(3.0, 2.0), in_time=0.71),
})  # fmt: skip
"""By the name in reference/municipalities.csv."""
