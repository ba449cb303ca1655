# Every target sets up what it needs by itself, with nothing but python3 (3.11 or newer) and pip on the machine.
.DELETE_ON_ERROR:
.PHONY: demo index test check format fast slow golden bench lock clean

PYTHON ?= python3
BIN := .venv/bin
RUN := .venv/.run
DEV := .venv/.dev
BENCH := .venv/.bench
INDEX := src/sakkhi/tables/index/.built
LOCALE := .venv/.locale
REFERENCE := $(wildcard src/sakkhi/reference/*.tsv src/sakkhi/reference/*/*.tsv src/sakkhi/packs/*/pack.toml) src/sakkhi/model/sounds.py
TABLES := $(wildcard src/sakkhi/tables/*.py)
FAST := .venv/.fast
STALE := $(wildcard $(FAST))
MADE := src/build src/*.so src/sakkhi/*/*.so
COMPILED := $(filter-out %/__init__.py,$(wildcard src/sakkhi/read/*.py src/sakkhi/resolve/*.py))

# pip of the machine installs into the environment, so that no ensurepip is needed (Debian keeps it in another package)
INSTALL = $(PYTHON) -m pip --python $(BIN)/python install --quiet --disable-pip-version-check

demo: $(INDEX) $(LOCALE) $(STALE)
	$(BIN)/sakkhi read examples/examples.jsonl
	@echo 'To see a living desk: $(BIN)/sakkhi desk --demo'

index: $(INDEX) $(LOCALE) $(STALE)

test: $(DEV) $(INDEX) $(LOCALE) $(STALE)
	@.ci/postgresql
	@.ci/browser
	@PYTHON=$(PYTHON) .ci/followthemoney
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal

check: $(DEV) $(INDEX)
	$(BIN)/ruff format --check src tests benchmarks evals
	$(BIN)/ruff check src tests benchmarks evals
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/sakkhi check-tables
	@! grep -nE '://|--(extra-)?index-url|--find-links' requirements*.lock tests/desk/axe/package-lock.json || { echo 'a lock file names a registry'; exit 1; }

format: $(DEV)
	$(BIN)/ruff format src tests benchmarks evals
	$(BIN)/ruff check --fix src tests benchmarks evals

fast: $(FAST)

slow:
	rm -rf $(FAST) $(MADE)

golden: $(DEV) $(INDEX) $(STALE)
	$(BIN)/python -m tests.golden.regenerate

bench: $(BENCH) $(INDEX) $(FAST)
	@.ci/postgresql
	$(BIN)/python benchmarks/read.py
	$(BIN)/python benchmarks/store.py
	$(BIN)/python benchmarks/geo.py --write
	$(BIN)/python benchmarks/sounds.py --write
	$(BIN)/python benchmarks/opening.py --write
	$(BIN)/python benchmarks/dates.py --write
	$(BIN)/python benchmarks/link.py
	$(BIN)/python benchmarks/desk.py --write
	$(BIN)/python benchmarks/export.py
	$(BIN)/python benchmarks/warn.py --write

lock:
	uv pip compile -q --generate-hashes --no-header --no-annotate --universal --python-version 3.11 \
	  --extra build pyproject.toml -o requirements.lock
	uv pip compile -q --generate-hashes --no-header --no-annotate --universal --python-version 3.11 \
	  -c requirements.lock --extra build --extra dev pyproject.toml -o requirements-dev.lock
	uv pip compile -q --generate-hashes --no-header --no-annotate --universal --python-version 3.11 \
	  -c requirements-dev.lock --extra build --extra dev --extra bench pyproject.toml -o requirements-bench.lock

clean:
	rm -rf .venv build dist src/*.egg-info src/sakkhi/tables/index $(MADE)

$(INDEX): $(RUN) $(REFERENCE) $(TABLES)
	$(BIN)/sakkhi gazetteer build
	@mkdir -p $(@D) && touch $@

$(LOCALE): $(RUN) $(wildcard src/sakkhi/desk/locale/*/LC_MESSAGES/*.po)
	$(BIN)/pybabel --quiet compile -d src/sakkhi/desk/locale -D django
	@touch $@

$(BIN)/python:
	$(PYTHON) -m venv --without-pip .venv

$(RUN): requirements.lock pyproject.toml | $(BIN)/python
	$(INSTALL) -r requirements.lock
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q src
	@touch $@

$(DEV): requirements-dev.lock $(RUN)
	$(INSTALL) -r requirements-dev.lock
	@touch $@

# decisions/0015: the stages that read, compiled where they stand; without a C compiler they run as they are
$(FAST): $(COMPILED) | $(DEV)
	@rm -rf $(MADE) && mkdir src/build
	@cd src && ../$(BIN)/python ../.ci/compile $(COMPILED:src/%=%) >build/log || { cat build/log; exit 1; }
	@rm -rf src/build && touch $@

$(BENCH): requirements-bench.lock $(DEV)
	$(INSTALL) -r requirements-bench.lock
	@touch $@
