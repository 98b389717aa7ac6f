"""The paragraph above the overview: the figures of an area in a few plain sentences."""

from collections.abc import Mapping

from domain.areas import Level
from domain.cells import Status
from domain.dutch import day, euro, number, percent
from domain.periods import Period
from domain.results import Result
from indicators.derive.village_sentence import village_sentence
from indicators.derive.words import moment_of, when
from indicators.overview import few
from indicators.view import View


def summary(view: View, results: Mapping[str, Result]) -> str:
    """One paragraph of plain Dutch made from the figures: referrals, practices, money. It says no more than they do.

    Of few referrals it tells last; of a village there are no practices and no money to tell of.
    """
    if view.area.level is Level.VILLAGE:
        return village_sentence(view)
    programme, people = (_practices(results), _budget(view, results)), _referrals(view, results)
    made = (*programme, _phase(view), people) if few(results) else (people, *programme)
    said = [sentence for sentence in made if sentence]
    return " ".join(said) or next(iter(results.values())).sentence


def _phase(view: View) -> str:
    """The phase that the programme is in, as planned."""
    today = moment_of(view)
    found = [p for p in view.agreements.phases_of(view.area.code)
             if p.date_from <= today and (p.date_to is None or p.date_to >= today)]  # fmt: skip
    if not found:
        return ""
    until = f" tot en met {day(found[-1].date_to)}" if found[-1].date_to else ""
    return f"Volgens het plan is het programma in de fase '{found[-1].name}', van {day(found[-1].date_from)}{until}."


def _shown(results: Mapping[str, Result], key: str) -> Result | None:
    found = results.get(key)
    return found if found and found.status is Status.SHOWN and found.value is not None else None


def _referrals(view: View, results: Mapping[str, Result]) -> str:
    result = _shown(results, "referrals_potential")
    if not result or result.value is None:
        return results["referrals_potential"].sentence if "referrals_potential" in results else ""
    said = f"{when(view).capitalize()} is {number(result.value)} keer een inwoner verwezen"
    if not result.base:
        return f"{said}."
    return f"{said}; mogelijk zijn er {number(result.base)} (0,5% van de ingeschreven patiënten)."


def _practices(results: Mapping[str, Result]) -> str:
    result = _shown(results, "practices_participating")
    if not result or result.value is None:
        return ""
    verb = "doet" if result.value == 1 else "doen"
    said = f"Er {verb} {number(result.value)} van de {number(result.base)} huisartsenpraktijken mee"
    if result.target is None:
        return f"{said}."
    short = result.target - result.value
    if short > 0:
        return f"{said}, {number(short)} minder dan {result.target_label}."
    return f"{said}: volgens afspraak ({number(result.target)} {result.target_label})."


def _budget(view: View, results: Mapping[str, Result]) -> str:
    result = _shown(results, "budget_burn")
    if not result or result.value is None or not result.base:
        return ""
    said = f"Van de begroting van {euro(result.base)} is {percent(result.value / result.base)} uitgegeven"
    elapsed = Period(year=view.period.year).elapsed(min(view.period.end, view.state.data_date))
    return f"{said}; {percent(elapsed)} van het jaar is voorbij." if elapsed < 1 else f"{said}."
