# Everything happens in a virtual environment of this folder; a bare machine needs CPython 3.11 or newer and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test test-browser check bench browse-bench screenshots score browse clean format docs faults soak torture torture-kill torture-signals torture-disk torture-lock torture-furniture torture-migrate flips fuzz properties unchanged

demo: $(READY)  ## crawl the embedded demo outlet into data/demo.db
	@$(BIN)/qiosk demo --db data/demo.db

test: $(READY)  ## run the whole suite
	@$(BIN)/python -m pytest -n auto && echo "All tests passed. Next: make demo, then make browse."

# The suite leaves these out where the extra js or Chromium is missing.
test-browser: $(READY)  ## pages made by scripts, in the system's Chromium
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[js]'
	@$(BIN)/python -m pytest -rs tests/test_browser.py

check: $(READY)  ## format, lint and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Half an hour of crashes; docs/durability.md says what is done and what was measured. SEED=2 for other moments.
SEED ?= 1
torture: torture-furniture flips torture-migrate torture-lock torture-disk torture-signals torture-kill  ## kill, stop, starve and lock crawls

torture-kill: $(READY)  ## kill -9 at random moments, and before and after each commit
	@$(BIN)/python tests/campaigns/kill.py --seed $(SEED)

torture-signals: $(READY)  ## SIGINT once and twice, SIGTERM
	@$(BIN)/python tests/campaigns/stopped.py --seed $(SEED)

torture-disk: $(READY)  ## no room left: RLIMIT_FSIZE, max_page_count, a small tmpfs
	@$(BIN)/python tests/campaigns/disk.py --seed $(SEED)

torture-lock: $(READY)  ## two crawls on one file, readers beside a crawl, a lock of another program
	@$(BIN)/python tests/campaigns/locked.py --seed $(SEED)

torture-furniture: $(READY)  ## pairs of pages with other furniture, and with a real edit
	@$(BIN)/python -m pytest tests/test_furniture.py -p no:cacheprovider

torture-migrate: $(READY)  ## kill -9 while an archive of a past version is brought up to date
	@$(BIN)/python tests/campaigns/killed_migration.py 50 $(SEED)

# PAGES=DIR damages the saved pages below it as well; JOBS=1 leaves the machine some room.
COUNT ?= 100000
JOBS ?= $(shell nproc 2>/dev/null || echo 2)
properties: $(READY)  ## the property tests with a thousand new examples each; the suite always takes the same
	@$(BIN)/python -m pytest -n auto -m hypothesis --hypothesis-profile=explore

fuzz: $(READY)  ## COUNT damaged pages through `parse`: make fuzz COUNT=5000 SEED=3 PAGES=DIR
	@$(BIN)/python tests/campaigns/fuzz.py $(COUNT) --seed $(SEED) --jobs $(JOBS) $(if $(PAGES),--pages "$(PAGES)")

unchanged: $(READY)  ## 20 outlets that are never redesigned, 200 runs each: the drift alarm has to be silent
	@$(BIN)/python tests/campaigns/unchanged.py 200 20 $(SEED)

flips: $(READY)  ## 300 copies of an archive with flipped bits: `qiosk db verify` has to name them all
	@$(BIN)/python tests/campaigns/flips.py 300 $(SEED)

# With what they cost; `make test` runs most of them side by side. FAULTS=walls for some.
FAULTS ?=
faults: $(READY)  ## every row of the fault outlet: what comes of it, its memory and its CPU time
	@$(BIN)/python tests/campaigns/faults.py $(FAULTS)

LENGTH ?= 100000
soak: $(READY)  ## a crawl of LENGTH pages at full speed: what of it grows
	@$(BIN)/python tests/campaigns/soak.py --pages $(LENGTH)

bench: $(READY)  ## timings; nothing in the test suite depends on them
	@for script in bench/*.py; do echo "== $$script"; $(BIN)/python $$script || exit 1; done

browse-bench: $(READY)  ## page times on an archive of 100,000 made-up articles, beside plain Datasette's
	@$(BIN)/python -m bench.browsing

screenshots: $(READY)  ## pictures of the pages for the documentation; needs Chromium
	@$(BIN)/python tests/campaigns/screenshots.py docs/screenshots

SCORE := .venv-score
SCORE_READY := $(SCORE)/.ready

score: $(SCORE_READY)  ## reading beside other extractors, written to docs/benchmarks.md: make score PAGES=DIR
	@test -n "$(PAGES)" || { echo "error: no pages (PAGES): run make score PAGES=DIR, DIR holding data/fundus and data/aeb"; exit 2; }
	@$(SCORE)/bin/python -m bench.score "$(PAGES)" --bare --out docs/benchmarks.md

$(SCORE_READY): pyproject.toml
	@echo "Setting up $(SCORE) with the other extractors (once; needs the network) ..."
	@$(PYTHON) -m venv $(SCORE)
	@$(SCORE)/bin/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=24'
	@$(SCORE)/bin/python -m pip install --quiet --disable-pip-version-check -e '.[score]'
	@touch $@

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
	rm -rf $(VENV) .venv-score build dist .mypy_cache .ruff_cache .pytest_cache *.egg-info data/demo.db*
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
