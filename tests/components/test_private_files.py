import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse

from components.private_files import SIGN_IN, PrivateFiles
from data_access.engine import DataAwayError


def known(request: HTTPConnection) -> bool:
    cookie = request.cookies.get("aangemeld")
    if cookie == "weg":
        raise DataAwayError
    return cookie == "goed"


def ask(method: str, path: str, cookie: str = "") -> tuple[int, str]:
    """Status and text of an answer."""
    sent = []

    async def receive():
        return {"type": "http.request", "body": b""}

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": method, "path": path, "headers": [(b"cookie", cookie.encode())]}
    # In a thread of its own: where a browser test came before, its loop still runs in this one.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, PrivateFiles(PlainTextResponse("inhoud"), known)(scope, receive, send)).result()
    return sent[0]["status"], b"".join(message.get("body", b"") for message in sent).decode()


PRIVATE = [("GET", "/media/x"), ("PUT", "/_stcore/upload_file/a/b"), ("DELETE", "/_stcore/upload_file/a/b"),
           ("OPTIONS", "/_stcore/upload_file/a/b")]  # fmt: skip


@pytest.mark.parametrize(("method", "path"), PRIVATE)
@pytest.mark.parametrize("cookie", ["", "aangemeld=fout", "ander=goed"])
def test_who_is_not_signed_in_gets_no_file_and_sends_none(method, path, cookie):
    assert ask(method, path, cookie) == (403, SIGN_IN)


@pytest.mark.parametrize(("method", "path"), PRIVATE)
def test_who_is_signed_in_does(method, path):
    assert ask(method, path, "a=b; aangemeld=goed") == (200, "inhoud")


def test_the_page_itself_is_for_everyone():
    assert ask("GET", "/") == (200, "inhoud")


def test_a_database_that_is_away_opens_nothing():
    assert ask("GET", "/media/x", "aangemeld=weg") == (503, str(DataAwayError()))
