import pytest

from data_access.intake.limits import FILE_BYTES
from data_access.settings import SettingError
from data_access.settings_web import ALWAYS, TELL, UPLOAD_MB, upload_mb, web_settings

NAMES = (*TELL, "HOST")


@pytest.fixture
def surroundings(monkeypatch):
    """Only what a test sets is set."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    return monkeypatch.setenv


def test_without_any_setting_we_serve_this_machine_alone(surroundings):
    web = web_settings()
    assert (web.host, web.port, web.address, web.tls) == ("127.0.0.1", 8501, "", False)
    assert web.hosts == frozenset(ALWAYS)
    assert web.frame_ancestors == ()
    assert web.proxies == ("127.0.0.1", "::1")
    assert web.upload_mb == 200
    assert not web.unnamed


def test_the_public_address_gives_its_name_and_whether_there_is_tls(surroundings):
    surroundings("WOR_ADDRESS", "https://WOR.gemeente.nl:8443/")
    web = web_settings()
    assert web.address == "https://wor.gemeente.nl:8443"
    assert web.tls
    assert web.hosts == {*ALWAYS, "wor.gemeente.nl"}


def test_further_names_and_the_one_we_listen_at_may_be_asked_for(surroundings):
    surroundings("HOST", "10.0.0.5")
    surroundings("WOR_HOSTS", "wor.intern, WOR2.intern")
    assert web_settings().hosts == {*ALWAYS, "10.0.0.5", "wor.intern", "wor2.intern"}


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_a_wildcard_is_no_name_and_is_told_when_there_is_no_other(surroundings, host):
    surroundings("HOST", host)
    assert web_settings().hosts == frozenset(ALWAYS)
    assert web_settings().unnamed
    surroundings("WOR_HOSTS", "wor.intern")
    assert not web_settings().unnamed


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("WOR_ADDRESS", v) for v in ("wor.nl", "ftp://wor.nl", "https://", "https://wor.nl/pad", "https://a@wor.nl",
                                       "https://wor.nl:x", "https://wor.nl?x", "https://*.wor.nl", "https://[x")),
        *(("WOR_HOSTS", v) for v in ("*", "*.wor.nl", "https://wor.nl", "wor.nl:8501", "wor_nl/", "-")),
        *(("WOR_FRAME_ANCESTORS", v) for v in ("*", "http://intranet.nl", "intranet.nl", "none self", "'none'; x",
                                               "https://*", "https://a.nl;script-src")),
        *(("FORWARDED_ALLOW_IPS", v) for v in ("*", "nginx", "0.0.0.0/0", "::/0", "10.0.0.1/24", "127.0.0.1,*")),
        *(("WOR_UPLOAD_MB", v) for v in ("0", "201", "-1", "1.5", "veel", "²")),
        *(("PORT", v) for v in ("0", "65536", "http")),
    ],
)  # fmt: skip
def test_a_wrong_setting_is_told_with_its_name_its_value_and_what_to_do(surroundings, name, value):
    surroundings(name, value)
    with pytest.raises(SettingError) as wrong:
        web_settings()
    assert str(wrong.value) == f'{name} is "{value}", maar {TELL[name]}'


def test_an_intranet_may_be_allowed_to_frame_us(surroundings):
    surroundings("WOR_FRAME_ANCESTORS", "'self', https://intranet.gemeente.nl https://*.gemeente.nl:8443")
    assert web_settings().frame_ancestors == ("'self'", "https://intranet.gemeente.nl", "https://*.gemeente.nl:8443")


def test_a_network_of_proxies_can_be_trusted(surroundings):
    surroundings("FORWARDED_ALLOW_IPS", "127.0.0.1, 172.31.7.0/24")
    assert web_settings().proxies == ("127.0.0.1", "172.31.7.0/24")


def test_no_file_can_be_sent_that_is_too_large_to_be_read(surroundings):
    assert UPLOAD_MB * 2**20 == FILE_BYTES
    surroundings("WOR_UPLOAD_MB", "25")
    assert upload_mb() == web_settings().upload_mb == 25
