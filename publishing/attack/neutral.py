"""The neutral form of an attack: any system of sums, as a JSON document."""

import json
from dataclasses import dataclass
from typing import Any

from publishing.attack.bounds import Interval, bounds
from publishing.attack.errors import AttackError
from publishing.attack.system import System

LARGEST = 10**12
"""Of a published number: up to here the solver's arithmetic leaves whole numbers whole."""
LARGEST_COEFFICIENT = 10**6
KEYS = ("k", "equations", "inequalities", "published", "zeros", "protect")
Term = tuple[str, int]


@dataclass(frozen=True, kw_only=True, eq=False)
class Puzzle:
    """`protect`: the cells that are asked after, in the order of the document."""

    smallest: int
    system: System
    protect: tuple[str, ...]


def attack_equations(text: str) -> tuple[Puzzle, dict[str, Interval]]:
    """The exact interval of each protected cell. Raises AttackError with a Dutch sentence for anything wrong."""
    puzzle = read_equations(text)
    found = bounds(puzzle.system, puzzle.protect)
    return puzzle, {name: found[name] for name in puzzle.protect}


def read_equations(text: str) -> Puzzle:
    """Raises AttackError where the text is not in the form that docs/protection.md describes."""
    try:
        document = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
        json.dumps(document, ensure_ascii=False).encode()  # half a sign, which JSON can name, cannot be printed
    except (ValueError, RecursionError) as error:
        raise AttackError(f"Het bestand is geen geldige JSON ({error}).") from error
    _keys(document, KEYS, "het bestand", needed=("equations", "protect"))
    system = System()
    for place, equation in enumerate(_list(document["equations"], "equations"), start=1):
        _equation(system, equation, f"vergelijking {place}")
    for place, row in enumerate(_list(document.get("inequalities", []), "inequalities"), start=1):
        _inequality(system, row, f"ongelijkheid {place}")
    published = document.get("published", {})
    if not isinstance(published, dict):
        raise AttackError('Achter "published" hoort een lijst van cellen met hun getal: {"c3": 12}.')
    for name, value in published.items():
        system.fix(name, _number(value, f"het getal van cel {name}", least=0))
    for name in _names(document.get("zeros", []), "zeros"):
        system.fix(name, 0)
    protect = tuple(dict.fromkeys(_names(document["protect"], "protect")))
    return Puzzle(smallest=_number(document.get("k", 5), '"k"', least=1), system=system, protect=protect)


def _equation(system: System, equation: Any, where: str) -> None:
    _keys(equation, ("sum", "equals"), where, needed=("sum", "equals"))
    terms, whole = _terms(equation["sum"], where), equation["equals"]
    if isinstance(whole, str):
        system.add([*terms, (whole, -1)], 0, 0)
    else:
        value = _number(whole, f'"equals" van {where}')
        system.add(terms, value, value)


def _inequality(system: System, row: Any, where: str) -> None:
    _keys(row, ("terms", "at_least", "at_most"), where, needed=("terms",))
    sides = [_number(row[side], where) if side in row else None for side in ("at_least", "at_most")]
    if sides == [None, None]:
        raise AttackError(f'Bij {where} ontbreekt "at_least" of "at_most".')
    system.add(_terms(row["terms"], where), *sides)


def _terms(found: Any, where: str) -> list[Term]:
    return [_term(term, where) for term in _list(found, where)]


def _term(term: Any, where: str) -> Term:
    if isinstance(term, str):
        return term, 1
    if isinstance(term, list) and len(term) == 2 and isinstance(term[0], str):
        return term[0], _number(term[1], f"een factor van {where}", largest=LARGEST_COEFFICIENT)
    raise AttackError(f'In {where} hoort de naam van een cel te staan, of een naam met een factor: ["c1", 2].')


def _names(found: Any, key: str) -> list[str]:
    names = _list(found, key)
    if not all(isinstance(name, str) for name in names):
        raise AttackError(f'In "{key}" horen alleen namen van cellen te staan.')
    return names


def _list(found: Any, what: str) -> list[Any]:
    if not isinstance(found, list):
        raise AttackError(f"Bij {what} hoort een lijst te staan, tussen rechte haken.")
    return found


def _number(found: Any, what: str, *, least: int = -LARGEST, largest: int = LARGEST) -> int:
    if isinstance(found, bool) or not isinstance(found, int):
        raise AttackError(f"Geen geheel getal bij {what}: {json.dumps(found, ensure_ascii=False)[:40]}.")
    if not least <= found <= largest:
        wrong = f"lager dan {least}" if found < least else f"hoger dan {largest}"
        raise AttackError(f"Het getal {found} kan niet bij {what}: het is {wrong}.")
    return found


def _keys(found: Any, allowed: tuple[str, ...], where: str, *, needed: tuple[str, ...]) -> None:
    if not isinstance(found, dict):
        raise AttackError(f"Op de plaats van {where} hoort iets tussen accolades te staan.")
    for key in found:
        if key not in allowed:
            raise AttackError(f'Onbekend in {where}: "{key}". Bekend zijn: {", ".join(allowed)}.')
    for key in needed:
        if key not in found:
            raise AttackError(f'In {where} ontbreekt "{key}".')


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Of a name that stands there twice JSON would keep the last value in silence."""
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for key, _ in pairs if sum(other == key for other, _ in pairs) > 1)
        raise AttackError(f'De naam "{twice}" staat twee keer in dezelfde lijst.')
    return found


def _no_number(found: str) -> Any:
    raise AttackError(f"{found} is geen getal.")
