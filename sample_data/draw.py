"""Drawing words and empty places with one seeded generator, a whole column at a time."""

import numpy as np
import polars as pl


def pick(rng: np.random.Generator, weights: dict[str, float], size: int) -> pl.Series:
    """`size` words, each with its weight."""
    chances = np.array(list(weights.values()))
    return pl.Series(list(weights), dtype=pl.String).gather(rng.choice(len(weights), size, p=chances / chances.sum()))


def blank(rng: np.random.Generator, values: pl.Series, share: float) -> pl.Series:
    """About that share left empty."""
    return keep(values, rng.random(len(values)) >= share)


def keep(values: pl.Series, where: np.ndarray) -> pl.Series:
    """Empty wherever `where` is false."""
    return pl.select(pl.when(pl.Series(where)).then(values)).to_series()
