# Everything runs inside .venv, which the first target makes from requirements.txt: fixed versions with their hashes.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
ARTICLE ?= data/articles/sochi.txt

.DEFAULT_GOAL := help
.PHONY: help report test lab lint notebooks wheel check test-browser lessons picture mutants lock codebook clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(STAMP): pyproject.toml requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

report: $(STAMP) ## make the HTML report on the first article (ARTICLE=path for another)
	@$(BIN)/who-says-so report $(ARTICLE) --out reports

test: $(STAMP) ## run the tests
	$(BIN)/python -m pytest -m "not slow"

lab: $(STAMP) ## open the notebooks in JupyterLab
	$(BIN)/jupyter lab --notebook-dir . notebooks/00_start_here.ipynb

lint: $(STAMP) ## look for faults in style and form
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

notebooks: $(STAMP) ## run every notebook from top to bottom
	$(BIN)/python -m pytest -m notebooks tests/test_notebooks.py

codebook: $(STAMP) ## write docs/codebook.md from data/codebook.csv
	$(BIN)/python -m benchmarks.codebook > docs/codebook.md

wheel: $(STAMP) ## build the wheel, install it elsewhere and make a report there
	$(BIN)/python -m pytest -m wheel tests/test_wheel.py

test-browser: $(STAMP) ## look at the report and the lessons in a real browser (needs chromium)
	$(BIN)/python -m pytest -m browser tests/browser

check: lint ## lint, then every test: the slow ones, the notebooks, the browser and the wheel
	$(BIN)/python -m pytest -n 2 -m ""

lessons: $(STAMP) ## write each notebook as pages: for students, for teachers, with its code
	@$(BIN)/who-says-so lessons --out reports/lessons

picture: $(STAMP) ## take the picture of the report that the README shows (needs chromium)
	@$(BIN)/python -m benchmarks.picture

mutants: $(STAMP) ## see how many of 200 small changes of the code no test notices (takes long)
	$(BIN)/python -m benchmarks.mutants

lock: $(STAMP) ## write requirements.txt anew: the versions of constraints.txt with the hashes of their files
	$(BIN)/uv pip compile pyproject.toml --all-extras --universal --python-version 3.11.5 --generate-hashes --constraint constraints.txt \
		--no-annotate --no-emit-index-url --custom-compile-command "make lock" --output-file requirements.txt

clean: ## remove what the other commands have made
	rm -rf $(VENV) build dist reports .pytest_cache .ruff_cache .hypothesis
