# The commands of README.md. Everything is installed into .venv; everything that lives is in var.

PYTHON ?= python3
BIN := .venv/bin
LIKE_PRODUCTION := ALLOWED_HOSTS=twg.example.net DATABASE_URL=postgres://twg@localhost/twg \
  SECRET_KEY=only-for-this-check-0123456789-abcdefghijklmnopqrstuvwxyz

.PHONY: run test check screenshots lighthouse bench

run: .venv/requirements.txt ## start the site at http://127.0.0.1:8000/ (PORT, HOST)
	@exec $(BIN)/python manage.py serve

test: .venv/requirements-dev.txt ## run all tests
	@$(BIN)/python -m pytest --numprocesses=auto --maxprocesses=4 --dist=loadfile

check: .venv/requirements-dev.txt ## look at the code without running it
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --check --lint templates
	$(BIN)/python -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run
	env $(LIKE_PRODUCTION) $(BIN)/python manage.py check --deploy --fail-level=INFO

screenshots: .venv/requirements-dev.txt ## take pictures of every page into var/screenshots
	@TWG_REQUIRE_BROWSER=1 $(BIN)/python -m pytest tests/browser/screenshots.py

lighthouse: .venv/requirements-dev.txt ## rate the main pages as a slow phone gets them
	@npm install --silent --no-audit --no-fund --prefix var/tools lighthouse@12.8.2
	@TWG_REQUIRE_BROWSER=1 $(BIN)/python -m pytest --capture=no tests/browser/lighthouse.py

bench: var/bench/venv/requirements-bench.txt ## measure the search beside its peers (ARGUMENTS, see docs/benchmarks.md)
	@var/bench/venv/bin/python -m benchmarks $(ARGUMENTS)

var/bench/venv/requirements-bench.txt: requirements-bench.txt requirements.txt
	@mkdir -p var/bench && $(PYTHON) -m venv var/bench/venv
	@var/bench/venv/bin/python -m pip install --quiet --disable-pip-version-check --requirement $<
	@cp $< $@

# A copy of the list stands beside what was installed from it: when the list is newer, install again.
.venv/%.txt: %.txt requirements.txt
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv .venv || \
	  { echo "No virtual environment could be made: install python3-venv."; exit 1; }
	@echo "Installing packages ($<) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement $< || \
	  { echo "The packages could not be installed; is PyPI reachable, is there room on the disk?"; exit 1; }
	@cp $< $@
