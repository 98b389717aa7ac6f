"""Where registrations begin halfway a period: its referrals then stand for less time than its money does."""

from domain.periods import Grain
from indicators.derive.words import moment_of
from indicators.view import View


def known_from(view: View) -> tuple[str, ...]:
    """A note with the first month of the period that was to be delivered, where that is not its first month."""
    own = view.geography.municipality_of(view.area.code)
    code = own.code if own else view.area.code
    months = [m for m in view.period.split(Grain.MONTH) if m.start <= moment_of(view)]
    expected = [m for m in months if view.cell("delivery", "expected", code, m).count]
    if not expected or expected[0] == months[0]:
        return ()
    return (f"Verwijzingen zijn pas bekend vanaf {expected[0].label}. Het aantal gaat dus niet over de hele periode.",)
