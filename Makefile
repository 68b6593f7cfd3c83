# Two commands matter: `make book` builds the site, `make test` runs every check.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
NOTEBOOKS := $(shell find book -name '*.ipynb' -not -path '*/.*')
SITE := _build/html

.PHONY: book test notebooks lab serve bench clean
.DEFAULT_GOAL := book

$(READY): requirements.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --requirement requirements.txt
	touch $@

book: $(READY)
	$(BIN)/jupyter-book build . -W -n --keep-going

test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

notebooks: $(READY)
	$(BIN)/python -m tests.notebooks.refresh $(NOTEBOOKS)

lab: $(READY)
	$(BIN)/jupyter lab --notebook-dir=book

serve: book
	$(BIN)/python -m http.server --directory $(SITE) 8000

clean:
	rm -rf _build $(VENV)
