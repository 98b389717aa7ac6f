"""Which periods can be chosen: what the release knows, the calendar for live figures."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import count

import polars as pl
import pytest
from places import COORDINATOR, COUNCIL, PLACES, STEERING

from components.address_check import Choice
from components.choices import choices_for, first_day
from components.desk import as_council, desk_for
from data_access import cached
from domain.agreements import Agreements
from domain.cells import SCHEMA, TOTAL, DataState, Origin, Status
from domain.periods import SINCE
from domain.releases import ReleaseContent, ReleaseHead
from domain.viewer import Selection, Viewer
from publishing import gate

AGREEMENTS = Agreements(geography=PLACES)
VERSION = DataState(number=9, token="newest", data_date=date(2026, 10, 31), sample=False)
START = f"{SINCE}2024-07"
NUMBERS = count(1)
PERIODS = {
    "REG-TWENTE": ("2024", "2024-H2", "2025", "2025-H1", "2025-Q1"),
    "GM1735": ("2024-H2", "2025", START),
    "HVT-DELDEN": (START,),
}


def release(periods: dict[str, tuple[str, ...]], hidden: tuple[str, ...] = ()) -> tuple[ReleaseHead, ReleaseContent]:
    number = next(NUMBERS)
    head = ReleaseHead(
        number=number, region="REG-TWENTE", epoch=1, smallest=5, data_date=date(2025, 9, 30), data_token="older",
        sample=False, made_at=datetime(2025, 10, 9, 22, 30, tzinfo=UTC), made_by="baas", consents=(),
        previous_hash="", content_hash="c", hash=f"h{number}",
    )  # fmt: skip
    rows = [
        ("referrals", area, p, TOTAL, None if p in hidden else 40, None, None,
         Status.HIDDEN if p in hidden else Status.SHOWN) for area, found in periods.items() for p in found
    ]  # fmt: skip
    return head, ReleaseContent(cells=pl.DataFrame(rows, schema=SCHEMA, orient="row"))


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Makes one release the last one of Twente; without arguments there is none."""

    def put(*made: tuple[ReleaseHead, ReleaseContent]) -> None:
        monkeypatch.setattr(cached, "state", lambda: VERSION)
        monkeypatch.setattr(cached, "agreements", lambda token=None: AGREEMENTS)
        monkeypatch.setattr(cached, "release_heads", lambda: {head.region: head for head, _ in made})
        monkeypatch.setattr(cached, "release_content", lambda number, seal: {h.number: c for h, c in made}[number])

    return put


def choice(viewer: Viewer, area: str | None) -> Choice:
    return choices_for(viewer, AGREEMENTS, VERSION)(PLACES.by_code[area] if area else None)


def codes(viewer: Viewer, area: str | None) -> list[str]:
    return [p.code for p in choice(viewer, area).periods]


def test_a_region_has_years_and_halves_newest_first_and_finer_periods_that_are_shown(published) -> None:
    published(release(PERIODS))
    assert codes(STEERING, "REG-TWENTE") == ["2025", "2024", "2025-H1", "2024-H2", "2025-Q1"]
    published(release(PERIODS, hidden=("2025-Q1", "2024")))
    assert codes(STEERING, "REG-TWENTE") == ["2025", "2024", "2025-H1", "2024-H2"]


def test_a_municipality_has_those_of_its_region_but_never_a_start(published) -> None:
    published(release(PERIODS))
    assert codes(STEERING, "GM1735") == ["2025", "2024", "2025-H1", "2024-H2"]


def test_a_village_has_the_one_period_since_its_start(published) -> None:
    published(release(PERIODS))
    assert codes(STEERING, "HVT-DELDEN") == [START]


def test_the_figures_run_from_the_first_half_year_to_the_day_of_the_release(published) -> None:
    published(release(PERIODS))
    found = choice(COUNCIL, "GM0153")
    assert (found.first, found.last) == (date(2024, 7, 1), date(2025, 9, 30))
    assert found.default.code == "2025"


def test_without_a_release_nothing_can_be_chosen_and_nothing_is_refused(published) -> None:
    published()
    assert choice(COUNCIL, "GM0153") == Choice(first=date.min, last=VERSION.data_date)


def test_without_an_area_they_are_those_of_the_region_released_last(published) -> None:
    published(release(PERIODS))
    assert codes(STEERING, None) == codes(STEERING, "REG-TWENTE")


def test_figures_rest_on_the_release_and_for_the_own_coordinator_on_the_newest_data(published, monkeypatch) -> None:
    made = release(PERIODS)
    published(made)
    town = Selection(area=PLACES.by_code["GM1735"], period=choice(STEERING, "GM1735").default)
    council, own = desk_for(STEERING, town), desk_for(COORDINATOR, town)
    assert council is not None
    assert own is not None
    assert council.state == DataState(
        number=made[0].number, token=made[0].hash, data_date=date(2025, 9, 30), sample=False
    )
    assert (own.origin, own.state) == (Origin.LIVE, VERSION)
    assert own.basis_of(PLACES.by_code["GM0153"]) == council.basis
    beside = as_council(own)
    assert beside is not None
    assert (beside.state, beside.viewer) == (council.state, COORDINATOR)


def test_without_a_release_there_is_a_desk_for_the_own_coordinator_alone(published) -> None:
    published()
    town = Selection(area=PLACES.by_code["GM1735"], period=Choice(first=date.min, last=VERSION.data_date).default)
    own = desk_for(COORDINATOR, town)
    assert own is not None
    assert as_council(own) is None
    assert desk_for(STEERING, town) is None


def test_the_own_coordinator_has_the_whole_calendar_and_of_a_village_its_start_too(published, monkeypatch) -> None:
    published(release(PERIODS))
    _, content = release(PERIODS)
    monkeypatch.setattr(gate, "live", lambda engine, state, agreements, release, place: gate.GatedCells(
        frame=content.cells, origin=Origin.LIVE, rule=""))  # fmt: skip
    months = pl.DataFrame({"month": ["2026-09", "2026-10"]})
    monkeypatch.setattr(cached, "programme", lambda token=None: type("P", (), {"deliveries": months}))
    monkeypatch.setattr(cached, "engine", lambda: None)
    assert codes(COORDINATOR, "GM1735") == ["2026", "2026-H2", "2026-Q4", "2026-Q3", "2026-10", "2026-09"]
    assert codes(COORDINATOR, "HVT-DELDEN")[-1] == START


def test_live_figures_run_from_the_first_delivered_month() -> None:
    assert first_day(pl.DataFrame({"month": ["2024-03", "2023-07", None]}), VERSION) == date(2023, 7, 1)
    assert first_day(pl.DataFrame(schema={"month": pl.String}), VERSION) == date(2026, 1, 1)
