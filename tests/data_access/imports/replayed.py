"""The slow and obvious second implementation of undo: play the batches in force once more, from the first on."""

from dataclasses import dataclass, field
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True)
class Delivered:
    """What one batch said. `rows` and `withdrawn` by table; `complete`: of each supplier and area in it this is all."""

    supplier: str
    rows: dict[str, list[Row]] = field(default_factory=dict)
    withdrawn: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    complete: bool = False


@dataclass(frozen=True)
class Undone:
    target: int


Log = list[Delivered | Undone]
State = dict[str, dict[tuple[Any, ...], Row]]


def in_force(log: Log) -> list[bool]:
    """A batch counts unless an undo that itself counts takes it back."""
    counts = [True] * len(log)
    for place in reversed(range(len(log))):
        entry = log[place]
        if isinstance(entry, Undone) and counts[place]:
            counts[entry.target] = False
    return counts


def replay(log: Log, keys: dict[str, tuple[str, ...]], area: dict[str, str | None]) -> State:
    state: State = {table: {} for table in keys}
    brought: dict[tuple[str, tuple[Any, ...]], str] = {}
    for entry, counts in zip(log, in_force(log), strict=True):
        if not counts or isinstance(entry, Undone):
            continue
        for table, key_columns in keys.items():
            now = state[table]
            for key in entry.withdrawn.get(table, []):
                now.pop(key, None)
            rows = {tuple(row[name] for name in key_columns): row for row in entry.rows.get(table, [])}
            if entry.complete:
                claims = {(row.get("supplier", entry.supplier), row.get(area[table] or "")) for row in rows.values()}
                for key in [k for k in now if k not in rows]:
                    if (now[key].get("supplier", brought[table, key]), now[key].get(area[table] or "")) in claims:
                        del now[key]
            now |= rows
            brought |= {(table, key): entry.supplier for key in rows}
    return state
