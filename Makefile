# One entry point to the site's tools. `make` alone lists the commands.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run editor test browser-test faults architecture guide voice check audit format lock bench \
	install-run install-test install-check install-npm

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
ARGS ?=
export PYTHON HOST PORT

BIN := .venv/bin/python -m
LOCAL := DJANGO_SETTINGS_MODULE=hstf_site.settings.local .venv/bin/python manage.py
TEST := DJANGO_SETTINGS_MODULE=hstf_site.settings.test .venv/bin/python manage.py
# Dummy values: Django's check only needs each to be set and valid.
PRODUCTION := env DJANGO_SETTINGS_MODULE=hstf_site.settings.production \
	SECRET_KEY=only-for-this-check-0123456789-abcdefghijklmnopqrstuvwxyz \
	ALLOWED_HOSTS=hstf.example.org PUBLIC_URL=https://hstf.example.org \
	DATABASE_URL=sqlite://:memory: .venv/bin/python manage.py

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: install-run ## Seed the site and serve it (HOST, PORT)
	@bin/serve

editor: install-run ## Create an account for the admin, /admin/
	@$(LOCAL) migrate --verbosity 0
	@$(LOCAL) createsuperuser

test: install-test install-npm ## Run the tests (ARGS="tests/faq -k word", DATABASE_URL)
	@$(BIN) pytest --numprocesses auto --dist loadfile $(ARGS)

browser-test: export BROWSER_TESTS := required
browser-test: export SCREENSHOTS := $(CURDIR)/var/screenshots
browser-test: install-test install-npm ## Run the browser tests (ARGS, CHROMIUM)
	@$(BIN) pytest tests/browser --numprocesses auto --dist loadfile $(ARGS)

faults: install-test ## Let each part of a running cluster fail, for long (ARGS="--short", ARGS=frozen)
	@$(BIN) tests.cluster $(ARGS)

architecture: install-test ## Redraw docs/architecture.svg
	@.venv/bin/python bin/draw-architecture

guide: install-test ## Retake the screenshots of the editors' guide (ARGS)
	@bin/guide-pictures $(ARGS)

voice: install-run ## Hold the local site's words to docs/style.md (ARGS=/faq/who-leads-it/)
	@$(LOCAL) migrate --verbosity 0
	@$(LOCAL) seed_site --verbosity 0
	@$(LOCAL) audit_voice $(ARGS)

check: install-check ## Check format, lint, types, layers, templates, migrations, deployment
	@$(BIN) ruff format --check .
	@$(BIN) ruff check .
	@$(BIN) mypy .
	@.venv/bin/lint-imports --no-logo
	@$(BIN) djlint templates compat/templates --check --quiet
	@$(BIN) djlint templates compat/templates --lint --quiet
	@$(TEST) makemigrations --check --dry-run
	@$(PRODUCTION) check --deploy --fail-level WARNING

audit: install-check ## Check the dependencies for known vulnerabilities (needs the internet)
	@bin/audit

bench: install-run ## Measure the site as ratios (ARGS=cached; needs wrk, nginx, varnish, PostgreSQL)
	@$(BIN) benchmarks $(ARGS)

format: install-check ## Format the code and the templates
	@$(BIN) ruff format .
	@$(BIN) ruff check --fix .
	@$(BIN) djlint templates compat/templates --reformat --quiet || true # 1 says: something was changed

lock: install-run ## Pin the dependencies of pyproject.toml again (ARGS=--upgrade)
	@bin/lock $(ARGS)

install-run install-test install-check: install-%:
	@bin/install $*

install-npm:
	@bin/install-npm
