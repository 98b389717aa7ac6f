"""The settings of OIDC: what is right is read, and what is wrong is told at the start, without a secret in it."""

from pathlib import Path

import pytest

from data_access.oidc_file import provider
from data_access.settings import SettingError
from domain.viewer import Role

KEY = "0123456789abcdef0123456789abcdef"
TENANT = "https://login.microsoftonline.com/8f1c0e0a-1111-2222-3333-444455556666/v2.0"
RULE = '[[rule]]\nclaim = "groups"\nvalue = "raad"\nrole = "raadslid"\nscope = ["GM0153"]\nhome = "GM0153"\n'
GOOD = f'issuer = "{TENANT}"\nclient_id = "wor"\nclient_secret = "geheim-van-de-aanbieder"\n'


@pytest.fixture
def written(tmp_path, monkeypatch):
    """Writes the file, and the surroundings that go with it."""

    def write(text: str, **around: str) -> Path:
        path = tmp_path / "oidc.toml"
        path.write_text(text, encoding="utf-8")
        given = {"WOR_OIDC": str(path), "WOR_COOKIE_KEY": KEY, "WOR_ADDRESS": "https://wor.gemeente.nl", **around}
        for name, value in given.items():
            monkeypatch.setenv(name, value)
        return path

    monkeypatch.delenv("WOR_OIDC_SECRET", raising=False)
    return write


def test_without_a_file_there_is_no_oidc(monkeypatch):
    monkeypatch.delenv("WOR_OIDC", raising=False)
    assert provider() is None


def test_a_file_is_read_and_tells_no_secret_when_it_is_printed(written):
    written(GOOD + RULE)
    found = provider()
    assert found is not None
    assert found.metadata == f"{TENANT}/.well-known/openid-configuration"
    assert found.callback == "https://wor.gemeente.nl/oauth2callback"
    assert found.local_accounts is True
    assert (found.rules[0].role, found.rules[0].scope, found.rules[0].home) == (Role.COUNCIL, ("GM0153",), "GM0153")
    assert "geheim" not in repr(found)
    assert KEY not in repr(found)


def test_the_secret_may_come_from_the_surroundings_or_a_file_of_its_own(written, tmp_path):
    bare = GOOD.replace('client_secret = "geheim-van-de-aanbieder"\n', "")
    written(bare + RULE, WOR_OIDC_SECRET="van-buiten")
    assert provider().client_secret == "van-buiten"
    (tmp_path / "geheim").write_text("uit-bestand\n")
    written(f'{bare}client_secret_file = "{tmp_path / "geheim"}"\n{RULE}', WOR_OIDC_SECRET="")
    assert provider().client_secret == "uit-bestand"


WRONG = {
    "no issuer": (GOOD.replace("issuer", "uitgever") + RULE, "uitgever"),
    "over http": (GOOD.replace("https://login", "http://login") + RULE, "https-adres"),
    "with the path of the metadata": (GOOD.replace("/v2.0", "/v2.0/.well-known/openid-configuration") + RULE, "issuer"),
    "everyone's tenant": (GOOD.replace("8f1c0e0a-1111-2222-3333-444455556666", "common") + RULE, "tenant-id"),
    "no secret": (GOOD.replace("client_secret", "label") + RULE, "client_secret"),
    "a secret in no file": (GOOD.replace('client_secret = "', 'client_secret_file = "/nergens/') + RULE, "te lezen"),
    "no rule": (GOOD, "[[rule]]"),
    "a rule of another form": (GOOD + 'rule = ["raad"]\n', "[[rule]]"),
    "an unknown role": (GOOD + RULE.replace("raadslid", "burgemeester"), "burgemeester"),
    "an unknown key": (GOOD + RULE + 'waarde = "x"\n', "waarde"),
    "no areas": (GOOD + RULE.replace('["GM0153"]', "[]"), "scope"),
    "an area in lower case": (GOOD + RULE.replace('["GM0153"]', '["enschede"]'), "scope"),
    "all and one more": (GOOD + RULE.replace('["GM0153"]', '["all", "GM0153"]'), "scope"),
    "a home of another form": (GOOD + RULE.replace('home = "GM0153"', "home = 153"), "home"),
    "no value": (GOOD + RULE.replace('value = "raad"', 'value = ""'), "value"),
    "quoted true": (GOOD + 'local_accounts = "true"\n' + RULE, "local_accounts"),
    "no toml": ("issuer: x", "TOML"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_a_sentence_that_names_it(written, case):
    text, named = WRONG[case]
    written(text)
    with pytest.raises(SettingError, match=named.replace("[", r"\[")) as told:
        provider()
    assert "geheim-van-de-aanbieder" not in str(told.value)


@pytest.mark.parametrize("around", [
    {"WOR_COOKIE_KEY": ""}, {"WOR_COOKIE_KEY": "kort"}, {"WOR_COOKIE_KEY": "a" * 64}, {"WOR_ADDRESS": ""},
    {"WOR_ADDRESS": "http://wor.gemeente.nl"}, {"WOR_ADDRESS": "https://wor.gemeente.nl/pad"},
    {"WOR_OIDC": "/nergens/oidc.toml"},
])  # fmt: skip
def test_weak_or_absent_surroundings_are_refused(written, around):
    written(GOOD + RULE, **around)
    with pytest.raises(SettingError, match=next(iter(around))) as told:
        provider()
    assert "aaaa" not in str(told.value)
