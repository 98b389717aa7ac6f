"""The audit of pytauargus as a second opinion, over its own suppressed tables.

It finds the same intervals where the totals of areas are shown. Where these are hidden it stops short of what a cell
can be: never beyond ours.
"""

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from pytauargus import protect

from publishing.attack.neutral import attack_equations

SHAPES = [("ABCD", {"f": 18, "m": 10, "o": 2, "u": 4}), ("ABC", {"x": 6, "y": 6, "z": 9}), ("ABCDE", {"n": 8, "k": 5})]


@pytest.mark.parametrize("seed", range(3))
def test_its_audit_finds_the_same_intervals(seed: int, tmp_path: Path) -> None:
    areas, sizes = SHAPES[seed]
    random = Random(seed)
    people = [(a, c) for a in areas for c, most in sizes.items() for _ in range(random.randrange(most))]
    micro = {"area": [a for a, _ in people], "part": [c for _, c in people], "one": [1.0] * len(people)}
    made = protect(micro, ["area", "part"], response="one", safety_rules="FREQ(5,30)", workdir=str(tmp_path))
    rows = made.tables[0].rows
    audited = {name(rows[r["cell"]]): [round(r["min"]), round(r["max"])] for r in made.engine.audit(0)}
    own = bounds(rows, list(audited))
    assert len(audited) > 2
    assert all(own[n][0] <= low and high <= own[n][1] for n, (low, high) in audited.items())
    if not any(row["status"] in ("U", "M") for row in rows if row["part"] == "Total"):
        assert own == audited


def name(row: dict[str, Any]) -> str:
    return f"{row['area']}|{row['part']}"


def bounds(rows: list[dict[str, Any]], asked: list[str]) -> dict[str, list[Any]]:
    """Total = sum over its dimension, for each code of the other; status E is an empty cell, U and M are hidden."""
    areas, parts = ([*dict.fromkeys(row[key] for row in rows)] for key in ("area", "part"))
    equations = [{"sum": [f"{a}|{p}" for p in parts if p != "Total"], "equals": f"{a}|Total"} for a in areas]
    equations += [{"sum": [f"{a}|{p}" for a in areas if a != "Total"], "equals": f"Total|{p}"} for p in parts]
    shown = {name(row): int(row["one"]) for row in rows if row["status"] not in ("U", "M")}
    document = {"equations": equations, "published": shown, "protect": asked}
    return {n: [i.low, i.high] for n, i in attack_equations(json.dumps(document))[1].items()}
