"""Publishing something more beside the counts: a mean or a sentence, where every goal keeps its witnesses."""

import numpy as np

from publishing.cover import Cover
from publishing.goals import Witness
from publishing.model import CLOSE


def accept(cover: Cover, rows: np.ndarray, low: np.ndarray, high: np.ndarray, patience: int) -> bool:
    """Publishes something more (these rows lie in [low, high]) if every goal keeps its witnesses.

    Witnesses that contradict it are sought anew, at most `patience` of them; where that fails nothing changes.
    """
    model = cover.programme
    before = model.low[rows].copy(), model.high[rows].copy()
    model.restrict_rows(rows, low, high)
    model.heed_sums(True)
    used, strict = set(cover.used()), cover.used(strict=True)
    kept, saved = len(cover.witnesses), [(t.found.none.copy(), t.found.some.copy()) for t in cover.tasks]
    fitted = _all_fitted(cover, strict, patience)
    wrong = [n for n in strict if fitted.get(n) is None]
    fine = len(wrong) <= patience and _again(cover, wrong)
    if fine:
        fitted |= _all_fitted(cover, sorted(used - fitted.keys()), kept)
        renewed = {n: new for n, new in fitted.items() if new is not None and new is not cover.witnesses[n]}
        for n, witness in renewed.items():
            cover.witnesses[n] = witness
        cover.table.renew(renewed)
        # What nobody rests on was not fitted: it must not be found again.
        cover.spoiled |= {n for n in range(kept) if fitted.get(n) is None}
        for side in (side for t in cover.tasks for side in (t.found.none, t.found.some) if not t.strict):
            side[np.isin(side, list(cover.spoiled))] = -1
    else:
        del cover.witnesses[kept:]
        cover.table.cut(kept)
        for task, (none, some) in zip(cover.tasks, saved, strict=True):
            task.found.none[:], task.found.some[:] = none, some
        model.restrict_rows(rows, *before)
    cover.know(None)
    model.heed_sums(False)
    return fine


def mend(cover: Cover) -> None:
    """Seeks what practices lost to what was said since, without hiding anything for it."""
    for task in (t for t in cover.tasks if not t.strict and not t.found.complete):
        cover.programme.heed_sums(True)
        cover.know(task.known)
        cover.mark_all(task.goals, task.found, task.known)
        for place in np.flatnonzero((task.found.none == -1) | (task.found.some == -1)):
            for side in ("none", "some"):
                if getattr(task.found, side)[place] == -1:
                    cover.near(task.goals, task.found, int(place), side)
    cover.know(None)
    cover.programme.heed_sums(False)


def _all_fitted(cover: Cover, numbers: list[int], patience: int) -> dict[int, Witness | None]:
    """Witnesses with sums that go with all that is said, None where there are none; stops after `patience` of these."""
    found: dict[int, Witness | None] = {}
    if not numbers:
        return found
    _, moves = cover.table.of(cover.witnesses)
    model = cover.programme
    rows = model.values + moves[numbers]
    fine = ((rows >= model.low - CLOSE) & (rows <= model.high + CLOSE)).all(axis=1)
    for number, as_it_is in sorted(zip(numbers, fine.tolist(), strict=True), key=lambda pair: -pair[1]):
        found[number] = cover.witnesses[number] if as_it_is else _fitted(cover, cover.witnesses[number])
        patience -= found[number] is None
        if patience < 0:
            break
    return found


def _fitted(cover: Cover, witness: Witness) -> Witness | None:
    leaves = cover.truth.copy()
    leaves[witness.leaves] += witness.change
    counts = cover.programme.fit(leaves)
    if counts is None or not cover.programme.agrees(counts):
        return None
    changed = np.flatnonzero(counts != cover.truth)
    return Witness(leaves=changed, change=(counts - cover.truth)[changed])


def _again(cover: Cover, wrong: list[int]) -> bool:
    for task in (t for t in cover.tasks if t.strict):
        for side in (task.found.none, task.found.some):
            side[np.isin(side, wrong)] = -1
        if not task.found.complete:
            cover.know(task.known)
            cover.each(task.goals, task.found, hiding=False)
        if not task.found.complete:
            return False
    return True
