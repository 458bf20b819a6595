# make serve: page and API on HOST:PORT.  make test: the whole suite.  make install: what both share.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export HOST ?= 127.0.0.1
export PORT ?= 7860
export TOKENIZERS_PARALLELISM := false
# The shipped model is a folder: nothing is looked up on a hub.
export HF_HUB_OFFLINE := 1
export GRADIO_ANALYTICS_ENABLED := False
# Compiled modules are kept, else each of the hundred processes of a run compiles them anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: install serve test suite lint browser postgres migration audit wording fuzz faults eval clean

install: $(VENV)/.installed

$(VENV)/.installed: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check torch==2.13.0
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check -e '.[test]'
	touch $@

serve: install
	$(BIN)/policy-assistant serve

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# A browser for the page's tests: the one on the machine, else Debian's.
browser:
	command -v chromium >/dev/null && command -v chromedriver >/dev/null || \
	  (apt-get update -qq && apt-get install -y -qq chromium chromium-driver fonts-noto-cjk)

# A PostgreSQL server for the tests of the records; without it they are skipped.
postgres:
	command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || \
	  (apt-get update -qq && apt-get install -y -qq postgresql) || \
	  echo "PostgreSQL cannot be installed here: the tests that need it are skipped"

# A migration for changed tables: make migration NAME=ratings NUMBER=0004
migration: install
	rm -f var/migration.sqlite
	POLICY_DATABASE=sqlite:///var/migration.sqlite $(BIN)/alembic upgrade head
	POLICY_DATABASE=sqlite:///var/migration.sqlite $(BIN)/alembic revision --autogenerate \
	  --rev-id $(NUMBER) -m $(NAME)

# Types are checked, a minute on one core, beside the tests.
test: install browser postgres
	$(MAKE) -j2 lint suite

suite: install
	$(BIN)/python -m pytest -n 2 --dist loadfile

# Known faults of what is installed, risky code, secrets in the tree. Needs the network (PyPI).
audit: install
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[audit]'
	$(BIN)/bandit -q -r -c pyproject.toml corpus index assistant api ui
	$(BIN)/python -m pytest tests/fuzz/test_secrets.py
	$(BIN)/pip-audit --strict --skip-editable --progress-spinner off

# Every reworded answer there is; `make test` tries one in twenty.
wording: install
	WORDINGS_EACH=1 $(BIN)/python -m pytest -n 2 tests/wording

# Longer than in `make test`: 10,000 damaged files, 50 requests of each kind to each operation.
fuzz: install
	FUZZ_EXAMPLES=10000 FUZZ_API_EXAMPLES=50 FUZZ_SECONDS=3000 \
	  $(BIN)/python -m pytest tests/fuzz --durations=3

# Processes killed (-9) at 280 random points, each checked for what is left.
faults: install
	FAULT_POINTS=192 $(BIN)/python -m pytest tests/faults --durations=3

# All sets, the report in var/eval, the records and the table in README.md.
eval: install
	$(BIN)/policy-assistant index build
	$(BIN)/python -m eval run --out var/eval/all
	$(BIN)/python -m eval run --split test --out var/eval/test --record test
	$(BIN)/python -m eval run --sample 140 --out var/eval/fast --record fast
	$(BIN)/python -m eval generated --out var/eval/generated.jsonl
	$(BIN)/python -m eval run --set var/eval/generated.jsonl --out var/eval/generated
	$(BIN)/python -m eval framed --out var/eval/framed.jsonl
	$(BIN)/python -m eval run --set var/eval/framed.jsonl --out var/eval/framed

clean:
	rm -rf $(VENV) var build *.egg-info
