"""What was published of pilot practices, and welfare organisations on ZorgDomein."""

import pytest

from domain.cells import Status
from domain.results import Judgement, Layer
from tests.indicators.money_worlds import World, derive, view
from tests.indicators.printed_plan import DWO, ENSCHEDE, HVT, MEIERIJSTAD, WESTLAND


def test_meierijstad_shows_what_was_published_and_no_rate() -> None:
    found = derive("practices_pilot", view(World(), MEIERIJSTAD, "2026"))
    assert (found.value, found.layers) == (179, (Layer.PUBLISHED,))
    assert found.rows["value"].to_list() == [87, 92]
    assert found.rows["base"].to_list() == [3, 7]
    assert any("geen periode" in note for note in found.notes)
    assert "2026" not in found.period_label
    assert derive("practices_pilot", view(World(), ENSCHEDE, "2026")).status is Status.NO_DATA


@pytest.mark.parametrize(
    ("period", "share", "judgement"),
    [("2025-H1", 1 / 3, Judgement.NONE), ("2025-Q3", 1 / 3, Judgement.BEHIND), ("2026", 2 / 3, Judgement.BEHIND)],
)
def test_zorgdomein_is_judged_for_the_region_from_the_day_of_its_aim(
    period: str, share: float, judgement: Judgement
) -> None:
    found = derive("organisations_zorgdomein", view(World(), DWO, period))
    assert (found.value, found.judgement) == (pytest.approx(share), judgement)
    assert found.target == 1.0


def test_a_municipality_sees_the_aim_of_its_region_without_a_judgement() -> None:
    found = derive("organisations_zorgdomein", view(World(), WESTLAND, "2026"))
    assert (found.value, found.target, found.judgement) == (0.5, None, Judgement.NONE)
    assert found.rows["reference"].to_list() == [1.0]
    assert derive("organisations_zorgdomein", view(World(), HVT, "2026")).status is Status.NO_DATA
