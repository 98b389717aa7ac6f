import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain.trace import Event, Kind
from domain.trace_words import SENTENCE, WORD, kind_word, sentence

LINE = Event(number=1, at=datetime(2026, 11, 26, tzinfo=UTC), kind="imported", account="coordinator",
             address="192.0.2.1", about="{}", removes_to=None, previous_hash="", hash="")  # fmt: skip


def told(kind: Kind | str, **about: object) -> str:
    return sentence(replace(LINE, kind=str(kind), about=json.dumps(about)), {"GM0153": "Enschede", "REG": "Twente"})


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_line_has_a_word_and_a_sentence(kind: Kind) -> None:
    assert kind_word(kind.value) == WORD[kind]
    assert told(kind).endswith(".")
    assert SENTENCE[kind]


def test_no_two_kinds_have_the_same_word() -> None:
    assert len(set(WORD.values())) == len(Kind)


@pytest.mark.parametrize(("line", "words"), [
    (told(Kind.IMPORTED, batch=12, version=5, areas="GM0153 GM9", new=3),
     "Heeft levering 12 ingelezen. (gegevens versie 5; gebieden Enschede en GM9; nieuw 3)"),
    (told(Kind.RELEASED, release=4, region="REG", data_date="2026-10-31"),
     "Heeft publicatie 4 van Twente gepubliceerd, met peildatum 31-10-2026."),
    (told(Kind.NOT_ALLOWED, page="publish"), "Opende een pagina die niet bij de rol hoort: Publiceren."),
    (told(Kind.SESSION_ENDED, why="idle"), "De aanmelding is beëindigd: te lang niets gedaan."),
    (told(Kind.IMPORT_REFUSED, why="guard", columns=2, files=1),
     "Wilde een bestand inlezen; het is geweigerd: er leken gegevens van inwoners in te staan. "
     "(kolommen 2; bestanden 1)"),
    (told(Kind.ACCOUNT_CHANGED, name="jan", role="wethouder", home=None, before={"role": "raadslid", "home": None}),
     "Heeft het account jan gewijzigd. (rol wethouder; was rol raadslid)"),
    (told(Kind.TRACE_CHECKED, lines=40, last=40, hash="ab" * 32, faults=[]),
     "Heeft 40 regels nagekeken: de keten klopt. (tot en met 40; controlegetal abababababababab)"),
    (told("from_a_later_version", batch=2), "(als levering 2)"),
])  # fmt: skip
def test_a_line_is_told_in_dutch(line: str, words: str) -> None:
    assert line == words


def test_a_line_that_was_tampered_with_is_told_as_far_as_it_goes() -> None:
    assert sentence(replace(LINE, about="geen json")) == "Heeft levering onbekend ingelezen."
    assert sentence(replace(LINE, about="[1]", kind="x")) == ""
