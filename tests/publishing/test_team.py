"""Pieces that are shared: the same comes of them whoever does them, and a helper that is lost takes nothing along."""

import os
from pathlib import Path
from threading import Semaphore

import pytest

from publishing.prepare import Prepared, prepare_release
from publishing.team import Piece, Team
from tests.publishing import jobs
from tests.publishing.small_release import K, quiet, small_truth

TOWNS = ("GM1", "GM2")


def elsewhere(what: str) -> list[Piece]:
    own = os.getpid()
    return [Piece(what="", weight=1, do=jobs.elsewhere, arguments=(own, what)) for _ in range(6)]


def test_a_release_that_is_shared_is_the_same_as_one_that_is_not() -> None:
    with Team(Semaphore(1)) as shared:
        found = prepare_release(small_truth(11, 110, TOWNS), K, quiet, team=shared)
    alone = prepare_release(small_truth(11, 110, TOWNS), K, quiet)
    assert parts_of(found) == parts_of(alone)
    assert alone.report.insiders > 0


def parts_of(prepared: Prepared) -> dict[str, object]:
    """Of the certificate the order of rows is no part."""
    parts = {name: frame.sort(frame.columns).rows() for name, frame in prepared.certificate.items()}
    report = prepared.report
    told = (report.municipalities, report.protected, report.witnesses, report.insiders, report.insiders_left)
    return {**parts, "cells": prepared.cells.rows(), "report": told, "faults": prepared.faults}


def test_progress_goes_up_from_begin_to_end() -> None:
    told: list[float] = []
    prepare_release(small_truth(3, 40), K, lambda share, _what: told.append(share))
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_a_helper_takes_its_part_of_the_pieces(tmp_path: Path) -> None:
    with Team(Semaphore(1)) as shared:
        assert len(set(shared.share(tmp_path / "begun", elsewhere("made"), quiet))) == 2


def test_what_a_helper_had_in_hand_when_it_was_killed_is_done_all_the_same(tmp_path: Path) -> None:
    with Team(Semaphore(1)) as shared:
        assert set(shared.share(tmp_path / "begun", elsewhere("killed"), quiet)) == {os.getpid()}
    assert (tmp_path / "begun").exists()


def test_what_a_helper_stumbles_over_is_raised_here(tmp_path: Path) -> None:
    with Team(Semaphore(1)) as shared, pytest.raises(jobs.RefusedError, match="refused"):
        shared.share(tmp_path / "begun", elsewhere("refused"), quiet)


def test_who_has_no_core_more_does_all_itself() -> None:
    wanted = [Piece(what="", weight=1, do=jobs.where, arguments=()) for _ in range(5)]
    with Team(Semaphore(0)) as shared:
        assert set(shared.share(None, wanted, quiet)) == {os.getpid()}
