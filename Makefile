# Two commands for a fresh checkout: `make run` and `make test`. `make help` lists the rest.
PYTHON3 ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help run test docs lint format clean

help:  ## list the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

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
	$(BIN)/python -m pytest

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
	rm -rf .venv docs/site docs/.cache .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .benchmarks
