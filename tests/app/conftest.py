"""A real server on a free port, with a small world in a database of its own. `start_server` makes further ones."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from world import fill

from components.sign_in import SAMPLE_PASSWORD
from data_access.engine import engine_for

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60

StartServer = Callable[..., AbstractContextManager[str]]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serve(var: Path, command: tuple[str, ...] = ("server.py",), **settings: str) -> Iterator[str]:
    """The address of a server that has started; its log is `var`/server.log."""
    port = free_port()
    environment = {**os.environ, "WOR_VAR": str(var), "DATABASE_URL": f"sqlite:///{var / 'wor.db'}",
                   "PORT": str(port), "STREAMLIT_SERVER_PORT": str(port), **settings}  # fmt: skip
    with (var / "server.log").open("w") as log:
        process = subprocess.Popen([sys.executable, *command], cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            url = f"http://127.0.0.1:{port}"
            wait_for(f"{url}/_stcore/health", process, var / "server.log")
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


def engine_of(var: Path):
    return engine_for(f"sqlite:///{var / 'wor.db'}")


@pytest.fixture(scope="session")
def start_server() -> Callable[..., AbstractContextManager[str]]:
    return serve


@pytest.fixture(scope="session")
def world_var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The var folder of the server that most tests share."""
    var = tmp_path_factory.mktemp("var")
    fill(engine_of(var), SAMPLE_PASSWORD)
    return var


@pytest.fixture(scope="session")
def server_url(world_var: Path) -> Iterator[str]:
    with serve(world_var) as url:
        yield url
