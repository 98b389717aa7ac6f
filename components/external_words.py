"""What a visitor is told who came back from the provider and is not let in. The address holds the word alone."""

from enum import StrEnum

PARAMETER = "aanmelding"
GONE = "Uw account is geblokkeerd. Vraag de beheerder van dit dashboard."


class Outcome(StrEnum):
    """Why nobody came in. The value stands in the address until the page is drawn."""

    CANCELLED = "afgebroken"
    FAILED = "mislukt"
    AWAY = "onbereikbaar"
    NO_RULE = "geen-toegang"
    BLOCKED = "geblokkeerd"
    USED = "gebruikt"
    SETTING = "instelling"


SENTENCE = {
    Outcome.CANCELLED: "Het aanmelden is afgebroken, of uw organisatie staat het niet toe. Probeer het opnieuw, of "
    "vraag de beheerder.",
    Outcome.FAILED: "Het aanmelden is niet gelukt, want het antwoord van de aanbieder klopte niet of was te oud. "
    "Probeer het opnieuw; blijft het zo, vraag dan de beheerder.",
    Outcome.AWAY: "De aanmelddienst van uw organisatie is nu niet bereikbaar. Probeer het over een minuut opnieuw.",
    Outcome.NO_RULE: "U bent bekend bij uw organisatie, maar hebt geen toegang tot dit dashboard. Vraag de beheerder "
    "om toegang.",
    Outcome.BLOCKED: GONE,
    Outcome.USED: "Deze aanmelding is al gebruikt. Meld u opnieuw aan.",
    Outcome.SETTING: "Het aanmelden is niet goed ingesteld. Vraag de beheerder in het logboek van de server te kijken.",
}


def sentence(word: str) -> str:
    """Empty for a word that is not ours: somebody wrote it in the address."""
    return SENTENCE[Outcome(word)] if word in set(Outcome) else ""
