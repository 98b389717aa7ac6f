"""Verwijzingen: how many, beside how many possible, and of which kind."""

from components.figures import Screen, show_screen
from domain.viewer import Selection, Viewer

SCREEN = Screen(
    title="Verwijzingen",
    intro="Het aantal verwijzingen naast het aantal dat mogelijk is: 0,5% van de ingeschreven patiënten. "
    "Dat mogelijke aantal is een inschatting en geen afspraak; we geven er geen oordeel over.",
    rows=(
        ("referrals_potential",),
        ("referrals_trend",),
        ("referrals_rate",),
        ("referrals_reason", "referrals_referrer"),
        ("referrals_recipient", "referrals_direction"),
        ("referrals_provision", "referrals_client"),
        ("referrals_offer",),
    ),
)


def show(viewer: Viewer, selection: Selection) -> None:
    show_screen(viewer, selection, SCREEN)
