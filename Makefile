# Everything here sets itself up in .venv, and does nothing again while nothing changed.
#
#   make demo      the main job on the sample call, its page, and a story with its quotes
#   make test      every test and check
#   make docs      the manual as a site, in build/site
#   make pictures  those of the README and the manual anew, from the demo
#   make lock      constraints.txt anew, from the newest versions that the index has

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet -c constraints.txt
DEMO := build/demo

.PHONY: demo test check docs pictures lock clean
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

demo: .venv/ready-to-run
	@$(BIN)/earwitness process demo/call.m4a --case $(DEMO)/case
	@$(BIN)/earwitness publish $(DEMO)/case -o $(DEMO)/page --title "The order at the river" \
	  --origin "Invented for this demonstration: a machine speaks both parts. There are no such people and no such order." \
	  > /dev/null
	@echo; echo "An article about it (demo/article.md), checked against it:"; echo
	@$(BIN)/earwitness check demo/article.md --case $(DEMO)/case -o $(DEMO)/check || [ $$? -eq 1 ]
	@$(BIN)/python demo/quotes.py $(DEMO)/case
	@$(BIN)/earwitness publish demo/story.md --case $(DEMO)/case -o $(DEMO)/story > /dev/null
	@echo; echo "The recording, word by word: $(CURDIR)/$(DEMO)/page/index.html"
	@echo "The story page, to open in a browser: $(CURDIR)/$(DEMO)/story/index.html"

test: check
	@$(BIN)/python -m pytest -q --numprocesses logical --maxprocesses 4 --dist worksteal

check: .venv/ready-to-test
	@mkdir -p build
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo > build/imports || { cat build/imports; exit 1; }
	@$(BIN)/mkdocs build --strict --quiet

docs: .venv/ready-to-test
	@$(BIN)/mkdocs build --strict --quiet && echo "$(CURDIR)/build/site/index.html"

.venv/bin/python:
	@echo "Setting up .venv …"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "earwitness needs Python 3.11 or later: make PYTHON=python3.11 …"; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "Python's venv is missing: apt install python3-venv"; rm -rf .venv; exit 1; }

.venv/ready-to-run: .venv/bin/python pyproject.toml constraints.txt
	@echo "Installing earwitness and the models it carries …"
	@$(PIP) --editable '.[check,credentials,review,speakers]'
	@touch $@

.venv/ready-to-test: .venv/ready-to-run
	@echo "Installing what the tests need …"
	@$(PIP) --editable '.[dev,speakers]'
	@tools/browser
	@touch $@

pictures: .venv/ready-to-test demo
	@$(BIN)/python tools/screenshot.py

lock: .venv/bin/python
	@rm -rf build/lock && $(PYTHON) -m venv build/lock
	@build/lock/bin/python -m pip --disable-pip-version-check install --quiet '.[dev,speakers]'
	@build/lock/bin/python -m pip --disable-pip-version-check freeze --exclude earwitness \
	  | sed 's/+cpu$$//' > constraints.txt  # whichever build of PyTorch an index has, of that version
	@rm -rf build/lock

clean:
	rm -rf .venv build
