"""The numbers and the sentence of the provisional rule. Certified releases take its place behind the same call."""

SMALLEST = 5
"""Distinct persons that a shown cell, and what is left beside it, holds at least."""
SMALLEST_VILLAGE = 10
SMALLEST_MEAN = 10
SMALLEST_QUARTILE = 20

RELEASED = (
    "Voorlopige afscherming: een uitsplitsing staat er per jaar of halfjaar en alleen als elk deel en de rest samen "
    f"{SMALLEST} inwoners of meer tellen; kleinere delen staan samen onder 'Overige (samengevoegd)'. "
    f"Van een kern of wijk tonen we alleen het aantal en de gemiddelde leeftijd, vanaf {SMALLEST_VILLAGE} inwoners."
)
LIVE = "Actuele cijfers van uw eigen gemeente, niet afgeschermd. Niet voor publicatie."
