"""What all tests share: a cheap password hash, a folder of their own for everything that is written, and an order."""

import os
import tempfile
from pathlib import Path

import pytest

# Before anything of ours is imported: the tests never touch the installation's own database or snapshots.
os.environ["WOR_VAR"] = tempfile.mkdtemp(prefix="wor-tests-")
os.environ["DATABASE_URL"] = f"sqlite:///{os.environ['WOR_VAR']}/wor.db"

TESTS = Path(__file__).parent
LONGEST = (
    "app/test_proof.py",
    "app/test_matrix.py",
    "app/test_without_registrations.py",
    "app/test_publishing_in_browser.py",
    "app/test_data_in_browser.py",
    "app/test_data_page.py",
    "app/test_anonymous.py",
    "data_access/test_backup.py",
    "data_access/test_command.py",
    "app/test_sign_in.py",
    "app/test_pages_in_browser.py",
)
"""Begun with: of two cores one would wait at the end for the other to finish a long file."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Stable: within a file nothing changes."""
    rank = {TESTS / name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: rank.get(item.path, len(rank)))
