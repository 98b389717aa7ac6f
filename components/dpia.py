"""The material for a DPIA, as sections for the screen and as one Markdown file."""

from collections.abc import Mapping
from types import MappingProxyType

from data_access.settings import idle_minutes, most_attempts, session_hours, trace_days
from domain.permissions import as_markdown

OWN = "**In te vullen door de gemeente:**"
REGISTERED: Mapping[str, str] = MappingProxyType({
    "supplier": "leverancier van de gegevens", "case_id": "nummer van de verwijzing (pseudoniem)",
    "person": "nummer van de persoon (pseudoniem)", "municipality": "gemeente", "village": "kern, wijk of stadsdeel",
    "practice": "huisartsenpraktijk", "referrer": "soort verwijzer", "gender": "geslacht", "age": "leeftijd in jaren",
    "age_band": "leeftijdsgroep", "reason": "reden van de verwijzing", "date_referral": "datum van de verwijzing",
    "date_contact": "datum van het eerste contact", "date_intake": "datum van de kennismaking",
    "date_activity": "datum van de start van de activiteit", "date_aftercare": "datum van de nazorg",
    "date_closing": "datum van de afronding", "recipient": "wie de verwijzing ontvangt",
    "direction": "waar de vraag naartoe gaat", "provision": "voorliggend of maatwerk", "offers": "soorten aanbod",
    "not_arrived": "niet aangekomen", "declined": "aanbod geweigerd", "ending_reason": "reden van afronding (een code)",
    "feedback": "terugkoppeling aan de verwijzer", "client": "nieuw of al bekend", "hours": "bestede uren",
    "layer": "soort gegevens",
})  # fmt: skip
"""Every column of a referral (docs/data-contract.md) by its Dutch name."""


def sections(k: int) -> dict[str, tuple[str, ...]]:
    """Heading to lines, in Markdown."""
    return {
        "Doel": (
            "Volgen hoe Welzijn op Recept loopt: wie wordt bereikt, hoe snel, en met welk geld. "
            "Voor raad, college, stuurgroep en coördinatoren.",
            f"{OWN} het doel in het eigen verwerkingsregister.",
        ),
        "Grondslag": (
            f"{OWN} de grondslag (bijvoorbeeld de taak van algemeen belang) en het besluit waar die op rust.",
            "Een verwijzing zegt iets over gezondheid. Dat is een bijzonder persoonsgegeven, ook onder pseudoniem.",
        ),
        "Wat er wordt geregistreerd": (
            f"Per verwijzing, als dat is geleverd: {', '.join(REGISTERED.values())}.",
            "Nooit: naam, BSN, adres, geboortedatum, e-mailadres of vrije tekst over een persoon. De computer weigert "
            "bestanden met andere kolommen.",
            "De leverancier maakt de pseudoniemen. De sleutel daarvan komt niet in dit dashboard.",
            "De naam van een verwijzer en de omschrijving van een reden worden bij het inlezen een code. De tekst zelf "
            "blijft niet bewaard; wel een kenmerk (HMAC-SHA-256 met een geheime sleutel) met de gekozen code.",
            "Van gebruikers: gebruikersnaam, rol, gemeenten, en het wachtwoord in onleesbare vorm. In het grootboek "
            "en bij een akkoord staat de gebruikersnaam. In het logboek staat wie wat deed, wanneer en vanaf welk "
            "internetadres; over inwoners staat daar niets.",
        ),
        "Wie erbij kan": (
            "Niemand ziet in het dashboard een losse registratie. Cijfers zijn altijd aantallen.",
            "Bij elke klik op een bestand of besluit kijkt de computer opnieuw of het nog mag.",
            "Wie de server of de database beheert, kan technisch bij de registraties.",
            f"{OWN} wie dat zijn, en welke afspraken er met hen zijn.",
        ),
        "Hoe lang gegevens blijven": (
            "Een levering vervangt de vorige; de vorige blijft bewaard om fouten te kunnen herstellen. Publicaties "
            "bevatten geen persoonsgegevens en blijven staan.",
            f"Regels van het logboek verdwijnen na de bewaartermijn die is ingesteld (nu {trace_days()} dagen).",
            f"{OWN} de bewaartermijn van de registraties, en wie ze daarna verwijdert.",
        ),
        "Verwerkers": (
            "Het dashboard stuurt niets naar buiten: geen lettertypen, kaarten of bezoekcijfers van anderen.",
            f"{OWN} wie de server levert, wie de gegevens aanlevert, en de verwerkersovereenkomsten.",
        ),
        "Risico's en maatregelen": (
            f"Herleiden uit kleine aantallen: getallen onder {k} zijn afgeschermd, ook wat eruit te berekenen is; "
            "elke publicatie is vooraf gecontroleerd.",
            "Herleiden door publicaties te vergelijken: de controle rekent met alle eerdere publicaties; een getal "
            f"schuift pas op als er {k} of meer inwoners bij kwamen, of niemand.",
            "Kennis van één andere gemeente, of van één praktijk over haar eigen verwijzingen: daar rekent de controle "
            "mee; wat een praktijk toch kan inperken, telt het verslag. Kennis van meer partijen samen blijft een "
            "risico.",
            f"Onbevoegd kijken: rollen per gemeente, wachtwoorden van 12 tekens of meer, een slot na {most_attempts()} "
            f"foute wachtwoorden; aanmelden vervalt na {idle_minutes()} minuten zonder gebruik en na {session_hours()} "
            "uur, en meteen als de beheerder het account wijzigt, blokkeert of verwijdert.",
            f"{OWN} of gebruikers zich met hun werkaccount aanmelden (OIDC), en of daar een tweede factor bij hoort.",
            "Actuele cijfers die rondgaan: bestanden van een coördinator dragen het opschrift 'niet voor publicatie'.",
            "Te veel gegevens: onbekende kolommen worden geweigerd; leeftijd mag ook alleen als groep.",
            f"{OWN} de weging van de risico's die overblijven, en het advies van de functionaris.",
        ),
    }  # fmt: skip


ACCESS = "Wie erbij kan"


def as_file(k: int) -> bytes:
    """All sections, with the table of roles where access is told."""
    parts = ["# Welzijn op Recept: materiaal voor de DPIA"]
    for title, lines in sections(k).items():
        parts += [f"## {title}", "\n".join(f"- {line}" for line in lines)]
        if title == ACCESS:
            parts.append(as_markdown())
    return "\n\n".join(parts).encode() + b"\n"
