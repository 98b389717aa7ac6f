"""Loading: the two layers and the accounts, once, and never over other data."""

import pytest

from data_access.accounts import accounts, viewer_of
from data_access.agreements import read_agreements
from data_access.engine import engine_for
from data_access.migrate import migrate
from data_access.state import current_state
from domain.viewer import Role
from sample_data.__main__ import main
from sample_data.install import install


@pytest.fixture
def database(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path / 'wor.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    return engine_for(url)


def test_the_five_sample_accounts_open_at_their_own_area(database, frames):
    migrate(database)
    install(database, frames, rounds=4)
    geography = read_agreements(database).geography
    homes = {a.name: viewer_of(database, a.name, geography).home for a in accounts(database)}
    assert homes == {
        "raadslid": "GM0153", "wethouder": "GM0153", "stuurgroep": "REG-TWENTE", "coordinator": "GM1735",
        "beheerder": None,
    }  # fmt: skip
    assert all(account.sample for account in accounts(database))
    coordinator = viewer_of(database, "coordinator", geography)
    assert (coordinator.role, coordinator.scope.municipalities) == (Role.COORDINATOR, {"GM1735"})


def test_the_version_says_that_sample_data_is_loaded_and_installing_twice_keeps_the_accounts(database, frames):
    migrate(database)
    install(database, frames, rounds=4)
    install(database, frames, rounds=4)
    state = current_state(database)
    assert (state.sample, state.number) == (True, 2)
    assert len(accounts(database)) == 5


def test_the_command_fills_an_empty_database_and_then_leaves_it_alone(database, capsys):
    assert main([]) == 0
    before = current_state(database)
    assert main(["--if-empty"]) == 0
    assert main([]) == 1
    assert current_state(database) == before
    printed = capsys.readouterr().out
    assert "wachtwoord welzijn-op-recept" in printed
    assert "De database is niet leeg; er is niets veranderd." in printed


def test_a_national_sample_of_a_few_rows_is_wrong_use(database):
    with pytest.raises(SystemExit) as stopped:
        main(["--rows", "10"])
    assert stopped.value.code == 2
