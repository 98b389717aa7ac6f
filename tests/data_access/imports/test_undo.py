from datetime import date

import polars as pl
import pytest
from small_batches import DAY, ages, deliver, places, referrals, values
from small_delivery import FRAMES, frame_of
from small_release import put as publish
from sqlalchemy import Engine

from data_access.imports.history import history
from data_access.imports.outcome import TablePreview
from data_access.imports.refused import ImportRefused
from data_access.imports.rows import save_rows
from data_access.imports.undo import preview_undo, undo, undone
from data_access.registrations import read_registrations
from data_access.releases import all_releases, read_content
from data_access.snapshot import snapshot_folder
from data_access.state import current_state
from domain.viewer import Scope

HVT = Scope(municipalities=frozenset({"GM0001", "GM0002"}))


def test_an_undo_takes_back_what_the_batch_brought_and_puts_back_what_it_replaced(engine: Engine) -> None:
    places(engine)
    deliver(engine, referrals(("a", 70), ("b", 71)))
    deliver(engine, referrals(("a", 80), ("c", 72)))
    undo(engine, 3, "baas")
    assert ages(engine) == {"a": 70, "b": 71}


def test_a_batch_is_undone_also_when_later_ones_followed(engine: Engine) -> None:
    places(engine)
    deliver(engine, referrals(("a", 70), ("b", 71)))
    deliver(engine, referrals(("a", 80), ("c", 72)))
    deliver(engine, referrals(("c", 73)))
    undo(engine, 3, "baas")
    assert ages(engine) == {"a": 70, "b": 71, "c": 73}
    undo(engine, 2, "baas")
    assert ages(engine) == {"c": 73}


def test_what_was_delivered_again_unchanged_stays_when_the_first_delivery_is_undone(engine: Engine) -> None:
    places(engine)
    deliver(engine, referrals(("a", 70)))
    deliver(engine, referrals(("a", 70)))
    undo(engine, 2, "baas")
    assert ages(engine) == {"a": 70}


def test_an_undo_can_be_undone_and_undone_again(engine: Engine) -> None:
    places(engine)
    deliver(engine, referrals(("a", 70)))
    undo(engine, 2, "baas")
    assert ages(engine) == {}
    undo(engine, 3, "baas")
    assert ages(engine) == {"a": 70}
    undo(engine, 4, "baas")
    assert ages(engine) == {}
    assert [record.undone_by for record in history(engine)] == [None, 5, None, 3, None]


def test_what_a_complete_delivery_no_longer_had_comes_back_with_its_undo(engine: Engine) -> None:
    places(engine)
    deliver(engine, referrals(("a", 70), ("b", 71)))
    deliver(engine, referrals(("a", 70)), complete=True)
    assert ages(engine) == {"a": 70}
    undo(engine, 3, "baas")
    assert ages(engine) == {"a": 70, "b": 71}


def test_what_a_later_complete_delivery_did_not_have_either_stays_away(engine: Engine) -> None:
    """February and March both came without b: taking February back does not bring it into March."""
    places(engine)
    deliver(engine, referrals(("a", 70), ("b", 71)))
    deliver(engine, referrals(("a", 70)), complete=True)
    deliver(engine, referrals(("a", 70), ("c", 72)), complete=True)
    undo(engine, 3, "baas")
    assert ages(engine) == {"a": 70, "c": 72}
    undo(engine, 4, "baas")
    assert ages(engine) == {"a": 70, "b": 71}


def test_a_batch_that_comes_back_still_lacks_what_a_later_complete_delivery_did_not_have(engine: Engine) -> None:
    places(engine)
    deliver(engine, referrals(("a", 70), ("b", 71)))
    undo(engine, 2, "baas")
    deliver(engine, referrals(("a", 75)), complete=True)
    undo(engine, 3, "baas")
    assert ages(engine) == {"a": 75}


def test_a_row_that_was_taken_away_on_screen_stays_away_when_its_delivery_goes_and_comes_back(engine: Engine) -> None:
    places(engine)
    deliver(engine, {"phase": FRAMES["phase"]})
    save_rows(engine, "phase", FRAMES["phase"], FRAMES["phase"].clear(), "baas")
    undo(engine, 2, "baas")
    undo(engine, 4, "baas")
    assert values(engine, "phase", "name") == []
    undo(engine, 3, "baas")
    assert values(engine, "phase", "name") == ["Start"]


