# Two commands for a fresh checkout: `make run` and `make test`. `make help` lists the rest.
PYTHON3 ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help run test test-all docs lint format clean

# Each file of tests goes to one worker, in the order of the folders: a process must not draw by
# EGL before it opens its first window. WORKERS=0 runs everything in one process.
WORKERS ?= 2
PYTEST = $(BIN)/python -m tests.bench.run_tests -q -n $(WORKERS) --dist loadfile --no-loadscope-reorder

help:  ## list the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

run:  ## set up, then open the window, or draw orbitviz-demo.png where there is no display
	@$(PYTHON3) packaging/setup.py run
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
		$(BIN)/orbitviz; \
	else \
		$(BIN)/orbitviz render -o orbitviz-demo.png; \
	fi

test:  ## set up, then everything that is checked: style, types, floors, tests
	@$(PYTHON3) packaging/setup.py test
	@$(MAKE) --no-print-directory lint
	$(PYTEST)

test-all:  ## the same, and the sweeps that take long
	@$(PYTHON3) packaging/setup.py test
	@$(MAKE) --no-print-directory lint
	$(PYTEST) -m "" --hypothesis-profile=search

docs:  ## set up, then build the documentation; it opens from docs/site/index.html
	@$(PYTHON3) packaging/setup.py docs
	$(BIN)/zensical build --strict --clean -f docs/mkdocs.yml

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format:  ## put the code into the one style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:  ## remove the environment and what the tools left
	rm -rf .venv docs/site docs/.cache .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
