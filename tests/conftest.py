"""What all tests share: a cheap password hash, and a folder of their own for everything that is written."""

import os
import tempfile

# Before anything of ours is imported: the tests never touch the installation's own database or snapshots.
os.environ["WOR_VAR"] = tempfile.mkdtemp(prefix="wor-tests-")
os.environ["DATABASE_URL"] = f"sqlite:///{os.environ['WOR_VAR']}/wor.db"