@pytest.mark.parametrize("batch", [2, 3])
def test_the_preview_tells_what_the_undo_will_do_and_does_nothing(engine: Engine, batch: int) -> None:
    places(engine)
    deliver(engine, referrals(("a", 70), ("b", 71)))
    deliver(engine, referrals(("a", 80), ("c", 72)))
    told = preview_undo(engine, batch)
    assert (ages(engine), len(history(engine)), told.base_version) == ({"a": 80, "b": 71, "c": 72}, 3, 3)
    changed, gone = (0, 1) if batch == 2 else (1, 1)
    assert told.tables == (TablePreview(table="referral", new=0, changed=changed, unchanged=0, gone=gone),)
    undo(engine, batch, "baas")
    assert history(engine)[0].counts == {"referral": told.tables[0]}


def test_an_undo_of_what_changed_since_its_preview_is_refused(engine: Engine) -> None:
    places(engine)
    deliver(engine, referrals(("a", 70)))
    told = preview_undo(engine, 2)
    deliver(engine, referrals(("b", 70)))
    with pytest.raises(ImportRefused, match="veranderd sinds u bekeek"):
        undo(engine, 2, "baas", base_version=told.base_version)


def test_what_is_not_there_or_already_undone_is_told(engine: Engine) -> None:
    places(engine)
    deliver(engine, referrals(("a", 70)))
    undo(engine, 2, "baas")
    with pytest.raises(ImportRefused, match="Levering 9 bestaat niet"):
        undo(engine, 9, "baas")
    with pytest.raises(ImportRefused, match=r"Levering 2 is al teruggedraaid.*draai dan levering 3"):
        undo(engine, 2, "baas")


def test_a_practice_that_referrals_name_cannot_be_undone_before_them(engine: Engine) -> None:
    places(engine)
    deliver(engine, {"practice": frame_of("practice", [{"code": "P9", "name": "P", "municipality": "GM0001"}])})
    deliver(engine, referrals(("a", 70), ("b", 70), practice="P9"))
    with pytest.raises(ImportRefused, match="2 verwijzingen noemen dan een praktijk die er niet is"):
        undo(engine, 2, "baas")
    undo(engine, 3, "baas")
    undo(engine, 2, "baas")
    with pytest.raises(ImportRefused, match="praktijk die er niet is"):
        undo(engine, 4, "baas")  # and they cannot come back before it does
    assert ages(engine) == {}


def test_the_data_date_goes_back_with_the_batch_that_moved_it(engine: Engine) -> None:
    places(engine)
    deliver(engine, referrals(("a", 70)), data_date=date(2025, 7, 31))
    assert deliver(engine, referrals(("b", 70))).data_date == date(2025, 7, 31)
    assert undo(engine, 2, "baas").data_date == DAY


def test_the_banner_of_sample_data_goes_with_the_sample_data_and_not_before(engine: Engine) -> None:
    places(engine)
    deliver(engine, {"phase": FRAMES["phase"].with_columns(layer=pl.lit("synthetic"))})
    assert deliver(engine, referrals(("a", 70))).sample
    assert not undo(engine, 2, "baas").sample


def test_the_undo_is_for_the_own_municipalities_alone(engine: Engine) -> None:
    places(engine)
    deliver(engine, referrals(("a", 70), municipality="GM0002"))
    with pytest.raises(ImportRefused, match="GM0002, en daar gaat u niet over"):
        undo(engine, 2, "coordinator", scope=frozenset({"GM0001"}))
    assert ages(engine) == {"a": 70}
    undo(engine, 2, "coordinator", scope=frozenset({"GM0002"}))


def test_an_older_version_still_shows_what_was_shown_then(engine: Engine) -> None:
    places(engine)
    first = deliver(engine, referrals(("a", 70)))
    second = undo(engine, 2, "baas")
    third = undo(engine, 3, "baas")
    for state, cases in ((third, ["a"]), (second, []), (first, ["a"])):
        snapshot_folder(engine, state)
        assert read_registrations(engine, state, HVT)["case_id"].to_list() == cases


def test_released_figures_stay_as_they_are_and_the_version_goes_up(engine: Engine) -> None:
    places(engine)
    before = publish(engine)
    content = read_content(engine, 1).cells
    versions = [deliver(engine, referrals(("a", 70))), undo(engine, 2, "baas")]
    assert [state.number for state in versions] == [2, 3]
    assert current_state(engine) == versions[-1]
    assert all_releases(engine) == (before,)
    assert read_content(engine, 1).cells.equals(content)


@pytest.mark.parametrize(
    ("batches", "out"),
    [
        ([(1, None), (2, 1)], {1: 2}),
        ([(1, None), (2, 1), (3, 2)], {2: 3}),
        ([(1, None), (2, 1), (3, 2), (4, 3)], {3: 4, 1: 2}),
        ([(1, None), (2, 1), (3, 2), (4, 1), (5, 3)], {3: 5, 1: 4}),  # two undos of one batch are both in force
    ],
)
def test_an_undo_counts_unless_it_is_itself_undone(batches: list[tuple[int, int | None]], out: dict[int, int]) -> None:
    assert undone(batches) == out
