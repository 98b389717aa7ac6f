"""One stage of the proof: what a council member is sent of the last releases by three servers, ready for the attack."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Engine

from data_access.agreements import read_agreements
from data_access.engine import engine_for
from data_access.releases import all_releases, read_content, release_heads_newest, releases_of
from data_access.state import current_state
from domain.cells import DataState
from domain.dutch import local_day
from domain.releases import ReleaseHead
from tools.proof_attack import Published, doubles, published, referrals_of, scraped, strangers, true_cells
from tools.proof_facts import Reader
from tools.proof_rebuilt import copy_of, rebuild
from tools.proof_registered import Registered, registered
from tools.proof_sheets import Names
from tools.proof_tab import Seen, Tab
from tools.proof_totals import Totals, days_of, earlier_totals, totals_of, unregistered
from tools.proof_views import View, Wish, views
from tools.proof_walk import Walked, asked, differences, lands, looks, missing, prints_of, signed_in, walk
from tools.serving import serving

BLIND = ("-m", "tools.proof_blind")
Tell = Callable[[str], None]
EVERY = 200


@dataclass(frozen=True, kw_only=True, eq=False)
class Stage:
    """`published`: the releases of the regions that were walked."""

    published: tuple[Published, ...]
    problems: tuple[str, ...]
    views: int
    files: int
    facts: int
    seconds: float


def engine_of(var: Path) -> Engine:
    return engine_for(f"sqlite:///{var / 'wor.db'}")


def prove(var: Path, wish: Wish, *, tell: Tell, kinds: tuple[str, ...] = ("csv", "xlsx"), tabs: int = 1) -> Stage:
    """Walks, compares, and puts together what the attacker gets. Leaves its files in `var`/bewijs.

    `tabs`: how many visitors at once, each at a server of its own.
    """
    begun, engine, beside = time.perf_counter(), engine_of(var), var / "bewijs"
    beside.mkdir(exist_ok=True)
    state = current_state(engine)
    assert state is not None
    heads = [head for code, head in release_heads_newest(engine).items() if code in wish.regions]
    with ExitStack() as stack:
        own = [enter(stack, var, ("server.py",), kinds) for _ in range(tabs)]
        wanted = wanted_of(engine, wish, own[0])
        walked = walked_by(own, engine, wanted, tell)
        totals = complete(walked, engine, heads, beside)
        blind = enter(stack, copy_of(var, beside / "blind"), BLIND, kinds)
        copy = rebuilt(var, beside / "herbouwd", heads, walked, totals)
        again = [enter(stack, copy, BLIND, kinds) for _ in range(tabs)]
        progress = telling(tell, len(wanted), "nagerekend")
        walked.problems += unexplained(walked, own[0], blind, asked(again, wanted), progress)
    found = tuple(handed(engine, state, walked, heads, beside))
    for one in found:
        walked.problems += [*doubles(one.release), *strangers(one.pages, one.release)]
    return Stage(
        published=found, problems=tuple(walked.problems), views=len(walked.prints), files=walked.files,
        facts=len(walked.values), seconds=time.perf_counter() - begun,
    )  # fmt: skip


def read(var: Path, wish: Wish, tell: Tell, kinds: tuple[str, ...] = ("csv", "xlsx")) -> Walked:
    """The walk alone, of the ordinary server."""
    with ExitStack() as stack:
        tab = enter(stack, var, ("server.py",), kinds)
        return walked_by([tab], engine_of(var), wanted_of(engine_of(var), wish, tab), tell)


def wanted_of(engine: Engine, wish: Wish, tab: Tab) -> tuple[View, ...]:
    return tuple(views(read_agreements(engine).geography, wish, lands(tab)))


def walked_by(tabs: Sequence[Tab], engine: Engine, wanted: Sequence[View], tell: Tell) -> Walked:
    agreements, state = read_agreements(engine), current_state(engine)
    assert state is not None
    reader = Reader(Names(agreements.geography), agreements)
    return walk(tabs, wanted, reader, secrets_of(engine, state), telling(tell, len(wanted), "gelezen"))


def enter(stack: ExitStack, var: Path, command: tuple[str, ...], kinds: tuple[str, ...]) -> Tab:
    """A council member at a server of its own."""
    server = stack.enter_context(serving(var, command))
    return signed_in(stack.enter_context(Tab(server.url, kinds)))


def complete(walked: Walked, engine: Engine, heads: Iterable[ReleaseHead], folder: Path) -> Totals:
    """Adds to what was walked what follows from it and from the stages before: days, and ages that are not known."""
    totals = Totals()
    for head in heads:
        before = (one for one in releases_of(engine, head.region, head.epoch) if one.number < head.number)
        totals |= earlier_totals(folder, before)
        walked.days = days_of(read_content(engine, head.number).dates, walked.days)
    for head in heads:
        totals |= totals_of(walked.facts, walked.days, head.data_date)
        for fact in tuple(unregistered(walked.facts, walked.days, totals, head.data_date)):
            walked.note(fact)
    return totals


def rebuilt(var: Path, where: Path, heads: Iterable[ReleaseHead], walked: Walked, totals: Totals) -> Path:
    """An installation of which the releases hold what was scraped and nothing more."""
    copy_of(var, where)
    for head in heads:
        rebuild(where, head, walked.facts, totals)
    return where


def unexplained(
    walked: Walked,
    own: Tab,
    blind: Tab,
    again: Iterable[tuple[View, list[Seen]]],
    progress: Callable[[int, Seen], None],
) -> Iterator[str]:
    """Numbers that do not follow from the scraped facts and the public tables: with these alone the view is another.

    `again`: what a server showed that has nothing else and cannot read registrations. Where it is the same to the
    letter no registration was needed for it. Where it is not, the server that has the whole release and cannot read
    registrations (`blind`) must show the same to the letter.
    """
    for number, (view, found) in enumerate(again, start=1):
        for seen in found:
            letter, words = prints_of(seen)
            before = walked.prints.get(seen.where, (b"", b""))
            if before != (letter, words) or seen.exceptions:
                mine = _same(own, view, seen.where)
                yield from differences(mine, _same(blind, view, seen.where), "zonder registraties")
                if before[1] != words or seen.exceptions:
                    yield from missing(mine, seen)
            progress(number, seen)


def _same(tab: Tab, view: View, where: str) -> Seen:
    return next(one for one in looks(tab, view) if one.where == where)


def handed(
    engine: Engine, state: DataState, walked: Walked, heads: Iterable[ReleaseHead], folder: Path
) -> Iterator[Published]:
    cells, agreements = true_cells(engine, state), read_agreements(engine)
    for head in heads:
        pages = scraped(walked.facts, walked.days, agreements, head)
        yield published(engine, head, pages, cells, folder)


def secrets_of(engine: Engine, state: DataState) -> Registered:
    heads = all_releases(engine)
    told = (local_day(moment) for moment in (datetime.now(UTC), *(h.made_at for h in heads)))
    days: list[date] = [state.data_date, *(h.data_date for h in heads), *told]
    return registered(referrals_of(engine, state), read_agreements(engine), days)


def telling(tell: Tell, every: int, word: str) -> Callable[[int, Seen], None]:
    told: set[int] = set()

    def progress(number: int, seen: Seen) -> None:
        if (number % EVERY == 0 or number == every) and number not in told:
            told.add(number)  # a view may be looked at more than once
            tell(f"{number} van {every} weergaven {word}, laatst {seen.where}")

    return progress
