import bcrypt
import pytest

from components import sign_in_form
from components.sign_in_form import ended, fits
from data_access.passwords import hash_password
from domain.sign_ins import Ending

PASSWORD = "vier losse woorden hier"
KNOWN = {"usernames": {"griffie": {"name": "griffie", "password": hash_password(PASSWORD, 4)}}}


@pytest.mark.parametrize(("name", "password", "may"), [
    ("griffie", PASSWORD, True), ("griffie", "iets anders", False), ("niemand", PASSWORD, False), ("", "", False),
    ("griffie", "", False), ("griffie", PASSWORD + "\0", False), ("griffie", PASSWORD + "x" * 80, False),
    ("griffie", "é" * 37, False),
])  # fmt: skip
def test_an_unknown_name_costs_the_same_work(monkeypatch, name, password, may):
    checks = []
    real = bcrypt.checkpw
    monkeypatch.setattr(bcrypt, "checkpw", lambda given, kept: checks.append(kept) or real(given, kept))
    assert fits(KNOWN, name, password) is may
    assert checks == [KNOWN["usernames"]["griffie"]["password"].encode()]


def test_a_password_of_72_bytes_is_read_to_its_end():
    words = ("kaars trommel wolk " * 4)[:71]
    long = words + "b"
    known = {"usernames": {"griffie": {"name": "griffie", "password": hash_password(long, 4)}}}
    assert fits(known, "griffie", long)
    assert not fits(known, "griffie", long + "c")
    assert not fits(known, "griffie", words + "a")


@pytest.mark.parametrize("why", Ending)
def test_whoever_is_shut_out_is_told_why(why):
    assert (ended(why) != "") is (why is not Ending.UNKNOWN)
    assert sign_in_form.locked() != ended(why)
