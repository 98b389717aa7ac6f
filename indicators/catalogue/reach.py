"""Whom the programme reaches, beside whom it could reach."""

from datetime import date

from domain.areas import Level
from domain.results import Unit
from indicators.derive.breakdown import make_breakdown
from indicators.derive.reach_age import reach_age
from indicators.derive.reach_areas import reach_areas
from indicators.derive.reach_pyramid import reach_pyramid
from indicators.derive.reach_ratio import reach_ratio
from indicators.derive.reach_women import reach_women
from indicators.indicator import Direction, Indicator

EVERY = (Level.REGION, Level.MUNICIPALITY, Level.VILLAGE)
WIDE = (Level.REGION, Level.MUNICIPALITY)
HOF = "Raadsbrief Hof van Twente"
DWO = "Plan van aanpak DWO 2025-2026"
ENSCHEDE = "Meerjarenplan Enschede 2023-2026"
MERGED = (
    "Wat iets over een kleine groep zou kunnen zeggen, is afgeschermd. Die groepen staan samen onder Overige "
    "(samengevoegd)."
)
OWNER = "projectleider WOR"
REVIEWED, NEXT_REVIEW = date(2026, 11, 22), date(2027, 11, 22)

REACH = (
    Indicator(
        key="reach_women",
        title="Aandeel vrouwen",
        definition="Het deel van de verwijzingen waarbij het om een vrouw gaat.",
        formula="Verwijzingen van vrouwen / verwijzingen van vrouwen en mannen. 'Anders' en 'niet geregistreerd' "
        "tellen niet mee, want de bevolkingscijfers kennen alleen vrouw en man. Zijn mannen afgeschermd, "
        "dan geven we het aandeel dat het ten minste is. De marge is een Wilson-marge van 95%.",
        unit=Unit.SHARE, direction=Direction.NONE, tables=("referrals.gender", "population"), levels=EVERY,
        has_aim=False, sources=(HOF,), protection=MERGED, owner=OWNER, reviewed=REVIEWED, next_review=NEXT_REVIEW,
        derive=reach_women,
    ),
    Indicator(
        key="reach_age",
        title="Gemiddelde leeftijd",
        definition="De gemiddelde en de middelste leeftijd (mediaan) bij de verwijzingen.",
        formula="Som van de leeftijden / verwijzingen waarvan de leeftijd in jaren bekend is. Met alleen "
        "leeftijdsgroepen is het gemiddelde niet te bepalen.",
        unit=Unit.YEARS, direction=Direction.NONE, tables=("age",), levels=EVERY, has_aim=False, sources=(HOF,),
        protection="Een gemiddelde tonen we vanaf 10 inwoners, in hele jaren.", owner=OWNER, reviewed=REVIEWED,
        next_review=NEXT_REVIEW, derive=reach_age,
    ),
    Indicator(
        key="reach_pyramid",
        title="Leeftijd en geslacht",
        definition="De verdeling van de verwijzingen over leeftijd en geslacht, naast die van de bevolking.",
        formula="Verwijzingen per leeftijdsgroep en geslacht / alle verwijzingen waarvan leeftijd en geslacht bekend "
        "zijn. Daarnaast inwoners per groep / alle inwoners, op 1 januari.",
        unit=Unit.SHARE, direction=Direction.NONE, tables=("referrals.gender_age", "population"), levels=EVERY,
        has_aim=False, sources=(HOF,), protection=MERGED, owner=OWNER, reviewed=REVIEWED, next_review=NEXT_REVIEW,
        derive=reach_pyramid,
    ),
    Indicator(
        key="reach_ratio",
        title="Wie bereiken we wel en niet",
        definition="Hoe groot een groep is onder de verwijzingen, vergeleken met hoe groot die is in de bevolking.",
        formula="Aandeel van de groep in de verwijzingen / aandeel van de groep in de bevolking. 1 is gelijk. We "
        "noemen een groep alleen als de hele marge van 95% (Wilson) onder of boven 1 ligt.",
        unit=Unit.RATIO, direction=Direction.NONE, tables=("referrals.age_band", "referrals.gender", "population"),
        levels=EVERY, has_aim=False, sources=(HOF,), protection=MERGED, owner=OWNER, reviewed=REVIEWED,
        next_review=NEXT_REVIEW, derive=reach_ratio,
    ),
    Indicator(
        key="reach_areas",
        title="Verwijzingen per gebied",
        definition="Het aantal verwijzingen per 1.000 inwoners in elke kern, wijk of gemeente van het gebied.",
        formula="Verwijzingen in de periode / inwoners op 1 januari x 1.000. De marge is een exacte Poisson-marge "
        "van 95%.",
        unit=Unit.RATE, direction=Direction.NONE, tables=("referrals", "population"), levels=WIDE, has_aim=False,
        sources=(HOF,), protection="Wat iets over een kleine groep zou kunnen zeggen, is afgeschermd. "
        "Kleine gebieden staan soms samen. Van een kern of wijk is alleen het aantal sinds het begin vrijgegeven.",
        owner=OWNER, reviewed=REVIEWED, next_review=NEXT_REVIEW, derive=reach_areas,
    ),
    Indicator(
        key="referrals_reason",
        title="Reden van de verwijzing",
        definition="De reden waarom een inwoner is verwezen.",
        formula="Verwijzingen per reden / alle verwijzingen in de periode.",
        unit=Unit.SHARE, direction=Direction.NONE, tables=("referrals.reason",), levels=EVERY, has_aim=False,
        sources=(ENSCHEDE,), protection=MERGED, owner=OWNER, reviewed=REVIEWED, next_review=NEXT_REVIEW,
        derive=make_breakdown,
    ),
    Indicator(
        key="referrals_referrer",
        title="Wie er verwijst",
        definition="De soort zorgverlener die de inwoner verwees.",
        formula="Verwijzingen per soort verwijzer / alle verwijzingen in de periode.",
        unit=Unit.SHARE, direction=Direction.NONE, tables=("referrals.referrer",), levels=EVERY, has_aim=False,
        sources=(DWO,), protection=MERGED, owner=OWNER, reviewed=REVIEWED, next_review=NEXT_REVIEW,
        derive=make_breakdown,
    ),
)  # fmt: skip
