"""Bereik: whom Welzijn op Recept reaches, and whom it does not."""

from components.figures import Screen, show_screen
from domain.viewer import Selection, Viewer

SCREEN = Screen(
    title="Bereik",
    intro="Wie worden verwezen, vergeleken met de inwoners van het gebied. Leeftijd en geslacht zeggen niets over "
    "culturele en sociale diversiteit: die wordt hier niet gemeten.",
    rows=(
        ("reach_women", "reach_age"),
        ("reach_pyramid",),
        ("reach_ratio",),
        ("reach_areas",),
        ("referrals_reason", "referrals_referrer"),
    ),
)


def show(viewer: Viewer, selection: Selection) -> None:
    show_screen(viewer, selection, SCREEN)
