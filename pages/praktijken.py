"""Praktijken: participating against the path, and what the coordinator may see of each practice."""

from components.desk import desk_for
from components.figures import Screen, show_card, show_screen
from domain.areas import Level
from domain.permissions import PRACTICE_FIGURES, may_see
from domain.viewer import Selection, Viewer

SCREEN = Screen(
    title="Praktijken",
    intro="Deelnemen is iets anders dan verwijzen: een deelnemende praktijk is gekoppeld aan iemand uit het sociaal "
    "domein, een verwijzende praktijk heeft in de periode ten minste één inwoner verwezen.",
    rows=(
        ("practices_participating",),
        ("practices_norm", "practices_patients"),
        ("practices_referring", "organisations_zorgdomein"),
        ("practices_pilot",),
    ),
)
OF_EACH_PRACTICE = "practices_list"


def show(viewer: Viewer, selection: Selection) -> None:
    show_screen(viewer, selection, SCREEN)
    desk = desk_for(viewer, selection)
    if desk and desk.area.level is Level.MUNICIPALITY and may_see(viewer, PRACTICE_FIGURES, desk.area.code):
        show_card(desk, OF_EACH_PRACTICE)
