# Everything a newcomer types. Needs python3 (3.11 or newer), make, and a package index to install from.

PYTHON ?= python3
PORT ?= 8001
PYTEST_ARGS ?=
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# A stamp is named after the content it stands for, so a changed lock installs again and nothing else does.
# (The stamp lies in the environment: removing the environment removes it.)
content = $(shell cat pyproject.toml $(1) 2>/dev/null | cksum | tr -dc 0-9)
RUN_STAMP := $(VENV)/.installed-$(call content,requirements.lock)
TEST_STAMP := $(VENV)/.installed-test-$(call content,requirements-test.lock)

# Spark lies beside the environment: it brings 400 MB that nothing else needs.
SPARK := .spark
SPARK_STAMP := $(SPARK)/.installed-$(call content,requirements-spark.lock)

.DEFAULT_GOAL := help
.PHONY: help demo test fuzz test-spark lint lock bench package audit clean programs

help: ## Show these lines
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-8s  %s\n", $$1, $$2}'

demo: $(RUN_STAMP) ## Set up, import data/raw, open the site on http://127.0.0.1:8001 (PORT=8001)
	$(BIN)/budget-pipeline import data/raw
	$(BIN)/budget-pipeline serve --port $(PORT)

test: $(TEST_STAMP) programs ## Set up and run every test, browser tests included
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile $(PYTEST_ARGS)

fuzz: $(TEST_STAMP) ## Run the property tests with examples drawn anew, to find what the fixed ones do not show
	$(BIN)/python -m pytest --numprocesses auto -m hypothesis --hypothesis-profile=acak $(PYTEST_ARGS)

# 5 is what pytest returns where everything is skipped: for want of Java.
test-spark: $(TEST_STAMP) ## Set up Spark and compare its verdicts with SQLite's (skipped without Java 17)
	@if command -v java >/dev/null; then $(MAKE) --no-print-directory $(SPARK_STAMP); fi
	PYTHONPATH=$(CURDIR)/$(SPARK) $(BIN)/python -m pytest -W default $(PYTEST_ARGS) tests/spark || [ $$? = 5 ]

lint: $(TEST_STAMP) ## Format, lint, types, floors: what tests/test_house.py checks, each with its full output
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

lock: $(TEST_STAMP) ## Write the three lock files anew from pyproject.toml, for every platform
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile $(LOCKING) --output-file requirements.lock pyproject.toml
	$(BIN)/uv pip compile $(LOCKING) --output-file requirements-test.lock --extra test --constraint requirements.lock pyproject.toml
	echo pyspark | $(BIN)/uv pip compile $(filter-out --group build,$(LOCKING)) --output-file requirements-spark.lock \
		--constraint requirements-test.lock -

DIST ?= dist
package: $(TEST_STAMP) ## Build what is released (dist/): wheel, source archive, and the list of every part (CycloneDX)
	$(BIN)/python -m hatchling build -t sdist -t wheel -d $(DIST)
	$(BIN)/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --mc-type application \
		--output-reproducible --of JSON --output-file $(DIST)/budget-pipeline.cdx.json
	cd $(DIST) && sha256sum *.whl *.tar.gz *.cdx.json > SHA256SUMS

audit: $(TEST_STAMP) ## Look the locked packages up among known vulnerabilities, where that list can be reached
	@told=$$($(BIN)/pip-audit --disable-pip --require-hashes --progress-spinner off -r requirements.lock 2>&1) \
		|| case "$$told" in *"Found "*) echo "$$told"; exit 1;; *) told="could not be audited";; esac; \
	case "$$told" in *"could not be audited"*) echo "The list of known vulnerabilities could not be reached for every package: not all were looked up.";; \
		*) echo "$$told";; esac

bench: $(TEST_STAMP) ## Measure speed against the references of docs/, side by side, into docs/benchmarks.md
	$(BIN)/python -m pytest -s -q $(PYTEST_ARGS) tests/benchmarks

clean: ## Remove what make and the tools left; releases in data/published stay
	rm -rf $(VENV) $(SPARK) build dist .cache .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

LOCKING := --universal --python-version 3.11 --group build --generate-hashes --upgrade --no-header \
	--no-annotate --no-emit-index-url --no-emit-find-links --quiet

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
		|| { rm -rf $(VENV); echo "No virtual environment could be made. On Debian: apt-get install python3-venv"; exit 1; }

# No build isolation: what has no wheel is built by the locked hatchling and setuptools, not by the newest ones.
$(RUN_STAMP): | $(BIN)/python
	@echo "Installing the locked dependencies into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(TEST_STAMP): $(RUN_STAMP)
	@echo "Installing the locked test tools into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --no-build-isolation --require-hashes -r requirements-test.lock
	@touch $@

$(SPARK_STAMP):
	@echo "Installing Spark into $(SPARK) ..."
	@rm -rf $(SPARK)
	@$(BIN)/python -m pip install --quiet --no-build-isolation --no-compile --require-hashes \
		--target $(SPARK) -r requirements-spark.lock
	@touch $@

# Debian's own packages: what no lock can hold. Without them the tests that use them skip and say so;
# everything else runs. nginx is installed only where no systemd would start it as a service.
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo -n)
programs:
	@wanted=""; \
	for name in chromium chromium-browser google-chrome none; do \
		if command -v $$name >/dev/null; then break; fi; done; \
	[ $$name != none ] || wanted="$$wanted chromium"; \
	command -v minisign >/dev/null || wanted="$$wanted minisign"; \
	[ -d /run/systemd/system ] || PATH="$$PATH:/usr/sbin" command -v nginx >/dev/null || wanted="$$wanted nginx-light"; \
	if [ -z "$$wanted" ]; then exit 0; fi; \
	if ! command -v apt-get >/dev/null; then \
		echo "Missing:$$wanted, and this is not Debian: the tests that use them will be skipped."; exit 0; fi; \
	echo "Installing Debian's packages for the tests:$$wanted ..."; \
	export DEBIAN_FRONTEND=noninteractive RUNLEVEL=1; \
	{ $(SUDO) apt-get update -qq && $(SUDO) apt-get install -qq -y --no-install-recommends $$wanted; } >/dev/null \
		|| echo "They could not be installed (apt-get install$$wanted): the tests that use them will be skipped."
