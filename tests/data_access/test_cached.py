from collections.abc import Iterator
from datetime import date

import pytest
import streamlit as st
from small_delivery import FRAMES
from small_release import put as publish
from sqlalchemy import Engine

from data_access import cached
from data_access.store import store


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def put(engine: Engine, *tables: str) -> None:
    frames = {name: FRAMES[name] for name in tables}
    store(engine, frames, supplier="zd", description="proef", data_date=date(2025, 6, 30))


def test_all_visitors_share_one_object_until_a_new_version_comes_in(engine: Engine) -> None:
    put(engine, "region")
    first, programme = cached.agreements(), cached.programme()
    assert cached.agreements() is first
    assert cached.programme() is programme
    put(engine, "municipality", "practice")
    assert [a.code for a in cached.agreements().geography.areas] == ["REG-A", "GM0001", "GM0002"]
    assert cached.programme().practices.height == 2


def test_an_empty_database_gives_no_state_and_empty_agreements(engine: Engine) -> None:
    assert cached.state() is None
    assert cached.agreements().geography.areas == ()


def test_an_import_by_another_process_is_seen_at_once(engine: Engine) -> None:
    put(engine, "region")
    before = cached.state()
    put(engine, "village")
    after = cached.state()
    assert before is not None
    assert after is not None
    assert (before.number, after.number) == (1, 2)


def test_a_release_by_another_process_is_seen_at_once(engine: Engine) -> None:
    assert cached.release_heads() == {}
    first = publish(engine)
    assert cached.release_heads() == {"REG-A": first}
    second = publish(engine)
    assert cached.release_heads() == {"REG-A": second}


def test_all_visitors_share_the_cells_of_a_release_without_its_certificate_and_report(engine: Engine) -> None:
    head = publish(engine)
    found = cached.release_content(1)
    assert cached.release_content(1, head.hash) is found
    assert found.certificate == b""
    assert found.report is None


def test_a_release_that_does_not_exist_has_no_content(engine: Engine) -> None:
    with pytest.raises(LookupError):
        cached.release_content(1)
