"""How well the registrations are filled in."""

from datetime import date

from domain.areas import Level
from domain.results import Unit
from indicators.derive.registration_quality import registration_quality
from indicators.indicator import Direction, Indicator

QUALITY = (
    Indicator(
        key="registration_quality",
        title="Kwaliteit van de registratie",
        definition="Het deel van de gegevens die de cijfers nodig hebben dat bij de verwijzingen is ingevuld.",
        formula="Ingevulde velden / gevraagde velden. Gevraagd zijn: geslacht, leeftijd of leeftijdsgroep, reden, "
        "verwijzer, ontvanger, nieuw of bekend, de kern of wijk waar de gemeente die heeft, en de praktijk "
        "bij een verwijzing door een huisartsenpraktijk. Over tijd = de zaak loopt nog, en een stap is "
        "later dan gewoon nog niet geregistreerd. Tegenspraak = datums in een onmogelijke volgorde, "
        "twee manieren van eindigen, of een leeftijd buiten de groep.",
        unit=Unit.SHARE, direction=Direction.NONE, tables=("quality", "delivery"), levels=(Level.MUNICIPALITY,),
        has_aim=False, sources=(),
        protection="Alleen voor de coördinator van de eigen gemeente. Niet voor publicatie.",
        owner="projectleider WOR", reviewed=date(2026, 11, 22), next_review=date(2027, 11, 22),
        derive=registration_quality,
    ),
)  # fmt: skip
