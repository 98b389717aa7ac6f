"""The sample frames, made once for all tests here."""

from collections.abc import Mapping
from types import MappingProxyType

import polars as pl
import pytest

from sample_data.frames import sample_frames


@pytest.fixture(scope="session")
def frames() -> Mapping[str, pl.DataFrame]:
    return MappingProxyType(sample_frames())


@pytest.fixture(scope="session")
def referrals(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return frames["referral"]
