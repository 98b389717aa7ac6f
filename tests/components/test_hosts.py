import pytest
from starlette.datastructures import Headers

from components.hosts import host_name, is_open, same_origin


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("wor.gemeente.nl", "wor.gemeente.nl"),
        ("WOR.gemeente.nl:443", "wor.gemeente.nl"),
        ("wor.gemeente.nl.", "wor.gemeente.nl"),
        ("[::1]:8501", "[::1]"),
        ("127.0.0.1:8501", "127.0.0.1"),
        ("", ""),
        ("localhost@evil.nl", ""),
        ("localhost/evil", ""),
        ("localhost:80:80", ""),
        ("localhost, evil.nl", ""),
        ("localhost evil.nl", ""),
    ],
)
def test_a_host_is_its_name_without_port_or_nothing(header, name):
    assert host_name(header) == name


@pytest.mark.parametrize(
    ("origin", "same"),
    [
        (None, True),
        ("https://wor.gemeente.nl", True),
        ("https://WOR.gemeente.nl", True),
        ("https://wor.gemeente.nl:8443", False),
        ("https://evil.nl", False),
        ("http://localhost", False),
        ("null", False),
        ("", False),
    ],
)
def test_only_our_own_pages_may_ask(origin, same):
    asked = {"host": "wor.gemeente.nl"} | ({} if origin is None else {"origin": origin})
    assert same_origin(Headers(asked)) is same


@pytest.mark.parametrize("path", ["/", "/bereik", "/_stcore/health", "/_stcore/upload_file/a/b", "/media/x"])
def test_what_the_page_needs_is_open(path):
    assert is_open(path)


@pytest.mark.parametrize("path", ["/_stcore", "/_stcore/", "/_stcore/metrics", "/_stcore/agent/mcp", "/_stcore/new"])
def test_what_streamlit_has_more_is_shut_also_when_it_is_new(path):
    assert not is_open(path)
