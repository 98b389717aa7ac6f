"""Where a figure comes from, in the words that stand under it and in its files."""

from domain import dutch
from domain.cells import Origin
from domain.results import Layer, Result

LAYER_WORD = {
    Layer.PUBLISHED: "gepubliceerd",
    Layer.SYNTHETIC: "voorbeeldgegevens",
    Layer.DELIVERED: "geleverd",
}
ORIGIN_WORD = {
    Origin.RELEASED: "vrijgegeven",
    Origin.LIVE: "actuele cijfers, niet voor publicatie",
}


def layer_words(result: Result) -> str:
    return dutch.listing([LAYER_WORD[layer] for layer in result.layers])


def source_words(result: Result) -> str:
    """A document is the source of what it prints; of what was delivered it only gave the definition."""
    if not result.sources:
        return ""
    word = "bron" if Layer.PUBLISHED in result.layers else "begrip uit"
    return f"{word}: {dutch.listing(result.sources)}"


def provenance(result: Result) -> str:
    """n, period, area, sources with their layer, data date, origin; a part that is not there is left out."""
    parts = [
        f"n = {dutch.counted(result.n, result.n_label)}" if result.n is not None else "",
        result.period_label,
        result.area_name,
        source_words(result),
        layer_words(result),
        f"peildatum {dutch.day(result.data_date)}",
        ORIGIN_WORD[result.origin],
    ]
    return " · ".join(part for part in parts if part)
