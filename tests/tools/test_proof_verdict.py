"""The proof ends with a clear word and the exit code that goes with it."""

import pytest

from tools.proof import Found, verdict


@pytest.mark.parametrize(("found", "code", "words"), [
    (Found(), 0, "Niets geleerd, 3 keer nagegaan."),
    (Found(skipped=12), 0, "12 cellen vielen buiten de steekproef"),
    (Found(faults=2, undecided=1), 1, "2 bevindingen"),
    (Found(undecided=1), 3, "dit is geen bewijs"),
])  # fmt: skip
def test_what_was_found_decides(found: Found, code: int, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert verdict(found, 3) == code
    assert words in capsys.readouterr().out


def test_what_was_found_adds_up() -> None:
    one = Found(faults=1, undecided=2, skipped=3)
    assert one + one == Found(faults=2, undecided=4, skipped=6)
