from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from alembic import command
from small_release import put
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import IntegrityError

from data_access.engine import writing
from data_access.ledger import LedgerError, epoch_for
from data_access.ledger_check import verify_ledger
from data_access.migrate import config_for
from data_access.releases import all_releases
from data_access.settings import SettingError, smallest_group

pytestmark = pytest.mark.sqlite  # what is PostgreSQL's own stands in test_releases_postgresql

CHANGES = [
    "UPDATE release SET data_date = '2025-01-01'",
    "DELETE FROM release WHERE number = 2",
    "INSERT OR REPLACE INTO release SELECT * FROM release",
    "UPDATE release_file SET content = 'x'",
    "DELETE FROM release_file",
    "INSERT OR REPLACE INTO release_file SELECT * FROM release_file",
]


def break_in(engine: Engine, *statements: str) -> None:
    """As someone who may do everything in the database, and takes the triggers away first."""
    with engine.begin() as connection:
        for name in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all():
            connection.execute(text(f"DROP TRIGGER {name}"))
        for statement in ("PRAGMA defer_foreign_keys = ON", *statements):
            connection.execute(text(statement))


@pytest.fixture
def three(engine: Engine) -> Engine:
    for region in ("REG-A", "REG-B", "REG-A"):
        put(engine, region)
    return engine


def test_each_line_holds_the_hash_of_the_one_before(three: Engine) -> None:
    heads = all_releases(three)
    assert [h.previous_hash for h in heads] == ["", heads[0].hash, heads[1].hash]
    assert verify_ledger(three) == ()


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_published_is_never_changed(three: Engine, change: str) -> None:
    with pytest.raises(IntegrityError, match="a published release is never changed"), writing(three) as connection:
        connection.execute(text(change))
    assert verify_ledger(three) == ()


FAULTS = [
    (("UPDATE release SET made_by = 'x' WHERE number = 2",),
     ["De regel van publicatie 2 in het grootboek is na het publiceren veranderd."]),
    (("UPDATE release SET consents = '[]' WHERE number = 3",),
     ["De regel van publicatie 3 in het grootboek is na het publiceren veranderd."]),
    (("UPDATE release SET hash = 'x' WHERE number = 1",),
     ["De regel van publicatie 1 in het grootboek is na het publiceren veranderd.",
      "Publicatie 2 sluit niet aan op de publicatie ervoor: die is veranderd of weg."]),
    (("UPDATE release_file SET content = x'00' WHERE release_number = 2 AND name = 'cells.parquet'",),
     ["De bestanden van publicatie 2 zijn niet meer die van het moment van publiceren."]),
    (("DELETE FROM release_file WHERE release_number = 2 AND name = 'certificate'",),
     ["De bestanden van publicatie 2 zijn niet meer die van het moment van publiceren."]),
    (("INSERT INTO release_file VALUES (1, 'meer', x'00')",),
     ["De bestanden van publicatie 1 zijn niet meer die van het moment van publiceren."]),
    (("DELETE FROM release_file WHERE release_number = 1", "DELETE FROM release WHERE number = 1"),
     ["Publicatie 1 ontbreekt in het grootboek.",
      "Publicatie 2 sluit niet aan op de publicatie ervoor: die is veranderd of weg."]),
]  # fmt: skip


@pytest.mark.parametrize(("statements", "expected"), FAULTS)
def test_what_was_changed_behind_the_triggers_is_found(
    three: Engine, statements: tuple[str, ...], expected: list[str]
) -> None:
    break_in(three, *statements)
    assert list(verify_ledger(three)) == expected


@pytest.mark.parametrize("column", ["consents", "data_date", "made_at"])
def test_a_line_that_cannot_be_read_is_a_fault_and_no_accident(three: Engine, column: str) -> None:
    break_in(three, f"UPDATE release SET {column} = 'x' WHERE number = 2")
    assert verify_ledger(three) == ("De regel van publicatie 2 in het grootboek is na het publiceren veranderd.",)


def at_once(work: Callable[[int], object], times: int) -> list[object]:
    ready = Barrier(times)

    def run(number: int) -> object:
        ready.wait()
        try:
            return work(number)
        except LedgerError as error:
            return str(error)

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))


def test_releases_of_two_regions_made_at_once_both_get_in(engine: Engine) -> None:
    at_once(lambda i: put(engine, f"REG-{i}", epoch=1, after=None), 6)
    assert [h.number for h in all_releases(engine)] == [1, 2, 3, 4, 5, 6]
    assert verify_ledger(engine) == ()


def test_of_two_releases_of_a_region_made_at_once_one_gets_in(engine: Engine) -> None:
    found = at_once(lambda _: put(engine, epoch=1, after=None), 4)
    refused = [text for text in found if isinstance(text, str)]
    assert len(all_releases(engine)) == 1
    assert len(refused) == 3
    assert all("Er is intussen een andere publicatie van deze regio gemaakt" in text for text in refused)


@pytest.mark.parametrize("after", [None, 1, 2, 4])
def test_a_release_made_against_another_than_the_last_of_its_region_is_refused(
    three: Engine, after: int | None
) -> None:
    with pytest.raises(LedgerError, match="Maak het concept opnieuw"):
        put(three, "REG-A", after=after)
    assert len(all_releases(three)) == 3


def test_another_smallest_group_starts_a_new_epoch_for_every_region(engine: Engine) -> None:
    made = [
        put(engine, "REG-A"),
        put(engine, "REG-B"),
        put(engine, "REG-A", smallest=10),
        put(engine, "REG-B", smallest=10),
    ]
    assert [h.epoch for h in made] == [1, 1, 2, 2]
    assert epoch_for(engine, 10) == 2
    assert epoch_for(engine, 5) == 3


def test_a_release_checked_for_another_epoch_is_refused(engine: Engine) -> None:
    put(engine, "REG-A", smallest=10)
    with pytest.raises(LedgerError, match="kleinste groep is intussen"):
        put(engine, "REG-B", smallest=5, epoch=1)


def test_a_group_of_less_than_five_is_never_told_apart(engine: Engine) -> None:
    with pytest.raises(ValueError, match="De kleinste groep is 4, en dat mag niet onder 5 komen"):
        epoch_for(engine, 4)
    with pytest.raises(ValueError, match="niet onder 5"):
        put(engine, epoch=1, smallest=4)


@pytest.mark.parametrize(("value", "expected"), [(None, 5), ("", 5), ("5", 5), (" 12 ", 12)])
def test_the_smallest_group_is_a_setting(monkeypatch: pytest.MonkeyPatch, value: str | None, expected: int) -> None:
    monkeypatch.delenv("WOR_SMALLEST", raising=False)
    if value is not None:
        monkeypatch.setenv("WOR_SMALLEST", value)
    assert smallest_group() == expected


@pytest.mark.parametrize("value", ["4", "0", "-5", "vijf", "5,5", "²"])
def test_a_smallest_group_that_cannot_be_used_is_explained(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("WOR_SMALLEST", value)
    with pytest.raises(SettingError, match="moet een heel getal zijn van 5 of hoger"):
        smallest_group()


def test_the_ledger_can_be_taken_out_and_made_again(three: Engine) -> None:
    with writing(three) as connection:
        command.downgrade(config_for(connection), "r0001")
    assert not [name for name in inspect(three).get_table_names() if name.startswith("release")]
    with writing(three) as connection:
        command.upgrade(config_for(connection), "head")
    assert put(three).number == 1
