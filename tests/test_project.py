"""The whole project: what the files around the code promise of each other."""

import ast
import csv
import hashlib
import importlib
import re
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
ROOMS = ("resources", "tables", "output", "read", "find", "measure", "show", "teach")
MODULES = sorted((ROOT / "analysis").rglob("*.py"))
LEXICONS = sorted((ROOT / "data/lexicons").glob("*.csv"))
WORDS_OF_THEIR_OWN = ("column_names", "figure_words", "grammar_words", "number_words", "spellings")
"""Lists in which a category may have one word alone: it names what the word is."""


def test_first_article_is_kept_byte_for_byte():
    digest = hashlib.sha256((ROOT / "data/articles/sochi.txt").read_bytes()).hexdigest()
    assert digest == "fe9003615461028accb1d434ffe3e9223b2ba07f4dbd20170fdebc6fe30e77ba"


def test_environment_and_pyproject_agree():
    lines = (ROOT / "environment.yml").read_text("utf-8").splitlines()
    listed = {line.removeprefix("  - ").lower() for line in lines if re.match(r"  - [\w-]+>=", line)}
    wanted = {dependency.lower() for dependency in PYPROJECT["project"]["dependencies"]}
    assert listed == wanted | {"python" + PYPROJECT["project"]["requires-python"]}


def test_every_dependency_is_pinned():
    pins = {
        line.split("==")[0].lower() for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    }
    extras = PYPROJECT["project"]["optional-dependencies"].values()
    wanted = {re.split(r"[>=<\[]", d)[0].lower() for d in sum(extras, PYPROJECT["project"]["dependencies"])}
    assert wanted <= pins


def test_locked_versions_are_the_pinned_ones():
    pins = (ROOT / "constraints.txt").read_text("utf-8")
    locked = (ROOT / "requirements.txt").read_text("utf-8")
    pinned = {tuple(line.lower().replace("_", "-").split("==")) for line in pins.splitlines()}
    found = dict(re.findall(r"^([\w.-]+)==([\w.]+)", locked.lower(), re.MULTILINE))
    assert {name: version for name, version in pinned if found.get(name, version) != version} == {}, (
        "make lock"
    )
    assert locked.count("--hash=sha256:") > len(found)


def test_readme_gives_the_commands_that_ci_calls():
    readme = (ROOT / "README.md").read_text("utf-8")
    ci = (ROOT / ".ci/run").read_text("utf-8")
    for command in ("make report", "make test"):
        assert command in readme
        assert command in ci


def test_it_is_said_why_each_dependency_is_there():
    readme = (ROOT / "docs/development.md").read_text("utf-8").lower()
    names = [re.split(r"[>=<]", d)[0].lower() for d in PYPROJECT["project"]["dependencies"]]
    assert [name for name in names if f"**{name}**" not in readme] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_back_along_the_road(path):
    room = path.relative_to(ROOT / "analysis").parts[0].removesuffix(".py")
    if room not in ROOMS:
        return
    later = ROOMS[ROOMS.index(room) + 1 :]
    for module in _imported(path):
        assert not module.startswith(tuple(f"analysis.{name}" for name in (*later, "corpus", "cli"))) or (
            room in ("show", "teach") and module.startswith("analysis.corpus")
        ), f"{path.name} imports {module}"


def _imported(path: Path) -> list[str]:
    """Absolute names of all modules that a file imports."""
    package = ("analysis", *path.relative_to(ROOT / "analysis").parent.parts)
    names = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            stem = ".".join((*base, node.module) if node.module else base)
            names += [stem, *(f"{stem}.{alias.name}" for alias in node.names)]
    return names


def test_finders_start_without_heavy_libraries():
    code = (
        "import sys, analysis, analysis.corpus\n"
        "heavy = {'matplotlib', 'IPython', 'nbconvert', 'trafilatura', 'dask'} & set(sys.modules)\n"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_every_public_name_can_be_imported():
    import analysis

    for name in analysis.__all__:
        assert getattr(analysis, name).__doc__, name


@pytest.mark.parametrize("path", LEXICONS, ids=lambda path: path.stem)
def test_lexicon_is_well_formed(path):
    raw = path.read_bytes()
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0][:4] == ["term", "category", "weight", "source"]
    wrong = [f"line {n}: {row}" for n, row in enumerate(rows, 1) if len(row) != len(rows[0])]
    assert not wrong, (
        f"{path.name}: as many commas as in its first line were expected. Count them in {wrong}."
    )
    keys = [(row[0], row[1]) for row in rows[1:]]
    twice = sorted({key for key in keys if keys.count(key) > 1}) if len(keys) > len(set(keys)) else []
    assert not twice, f"{path.name}: each term once in a category was expected. Take one of {twice} out."
    assert keys == sorted(keys), f"{path.name}: the order of the alphabet was expected. Sort its lines."
    assert all(term and term == term.strip() == term.lower() for term, _ in keys)
    assert b"\r" not in raw


@pytest.mark.parametrize("path", LEXICONS, ids=lambda p: p.stem)
def test_no_category_is_misspelt(path):
    """Of a new category nothing is read: it is either described, or a word of one that other words have."""
    described = (ROOT / "data/README.md").read_text("utf-8") + (ROOT / "data/rules/signs.csv").read_text(
        "utf-8"
    )
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    words = Counter(row["category"] for row in rows)
    alone = [row for row in rows if row["category"] and words[row["category"]] == 1]
    unknown = [
        row["term"] for row in alone if row["category"] not in re.findall(r"[\w-]+", described.lower())
    ]
    assert path.stem in WORDS_OF_THEIR_OWN or not unknown, (
        f"{path.name}: is the category of {unknown} misspelt?"
    )


def test_no_frame_of_a_verb_is_misspelt():
    told = (ROOT / "data/README.md").read_text("utf-8").split("### `reporting_verbs.csv`")[1].split("###")[0]
    with (ROOT / "data/lexicons/reporting_verbs.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    frames = set(re.findall(r"`([a-z_]+)`", told))
    wrong = [(row["term"], row["frames"]) for row in rows if not frames.issuperset(row["frames"].split())]
    assert not wrong, f"{wrong}: frames that data/README.md describes were expected, {sorted(frames)}."


def test_every_lexicon_is_described():
    described = (ROOT / "data/README.md").read_text("utf-8")
    assert [
        path.name
        for path in LEXICONS
        if f"`{path.name}`" not in described and f"lexicons/{path.name}" not in described
    ] == []


@pytest.mark.parametrize("name", sorted(p.stem for p in (ROOT / "benchmarks").glob("[!_]*.py")))
def test_every_benchmark_can_be_started(name):
    if name != "machine_tags":  # needs spaCy, which is not installed with the project
        importlib.import_module(f"benchmarks.{name}")
