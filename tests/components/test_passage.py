import pytest

from components.passage import PLAIN_NAME, SAFE_NAME, cookie_in


@pytest.mark.parametrize(("address", "found"), [("", "planted"), ("https://wor.gemeente.nl", None)])
def test_where_visitors_come_by_https_a_cookie_that_another_host_can_plant_counts_for_nothing(
    monkeypatch, address, found
):
    monkeypatch.setenv("WOR_ADDRESS", address)
    assert cookie_in({PLAIN_NAME: "planted"}) == found
    assert cookie_in({PLAIN_NAME: "planted", SAFE_NAME: "ours"}) == "ours"
