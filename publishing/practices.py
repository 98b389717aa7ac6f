"""What each practice knows of the leaves of a region in one year: that its own referrals are among them."""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from publishing.catalogue import BLOCKS
from publishing.insiders import PRACTICE
from publishing.structure import ALL, TOTALS
from publishing.truth import Truth

Leaf = tuple[str, str, str, str]


@dataclass(frozen=True, kw_only=True, eq=False)
class Practices:
    """`least`: by insider and leaf. `counts`: the leaves as they are."""

    least: dict[str, dict[Leaf, int]]
    counts: dict[Leaf, int]

    def deny(self, who: str, changes: Iterable[tuple[Leaf, int]]) -> bool:
        """Whether the changes take away something that the practice knows is there."""
        own = self.least.get(who, {})
        return any(n < 0 and leaf in own and self.counts.get(leaf, 0) + n < own[leaf] for leaf, n in changes)

    def frame(self) -> pl.DataFrame:
        """Rows of the certificate: who, leaf, how many at least."""
        rows = [(who, *leaf, n) for who, leaves in self.least.items() for leaf, n in leaves.items()]
        names = {"known": pl.String, "block": pl.String, "area": pl.String, "period": pl.String, "atom": pl.String}
        return pl.DataFrame(rows, schema={**names, "count": pl.Int64}, orient="row")


def practices_of(truth: Truth, year: str, counts: dict[Leaf, int]) -> Practices:
    cases = truth.cases.filter((pl.col("year") == year) & pl.col("practice").is_not_null())
    least: dict[str, dict[Leaf, int]] = {}
    for block in (TOTALS, *BLOCKS):
        atom = pl.lit(ALL) if block == TOTALS else pl.col(block)
        period = pl.col("month" if block == TOTALS else "half")
        own = cases.group_by("practice", "municipality", period.alias("period"), atom.alias("atom")).len()
        for practice, area, when, name, n in own.iter_rows():
            least.setdefault(PRACTICE + practice, {})[block, area, when, name] = n
    return Practices(least=least, counts=counts)
