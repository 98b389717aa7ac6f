"""What developers and `make` run: preparing an installation, browser, benchmark, screenshots. Not the product."""
