"""The built wheel, installed in a fresh environment outside the repository, makes a report of a file elsewhere."""

import os
import re
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
pytestmark = [pytest.mark.slow, pytest.mark.wheel]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Path:
    """The folder of the scripts of an environment that has the wheel, and nothing of the repository."""
    folder = tmp_path_factory.mktemp("env")
    venv.create(folder, with_pip=True)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = [
        scripts / "python",
        "-m",
        "pip",
        "install",
        "--quiet",
        "--constraint",
        ROOT / "constraints.txt",
        wheel,
    ]
    subprocess.run(pip, check=True)
    return scripts


def run(scripts: Path, folder: Path, *command: str) -> str:
    """Run a command in a folder and give what it says."""
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))
    }
    clean["PATH"] = f"{scripts}{os.pathsep}{clean['PATH']}"
    words = [scripts / command[0], *command[1:]]
    done = subprocess.run(words, cwd=folder, env=clean, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_data_travel_in_the_wheel(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    tracked = subprocess.run(
        ["git", "ls-files", "data", "notebooks"], cwd=ROOT, capture_output=True, text=True
    )
    files = tracked.stdout.split() or ["data/lexicons/frames.csv", "notebooks/report.ipynb"]
    wanted = {f"analysis/data/{name.removeprefix('data/')}" for name in files}
    assert wanted <= names
    assert {"analysis/show/template/page.css", "analysis/py.typed"} <= names


def test_the_licences_travel_in_the_wheel(wheel):
    archive = zipfile.ZipFile(wheel)
    names = {Path(name).name: name for name in archive.namelist() if "dist-info" in name}
    assert {"LICENSE", "NOTICE", "CC-BY-SA-4.0.txt"} <= set(names)
    notice = archive.read(names["NOTICE"]).decode()
    for file in ("general_english.csv", "participles.csv", "tagger.npz", "tone_toward.npz", "sochi.txt"):
        assert file in notice
    assert "License-Expression: MIT AND CC-BY-SA-4.0" in archive.read(names["METADATA"]).decode()


def test_a_report_is_made_outside_the_repository(installed, tmp_path):
    (tmp_path / "storm.txt").write_text(
        "“We lost the roof,” said Ann Lee. Two men were hurt, police said.", "utf-8"
    )
    run(installed, tmp_path, "who-says-so", "report", "storm.txt", "--out", "out")
    page = next((tmp_path / "out").glob("*.html")).read_text("utf-8")
    assert "We lost the roof" in page
    assert "Ann Lee" in page


def test_the_commands_of_the_readme_work_from_any_folder(installed, tmp_path):
    readme = "".join((ROOT / name).read_text("utf-8") for name in ("README.md", "docs/development.md"))
    for name in ("my_article.txt", "wire.txt", "official.txt"):
        (tmp_path / name).write_text(
            f"“We lost the roof,” said Ann Lee of {name}. Two men were hurt.", "utf-8"
        )
    (tmp_path / "my_folder").mkdir()
    (tmp_path / "my_folder/a.txt").write_text("It rained.")
    (tmp_path / "corrections.csv").write_text("article_id,start,end,table,action,column,value,reason\n")
    commands = re.findall(r"^    (?:\.venv/bin/)?who-says-so (.+?)(?:  +#.*)?$", readme, re.MULTILINE)
    own = ("archive", "--scheduler", "class ", "score ")  # these need what others have made first
    commands = [command for command in commands if not any(word in command for word in own)]
    assert len(commands) > 4
    for command in (*commands, "lessons --out lessons"):
        run(installed, tmp_path, "who-says-so", *command.split())
    assert len(list((tmp_path / "lessons").glob("*.html"))) > 10
    (code,) = re.findall(r"```python\n(from analysis import.+?)```", readme, re.DOTALL)
    run(installed, tmp_path, "python", "-P", "-c", code)
