"""`make bench`: what a filter change costs at 1,000,000 referrals, as a multiple of an empty page in the same run.

Measured over the real websocket, server side, without a browser: from the message that changes a select box until the
script has finished and all was received. Compare within one run only: machines are noisy.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from sample_data.install import PASSWORD
from tests.app.websocket import Visitor
from tools.serving import Server, resident_mb, run, serving

CHANGES = 40
VISITORS = 20
PAGES = {"Overzicht": "", "Bereik": "bereik"}
START = "regio=Twente&gemeente=Enschede&periode=2025"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--keep", type=Path, help="folder with the data of an earlier run, or where to leave it")
    wish = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        var = wish.keep or Path(temporary)
        var.mkdir(parents=True, exist_ok=True)
        if not (var / "wor.db").exists():
            timed("data maken en opslaan", lambda: run(var, "sample_data", "--rows", str(wish.rows)))
            timed("cijfers vrijgeven", lambda: run(var, "tools.prepare"))
        with serving(var, ("-m", "tools.floor")) as floor:
            base = empty_page(floor)
        print(f"{'vloer: lege pagina met drie keuzelijsten':44}{base:9.1f} ms      1,0 x")
        with serving(var) as server:
            cold_start(server)
            for name, page in PAGES.items():
                filter_changes(server, name, page, base)
            memory(server)


def timed(label: str, work: Callable[[], None]) -> None:
    begun = time.perf_counter()
    work()
    print(f"{label:44}{time.perf_counter() - begun:9.1f} s")


def milliseconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def empty_page(floor: Server) -> float:
    """Median of one filter change on the empty page."""
    with Visitor(floor.url) as visitor:
        visitor.open()
        found = [milliseconds(lambda n=n: visitor.use({"Gemeente": str(n)})) for n in range(CHANGES + 5)]  # type: ignore[misc]
    return statistics.median(found[5:])


def signed_in(server: Server, page: str) -> Visitor:
    visitor = Visitor(server.url).__enter__()
    visitor.open(page, START)
    visitor.sign_in("raadslid", PASSWORD)
    return visitor


def cold_start(server: Server) -> None:
    """From starting the process until the first Overzicht is complete; the sign-in (bcrypt) is part of it."""
    visitor = signed_in(server, "")
    print(f"{'koude start tot en met het eerste Overzicht':44}{time.perf_counter() - server.started:9.1f} s")
    visitor.__exit__(None, None, None)


def filter_changes(server: Server, name: str, page: str, base: float) -> None:
    """Another municipality each time: first ones nobody has asked for in this process, then the same ones again."""
    visitor = signed_in(server, page)
    _, box = visitor.screen.widgets["Gemeente"]
    others = random.Random(1).sample([o for o in box.options if o != "Enschede"], min(CHANGES, len(box.options) - 1))
    for words in ("voor het eerst", "al berekend"):
        found = [milliseconds(lambda town=town: visitor.use({"Gemeente": town})) for town in others]  # type: ignore[misc]
        middle = statistics.median(found)
        charts = visitor.screen.kinds.count("plotly_chart")
        print(f"{f'{name} ({charts} grafieken), {words}':44}{middle:9.1f} ms {middle / base:8.1f} x")
    visitor.__exit__(None, None, None)


def memory(server: Server) -> None:
    """Each visitor has a page open on the same municipality."""
    before = resident_mb(server.pid)
    with ExitStack() as tabs:
        for _ in range(VISITORS):
            visitor = signed_in(server, "")
            tabs.callback(visitor.__exit__, None, None, None)
        after = resident_mb(server.pid)
    print(f"{f'geheugen per bezoeker (van {VISITORS})':44}{(after - before) / VISITORS:9.1f} MB, samen {after:.0f} MB")


if __name__ == "__main__":
    main()
