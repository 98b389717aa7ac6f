"""The rows of a star beside its cells: given totals, ages that go with bands, and statements that may be published."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import csr_matrix, kron, vstack

from domain.codes import BAND_STARTS
from publishing.catalogue import AGE, GENDER, PEOPLE, Block
from publishing.model import FREE
from publishing.truth import Place

OLDEST = 110
"""Nobody is older: the roof of the highest band."""
Cell = tuple[str, str, str, str]
"""Table, area, period, category."""


@dataclass(frozen=True, kw_only=True)
class Frame:
    """`leaf_places`: area and period of the leaf rows; `places`: which leaf rows each place of the catalogue adds up.

    `shown`: places that may have parts published. `ties`: sets of leaf rows whose total is given. `widest`: the area
    that holds the others. `caps`: the most that the months around a leaf row leave room for.
    """

    widest: str
    leaf_places: tuple[Place, ...]
    places: Mapping[Place, tuple[int, ...]]
    shown: frozenset[Place]
    ties: tuple[tuple[int, ...], ...]
    caps: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Statement:
    """Something to publish that is no count: a mean, or a sentence. Row `rows[i]` then lies in [low[i], high[i]]."""

    cell: Cell
    value: int | None
    rows: tuple[int, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


def membership(frame: Frame) -> csr_matrix:
    pairs = [(n, leaf) for n, leaves in enumerate(frame.places.values()) for leaf in leaves]
    rows, columns = zip(*pairs, strict=True)
    return csr_matrix((np.ones(len(pairs)), (rows, columns)), shape=(len(frame.places), len(frame.leaf_places)))


def ties_of(block: Block, frame: Frame, truth: np.ndarray, size: int) -> tuple[csr_matrix, np.ndarray, np.ndarray]:
    """Given totals; and of PEOPLE: the ages of a leaf row add up to no less and no more than its bands allow."""
    total = np.zeros(size)
    total[: len(block.atoms)] = 1
    sets = csr_matrix(
        [[float(n in tie) for n in range(len(frame.leaf_places))] for tie in frame.ties]
        or np.zeros((0, len(frame.leaf_places)))
    )
    given = kron(sets, csr_matrix(total), format="csr")
    values = np.asarray(given @ truth, dtype=float)
    least, most = values.copy(), values.copy()
    for n, tie in enumerate(frame.ties):
        if len(tie) == 1 and tie[0] in frame.caps:
            least[n], most[n] = 0, frame.caps[tie[0]]
    if block.name != PEOPLE:
        return given, least, most
    youngest, oldest, _ = ages_of(block, size)
    eye, years = csr_matrix(np.eye(len(frame.leaf_places))), _years(size)
    above = kron(eye, csr_matrix(years - youngest), format="csr")
    below = kron(eye, csr_matrix(oldest - years), format="csr")
    zero, free = np.zeros(len(frame.leaf_places)), np.full(len(frame.leaf_places), FREE)
    return (
        csr_matrix(vstack([given, above, below])),
        np.concatenate([least, zero, zero]), np.concatenate([most, free, free]),
    )  # fmt: skip


def _years(size: int) -> np.ndarray:
    found = np.zeros(size)
    found[-1] = 1
    return found


def ages_of(block: Block, size: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Lowest and highest age of each atom, and whether its ages are known in years."""
    starts = list(BAND_STARTS.values())
    first = dict(zip(BAND_STARTS, starts, strict=True))
    last = dict(zip(BAND_STARTS, [s - 1 for s in starts[1:]] + [OLDEST], strict=True))
    youngest, oldest, aged = np.zeros(size), np.zeros(size), np.zeros(size)
    for n, atom in enumerate(block.atoms):
        _, band, known = atom.split("|")
        if known == "1":
            youngest[n], oldest[n], aged[n] = first.get(band, 0), last.get(band, OLDEST), 1
    return youngest, oldest, aged


def statements_of(
    block: Block,
    frame: Frame,
    means: Mapping[Place, int],
    sentences: Iterable[tuple[Place, str]],
    start: int,
    size: int,
) -> tuple[list[csr_matrix], tuple[Statement, ...]]:
    """A mean m over n ages with sum s: 2s - (2m+1)n < 0 and 2s - (2m-1)n >= 0, so that it rounds to m."""
    inside, places = membership(frame), list(frame.places)
    lines: list[csr_matrix] = []
    found = []
    _, _, aged = ages_of(block, size) if block.name == PEOPLE else (None, None, np.zeros(size))
    for place, mean in means.items():
        where = inside[places.index(place)]
        for share in (2 * mean + 1, 2 * mean - 1):
            lines.append(kron(where, csr_matrix(2 * _years(size) - share * aged), format="csr"))
        rows = (start + len(lines) - 2, start + len(lines) - 1)
        found.append(Statement(cell=(AGE, *place, "mean"), value=mean, rows=rows, low=(-FREE, 0.0), high=(-1.0, FREE)))
    for place, words in sentences:
        weights, least = sentence_weights(block, words, size)
        lines.append(kron(inside[places.index(place)], csr_matrix(weights), format="csr"))
        found.append(
            Statement(
                cell=(GENDER, *place, words), value=None, rows=(start + len(lines) - 1,), low=(least,), high=(FREE,)
            )
        )
    return lines, tuple(found)


def sentence_weights(block: Block, words: str, size: int) -> tuple[np.ndarray, float]:
    """Weights of the atoms, and the least. `female>1/2`: 2 x women - all >= 1; `>=2/3`: 3 x women - 2 x all >= 0."""
    gender = words.split(">", maxsplit=1)[0]
    weights = np.zeros(size)
    times, less, least = (2, 1, 1.0) if words.endswith("1/2") else (3, 2, 0.0)
    for n, atom in enumerate(block.atoms):
        weights[n] = times * (atom.split("|")[0] == gender) - less
    return weights, least
