"""The words of a report on a release: tables by their Dutch name, and a share that betrays no small number."""

from domain.releases import TableReport

TABLE_WORD = {
    "referrals": "Verwijzingen",
    "referrals.gender": "Geslacht",
    "referrals.age_band": "Leeftijd in groepen",
    "referrals.gender_age": "Leeftijd en geslacht",
    "referrals.reason": "Reden van de verwijzing",
    "referrals.referrer": "Wie er verwijst",
    "referrals.recipient": "Wie de verwijzing ontvangt",
    "referrals.direction": "Waar de vraag naartoe gaat",
    "referrals.provision": "Voorliggend of maatwerk",
    "referrals.client": "Nieuw of al bekend",
    "referrals.offer": "Aanbod waar mensen naartoe gaan",
    "age": "Gemiddelde leeftijd",
    "trajectory.step": "Stappen van het traject",
    "trajectory.contact": "Contact binnen 5 werkdagen",
    "trajectory.feedback": "Terugkoppeling aan de verwijzer",
    "trajectory.ending": "Hoe het verder ging",
    "trajectory.days_to_intake": "Wachttijd tot de kennismaking",
    "intakes": "Kennismakingen",
}
STEP = 10
NOTHING, ALL = "niets", "alles"


def share_word(table: TableReport, smallest: int) -> str:
    """`alles`, `ten minste 80%`, `niets`. What is hidden counts for two small groups at least: an exact share beside a
    known total would tell how small it is."""
    if not table.hidden:
        return ALL if table.shown else NOTHING
    shown = table.referrals_shown
    least = 100 * shown // (shown + max(table.referrals_hidden, 2 * smallest)) // STEP * STEP
    if not shown:
        return NOTHING
    return f"ten minste {least}%" if least else f"minder dan {STEP}%"


def table_word(name: str) -> str:
    return TABLE_WORD.get(name, name)
