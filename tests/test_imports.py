"""What a server loads before its first visitor sees anything."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SLOW = ("scipy.stats", "statsmodels", "matplotlib")
"""Each takes a large part of a second; scipy.stats alone was a quarter of a cold start."""


def test_a_cold_start_does_not_wait_for_what_only_tests_and_tools_need() -> None:
    pages = ", ".join(path.stem for path in (ROOT / "pages").glob("*.py") if path.stem != "__init__")
    code = f"import server, sys; from pages import {pages}; print([name for name in {SLOW} if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-W", "ignore", "-c", code], cwd=ROOT, check=True, capture_output=True,
                         text=True)  # fmt: skip
    assert ran.stdout.strip() == "[]"
