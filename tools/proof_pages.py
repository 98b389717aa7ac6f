"""Facts in the words of a page, where no file holds them: intakes, certified sentences, the sentence of a village."""

from collections.abc import Iterator

from domain.cells import TOTAL
from domain.periods import SINCE
from tools.proof_facts import GENDERS, HUB, Fact, Reader
from tools.proof_tab import Seen
from tools.proof_words import IN_AREA, INTAKES, STANDS, TOGETHER_LINE, VILLAGE, certified, plain, whole


def in_page(seen: Seen, area: str, reader: Reader) -> Iterator[Fact]:
    """Of the area and the period that stand in the subtitle of the page."""
    texts = [plain(line.split(": ", 1)[1]) for line in seen.said if ".body: " in line]
    pieces = [piece for text in texts for piece in text.split("\n\n")]
    stands = [found for piece in pieces if (found := STANDS.match(piece))]
    if not stands:
        return
    period = reader.names.period(stands[0]["period"])
    for piece in pieces:
        yield from _intakes(piece, area, reader)
        yield from _since(piece, area, reader)
        claim = certified(piece)
        if claim:
            yield Fact(GENDERS, area, period, claim, "said", 0)


def _intakes(piece: str, area: str, reader: Reader) -> Iterator[Fact]:
    for found in INTAKES.finditer(piece):
        for span, count in ((found["span"], found["now"]), (found["earlier"], found["before"])):
            words = span.removeprefix("het ")
            if "tot en met" not in words:  # several months together are no cell
                yield Fact("intakes", area, reader.names.period(words), TOTAL, "count", whole(count))


def _since(piece: str, area: str, reader: Reader) -> Iterator[Fact]:
    found = VILLAGE.match(piece)
    if found:
        since = reader.names.period(f"sinds {found['since']}")
        assert since.startswith(SINCE)
        yield Fact(HUB, area, since, TOTAL, "count", whole(found["n"]))
        if found["age"]:
            yield Fact("age", area, since, "mean", "sum", float(found["age"]))
    for whole_area in IN_AREA.finditer(piece):
        if whole_area["area"] == reader.names.geography.by_code[area].name:
            since = reader.names.period(whole_area["since"])
            yield Fact(HUB, area, since, TOTAL, "count", whole(whole_area["n"]))
    for together in TOGETHER_LINE.finditer(piece):
        code = reader.names.area(together["areas"].strip(), reader.names.geography.by_code[area].parent or area)
        yield Fact(HUB, code, reader.names.period(together["since"]), TOTAL, "count", whole(together["n"]))
