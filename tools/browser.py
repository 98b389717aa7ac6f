"""Makes sure there is a Chromium to test with: Debian's where root and missing, else Playwright's own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
NONE = (
    "Er is geen Chromium om mee te testen, en het is niet gelukt er een te installeren. "
    "Installeer het pakket chromium (apt-get install chromium) of draai 'playwright install chromium'."
)


def chromium() -> str | None:
    """Path of a browser: that of the machine, or Playwright's own where it was downloaded."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found:
        return found
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    return str(own) if own.exists() else None


def install() -> str | None:
    if os.geteuid() == 0 and shutil.which("apt-get"):
        for command in (["update", "-qq"], ["install", "-y", "-qq", "chromium"]):
            subprocess.run(["apt-get", *command], check=False, capture_output=True)
        if chromium():
            return chromium()
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    return chromium()


if __name__ == "__main__":
    path = chromium() or install()
    if path is None:
        raise SystemExit(NONE)
    print(f"Browser: {path}")
