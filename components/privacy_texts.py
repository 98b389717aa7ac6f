"""What Privacy says, in plain Dutch. `k` is the smallest group of the releases."""

INTRO = (
    "Dit dashboard laat zien hoe het gaat met Welzijn op Recept. Het mag nooit iets verklappen over één inwoner. "
    "Hier leest u hoe we dat doen, en wat we niet kunnen beloven."
)


def guarantee(k: int) -> tuple[str, ...]:
    """The promise, as paragraphs."""
    return (
        f"Een getal van 1 tot en met {k - 1} inwoners zou iets over iemand kunnen zeggen. Daarom geldt voor elk zo'n "
        f"klein getal, en ook voor elke nul: uit wat hier is gepubliceerd kan niemand afleiden dat er wel iemand is, "
        f"en ook niet dat het er minder dan {k} zijn.",
        "Dat blijft zo voor wie alles bij elkaar legt: totalen, percentages, gemiddelden, zinnen en grafieken, "
        "van deze publicatie en van de eerdere.",
        "Eén soort nul laten we wel zien: een nul die vanzelf volgt uit de manier van tellen. Zo staat er bij een "
        "periode die lang voorbij is niemand meer op 'nog niet bekend'.",
    )


def method(k: int) -> dict[str, str]:
    """How it is done: a heading and its sentences."""
    return {
        "Eén poort": "Raadsleden, wethouders en stuurgroep lezen alleen cijfers die zijn vrijgegeven. Alleen een "
        "coördinator ziet actuele cijfers, en alleen van de eigen gemeenten.",
        "Een vaste lijst": "Alleen tabellen van een vaste lijst worden gepubliceerd. We laten één verdeling tegelijk "
        "zien; alleen leeftijd en geslacht staan ook samen.",
        "Eerst samenvoegen, dan afschermen": "Kleine groepen en kleine gebieden nemen we waar dat kan samen. Wat dan "
        "nog te klein is, heet 'afgeschermd'. Ook een groter getal waaruit een klein te berekenen is, schermen we af.",
        "De hele waarheid": "We voegen geen ruis toe. Een aantal dat er staat, is precies geteld. Gemiddelden staan "
        "in hele jaren of dagen.",
        "Getuigen": "Bij elk beschermd getal maakt de computer twee tabellen die allebei precies kloppen met alles wat "
        f"is gepubliceerd: in de ene is het getal nul, in de andere {k} of meer. Wie de publicaties leest, kan niet "
        "weten welke van de twee het dichtst bij de waarheid ligt.",
        "Ook tegen wie al iets weet": "We rekenen ook met een gemeente die haar eigen cijfers kent, en met een "
        "praktijk die haar eigen verwijzingen kent. Voor een gemeente schermen we zo nodig meer af. Voor een praktijk "
        "doen we dat bij uitsplitsingen; het verslag voor de beheerder noemt hoeveel getallen zij toch kan inperken. "
        "Voor kernen en wijken, en voor wat er in de loop van een jaar bij komt, rekenen we alleen met een "
        "buitenstaander. Bij voorbeeldgegevens, die verzonnen zijn, kan deze stap zijn overgeslagen.",
        "Bijwerken in de loop van het jaar": "Een tabel van het lopende jaar werken we bij als in elke groep die erin "
        f"staat niemand of ten minste {k} inwoners bij kwamen. Anders blijft de tabel staan, met de eigen datum.",
        "Controle vooraf": "Een tweede, klein programma rekent alle getuigen na. Klopt er één niet, dan gaat de "
        "publicatie niet door. Elke publicatie komt in een grootboek en verandert daarna niet meer.",
    }


NOT_PROMISED = (
    "Meer kennis van buiten. We rekenen niet met twee gemeenten of twee praktijken samen, en niet met een buur die "
    "iemand herkent. Wie zoveel weet, kan soms meer afleiden.",
    "Een praktijk die bijna alle verwijzingen deed. Zij kent haar eigen aantal, en weet dus wat er van een totaal "
    "overblijft.",
    "Vergelijken over een jaarwisseling. Elk jaar worden de cijfers één keer herzien. De belofte geldt voor alles wat "
    "tussen twee herzieningen is gepubliceerd, niet voor het verschil tussen voor en na een herziening.",
    "Een aanvaller die ons rekenprogramma nadoet en uitzoekt waarom het juist deze getallen afschermde.",
    "Publicaties van voor een andere kleinste groep. Verandert die, dan begint een nieuwe reeks, en de controle kijkt "
    "binnen één reeks.",
    "Wat op een andere plek is gepubliceerd, zoals een jaarverslag met eigen aantallen.",
    "Het aantal verwijzende praktijken. Dat is een uitzondering die we met opzet maken: we publiceren het altijd "
    "precies, als het totaal te zien is. Bij de controle telt het mee als iets dat iedereen weet.",
)
CHECKED = "gecontroleerd op {date}: in orde"
NOT_YET = "nog niets gepubliceerd"
LEDGER = (
    "Een publicatie die de controle niet haalt, wordt geweigerd. Wat de controle precies heeft bekeken, "
    "publiceren we niet: dat zou al verklappen welke getallen klein zijn."
)
FOR_OFFICER = (
    "Dit is het materiaal voor een DPIA (de beoordeling van privacyrisico's). Waar iets per gemeente verschilt, staat "
    "dat de gemeente het zelf invult."
)
