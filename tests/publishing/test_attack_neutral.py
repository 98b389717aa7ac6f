"""The neutral form: exact integer bounds, held against plain enumeration; clear Dutch for what cannot be read."""

import json
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publishing.attack.errors import AttackError, ContradictionError
from publishing.attack.neutral import attack_equations

BOX = 6
CELLS = ("a", "b", "c", "d", "e")


def intervals(document: dict[str, Any]) -> dict[str, list[int | None]]:
    _, found = attack_equations(json.dumps(document))
    return {name: [interval.low, interval.high] for name, interval in found.items()}


def test_the_example_of_the_issue() -> None:
    document = {"k": 5, "equations": [{"sum": ["c1", "c2"], "equals": "c3"}], "published": {"c3": 12}, "zeros": [],
                "protect": ["c1", "c2"]}  # fmt: skip
    assert intervals(document) == {"c1": [0, 12], "c2": [0, 12]}


def test_a_cell_that_is_named_nowhere_is_free() -> None:
    assert intervals({"equations": [], "protect": ["c9"]}) == {"c9": [0, None]}


def test_half_values_of_the_linear_programme_do_not_count() -> None:
    """Each pair adds up to 1 more than an even number: linearly 0 to 2 remain, in whole numbers less."""
    equations = [{"sum": pair, "equals": 3} for pair in (["a", "b"], ["b", "c"])] + [
        {"sum": ["a", "c", ["d", 2]], "equals": 4}
    ]
    assert intervals({"equations": equations, "protect": ["a", "b", "c", "d"]}) == {
        "a": [0, 2], "b": [1, 3], "c": [0, 2], "d": [0, 2],
    }  # fmt: skip


def test_growth_without_end_is_told_from_a_bound() -> None:
    document = {
        "equations": [{"sum": [["a", 2], ["b", -3]], "equals": 1}, {"sum": ["c", "d"], "equals": "e"}],
        "inequalities": [{"terms": [["c", 1], ["a", -1]], "at_most": -2}, {"terms": ["d"], "at_most": 4}],
        "protect": ["a", "b", "c", "d", "e"],
    }
    assert intervals(document) == {"a": [2, None], "b": [1, None], "c": [0, None], "d": [0, 4], "e": [0, None]}


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_bounds_are_those_of_plain_enumeration(data: st.DataObject) -> None:
    names = CELLS[: data.draw(st.integers(2, 4))]
    row = st.lists(st.tuples(st.sampled_from(names), st.sampled_from([1, 1, 1, 2, 3, -1])), min_size=1, max_size=4)
    rows = data.draw(st.lists(st.tuples(row, st.integers(0, 14), st.sampled_from(["=", "<", ">"])), max_size=4))
    document: dict[str, Any] = {"equations": [], "inequalities": [], "protect": list(names)}
    document["inequalities"] += [{"terms": [name], "at_most": BOX} for name in names]
    for terms, value, kind in rows:
        if kind == "=":
            document["equations"].append({"sum": terms, "equals": value})
        else:
            document["inequalities"].append({"terms": terms, "at_most" if kind == "<" else "at_least": value})
    fitting = [
        point
        for point in product(range(BOX + 1), repeat=len(names))
        if fits(dict(zip(names, point, strict=True)), rows)
    ]
    if not fitting:
        with pytest.raises(ContradictionError):
            intervals(document)
        return
    expected = {name: [min(p[n] for p in fitting), max(p[n] for p in fitting)] for n, name in enumerate(names)}
    assert intervals(document) == expected


def fits(point: dict[str, int], rows: list[Any]) -> bool:
    for terms, value, kind in rows:
        total = sum(point[name] * c for name, c in terms)
        if not {"=": total == value, "<": total <= value, ">": total >= value}[kind]:
            return False
    return True


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 10**9), min_size=3, max_size=4), st.lists(st.integers(0, 10**9), min_size=2, max_size=4))
def test_large_numbers_stay_exact(rows: list[int], columns: list[int]) -> None:
    """Of a table with published margins the bounds are known: Frechet's."""
    columns = [*columns, abs(sum(rows) - sum(columns))]
    rows = [*rows, max(0, sum(columns) - sum(rows))]
    total = sum(rows)
    if total != sum(columns):
        return
    names = {(r, c): f"x{r}-{c}" for r in range(len(rows)) for c in range(len(columns))}
    equations = [{"sum": [names[r, c] for c in range(len(columns))], "equals": v} for r, v in enumerate(rows)]
    equations += [{"sum": [names[r, c] for r in range(len(rows))], "equals": v} for c, v in enumerate(columns)]
    expected = {n: [max(0, rows[r] + columns[c] - total), min(rows[r], columns[c])] for (r, c), n in names.items()}
    assert intervals({"equations": equations, "protect": list(names.values())}) == expected


