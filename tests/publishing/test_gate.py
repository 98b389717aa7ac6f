"""What the gate gives to whom: released cells around an area, or live ones of the own municipality among them."""

from datetime import UTC, date, datetime
from typing import Any

import polars as pl
import pytest
from sqlalchemy import create_engine

from domain.agreements import Agreements
from domain.areas import Geography
from domain.cells import SCHEMA, TOTAL, DataState, Origin
from domain.releases import DATES, ReleaseContent, ReleaseHead
from domain.viewer import Role, Scope, Viewer
from publishing import gate
from publishing.truth import part_of
from tests.publishing.town import TOWNS, VILLAGES, geography, make_town

AGREEMENTS = Agreements(geography=geography())
PLACES: Geography = AGREEMENTS.geography
OWN, OTHER = TOWNS[0], TOWNS[1]
MERGED = "+".join(sorted(VILLAGES[OWN][:2]))
BORDER = f"{OWN}+{OTHER}"
STATE = DataState(number=4, token="t4", data_date=date(2025, 10, 31), sample=False)
HEAD = ReleaseHead(
    number=2, region="REG", epoch=1, smallest=7, data_date=date(2025, 6, 30), data_token="t3", sample=False,
    made_at=datetime(2025, 7, 4, 12, 0, tzinfo=UTC), made_by="baas", consents=(), previous_hash="", content_hash="c",
    hash="h",
)  # fmt: skip


def release() -> gate.Released:
    areas = [a.code for a in PLACES.areas] + [MERGED, BORDER]
    tables = [("referrals", TOTAL), ("referrals.reason", "loneliness")]
    rows: list[Any] = [(t, area, "2025", c, 40, None, None, "shown") for area in areas for t, c in tables]
    dates = [("referrals", area, "2025", date(2025, 3, 31)) for area in areas]
    return gate.Released(head=HEAD, content=ReleaseContent(
        cells=pl.DataFrame(rows, schema=SCHEMA, orient="row"), dates=pl.DataFrame(dates, schema=DATES, orient="row")
    ))  # fmt: skip


def live(monkeypatch: pytest.MonkeyPatch, of: gate.Released | None) -> Any:
    town = make_town(3, 200)
    monkeypatch.setattr(gate, "read_registrations", lambda engine, state, scope: town.referrals.filter(
        pl.col("municipality").is_in(list(scope.municipalities))))  # fmt: skip
    monkeypatch.setattr(gate, "read_programme_of", lambda engine, own: part_of(town.programme, own))
    return gate.live(create_engine("sqlite://"), STATE, town.agreements, of, PLACES.by_code[OWN])


def areas_with(frame: pl.DataFrame, table: str) -> set[str]:
    return set(frame.filter(pl.col("table") == table)["area"])


def test_live_figures_are_for_the_coordinator_of_the_municipality_alone() -> None:
    for role in Role:
        viewer = Viewer(name="x", role=role, scope=Scope(municipalities=frozenset({OWN})))
        for code in (OWN, VILLAGES[OWN][0]):
            live = role is Role.COORDINATOR
            assert (gate.origin_for(viewer, PLACES.by_code[code], AGREEMENTS) is Origin.LIVE) == live
        for code in (OTHER, VILLAGES[OTHER][0], "REG"):
            assert gate.origin_for(viewer, PLACES.by_code[code], AGREEMENTS) is Origin.RELEASED


def test_a_released_municipality_comes_whole_with_what_it_is_compared_by() -> None:
    cells = gate.released(release(), AGREEMENTS, PLACES.by_code[OWN])
    assert areas_with(cells.frame, "referrals.reason") == {OWN, "REG", BORDER}
    assert areas_with(cells.frame, "referrals") == {"REG", *TOWNS, *VILLAGES[OWN], MERGED, BORDER}
    assert cells.origin is Origin.RELEASED
    assert cells.smallest == 7


def test_the_rule_tells_the_date_and_the_smallest_group_of_the_release() -> None:
    rule = gate.released(release(), AGREEMENTS, PLACES.by_code["REG"]).rule
    assert rule.startswith("Vrijgegeven cijfers van 30 juni 2025")
    assert "minder dan 7 inwoners" in rule


def test_a_village_comes_with_the_areas_it_is_merged_with_and_the_dates_of_what_stayed_behind() -> None:
    village = VILLAGES[OWN][0]
    cells = gate.released(release(), AGREEMENTS, PLACES.by_code[village])
    assert MERGED in cells.merged
    assert cells.date_of("referrals", village, "2025") == date(2025, 3, 31)
    assert cells.date_of("referrals", VILLAGES[OTHER][0], "2025") is None


def test_own_cells_are_live_and_those_around_released(monkeypatch: pytest.MonkeyPatch) -> None:
    cells = live(monkeypatch, release())
    own = {OWN, *VILLAGES[OWN]}
    assert cells.live == own
    assert MERGED not in cells.merged
    assert BORDER in cells.merged
    assert areas_with(cells.frame.filter(pl.col("persons").is_not_null()), "referrals") <= own
    assert {cells.origin_of(code) for code in own} == {Origin.LIVE}
    assert cells.origin_of(OTHER) is Origin.RELEASED
    assert cells.date_of("referrals", OWN, "2025") is None
    assert cells.date_of("referrals", OTHER, "2025") == date(2025, 3, 31)


def test_without_a_release_the_coordinator_sees_the_own_municipality_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    cells = live(monkeypatch, None)
    assert set(cells.frame["area"]) <= {OWN, *VILLAGES[OWN]}
    assert cells.frame.height
    assert cells.origin is Origin.LIVE
