from datetime import UTC, datetime, timedelta, timezone

import polars as pl
import pytest
from small_release import MOMENT, REPORT, STATE, content, put
from sqlalchemy import Engine, event

from data_access.release_files import to_files
from data_access.releases import (
    all_releases,
    last_release,
    read_content,
    release_hash,
    release_heads_newest,
    releases_of,
)
from data_access.report_json import report_from_json, report_to_json
from domain.releases import ReleaseContent


def test_an_installation_without_releases_has_none(engine: Engine) -> None:
    assert last_release(engine, "REG-A") is None
    assert (all_releases(engine), releases_of(engine, "REG-A"), release_heads_newest(engine)) == ((), (), {})


def test_a_release_reads_back_as_it_was_appended(engine: Engine) -> None:
    head = put(engine, made_at=MOMENT)
    assert last_release(engine, "REG-A") == head
    assert (head.number, head.epoch, head.smallest, head.made_at) == (1, 1, 5, MOMENT)
    assert (head.data_date, head.data_token, head.sample) == (STATE.data_date, "t3", True)
    assert head.consents == ("GM0001 coördinator", "GM0002 brief van 3 juli")
    assert release_hash(engine, 1) == head.hash
    found = read_content(engine, 1)
    assert found.cells.equals(content().cells)
    assert found.dates.equals(content().dates)


def test_a_moment_in_another_time_zone_is_kept_in_utc(engine: Engine) -> None:
    head = put(engine, made_at=datetime(2025, 7, 4, 14, 0, tzinfo=timezone(timedelta(hours=2))))
    assert head.made_at == datetime(2025, 7, 4, 12, 0, tzinfo=UTC)
    assert last_release(engine, "REG-A") == head


def test_the_certificate_and_the_report_are_read_by_who_asks_for_them_alone(engine: Engine) -> None:
    put(engine)
    found, all_of_it = read_content(engine, 1), read_content(engine, 1, confidential=True)
    assert (found.certificate, found.report) == (b"", None)
    assert (all_of_it.certificate, all_of_it.report) == (b"zeker", REPORT)


def test_a_release_without_report_has_none(engine: Engine) -> None:
    put(engine, content=content(report=None))
    assert read_content(engine, 1, confidential=True).report is None


def test_a_release_that_does_not_exist_cannot_be_read(engine: Engine) -> None:
    with pytest.raises(LookupError):
        read_content(engine, 1)
    with pytest.raises(LookupError):
        release_hash(engine, 1)


def test_releases_are_numbered_over_all_regions_and_listed_oldest_first(engine: Engine) -> None:
    made = [put(engine, region) for region in ("REG-A", "REG-B", "REG-A")]
    assert [head.number for head in made] == [1, 2, 3]
    assert all_releases(engine) == tuple(made)
    assert releases_of(engine, "REG-A") == (made[0], made[2])
    assert last_release(engine, "REG-A") == made[2]


def test_the_newest_of_each_region_are_found_in_one_query(engine: Engine) -> None:
    made = [put(engine, region) for region in ("REG-A", "REG-B", "REG-A")]
    asked: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    assert release_heads_newest(engine) == {"REG-A": made[2], "REG-B": made[1]}
    assert len(asked) == 1


def test_a_report_without_municipalities_survives_json() -> None:
    bare = REPORT.__class__(
        municipalities=(), protected=0, witnesses=0, insiders=0, insiders_left=0, check="", seconds=0.0
    )
    assert [report_from_json(report_to_json(r)) for r in (REPORT, bare)] == [REPORT, bare]


def test_rows_are_sorted_so_that_their_order_tells_nothing(engine: Engine) -> None:
    put(engine, content=content(cells=content().cells.reverse()))
    assert read_content(engine, 1).cells.equals(content().cells)


LEAKS = [
    content(cells=content().cells.with_columns(persons=pl.lit(3, pl.Int64))),
    content(cells=content().cells.with_columns(count=pl.lit(3, pl.Int64))),
    content(cells=content().cells.with_columns(sum=pl.lit(71.0))),
    content(cells=content().cells.with_columns(person=pl.lit("p1"))),
    content(dates=content().dates.drop("period")),
]


@pytest.mark.parametrize("leak", LEAKS)
def test_what_may_not_leave_never_gets_in(engine: Engine, leak: ReleaseContent) -> None:
    with pytest.raises(ValueError, match=r"columns are|no numbers of persons|not shown holds a number"):
        put(engine, content=leak)
    assert all_releases(engine) == ()


def test_the_same_certificate_never_gives_the_same_files_so_a_guess_cannot_be_confirmed(engine: Engine) -> None:
    assert to_files(content())["salt"] != to_files(content())["salt"]
    assert put(engine, "REG-A").content_hash != put(engine, "REG-B").content_hash
