"""The house rules that a machine can hold: who imports whom, and what stands where."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
BELOW = {
    "domain": set(),
    "charts": {"domain"},
    "indicators": {"domain"},
    "data_access": {"domain"},
    "publishing": {"indicators", "data_access", "domain"},
    "sample_data": {"data_access", "domain"},
    "components": {"charts", "indicators", "publishing", "data_access", "domain"},
    "pages": {"components", "charts", "indicators", "publishing", "domain"},
}
ROOMS = set(BELOW) | {"tools", "tests", "app", "server"}
FILES = sorted(
    path for room in BELOW for path in (ROOT / room).rglob("*.py") if "versions" not in path.parts
)  # migrations are written by Alembic
NAMES = [str(path.relative_to(ROOT)) for path in FILES]


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def parsed(name: str) -> ast.Module:
    return ast.parse((ROOT / name).read_text())


@pytest.mark.parametrize("name", NAMES)
def test_a_room_imports_only_the_rooms_below_it(name: str) -> None:
    room = name.split("/", maxsplit=1)[0]
    used = {module.split(".")[0] for module in imports(parsed(name))} & ROOMS
    assert used <= BELOW[room] | {room}


@pytest.mark.parametrize("name", NAMES)
def test_streamlit_stays_in_the_rooms_that_draw(name: str) -> None:
    draws = name.startswith(("components/", "pages/")) or name == "data_access/cached.py"
    used = {module.split(".")[0] for module in imports(parsed(name))}
    assert draws or not used & {"streamlit", "streamlit_authenticator"}


@pytest.mark.parametrize("name", NAMES)
def test_registrations_are_read_by_publishing_alone(name: str) -> None:
    reads = any(module.startswith("data_access.registrations") for module in imports(parsed(name)))
    assert not reads or name.startswith("publishing/")


@pytest.mark.parametrize("name", NAMES)
def test_gated_cells_are_made_in_publishing_alone(name: str) -> None:
    made = [n for n in ast.walk(parsed(name)) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "GatedCells"]
    assert not made or name.startswith("publishing/")


@pytest.mark.parametrize("name", [n for n in NAMES if n.startswith("publishing/attack/")])
def test_the_attacker_shares_no_code_with_the_suppression(name: str) -> None:
    ours = {module for module in imports(parsed(name)) if module.split(".")[0] in ROOMS}
    assert all(module.split(".")[0] == "domain" or module.startswith("publishing.attack") for module in ours)


@pytest.mark.parametrize("name", [*NAMES, "app.py", "server.py"])
def test_session_state_is_used_by_sign_in_filters_and_imports_alone(name: str) -> None:
    used = any(isinstance(n, ast.Attribute) and n.attr == "session_state" for n in ast.walk(parsed(name)))
    assert not used or name in ("components/sign_in.py", "components/filters.py", "components/intake_state.py")


@pytest.mark.parametrize("name", [*NAMES, "app.py", "server.py"])
def test_no_html_is_let_through(name: str) -> None:
    assert "unsafe_allow_html" not in (ROOT / name).read_text()


@pytest.mark.parametrize("name", [n for n in NAMES if n.startswith("pages/")])
def test_a_page_only_defines(name: str) -> None:
    """Streamlit may run the files in pages/ by themselves, past the door: nothing may happen then."""
    allowed = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.Assign, ast.AnnAssign)
    loose = [n for n in parsed(name).body if not isinstance(n, allowed)]
    assert all(isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant) for n in loose)


@pytest.mark.parametrize("name", [*NAMES, "app.py", "server.py"])
def test_a_file_is_at_most_250_lines(name: str) -> None:
    assert (ROOT / name).read_text().count("\n") <= 250


@pytest.mark.parametrize("name", NAMES)
def test_no_function_of_plotly_express_is_used(name: str) -> None:
    assert "plotly.express" not in set(imports(parsed(name)))


def test_every_room_is_in_the_table() -> None:
    found = {p.name for p in ROOT.iterdir() if p.is_dir() and any(p.glob("*.py"))}
    assert found <= ROOMS
