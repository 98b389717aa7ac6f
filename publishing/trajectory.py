"""Which combinations of contact, feedback, ending and steps can exist, as indicators.count.prepare defines them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product

import polars as pl

from indicators.count.prepare import STEPS_AFTER_REFERRAL

REACHED = ("", "contact", "intake", "activity")
TYPICAL = 2
"""Combinations kept for each part of a table."""


Pair = tuple[str, str]


def typical_atoms(
    cases: pl.Series, variants: Iterable[Mapping[str, int]], maps: Callable[[str], Iterable[Pair]]
) -> set[str]:
    """For everything that a table could count, the most likely combinations, so that witnesses can hold them.

    `cases`: the combinations that occur. `variants`: normal days by step. `maps`: the pairs a combination counts in.
    """
    weight: dict[Pair, int] = {}
    for atom, number in cases.value_counts().iter_rows():
        for pair in maps(atom):
            weight[pair] = weight.get(pair, 0) + number
    found: set[str] = set()
    for normal in {tuple(sorted(v.items())): v for v in variants}.values():
        best: dict[tuple[Pair, bool], list[tuple[int, str]]] = {}
        for atom in possible_atoms(normal):
            pairs = maps(atom)
            score = sum(weight.get(pair, 0) for pair in pairs)
            for pair in pairs:
                # In a period long past nothing is "not yet": that needs combinations of its own.
                best.setdefault((pair, "|not_yet" in atom), []).append((-score, atom))
        found |= {atom for ranked in best.values() for _, atom in sorted(ranked)[:TYPICAL]}
    return found


def possible_atoms(normal: Mapping[str, int]) -> Iterator[str]:
    """Every combination in a variant with these steps and normal days."""
    steps = [s for s in STEPS_AFTER_REFERRAL if s in normal]
    for reach, after, closed, out, told in product(
        REACHED, (False, True), (False, True), ("", "not_arrived", "declined"), ("given", "none", "unknown")
    ):
        ended = closed or bool(out)
        feedback = told if ended else "not_yet"
        if not ended and told != "given":
            continue
        ending = out or ("started" if reach == "activity" else "no_activity" if closed else "open")
        done = {*REACHED[1 : REACHED.index(reach) + 1], *["aftercare"] * after, *["closing"] * closed}
        for contact, dated, states in product(
            _contacts(reach, ended), _dated(reach), _states(steps, done, ended, normal)
        ):
            yield "/".join((contact, feedback, ending, dated, *states))


def _contacts(reach: str, ended: bool) -> tuple[str, ...]:
    if reach == "":
        return ("unknown",) if ended else ("not_yet", "late")
    return ("in_time", "late") if reach == "contact" else ("in_time", "late", "unknown")


def _dated(reach: str) -> tuple[str, ...]:
    """Whether there is an intake date; an activity can prove an intake without one."""
    return ("1",) if reach == "intake" else ("0", "1") if reach == "activity" else ("0",)


def _states(steps: list[str], done: set[str], ended: bool, normal: Mapping[str, int]) -> Iterator[tuple[str, ...]]:
    """Steps not reached are missed; of a running case only those whose normal days have passed."""
    waiting = sorted({normal[s] for s in steps if s not in done})
    for passed in range(len(waiting) + 1) if not ended else (len(waiting),):
        missed = set(waiting[:passed])
        yield tuple(
            "-" if s not in steps else s if s in done else f"{s}|{'missed' if normal[s] in missed else 'not_yet'}"
            for s in STEPS_AFTER_REFERRAL
        )
