"""The course of each case after the referral: dates in order, endings, and what is known by the data date."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from sample_data.draw import pick
from sample_data.profiles import WHY_DECLINED, WHY_NOT_ARRIVED, Profile
from sample_data.spread import DAY

NOT_ARRIVED, DECLINED, NO_ACTIVITY, STARTED = range(4)
NEVER = np.datetime64("NaT", "D")
BLANK_CONTACT = 0.02
"""Share of the cases with an intake whose first contact was not written down."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Course:
    """Days (NaT: did not happen, or not yet on the data date) and the ending that each case goes to."""

    contact: np.ndarray
    intake: np.ndarray
    activity: np.ndarray
    aftercare: np.ndarray
    closing: np.ndarray
    ending: np.ndarray


def course(rng: np.random.Generator, referral: np.ndarray, profile: Profile, closed: np.ndarray, until: date) -> Course:
    size = referral.size
    chances = np.array([profile.not_arrived, profile.declined, profile.no_activity])
    ending = rng.choice(4, size, p=[*chances, 1 - chances.sum()])
    contact = _contact(rng, referral, profile, closed)
    intake = _after(rng, contact, profile.intake_days)
    activity = _after(rng, intake, profile.activity_days)
    aftercare = _after(rng, activity, 38.0)
    started = ending == STARTED
    last = np.where(started, aftercare if profile.aftercare else activity, intake)
    closing = _after(rng, last, 25.0)
    early = (ending == DECLINED) & (rng.random(size) < 0.5)
    unseen = (ending == NOT_ARRIVED) & (rng.random(size) < 0.5)
    unwritten = rng.random(size) < BLANK_CONTACT
    happened = {
        "contact": (contact, ~unseen & ~unwritten),
        "intake": (intake, (ending != NOT_ARRIVED) & ~early),
        "activity": (activity, started),
        "aftercare": (aftercare, started & profile.aftercare),
        "closing": (closing, np.ones(size, dtype=bool)),
    }
    limit = np.datetime64(until, "D")
    days = {name: np.where(when & (day <= limit), day, NEVER) for name, (day, when) in happened.items()}
    return Course(**days, ending=ending)


def _contact(rng: np.random.Generator, referral: np.ndarray, profile: Profile, closed: np.ndarray) -> np.ndarray:
    """Within 5 working days for the profile's share, else some weeks."""
    size = referral.size
    late = 6 + rng.geometric(0.16, size)
    workdays = np.where(rng.random(size) < profile.in_time, rng.integers(1, 6, size), late)
    return np.busday_offset(referral, workdays, roll="forward", holidays=closed)


def _after(rng: np.random.Generator, day: np.ndarray, mean: float) -> np.ndarray:
    """A working day some time later, with a long tail."""
    later = day + np.ceil(rng.gamma(1.8, mean / 1.8, day.size)).astype("timedelta64[D]")
    return np.busday_offset(later.astype(DAY), 0, roll="forward")


def course_columns(rng: np.random.Generator, path: Course, profile: Profile) -> dict[str, pl.Series]:
    """The columns of a referral that follow from its course; what is not known yet stays empty."""
    names = ("contact", "intake", "activity", "aftercare", "closing")
    closed = ~np.isnat(path.closing)
    not_arrived, declined = (closed & (path.ending == ending) for ending in (NOT_ARRIVED, DECLINED))
    reason = pl.select(
        pl.when(pl.Series(not_arrived)).then(pick(rng, WHY_NOT_ARRIVED, closed.size))
        .when(pl.Series(declined)).then(pick(rng, WHY_DECLINED, closed.size))
    ).to_series()  # fmt: skip
    return {
        **{f"date_{name}": pl.Series(getattr(path, name)) for name in names},
        "not_arrived": pl.Series(not_arrived),
        "declined": pl.Series(declined),
        "ending_reason": reason,
        **_direction(rng, path, profile),
        **_after_intake(rng, path, profile),
    }


def _direction(rng: np.random.Generator, path: Course, profile: Profile) -> dict[str, pl.Series]:
    """Known from the intake on; `not_yet` while the case is open without one; empty where not registered."""
    size = path.ending.size
    if profile.direction is None:
        nothing = pl.Series([None] * size, dtype=pl.String)
        return {"direction": nothing, "provision": nothing}
    known, is_open = (pl.Series(flags) for flags in (~np.isnat(path.intake), np.isnat(path.closing)))
    direction = pick(rng, profile.direction, size)
    tailored = pl.Series(rng.random(size) < 0.2) | (direction == "team")
    provision = pl.select(pl.when(tailored).then(pl.lit("tailored")).otherwise(pl.lit("preventive"))).to_series()
    columns = {"direction": direction, "provision": provision}
    return {
        name: pl.select(pl.when(known).then(values).when(is_open).then(pl.lit("not_yet"))).to_series()
        for name, values in columns.items()
    }


def _after_intake(rng: np.random.Generator, path: Course, profile: Profile) -> dict[str, pl.Series]:
    """Feedback is known from the intake or the ending on, and now and then not written down; hours at the closing."""
    size = path.ending.size
    settled = (~np.isnat(path.intake) | ~np.isnat(path.closing)) & (rng.random(size) > 0.03)
    feedback = np.where(rng.random(size) < profile.feedback, True, False)
    hours = np.round(rng.gamma(6, 1, size) * 2) / 2
    timed = ~np.isnat(path.closing) & (path.ending == STARTED) & profile.hours
    return {
        "feedback": pl.select(pl.when(pl.Series(settled)).then(pl.Series(feedback))).to_series(),
        "hours": pl.select(pl.when(pl.Series(timed)).then(pl.Series(hours))).to_series(),
    }
