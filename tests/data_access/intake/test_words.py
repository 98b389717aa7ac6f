import pytest

from data_access.columns import Column
from data_access.contract import CONTRACT
from data_access.intake.mapping import EMPTY
from data_access.intake.plain import plain
from data_access.intake.words import LABELS, OWN, code_of

DWO = {
    "Vrijwilligerswerk": "volunteering", "Meedoen en ontmoeten (waaronder maatjesprojecten)": "meeting",
    "Mantelzorgondersteuning": "carer", "Ontdekken en doen": "discover", "Bewegen met plezier": "moving",
    "Koken en samen eten": "cooking", "Natuur en genieten": "nature", "Muziek en cultuur": "music",
}  # fmt: skip
MEIERIJSTAD = {
    "Bewegen en sporten": "moving", "Natuur": "nature", "Koken en eten": "cooking", "Vrijwilligerswerk": "volunteering",
    "Creatieve en culturele activiteiten": "music", "Contact en ontmoeten": "meeting",
}  # fmt: skip
WITHOUT_COUNTERPART = ("Ontspannen en zingeving", "Andere mogelijkheden")


def column(name: str, table: str = "referral") -> Column:
    return next(c for c in CONTRACT[table].columns if c.name == name)


@pytest.mark.parametrize("words", [DWO, MEIERIJSTAD])
def test_the_offers_as_the_sources_name_them_have_their_code(words: dict[str, str]) -> None:
    assert {word: code_of(word, column("offers")) for word in words} == words


@pytest.mark.parametrize("word", WITHOUT_COUNTERPART)
def test_an_offer_without_a_counterpart_in_the_list_is_asked_and_not_guessed(word: str) -> None:
    assert code_of(word, column("offers")) is None


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("gender", "V", "female"), ("gender", "man", "male"), ("gender", "-", "unknown"),
        ("gender", "female", "female"),
        ("reason", "Rouw / verlies", "loss"), ("reason", "Eenzaam voelen", "loneliness"),
        ("reason", "angst", "anxiety"), ("reason", "Stress/spanningsklachten", "stress"),
        ("referrer", "P.O.H.-GGZ", None), ("referrer", "POH-GGZ", "poh_ggz"),
        ("referrer", "POH", None), ("referrer", "Wijkverpleegkundige", "district_nurse"),
        ("direction", "loopt nog", "not_yet"),
        ("offers", "koken, wandelen / muziek", "cooking moving music"), ("offers", "wandelen en sport", None),
        ("offers", "music nature", "music nature"), ("offers", "koken; onzin", None), ("offers", "geen", EMPTY),
        ("ending_reason", "Niet verschenen", "not_arrived"), ("ending_reason", "in behandeling", EMPTY),
        ("provision", "Maatwerkvoorziening", "tailored"), ("client", "Al bekend", "known"),
        ("recipient", "", "unknown"),
    ],
)  # fmt: skip
def test_words_of_registrations_have_one_code_or_none(name: str, text: str, code: str | None) -> None:
    assert code_of(text, column(name)) == code


def test_every_word_leads_to_a_code_that_its_column_takes() -> None:
    for contract in CONTRACT.values():
        for one in contract.columns:
            known = {**OWN.get(one.name, {}), **LABELS.get(one.name, {})}
            if one.rule.codes and one.name in LABELS:
                assert set(LABELS[one.name]) <= set(one.rule.codes), (contract.name, one.name)
            if one.rule.codes and not one.rule.refers and one.name in OWN and one.name != "kind":
                assert set(OWN[one.name].values()) - {EMPTY} <= set(one.rule.codes), (contract.name, one.name)
            assert all(known.values()) or EMPTY in known.values()


def test_every_word_is_written_as_it_is_compared() -> None:
    assert [word for words in OWN.values() for word in words if word != plain(word)] == []
