# Two commands are all a newcomer needs: `make run` and `make test`. Every other habit is one line in the README.
VENV := .venv
PY := $(VENV)/bin/python
PORT ?= 8501
HOST ?= 127.0.0.1
SAMPLE_DATA ?= 1
export PORT HOST SAMPLE_DATA

.PHONY: run install install-test browser test lint types unit bench fuzz proof screenshots lock clean

run: install  ## environment, database, sample data, dashboard
	@$(PY) -m tools.prepare
	@exec $(PY) server.py

install: $(VENV)/.run  ## the environment alone

# --without-pip works where Debian's python3-venv is missing; the machine's own pip then fills the environment.
$(PY):
	@echo "Omgeving maken in $(VENV) ..."
	@python3 -c 'import sys; sys.exit("Python 3.11 of nieuwer is nodig; dit is " + sys.version.split()[0]) if sys.version_info < (3, 11) else 0'
	@python3 -m venv --without-pip $(VENV)

$(VENV)/.run: requirements.lock | $(PY)
	@echo "Pakketten installeren (de eerste keer enkele minuten) ..."
	@python3 -m pip --python $(PY) install --quiet --disable-pip-version-check --no-deps -r requirements.lock
	@touch $@

install-test: $(VENV)/.test

$(VENV)/.test: requirements-dev.lock | $(PY)
	@echo "Pakketten voor de tests installeren ..."
	@python3 -m pip --python $(PY) install --quiet --disable-pip-version-check --no-deps -r requirements-dev.lock
	@touch $@ $(VENV)/.run

browser: install-test  ## Debian's chromium where root and missing, else Playwright's own
	@$(PY) -m tools.browser

test: install-test browser lint types unit  ## everything

lint: install-test
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .

types: install-test
	@$(VENV)/bin/mypy

unit: install-test browser
	@$(PY) -m pytest -n 2 --dist loadfile --no-loadscope-reorder

bench: install-test  ## ratios at 1,000,000 referrals, in one run
	@$(PY) -m tools.bench

fuzz: install-test  ## 10,000 mutilated files through the reading of deliveries; half an hour
	@POLARS_MAX_THREADS=1 $(PY) -W ignore -m tools.fuzz --files 10000

proof: install-test  ## 200 killed imports per engine; all that a council member is sent, to the attacker; PROOF="--regions REG-NOB", "--minutes 30"
	@$(PY) -m tools.proof_kill
	@$(PY) -m tools.proof $(PROOF)

screenshots: install-test browser  ## every page as every role, two widths, light and dark; makes the README's picture
	@$(PY) -m tools.screenshots

lock: install-test  ## after a change in requirements*.txt
	@$(PY) -m uv pip compile -q --universal --python-version 3.11 --no-header requirements.txt -o requirements.lock
	@$(PY) -m uv pip compile -q --universal --python-version 3.11 --no-header requirements-dev.txt -o requirements-dev.lock

clean:
	rm -rf $(VENV) var .mypy_cache .ruff_cache .pytest_cache .hypothesis
