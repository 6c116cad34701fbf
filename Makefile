# Everything happens in a virtual environment of this folder; a bare machine needs CPython 3.11 or newer and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test check bench browse clean format docs

demo: $(READY)  ## crawl the embedded demo outlet into data/demo.db
	@$(BIN)/qiosk demo --db data/demo.db

test: $(READY)  ## run the whole suite
	@$(BIN)/python -m pytest -n auto && echo "All tests passed. Next: make demo, then make browse."

check: $(READY)  ## format, lint and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(READY)  ## timings; nothing in the test suite depends on them
	@for script in bench/*.py; do echo "== $$script"; $(BIN)/python $$script || exit 1; done

browse: $(READY)  ## open the demo archive in Datasette
	$(BIN)/qiosk browse --db data/demo.db

docs: $(READY)  ## write the generated references anew
	$(BIN)/python -m qiosk_scraper.cli.reference

$(READY): pyproject.toml constraints.txt
	@echo "Setting up $(VENV) (once; needs the network) ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "error: Python too old ($$($(PYTHON) --version)): run make PYTHON=/path/to/python3.11"; exit 2; }
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[browse,test]'
	@touch $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache *.egg-info data/demo.db*
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
