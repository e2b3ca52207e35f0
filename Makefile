# Everything one does with this checkout. Only .venv/ and var/ are written to; system packages are never installed here.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8000
BIN := .venv/bin
INSTALLED := .venv/installed-$(shell sha256sum pyproject.toml | cut -c1-16)

.DEFAULT_GOAL := help
.PHONY: help venv run test check lint types layers migrations format messages screenshots clean

help:  ## list what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## */\1|/' | awk -F'|' '{printf "  make %-12s %s\n", $$1, $$2}'

venv: $(INSTALLED)  ## install OneWindow and its tools into .venv (and nothing else)

$(INSTALLED): pyproject.toml
	@test -x "$(PYTHON)" || { echo "Python 3.11 or newer is needed (PYTHON=/path/to/python3.11)"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is older than Python 3.11"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --retries 5 --editable '.[dev]'
	@rm -f .venv/installed-* && touch $@

run: venv  ## serve the demonstration city at 127.0.0.1:8000 (PORT=8001 changes it); data stays in var/
	@PORT=$(PORT) $(BIN)/onewindow run --demonstration

test: venv  ## run every test, on SQLite and PostgreSQL, with a browser where there is one (ARGS='tests/core -x' for some)
	@$(BIN)/python -m tests $(ARGS)

check: lint types layers migrations  ## all four of the following (with -k: go on after the first that fails)

lint: venv  ## the form of the source (ruff)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: venv  ## the types (mypy; strict on core, ledger and cases)
	ONEWINDOW_TESTS_HOME=.mypy_cache/installation $(BIN)/mypy

layers: venv  ## imports go down only (import-linter)
	$(BIN)/lint-imports

migrations: venv  ## whether a migration is missing
	DJANGO_SETTINGS_MODULE=tests.settings $(BIN)/python -m django makemigrations --check --dry-run

format: venv  ## put the source into its form (ruff)
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

messages: venv  ## take new texts into the English catalogue, say which have no English, and compile it
	@$(BIN)/python -m tests.messages

screenshots: venv  ## take the pictures of the documentation again (needs a Chromium)
	@$(BIN)/onewindow screenshots --out docs/pictures

clean:  ## remove caches (never var/, where the data is)
	rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find onewindow tests -name __pycache__ -type d -prune -exec rm -rf {} +
