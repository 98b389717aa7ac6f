"""README says what is true: the roles as in the code, every make target, both commands at the top."""

import re
from pathlib import Path

from domain.permissions import as_markdown
from domain.viewer import Role
from sample_data.install import PASSWORD

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text()


def test_the_roles_are_those_of_the_code():
    assert as_markdown() in README


def test_the_sample_accounts_and_their_password_are_named():
    assert all(f"`{role.value}`" in README for role in Role)
    assert f"`{PASSWORD}`" in README


def test_every_make_target_is_one_line_in_the_readme():
    targets = set(re.findall(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)[0].split())
    inner = {"browser", "install-test"}
    assert {t for t in targets - inner if f"make {t}" not in README} == set()


def test_the_two_commands_come_before_everything_but_picture_and_purpose():
    assert README.index("make run") < README.index("## ")
    assert README.startswith("![")


def test_every_file_that_is_pointed_at_exists():
    assert all((ROOT / path).exists() for path in re.findall(r"\]\(([^)h][^)]*)\)", README))
