"""The attack on publications: what can an outsider tell of cells and increments that stand for few people?"""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import zip_longest
from random import Random

from publishing.attack.bounds import Interval
from publishing.attack.definitions import UNTOLD, nobody, zero_by_definition
from publishing.attack.errors import AttackError
from publishing.attack.facts import Fact, Publication
from publishing.attack.model import build
from publishing.attack.settle import settle
from publishing.attack.tables import AGES, DAYS, PEOPLE, Cell, Increment
from publishing.attack.targets import Target, targets
from publishing.attack.truth import Truth, needs_hiding
from publishing.attack.universe import Universe, universe_of


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A cell with its interval; `high` of the interval None: the smallest group or more."""

    target: Target
    interval: Interval


@dataclass(frozen=True, kw_only=True, eq=False)
class Verdict:
    """`asked`: of how many of the `small` cells; `leaks`: learnt of few people. `printed`: small numbers that simply
    stand there. `telling`: of which an outsider knows that there is someone, which is no fault where there are many;
    empty where the truth was given.
    """

    smallest: int
    asked: int
    small: int
    leaks: tuple[Finding, ...]
    printed: tuple[Fact, ...]
    telling: tuple[Finding, ...] = ()
    intervals: dict[Cell | Increment, Interval] = field(default_factory=dict)

    @property
    def undecided(self) -> int:
        """Cells of which nothing was learnt, but of which something narrower may exist."""
        return sum(not interval.exact for interval in self.intervals.values()) - sum(
            not finding.interval.exact for finding in self.leaks
        )

    @property
    def learnt(self) -> bool:
        return bool(self.leaks or self.printed)


def attack_publications(
    publications: tuple[Publication, ...],
    *,
    truths: tuple[Truth, ...] = (),
    sample: int | None = None,
    seed: int = 0,
    stern: bool = False,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Verdict:
    """`sample`: only so many cells, drawn by `seed`, half of them increments where there are. `stern`: also uses
    definitions beyond those agreed upon.

    Raises AttackError where publications cannot be taken together or contradict each other.
    """
    together = ordered(publications)
    universe, smallest = universe_of(together), max(p.smallest for p in together)
    system = build(universe, stern=stern)
    small = _asked(targets(system, universe), truths, universe, smallest)
    asked = _drawn(small, sample, Random(seed)) if sample is not None and sample < len(small) else small  # noqa: S311
    found = settle(system, [target.name for target in asked], smallest, seed=seed, progress=progress)
    findings = [Finding(target=target, interval=found[target.name]) for target in asked]
    leaks = [f for f in findings if _leaks(f, known=bool(truths))]
    telling = [f for f in findings if f not in leaks and f.interval.low > 0 and not f.target.grows]
    return Verdict(
        smallest=smallest,
        asked=len(asked),
        small=len(small),
        leaks=tuple(leaks),
        printed=tuple(
            f
            for p in together
            for f in p.facts
            if _printed_small(f, smallest) and not zero_by_definition(universe, p, f)
        ),
        telling=() if truths else tuple(telling),
        intervals={f.target.name: f.interval for f in findings},  # type: ignore[misc]
    )


def ordered(publications: tuple[Publication, ...]) -> tuple[Publication, ...]:
    """Releases by number, pages after them; raises AttackError where they are not of one region and epoch."""
    releases = [p for p in publications if p.complete]
    if not publications:
        raise AttackError("Geef ten minste een publicatie of een bestand met cijfers op.")
    if len({(p.region, p.epoch) for p in releases}) > 1:
        raise AttackError("De publicaties zijn niet van dezelfde regio en hetzelfde tijdvak: samen zeggen ze niets.")
    if len({p.number for p in releases}) < len(releases):
        raise AttackError("Dezelfde publicatie staat er twee keer bij.")
    return tuple(sorted(publications, key=lambda p: (not p.complete, p.number)))


def _asked(found: list[Target], truths: tuple[Truth, ...], universe: Universe, smallest: int) -> list[Target]:
    """With the truth the cells of few people, shown ones too; without it every cell that was not shown. In both without
    what definitions tell."""
    told = [t for t in found if t.grows or not nobody(universe, t.cell, UNTOLD if t.shown == 0 else None)]
    if truths:
        return [t for t in told if needs_hiding(t, truths, universe.timeline, smallest)]
    return [target for target in told if target.shown is None]


def _drawn(asked: list[Target], sample: int, draw: Random) -> list[Target]:
    """Of a further release the increments alone are new: without a share of their own the draw would hardly hit one."""
    growing, still = ([t for t in asked if t.grows is wanted] for wanted in (True, False))
    share = min(len(growing), max(sample // 2, sample - len(still)))
    return [*_by_turns(growing, share, draw), *_by_turns(still, sample - share, draw)]


def _by_turns(found: list[Target], many: int, draw: Random) -> list[Target]:
    """Each table of each area in its turn, so that the large ones do not push out the rest."""
    strata: dict[tuple[str, str], list[Target]] = {}
    for target in draw.sample(found, len(found)):
        strata.setdefault((target.cell.table, target.cell.area), []).append(target)
    return [t for turn in zip_longest(*strata.values()) for t in turn if t is not None][:many]


def _leaks(finding: Finding, *, known: bool) -> bool:
    """Without the truth only what surely stands for few: a large cell that was hidden for others may be known."""
    low, high = finding.interval.low, finding.interval.high
    if known:
        return low > 0 or high is not None
    return high is not None and not (finding.target.grows and high == 0)


def _printed_small(fact: Fact, smallest: int) -> bool:
    if not fact.shown or fact.table not in PEOPLE or fact.low is None or fact.low != fact.high:
        return False
    if fact.table in (AGES, DAYS) and fact.category:
        return False
    return fact.low < smallest
