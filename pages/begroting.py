"""Begroting: where the money comes from, where it goes, and whether it lasts."""

from components.figures import Screen, show_screen
from domain.viewer import Selection, Viewer

SCREEN = Screen(
    title="Begroting",
    intro="Wat er beschikbaar is, wat er is uitgegeven en wat dat per verwijzing betekent. "
    "Geld onder 'nadere invulling' is nog niet bestemd en telt nooit als uitgegeven.",
    rows=(
        ("budget_burn",),
        ("budget_funding", "budget_cost"),
        ("budget_lines",),
        ("budget_team_hours",),
        ("budget_next_year",),
    ),
)


def show(viewer: Viewer, selection: Selection) -> None:
    show_screen(viewer, selection, SCREEN)
