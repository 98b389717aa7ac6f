import pytest
from small_release import MOMENT, REPORT, STATE, content, draft, put
from sqlalchemy import Engine, inspect

from data_access.consents import Consent, consent, consents, withdraw
from data_access.drafts import Draft, drop_draft, read_draft
from data_access.ledger import LedgerError


def found(engine: Engine, region: str = "REG-A") -> Draft:
    read = read_draft(engine, region)
    assert read is not None
    return read


def test_a_draft_reads_back_with_all_that_a_release_needs(engine: Engine) -> None:
    key = draft(engine, made_at=MOMENT)
    read = found(engine)
    assert (read.id, read.region, read.epoch, read.smallest, read.after) == (key, "REG-A", 2, 5, 7)
    assert (read.state, read.made_at, read.made_by) == (STATE, MOMENT, "baas")
    assert read.content.cells.equals(content().cells)
    assert (read.content.certificate, read.content.report) == (b"zeker", REPORT)


def test_a_new_draft_takes_the_place_of_the_one_of_its_region(engine: Engine) -> None:
    first, other = draft(engine), draft(engine, "REG-B")
    second = draft(engine, content=content(20))
    assert found(engine).id == second != first
    assert found(engine).content.cells["count"].to_list() == [20, None]
    assert found(engine, "REG-B").id == other


def test_a_dropped_draft_is_gone_and_its_id_never_comes_back(engine: Engine) -> None:
    first = draft(engine)
    drop_draft(engine, "REG-A")
    drop_draft(engine, "REG-A")
    assert read_draft(engine, "REG-A") is None
    assert draft(engine) != first


def test_a_municipality_agrees_to_one_version_of_the_data(engine: Engine) -> None:
    consent(engine, "GM0001", "t3", "coördinator", MOMENT)
    consent(engine, "GM0001", "t3", "ander")
    consent(engine, "GM0002", "t4", "coördinator")
    assert consents(engine, "t3") == {"GM0001": Consent(account="coördinator", agreed_at=MOMENT)}
    assert consents(engine, "t5") == {}


def test_a_consent_can_be_withdrawn_until_a_release_rests_on_it(engine: Engine) -> None:
    consent(engine, "GM0001", "t3", "coördinator")
    withdraw(engine, "GM0001", "t3")
    withdraw(engine, "GM0001", "t3")
    assert consents(engine, "t3") == {}
    consent(engine, "GM0001", "t3", "coördinator")
    put(engine)
    with pytest.raises(LedgerError, match="al gebruikt voor publicatie 1"):
        withdraw(engine, "GM0001", "t3")
    assert list(consents(engine, "t3")) == ["GM0001"]


@pytest.mark.parametrize("named", ["GM00010 coördinator", "GM0002 GM0001"])
def test_a_release_that_names_another_municipality_holds_no_consent(engine: Engine, named: str) -> None:
    consent(engine, "GM0001", "t3", "coördinator")
    put(engine, consents=(named,))
    withdraw(engine, "GM0001", "t3")
    assert consents(engine, "t3") == {}


def test_at_most_one_draft_of_a_region_is_held_by_the_database_itself(engine: Engine) -> None:
    [key] = inspect(engine).get_unique_constraints("release_draft")
    assert key["column_names"] == ["region"]
