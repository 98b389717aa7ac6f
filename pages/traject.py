"""Van verwijzing tot activiteit: the steps of the area's own variant, waiting and feedback."""

from components.figures import Screen, show_screen
from domain.viewer import Selection, Viewer

SCREEN = Screen(
    title="Van verwijzing tot activiteit",
    intro="Welke stappen een inwoner na de verwijzing zet, en hoe lang dat duurt. Een traject dat nog maar kort loopt, "
    "telt bij een latere stap als 'nog niet bekend' en niet als uitval.",
    rows=(
        ("trajectory_steps",),
        ("contact_in_time", "days_to_intake"),
        ("feedback", "endings"),
        ("intakes_growth", "capacity"),
    ),
)


def show(viewer: Viewer, selection: Selection) -> None:
    show_screen(viewer, selection, SCREEN)
