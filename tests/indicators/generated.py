"""Small registrations for Hypothesis."""

from datetime import date, timedelta

from hypothesis import strategies as st

from domain.codes import BAND_STARTS, CONTACT, DIRECTION, ENDING, FEEDBACK, GENDER, REASON, REFERRER, UNKNOWN, band_of
from tests.indicators.worlds import Registration, registration

STATES = ("reached", "not_yet", "missed")


@st.composite
def cases(draw: st.DrawFn) -> Registration:
    """One case in Hof van Twente in 2024 or 2025; some with an age, some with a band alone, some with neither."""
    age = draw(st.none() | st.integers(0, 104))
    band = band_of(age) if age is not None else draw(st.sampled_from([*BAND_STARTS, UNKNOWN]))
    day = date(2024, 1, 1) + timedelta(days=draw(st.integers(0, 730)))
    days = draw(st.none() | st.integers(0, 120))
    return registration(
        village=draw(st.sampled_from(["HVT-DELDEN", "HVT-GOOR", None])), day=day, age=age, band=band, days=days,
        intake_day=None if days is None else day + timedelta(days=days),
        gender=draw(st.sampled_from(list(GENDER))), reason=draw(st.sampled_from(list(REASON))),
        referrer=draw(st.sampled_from(list(REFERRER))), direction=draw(st.sampled_from(list(DIRECTION))),
        contact=draw(st.sampled_from(list(CONTACT))), feedback=draw(st.sampled_from(list(FEEDBACK))),
        ending=draw(st.sampled_from(list(ENDING))), offers=tuple(draw(st.sets(st.sampled_from(["meeting", "music"])))),
        steps={step: draw(st.sampled_from(STATES)) for step in ("contact", "intake", "activity")},
    )  # fmt: skip


registrations = st.lists(cases(), max_size=14)
