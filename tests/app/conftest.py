"""A real server on a free port, with a small world in a database of its own. `serve` starts further ones."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import Engine
from world import fill

from components.sign_in_form import SAMPLE_PASSWORD
from data_access.agreements import read_geography
from data_access.consents import consent
from data_access.engine import engine_for
from data_access.migrate import migrate
from data_access.state import current_state
from domain.areas import Level
from domain.viewer import Role
from publishing.release import make, publish
from sample_data.install import ACCOUNTS as SAMPLE_ACCOUNTS
from sample_data.install import install
from tools.postgres import postgresql
from tools.sample_release import quiet, release_sample

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60
LONG = 1500


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serve(
    var: Path, command: tuple[str, ...] = ("server.py",), log: str = "server.log", **settings: str
) -> Iterator[str]:
    """The address of a server that has started; its log is a file in `var`."""
    port = int(settings.get("PORT") or free_port())
    environment = {**os.environ, "WOR_VAR": str(var), "DATABASE_URL": f"sqlite:///{var / 'wor.db'}",
                   "PORT": str(port), "STREAMLIT_SERVER_PORT": str(port), **settings}  # fmt: skip
    with (var / log).open("w") as file:
        process = subprocess.Popen([sys.executable, *command], cwd=ROOT, env=environment, stdout=file, stderr=file)
        try:
            url = f"http://127.0.0.1:{port}"
            wait_for(f"{url}/_stcore/health", process, var / log)
            yield url
        finally:
            process.terminate()
            process.wait(10)


def wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            urlopen(address, timeout=5).close()
        except HTTPError:
            return
        except (URLError, OSError):
            time.sleep(0.05)
        else:
            return
    pytest.fail(f"the server did not start:\n{log.read_text()}")


def engine_of(var: Path) -> Engine:
    return engine_for(f"sqlite:///{var / 'wor.db'}")


def released(var: Path, release: Callable[[Engine], object]) -> None:
    """Every region of the sample data in `var`, once."""
    engine = engine_of(var)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WOR_VAR", str(var))
        release(engine)
    engine.dispose()


def release_world(engine: Engine) -> None:
    """In this process: of a small world starting one for each region takes longer than making its release."""
    state = current_state(engine)
    assert state is not None
    consent(engine, SAMPLE_ACCOUNTS[Role.COORDINATOR][0], state.token, Role.COORDINATOR.value)
    for region in read_geography(engine).of_level(Level.REGION):
        draft = make(engine, region.code, "beheerder", quiet, "voorbeeldgegevens", insiders=False)
        publish(engine, draft.id, "beheerder", "voorbeeldgegevens")


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A copy of a folder that one worker of the whole run makes and the others wait for."""
    alone = "PYTEST_XDIST_WORKER" not in os.environ
    folder = (factory.getbasetemp() if alone else factory.getbasetemp().parent) / f"{name}-made"
    ready = folder.with_suffix(".ready")
    try:
        folder.mkdir()
    except FileExistsError:
        end = time.monotonic() + LONG
        while not ready.exists() and time.monotonic() < end:
            time.sleep(0.2)
        assert ready.exists(), f"the other worker did not make {name}"
    else:
        try:
            make(folder)
        finally:
            ready.touch()  # where it failed the others fail too, and do not wait
    return Path(shutil.copytree(folder, factory.mktemp(name), dirs_exist_ok=True))


def filled_in(var: Path) -> None:
    engine = engine_of(var)
    fill(engine, SAMPLE_PASSWORD)
    engine.dispose()


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the database of the small world, to copy from: nothing of it was released."""
    return once(tmp_path_factory, "filled", filled_in)


@pytest.fixture
def own_var(filled: Path, tmp_path: Path) -> Path:
    """The var folder of one test, with the small world in it."""
    return Path(shutil.copytree(filled, tmp_path, dirs_exist_ok=True))


@pytest.fixture(scope="session")
def world_var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The var folder of the server that most tests share."""

    def make(var: Path) -> None:
        filled_in(var)
        released(var, release_world)

    return once(tmp_path_factory, "world", make)


@pytest.fixture(scope="session")
def server_url(world_var: Path) -> Iterator[str]:
    with serve(world_var) as url:
        yield url


@pytest.fixture(scope="session")
def sample_var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The var folder of a server with the sample data and its releases, as a newcomer gets it."""

    def make(var: Path) -> None:
        migrate(engine_of(var))
        install(engine_of(var), rounds=4)
        released(var, partial(release_sample, insiders=False))  # in less time

    return once(tmp_path_factory, "sample", make)


@pytest.fixture(scope="session")
def sample_url(sample_var: Path) -> Iterator[str]:
    with serve(sample_var) as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium where it is there, else Playwright's own."""
    own = Path("/usr/bin/chromium")
    with sync_playwright() as playwright:
        options: Any = {"executable_path": str(own)} if own.exists() else {}
        chromium = playwright.chromium.launch(args=["--no-sandbox"], **options)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an empty database; what asks for it runs on either kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('database') / 'wor.db'}"
        return
    with postgresql() as server:
        yield server.url("postgres")


@pytest.fixture(scope="module")
def engine(database: str) -> Iterator[Engine]:
    """Of such a database, with the small world in it."""
    made = engine_for(database)
    fill(made, SAMPLE_PASSWORD)
    yield made
    made.dispose()
