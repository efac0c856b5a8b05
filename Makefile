# Two commands on a Debian machine with Python 3.11 to 3.13, git and make:
#
#   make demo    the application, signed in to its own simulated PBX
#   make test    every test
#
# They make a virtual environment in .venv and install there exactly what constraints.txt says.
# What Qt needs from Debian is installed where you are root; otherwise the line to type is printed.

PYTHON ?= python3
VENV ?= .venv
DIST ?= dist
PYTEST_ARGS ?=

BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SOURCES := pyproject.toml constraints.txt ctiapp/__init__.py

.DEFAULT_GOAL := help
.PHONY: help demo test lint ruff format types imports deadcode pictures bench soak wheel installer clean

help: ## show what there is to make
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20

demo: $(VENV)/.run ## start the application signed in to its own simulated PBX
	$(BIN)/ctiapp --demo

# Three processes: the window under test mostly waits for the PBX under test. A file stays in one,
# in the order of their names: those of one long test would else begin when all others have ended.
test: $(VENV)/.dev ## run every test; PYTEST_ARGS="-k ring" runs some
	$(BIN)/python -m pytest --numprocesses=3 --dist=loadfile --no-loadscope-reorder $(PYTEST_ARGS)

lint: ruff format types imports deadcode ## run every check that is not a test

ruff: $(VENV)/.dev
	$(BIN)/ruff check .

format: $(VENV)/.dev
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy --strict ctiapp

imports: $(VENV)/.dev
	$(BIN)/lint-imports --no-logo

# What a test uses counts as used; what a test leaves unused is not of interest. 3: it found some.
deadcode: $(VENV)/.dev
	@status=0; $(BIN)/vulture >$(VENV)/deadcode.txt || status=$$?; \
	  { [ $$status = 0 ] || [ $$status = 3 ]; } && ! grep -v '^tests/' $(VENV)/deadcode.txt

pictures: $(VENV)/.run ## render every view into ./pictures
	$(BIN)/ctiapp pictures --out pictures

bench: $(VENV)/.run ## measure the budgets
	$(BIN)/ctiapp bench

soak: $(VENV)/.run ## eight hours of a busy office with cuts, as fast as it goes; CTIAPP_SOAK_S ends it sooner
	$(BIN)/ctiapp bench soak

wheel: $(VENV)/.run ## build the wheel into ./dist
	$(PIP) wheel --no-deps --wheel-dir $(DIST) .

installer: $(VENV)/.installer ## build the runnable folder into ./dist, start it, print its size
	$(BIN)/python installer/build.py --dist $(DIST)

clean: ## remove what was made, the virtual environment too
	rm -rf $(VENV) build dist pictures tour .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

# --- the virtual environment ---------------------------------------------------------------------

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || \
	  { echo "$(PYTHON) must be Python 3.11, 3.12 or 3.13: make PYTHON=python3.11 …" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || .ci/packages venv
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run: $(VENV)/.made $(SOURCES) .ci/packages
	@.ci/packages run
	$(PIP) install --constraint constraints.txt --editable .
	@touch $@

# The extra "audio" as well, that recordings are really played in the tests: 175 MB to fetch, 440 MB
# on the disk, eleven seconds where this was measured. A test without it is skipped, and says so.
$(VENV)/.dev: $(VENV)/.run
	@.ci/packages test
	$(PIP) install --constraint constraints.txt --editable '.[dev,audio]'
	@touch $@

$(VENV)/.installer: $(VENV)/.run
	$(PIP) install --constraint constraints.txt --editable '.[installer]'
	@touch $@
