"""Witnesses and secondary suppression on tables of two by two, where the answer is known."""

import numpy as np
from scipy.sparse import csr_matrix

from publishing.accepting import accept
from publishing.cover import Cover, Goals, Units
from publishing.goals import Known
from publishing.model import FREE
from publishing.witness import System, Witnesses


def table(counts: list[int]) -> Cover:
    """Cells a b / c d, then two row totals and two column totals. Only cells can be hidden; a is hidden."""
    margins = [[1, 1, 0, 0], [0, 0, 1, 1], [1, 0, 1, 0], [0, 1, 0, 1]]
    rows = csr_matrix(np.vstack([np.eye(4), np.array(margins, dtype=float)]))
    truth = np.array(counts, dtype=np.int64)
    values = np.asarray(rows @ truth, dtype=float)
    system = System(
        truth=truth, rows=rows, low=values, high=values, sums=np.zeros(4, dtype=bool), owner=np.arange(4),
            places=np.arange(4),
    )  # fmt: skip
    cover = Cover(Witnesses(system), Units(of_row=np.array([0, 1, 2, 3, *[-1] * 4]), price=np.ones(8)))
    cover.hide({0})
    return cover


def goal(none: int = 0, some: int = 5) -> Goals:
    return Goals(rows=np.array([0]), none=np.array([none]), some=np.array([some]), groups=np.array([0]))


def test_one_small_cell_takes_the_other_three_with_it() -> None:
    cover = table([2, 10, 10, 10])
    found = cover.settle(goal())
    assert found.complete
    assert cover.hidden == {0, 1, 2, 3}
    assert cover.values_of(cover.witnesses[int(found.none[0])])[0] == 0
    assert cover.values_of(cover.witnesses[int(found.some[0])])[0] >= 5


def test_totals_that_are_too_small_leave_no_witness() -> None:
    assert not table([2, 1, 10, 10]).settle(goal()).complete


def test_a_witness_keeps_to_shown_rows() -> None:
    cover = table([2, 10, 10, 10])
    cover.settle(goal())
    for number in cover.used():
        assert (cover.values_of(cover.witnesses[number])[4:] == cover.programme.system.values[4:]).all()


def test_nothing_is_hidden_where_that_is_not_allowed() -> None:
    cover = table([2, 10, 10, 10])
    assert not cover.settle(goal(), hiding=False).complete
    assert cover.hidden == {0}


def known(least: list[int], whole: list[bool]) -> Known:
    return Known(who="GM1", least=np.array(least), whole=np.array(whole))


def test_what_an_insider_knows_altogether_does_not_change() -> None:
    cover = table([2, 10, 10, 10])
    assert not cover.settle(goal(), known([0, 10, 0, 0], [False, True, False, False])).complete


def test_what_a_practice_knows_is_still_there() -> None:
    """It has one of the two itself: what is left is nobody, or five more."""
    cover = table([2, 10, 10, 10])
    found = cover.settle(goal(none=1, some=6), known([1, 5, 0, 0], [False] * 4))
    assert found.complete
    none, some = (cover.values_of(cover.witnesses[int(side[0])]) for side in (found.none, found.some))
    assert none[0] == 1
    assert some[0] >= 6
    assert not cover.settle(goal(none=1, some=6), known([1, 10, 0, 0], [False] * 4)).complete


def test_a_statement_is_refused_where_it_breaks_a_goal() -> None:
    cover = table([2, 10, 10, 10])
    cover.settle(goal())
    assert not accept(cover, np.array([1]), np.array([10.0]), np.array([10.0]), 10)
    assert accept(cover, np.array([1]), np.array([0.0]), np.array([FREE]), 10)
