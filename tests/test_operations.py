"""docs/operations.md and deploy/ say what is true of the code."""

import re
from pathlib import Path

import yaml
from test_architecture import BELOW

from data_access.settings_web import UPLOAD_MB, web_settings

ROOT = Path(__file__).resolve().parents[1]
DEPLOY = ROOT / "deploy"
OPERATIONS = (ROOT / "docs" / "operations.md").read_text()
SETTING = re.compile(r'"(WOR_[A-Z_]+|PORT|HOST|DATABASE_URL|SAMPLE_DATA|FORWARDED_ALLOW_IPS)"')


def in_the_code() -> set[str]:
    files = [
        ROOT / "server.py",
        *(path for room in ("data_access", "components") for path in (ROOT / room).rglob("*.py")),
    ]
    return {name for path in files for name in SETTING.findall(path.read_text())}


def in_the_table() -> set[str]:
    rows = re.findall(r"^\| (`[^|]*) \|", OPERATIONS, re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`([A-Z_]+)`", row)}


def test_the_table_holds_every_setting_and_no_other():
    assert in_the_table() == in_the_code()


def test_every_file_of_deploy_is_named():
    named = OPERATIONS + "".join(path.read_text() for path in DEPLOY.iterdir() if path.is_file())
    assert {path.name for path in DEPLOY.iterdir() if path.is_file() and path.name not in named} <= {
        "Dockerfile.dockerignore"  # Docker finds it by its name
    }


def test_the_image_holds_every_room_and_no_other():
    copied = set(re.findall(r"^COPY (\w+) \w+$", (DEPLOY / "Dockerfile").read_text(), re.MULTILINE))
    let_in = set(re.findall(r"^!(\w+)$", (DEPLOY / "Dockerfile.dockerignore").read_text(), re.MULTILINE))
    assert copied == set(BELOW) | {"static"}
    assert copied == let_in - {"LICENSE"}


def test_nginx_takes_the_largest_file_and_the_envelope_around_it():
    assert f"client_max_body_size {UPLOAD_MB + 1}m;" in (DEPLOY / "nginx.conf").read_text()


def test_the_settings_of_the_compose_file_can_be_used(monkeypatch):
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    for name, value in compose["services"]["app"]["environment"].items():
        monkeypatch.setenv(name, value)
    web = web_settings()
    assert web.tls
    assert web.proxies == (compose["networks"]["inside"]["ipam"]["config"][0]["subnet"],)


def test_the_compose_file_mounts_what_is_there_or_a_secret():
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    mounts = [mount.split(":")[0] for service in services.values() for mount in service["volumes"] if mount[0] == "."]
    assert mounts
    assert all("/secrets/" in mount or (DEPLOY / mount).is_file() for mount in mounts)


def test_no_password_is_in_deploy():
    text = "".join(path.read_text() for path in DEPLOY.iterdir() if path.is_file())
    assert set(re.findall(r"postgresql\S*://wor:([^@]+)@", text)) == {"<that password>"}
