"""A server of our own on a free port, with its data in a folder of its own: for benchmark and screenshots."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 120


@dataclass(frozen=True, kw_only=True)
class Server:
    url: str
    pid: int
    started: float


def environment(var: Path, port: int | None = None) -> dict[str, str]:
    """`port` None: for a command that serves nothing."""
    own = {"WOR_VAR": str(var), "DATABASE_URL": f"sqlite:///{var / 'wor.db'}", "PYTHONPATH": str(ROOT)}
    return {**os.environ, **own} | ({} if port is None else {"PORT": str(port), "STREAMLIT_SERVER_PORT": str(port)})


@contextmanager
def serving(var: Path, command: Sequence[str] = ("server.py",)) -> Iterator[Server]:
    """Starts `python <command>`; `started` is the moment (time.perf_counter) before the process was made."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    begun = time.perf_counter()
    with (var / "server.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, *command], cwd=ROOT, env=environment(var, port), stdout=log, stderr=log
        )
    try:
        url = f"http://127.0.0.1:{port}"
        _wait(f"{url}/_stcore/health", process)
        yield Server(url=url, pid=process.pid, started=begun)
    finally:
        process.terminate()
        process.wait(10)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.perf_counter() + PATIENCE
    while time.perf_counter() < end and process.poll() is None:
        try:
            urlopen(address, timeout=5).close()
        except (URLError, OSError):
            time.sleep(0.02)
        else:
            return
    raise SystemExit("De server is niet gestart; zie server.log.")


def run(var: Path, *command: str) -> None:
    """A command of ours on the data in `var`; stops with its own message when it fails."""
    subprocess.run([sys.executable, "-m", *command], cwd=ROOT, env=environment(var), check=True)


def resident_mb(pid: int) -> float:
    """Resident memory of a process, from /proc."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024
