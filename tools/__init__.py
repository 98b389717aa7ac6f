"""What developers and `make` run: preparing an installation, the browser, benchmark, screenshots. Not part of the product."""