def test_ten_thousand_cells_in_small_pieces_take_seconds() -> None:
    equations = [{"sum": [f"a{n}", f"b{n}", [f"c{n}", 2]], "equals": 10 + n % 7} for n in range(3400)]
    equations += [{"sum": [f"a{n}", [f"c{n}", 3]], "equals": 9 + n % 5} for n in range(3400)]
    protect = [f"{letter}{n}" for n in range(3400) for letter in "abc"]
    found = intervals({"equations": equations, "protect": protect})
    assert found["a0"] == [0, 9]
    assert len(found) == 10_200


CONTRADICTIONS: list[dict[str, Any]] = [
    {"equations": [{"sum": [["x", 2]], "equals": 7}], "protect": ["x"]},
    {"equations": [{"sum": ["x"], "equals": "y"}], "published": {"y": 3}, "zeros": ["x"], "protect": ["x"]},
    {"equations": [{"sum": ["a", "b"], "equals": "c"}, {"sum": ["a", ["d", 2]], "equals": "b"},
                   {"sum": [["e", 2], ["f", -2]], "equals": "c"}], "published": {"c": 7}, "protect": []},
    {"equations": [{"sum": ["a", "b"], "equals": 3}, {"sum": ["b", "c"], "equals": 3},
                   {"sum": ["a", "c"], "equals": 3}],
     "protect": ["z"]},
]  # fmt: skip


@pytest.mark.parametrize("document", CONTRADICTIONS)
def test_a_contradiction_is_told_wherever_it_is(document: dict[str, Any]) -> None:
    with pytest.raises(ContradictionError, match="spreken elkaar tegen"):
        intervals(document)


WRONG = [
    "",
    "[]",
    "{",
    "null",
    '{"equations": []}',
    '{"protect": []}',
    '{"equations": {}, "protect": []}',
    '{"equations": [], "protect": "c1"}',
    '{"equations": [], "protect": [1]}',
    '{"equations": [], "protect": [], "K": 5}',
    '{"equations": [], "protect": [], "published": {"a": -1}}',
    '{"equations": [], "protect": [], "published": {"a": 1.5}}',
    '{"equations": [], "protect": [], "published": {"a": "1"}}',
    '{"equations": [], "protect": [], "published": {"a": true}}',
    '{"equations": [], "protect": [], "published": {"a": null}}',
    '{"equations": [], "protect": [], "published": []}',
    '{"equations": [], "protect": [], "published": {"a": 1, "a": 2}}',
    '{"equations": [], "protect": [], "zeros": {"a": 0}}',
    '{"equations": [], "protect": [], "k": 0}',
    '{"equations": [], "protect": [], "k": "5"}',
    '{"equations": [], "protect": [], "published": {"a": NaN}}',
    '{"equations": [], "protect": [], "published": {"a": 1e400}}',
    '{"equations": [{"sum": ["a"]}], "protect": []}',
    '{"equations": [{"sum": "ab", "equals": "c"}], "protect": []}',
    '{"equations": [{"sum": [["a"]], "equals": "c"}], "protect": []}',
    '{"equations": ["a"], "protect": []}',
    '{"equations": [{"sum": [["a", 0.5]], "equals": "c"}], "protect": []}',
    '{"equations": [{"sum": ["a"], "equals": ["c"]}], "protect": []}',
    '{"equations": [], "inequalities": [{"terms": ["a"]}], "protect": []}',
    '{"equations": [], "protect": [], "published": {"a": 9999999999999}}',
    '{"equations": [], "protect": [], "published": {"a": ' + "9" * 5000 + "}}",
    '{"equations": [], "protect": ["\\ud800"]}',
]  # fmt: skip


@pytest.mark.parametrize("text", WRONG)
def test_what_cannot_be_read_is_a_dutch_sentence(text: str) -> None:
    with pytest.raises(AttackError) as told:
        attack_equations(text)
    assert str(told.value)[0].isupper()
    assert str(told.value).endswith(".")
