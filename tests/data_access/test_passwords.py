import bcrypt
import pytest

from data_access.door.proposal import proposed_password
from data_access.door.weak import is_weak
from data_access.passwords import (
    LONG,
    SAMPLE_PASSWORD,
    SHORT,
    UNREADABLE,
    WEAK,
    PasswordError,
    fits_hash,
    hash_password,
)

LOW = 4
KNOWN = ("j.jansen", "Hof van Twente", "Enschede", "Bergen op Zoom")


def refusal(password: str, **more: object) -> str:
    with pytest.raises(PasswordError) as caught:
        hash_password(password, LOW, known=KNOWN, **more)  # type: ignore[arg-type]
    return str(caught.value)


@pytest.mark.parametrize("password", [
    "Welkom2026!!", "2026Welkom!!!", "W3lk0m2026!!", "welkomwelkom", "P@ssw0rd1234", "W@chtw00rd123!", "Geheim123456",
    "Zomer2026!!!!", "Lente2027Lente2027", "januari-2026!", "welkom-2026-zomer", "Feyenoord1908!", "iloveyou1234",
    "qwertyuiop12", "asdfghjkl123", "1q2w3e4r5t6y", "qazwsxedcrfv", "ZXCVBNMasdfgh", "aaaaaaaaaaaa", "abcabcabcabc",
    "123456789012", "987654321098", "31-12-1999-2026", "j.jansen2026!", "JansenJansen1", "Enschede2026!",
    "Ensch3de-2026", "HofVanTwente26", "BergenOpZoom26", "welzijn-op-recept", "Welz1jn0pRecept!", "WorMonitor2026",
    "Beheerder2026!", "Gemeente2026!!", "Wélköm-2026!!",
])  # fmt: skip
def test_what_a_guesser_tries_first_is_refused(password: str) -> None:
    assert refusal(password) == WEAK


@pytest.mark.parametrize("password", [
    "drie blauwe fietsen", "kaars trommel wolk", "correct horse battery staple", "mijn hond eet graag pannenkoeken",
    "zomer voetbal liefde kaas", "xK7#pq9!vLm2", "v8Jz-4kQp-9sTw", "een-lang-wachtwoord", "fiets-lamp-soep-42",
    "drie blauwe fietsen in Enschede",
])  # fmt: skip
def test_three_words_and_what_nobody_guesses_are_taken(password: str) -> None:
    assert fits_hash(password, hash_password(password, LOW, known=KNOWN))


@pytest.mark.parametrize(("password", "sentence"), [
    ("elf-tekens1", SHORT), ("", SHORT), ("é" * 37, LONG), ("x" * 73, LONG),
    ("drie blauwe\0 fietsen", UNREADABLE), ("drie blauwe \udce9 fietsen", UNREADABLE),
])  # fmt: skip
def test_a_length_or_a_sign_that_bcrypt_cannot_keep_is_told(password: str, sentence: str) -> None:
    assert refusal(password) == sentence


def test_a_name_is_guessable_only_for_who_has_it() -> None:
    assert not is_weak("vandenbrinkhof26")
    assert is_weak("vandenbrinkhof26", ("vandenbrinkhof",))


def test_the_password_of_the_sample_data_is_for_its_accounts_and_no_other_is_let_through_with_it() -> None:
    assert fits_hash(SAMPLE_PASSWORD, hash_password(SAMPLE_PASSWORD, LOW, sample=True))
    assert refusal(SAMPLE_PASSWORD) == WEAK
    assert refusal("Welkom2026!!", sample=True) == WEAK
    assert refusal("welzijn", sample=True) == SHORT


@pytest.mark.parametrize("password", ["x" * 73, "drie\0", "\udce9"])
def test_what_bcrypt_cannot_read_whole_fits_nothing(password: str) -> None:
    readable = "".join(sign for sign in password if sign.isascii()).split("\0")[0][:72]
    assert not fits_hash(password, bcrypt.hashpw(readable.encode(), bcrypt.gensalt(LOW)).decode())


def test_a_proposed_password_is_accepted_and_never_the_same() -> None:
    made = {proposed_password() for _ in range(200)}
    assert len(made) == 200
    assert not any(is_weak(password, KNOWN) or len(password.encode()) > 72 for password in made)
    assert all(len(password) >= 12 for password in made)
