"""The house rules that a machine can hold: who imports whom, and what stands where."""

import ast
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

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
ALL = [*NAMES, "app.py", "server.py"]


@cache
def text(name: str) -> str:
    return (ROOT / name).read_text()


@cache
def nodes(name: str) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(text(name))))


@cache
def imports(name: str) -> frozenset[str]:
    return frozenset(imported(nodes(name)))


def imported(tree: Iterable[ast.AST]) -> Iterator[str]:
    for node in tree:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def room(module: str) -> str:
    return module.split(".", maxsplit=1)[0]


def offenders(breaks: Callable[[str], bool], names: Iterable[str] = NAMES) -> list[str]:
    """One test for all files, with each file read once: a test for each file is 2,500 of them."""
    found = list(names)
    assert found
    return [name for name in found if breaks(name)]


def below(folder: str) -> list[str]:
    return [name for name in NAMES if name.startswith(folder)]


def test_a_room_imports_only_the_rooms_below_it() -> None:
    def breaks(name: str) -> bool:
        own = name.split("/", maxsplit=1)[0]
        return not {room(module) for module in imports(name)} & ROOMS <= BELOW[own] | {own}

    assert offenders(breaks) == []


def test_streamlit_stays_in_the_rooms_that_draw() -> None:
    def breaks(name: str) -> bool:
        draws = name.startswith(("components/", "pages/")) or name == "data_access/cached.py"
        return not draws and bool({room(module) for module in imports(name)} & {"streamlit", "streamlit_authenticator"})

    assert offenders(breaks) == []


def test_registrations_are_read_by_publishing_alone() -> None:
    def reads(name: str) -> bool:
        return any(module.startswith("data_access.registrations") for module in imports(name))

    found = offenders(reads)
    assert found
    assert all(name.startswith("publishing/") for name in found)


def test_gated_cells_are_made_in_publishing_alone() -> None:
    def makes(name: str) -> bool:
        return any(isinstance(n, ast.Call) and getattr(n.func, "id", "") == "GatedCells" for n in nodes(name))

    found = offenders(makes)
    assert found
    assert all(name.startswith("publishing/") for name in found)


def test_the_attacker_shares_no_code_with_the_suppression() -> None:
    def breaks(name: str) -> bool:
        ours = {module for module in imports(name) if room(module) in ROOMS}
        return any(room(module) != "domain" and not module.startswith("publishing.attack") for module in ours)

    assert offenders(breaks, below("publishing/attack/")) == []


def test_session_state_is_used_by_sign_in_filters_imports_and_what_became_of_a_click_alone() -> None:
    def uses(name: str) -> bool:
        return any(isinstance(n, ast.Attribute) and n.attr == "session_state" for n in nodes(name))

    allowed = {f"components/{name}.py" for name in ("sign_in", "filters", "intake_state", "admin_state")}
    assert set(offenders(uses, ALL)) <= allowed


def test_no_html_is_let_through() -> None:
    assert offenders(lambda name: "unsafe_allow_html" in text(name), ALL) == []


def test_a_page_only_defines() -> None:
    """Streamlit may run the files in pages/ by themselves, past the door: nothing may happen then."""
    allowed = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.Assign, ast.AnnAssign)

    def breaks(name: str) -> bool:
        loose = [n for n in ast.parse(text(name)).body if not isinstance(n, allowed)]
        return not all(isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant) for n in loose)

    assert offenders(breaks, below("pages/")) == []


def test_a_file_is_at_most_250_lines() -> None:
    assert offenders(lambda name: text(name).count("\n") > 250, ALL) == []


def test_no_function_of_plotly_express_is_used() -> None:
    assert offenders(lambda name: "plotly.express" in imports(name)) == []


def test_every_room_is_in_the_table() -> None:
    found = {p.name for p in ROOT.iterdir() if p.is_dir() and any(p.glob("*.py"))}
    assert found <= ROOMS
