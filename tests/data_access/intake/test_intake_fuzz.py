"""A bounded part of `make fuzz`: hostile files through the whole reading, and a proof that the fuzzer can fail."""

from pathlib import Path
from random import Random

import pytest

from data_access.problems import Problem
from tools import fuzz, fuzz_files


@pytest.mark.parametrize("seed", range(2))
def test_hostile_files_give_rows_or_a_sentence(tmp_path: Path, seed: int) -> None:
    counts = fuzz.run(12, seed, tmp_path)
    assert counts["refused"]
    assert counts.total() == 12


def test_a_file_can_be_made_again_from_its_seed() -> None:
    first, second = (fuzz_files.mutant(Random("1-5")) for _ in range(2))
    assert first[0] == second[0]


def test_the_fuzzer_stops_at_a_message_that_tells_a_resident() -> None:
    with pytest.raises(AssertionError):
        fuzz.looked_at([Problem(file="x", text=f"de waarde {fuzz_files.CANARIES[0]} klopt niet.")])


def test_the_fuzzer_stops_at_a_traceback_and_tells_which_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> str:
        raise ZeroDivisionError

    monkeypatch.setattr(fuzz, "taken", broken)
    with pytest.raises(ZeroDivisionError) as caught:
        fuzz.run(1, 7, tmp_path)
    assert caught.value.__notes__[0].startswith("seed 7, file 0")
