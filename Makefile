# The commands of README.md. Everything is installed into .venv; everything that lives is in var.

PYTHON ?= python3
BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest
# One more than there are cores: each waits now and then for a browser, a site or the database.
ON_EVERY_CORE := --numprocesses=$(shell expr $$(nproc) + 1) --maxprocesses=4 --dist=loadfile \
  --no-loadscope-reorder
LIKE_PRODUCTION := ALLOWED_HOSTS=twg.example.net BEHIND_PROXY=1 DATABASE_URL=postgres://twg@localhost/twg \
  SECRET_KEY=only-for-this-check-0123456789-abcdefghijklmnopqrstuvwxyz

.PHONY: help run test quick check trials coverage screenshots lighthouse bench lock

help: ## list these commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

run: .venv/requirements.lock ## start the site at http://127.0.0.1:8000/ (PORT, HOST)
	@exec $(BIN)/python manage.py serve

test: .venv/requirements-dev.lock ## run all tests
	@$(PYTEST) $(ON_EVERY_CORE)

quick: .venv/requirements-dev.lock ## run the tests that need neither a browser nor a started site
	@TWG_EXTENT=quick $(PYTEST) $(ON_EVERY_CORE)

check: .venv/requirements-dev.lock ## look at the code without running it
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --check --lint templates
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/python -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run
	env $(LIKE_PRODUCTION) $(BIN)/python manage.py check --deploy --fail-level=INFO

trials: .venv/requirements-dev.lock ## try as much as a site has to bear (docs/operations.md)
	@TWG_EXTENT=trial $(PYTEST) -m trial

coverage: .venv/requirements-dev.lock ## run the tests of `make quick`; say which lines none of them ran
	@TWG_EXTENT=quick $(PYTEST) $(ON_EVERY_CORE) --cov --cov-report=term-missing:skip-covered

screenshots: .venv/requirements-dev.lock ## take pictures of every page into var/screenshots
	@TWG_REQUIRE_BROWSER=1 $(PYTEST) tests/browser/screenshots.py

lighthouse: .venv/requirements-dev.lock ## rate the main pages as a slow phone gets them
	@npm install --silent --no-audit --no-fund --prefix var/tools lighthouse@12.8.2
	@TWG_REQUIRE_BROWSER=1 $(PYTEST) --capture=no tests/browser/lighthouse.py

bench: var/bench/venv/requirements-bench.txt ## measure the search beside its peers (ARGUMENTS, see docs/benchmarks.md)
	@var/bench/venv/bin/python -m benchmarks $(ARGUMENTS)

lock: .venv/requirements-dev.lock ## write anew which packages belong to those of requirements*.txt, with their hashes
	@for list in requirements requirements-dev; do \
	  $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	    --output-file $$list.lock $$list.txt || exit 1; done

var/bench/venv/requirements-bench.txt: requirements-bench.txt requirements.txt
	@mkdir -p var/bench && $(PYTHON) -m venv var/bench/venv
	@var/bench/venv/bin/python -m pip install --quiet --disable-pip-version-check --requirement $<
	@cp $< $@

# A copy of the lock stands beside what was installed from it: when the lock is newer, install again.
.venv/%.lock: %.lock
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv .venv || \
	  { echo "No virtual environment could be made: install python3-venv."; exit 1; }
	@echo "Installing the $$(grep -c '^[a-zA-Z]' $<) packages of $< into .venv; this takes a minute, once."
	@$(BIN)/python -m pip install --disable-pip-version-check --progress-bar=off --no-deps --require-hashes --requirement $< || \
	  { echo "The packages could not be installed; is PyPI reachable, is there room on the disk?"; exit 1; }
	@cp $< $@
