"""What holds between the tables of one area and one period, by definition."""

from itertools import pairwise

from domain.codes import BAND_STARTS, OFFER, UNKNOWN
from publishing.attack.system import System
from publishing.attack.tables import (
    BAND_TABLE,
    CELLS,
    CONTACT_TABLE,
    CROSS,
    CROSSED,
    ENDING_TABLE,
    FEEDBACK_TABLE,
    GENDER_TABLE,
    OFFERS,
    PARTITIONS,
    STEP_NAMES,
    STEPS,
    TRIO,
    Cell,
)

NESTED = ("contact", "intake", "activity")
"""Whoever reached a later one of these reached the ones before it."""
Nesting = tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]
OF_ENDINGS: tuple[Nesting, ...] = (
    (((FEEDBACK_TABLE, "not_yet"),), ((ENDING_TABLE, "open"), (ENDING_TABLE, "started"))),
    (((ENDING_TABLE, "open"),), ((FEEDBACK_TABLE, "not_yet"),)),
)
"""The sum of the first is at most the sum of the second; a later row may need a step of the trajectory."""
OF_STEPS: tuple[tuple[str, Nesting], ...] = (
    ("activity", (((ENDING_TABLE, "started"),), ((STEPS, "activity"),))),
)  # fmt: skip
FURTHER: tuple[Nesting, ...] = ((((CONTACT_TABLE, "not_yet"),), ((FEEDBACK_TABLE, "not_yet"),)),)
FURTHER_OF_STEPS: tuple[tuple[str, Nesting], ...] = (
    ("contact", (((CONTACT_TABLE, "in_time"),), ((STEPS, "contact"),))),
    ("contact", (((CONTACT_TABLE, "not_yet"),), ((STEPS, "contact|not_yet"), (STEPS, "contact|missed")))),
    *((step, (((STEPS, f"{step}|not_yet"),), ((FEEDBACK_TABLE, "not_yet"),))) for step in STEP_NAMES),
)
"""What follows from the definitions as well, but is no part of the agreed knowledge: for a sterner attack."""


def star(
    system: System, hub: Cell, tables: tuple[str, ...], steps: tuple[str, ...] | None, *, leaf: bool, stern: bool
) -> None:
    """`steps` None: of what steps the trajectory consists is not known. `leaf`: no region, where trajectories mix."""
    for table in tables:
        if table in PARTITIONS:
            system.sums((_at(hub, table, category) for category in CELLS[table]), hub)
    if CROSS in tables:
        _cross(system, hub)
    if OFFERS in tables:
        for offer in OFFER:
            system.at_most([_at(hub, OFFERS, offer)], [hub])
    if STEPS in tables:
        _trajectory(system, hub, steps, leaf=leaf, stern=stern)


def _cross(system: System, hub: Cell) -> None:
    for gender in CROSSED:
        system.sums((_at(hub, CROSS, f"{gender}|{band}") for band in BAND_STARTS), _at(hub, GENDER_TABLE, gender))
    for band in BAND_STARTS:
        system.sums((_at(hub, CROSS, f"{gender}|{band}") for gender in CROSSED), _at(hub, BAND_TABLE, band))
    # Band unknown = gender other + gender unknown follows from these and the two totals.
    others = [_at(hub, GENDER_TABLE, "other"), _at(hub, GENDER_TABLE, UNKNOWN)]
    system.sums(others, _at(hub, BAND_TABLE, UNKNOWN))


def _trajectory(system: System, hub: Cell, steps: tuple[str, ...] | None, *, leaf: bool, stern: bool) -> None:
    for step in STEP_NAMES:
        trio = [_at(hub, STEPS, f"{step}{part}") for part in TRIO]
        if steps is None or not leaf:
            system.at_most(trio, [hub])
        elif step in steps:
            system.sums(trio, hub)
        else:
            for cell in trio:
                system.fix(cell, 0)
    known = (steps or ()) if leaf else ()
    reached = [step for step in NESTED if step in known]
    for earlier, later in pairwise(reached):
        system.at_most([_at(hub, STEPS, later)], [_at(hub, STEPS, earlier)])
    for nesting in (*OF_ENDINGS, *(FURTHER if stern else ())):
        _nested(system, hub, nesting)
    for step, nesting in (*OF_STEPS, *(FURTHER_OF_STEPS if stern else ())):
        if step in known:
            _nested(system, hub, nesting)


def _nested(system: System, hub: Cell, nesting: Nesting) -> None:
    smaller, larger = ([_at(hub, table, category) for table, category in side] for side in nesting)
    system.at_most(smaller, larger)


def _at(hub: Cell, table: str, category: str) -> Cell:
    return hub._replace(table=table, category=category)
