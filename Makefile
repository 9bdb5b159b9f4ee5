# make run: serve the dashboard on http://localhost:8501   make test: every test   make bench: the speed bars   make lint: style and types
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test bench lint env env-dev

.venv/installed: requirements.txt
	@echo "Installing what the dashboard needs (once, a few minutes)."
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

.venv/installed-dev: requirements-dev.txt .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

env: .venv/installed
env-dev: .venv/installed-dev

run: env
	$(BIN)/python -m data.sample
	$(BIN)/python serve.py

test: env-dev
	$(BIN)/python -m pytest

bench: env-dev
	$(BIN)/python -m benchmarks

lint: env-dev
	$(BIN)/ruff check .
	$(BIN)/mypy
