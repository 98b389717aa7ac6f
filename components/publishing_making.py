"""Releases that are being made: in processes of their own, so that visitors keep the server to themselves.

A thread waits for them, so whoever leaves the page finds the release when coming back. Where the server ends they end
with it, and nothing is half done. The record is of this process: where several serve the dashboard, the draft itself is
there for all of them.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from threading import Lock, Thread

import streamlit as st

from components import visitor
from components.plain import plain
from components.publishing_actions import REFUSED, TOLD, fail
from components.publishing_rights import may_release
from components.still_in import still_in
from data_access import cached
from domain.dutch import moment
from domain.viewer import Viewer
from publishing.several import make_beside
from publishing.workers import Worker, WorkerStoppedError

LOG = logging.getLogger("wor.publishing")
START = "Even geduld …"
GOES_ON = (
    "Dit kan enkele minuten duren. U kunt deze pagina verlaten of sluiten: het maken gaat door, en daarna staat "
    "het verslag hier."
)
STOP = "Stop met maken"
STOPPED = "{by} heeft het maken van de vrijgave van {begun} gestopt. Er is niets half gedaan."
BROKEN = "Er ging iets mis. Probeer het nog eens; gebeurt het weer, geef dit dan door aan wie de server beheert."
EVERY = "1s"


@dataclass(frozen=True, kw_only=True)
class Making:
    """`share` done, 0 to 1. `failed`: why there is no draft, in Dutch. `stopped_by`: who wanted no draft after all."""

    by: str
    begun: datetime
    share: float = 0.0
    text: str = START
    runs: bool = True
    failed: str = ""
    stopped_by: str = ""


class Makings:
    """One for each region at most, the last one; safe to use from any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._of: dict[str, Making] = {}
        self._workers: dict[str, Worker] = {}

    def of(self, region: str) -> Making | None:
        with self._lock:
            return self._of.get(region)

    def begin(self, region: str, account: str) -> bool:
        """False where one runs already."""
        with self._lock:
            last = self._of.get(region)
            if last is not None and last.runs:
                return False
            self._of[region] = Making(by=account, begun=datetime.now(UTC))
            return True

    def tell(self, region: str, share: float, text: str) -> None:
        with self._lock:
            self._of[region] = replace(self._of[region], share=min(max(share, 0.0), 1.0), text=text)

    def at_work(self, region: str, worker: Worker) -> None:
        """Who stopped it before there was a worker, stops it now."""
        with self._lock:
            self._workers[region] = worker
            if self._of[region].stopped_by:
                worker.close()

    def stop(self, region: str, account: str) -> None:
        """Nothing happens where none runs."""
        with self._lock:
            making = self._of.get(region)
            if making is None or not making.runs:
                return
            self._of[region] = replace(making, stopped_by=account)
            if region in self._workers:
                self._workers[region].close()

    def end(self, region: str, failed: str = "", *, stopped: bool = False) -> None:
        """`stopped`: it did not come to its end because somebody stopped it."""
        with self._lock:
            making = self._of[region]
            by = making.stopped_by if stopped else ""
            self._of[region] = replace(making, runs=False, failed=failed, stopped_by=by)
            self._workers.pop(region, None)


@st.cache_resource(show_spinner=False)
def makings() -> Makings:
    return Makings()


def start(region: str, account: str, agreed: str) -> None:
    """Nothing happens where the release is being made already."""
    kept, engine, address = makings(), cached.engine(), visitor.address()
    if not kept.begin(region, account):
        return

    def work() -> None:
        make_beside(
            engine, region, account, lambda share, text: kept.tell(region, share, text), agreed, address=address,
            begun=lambda worker: kept.at_work(region, worker),
        )  # fmt: skip

    Thread(target=_guarded, args=(kept, region, work), name=f"release {region}", daemon=True).start()


def _guarded(kept: Makings, region: str, work: Callable[[], None]) -> None:
    """Whatever happens, the record does not go on saying that it runs."""
    failed, stopped = BROKEN, False
    try:
        work()
        failed = ""
    except WorkerStoppedError:
        failed, stopped = "", True
    except TOLD as error:
        failed = str(error)
    except Exception:
        LOG.exception("making a release of %s failed", region)
    finally:
        kept.end(region, failed, stopped=stopped)


def stop(viewer: Viewer, region: str) -> None:
    """What the button does; who asks is looked up again."""
    if not may_release(viewer, region):
        LOG.warning("refused %s %s", viewer.name, region)
        fail(REFUSED)
        return
    LOG.info("release stopped by %s for %s", viewer.name, region)
    makings().stop(region, viewer.name)


@st.fragment(run_every=EVERY)
def show_progress(viewer: Viewer, region: str) -> None:
    """Draws itself anew until the release is made, or the viewer is no longer signed in; then the whole page."""
    making = makings().of(region)
    if making is None or not making.runs or still_in(viewer, used=False) is None:
        st.rerun()
    st.markdown(plain(f"De vrijgave wordt gemaakt door {making.by}, sinds {moment(making.begun)}."))
    st.caption(GOES_ON)
    st.progress(making.share, plain(making.text))
    st.button(STOP, key=f"stop_{region}", icon=":material/stop_circle:", on_click=stop, args=(viewer, region))


def show_failure(region: str) -> None:
    making = makings().of(region)
    if making is not None and making.stopped_by:
        st.info(plain(STOPPED.format(by=making.stopped_by, begun=moment(making.begun))))
    elif making is not None and making.failed:
        st.error(plain(f"De vrijgave van {moment(making.begun)} is niet gemaakt. {making.failed}"))
