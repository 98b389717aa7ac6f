"""One mark and one explanation for everything that may not be shown."""

from domain.codes import AGE_BANDS, COARSE_AGE, COARSE_AGE_LABELS, COARSE_REASON, COARSE_REASON_LABELS, REASON, UNKNOWN
from domain.protection import MARK, explanation


def test_the_explanation_is_made_from_the_smallest_group():
    assert "minder dan 5 inwoners" in explanation(5)
    assert "minder dan 8 inwoners" in explanation(8)
    assert explanation(5).lower().startswith(MARK)


def test_coarse_categories_hold_every_fine_one_once_and_in_order():
    for coarse, labels, fine in (
        (COARSE_AGE, COARSE_AGE_LABELS, AGE_BANDS),
        (COARSE_REASON, COARSE_REASON_LABELS, REASON),
    ):
        assert [part for parts in coarse.values() for part in parts] == [c for c in fine if c != UNKNOWN]
        assert list(labels) == [*coarse, UNKNOWN]
