"""The built wheel, installed in a fresh environment outside the repository, makes a report of a file elsewhere."""

import os
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


def test_the_data_travel_in_the_wheel(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for path in (
        *(ROOT / "data/lexicons").glob("*.csv"),
        *(ROOT / "data/rules").glob("*.csv"),
        *(ROOT / "data/models").iterdir(),
    ):
        assert f"analysis/data/{path.relative_to(ROOT / 'data').as_posix()}" in names
    assert {"analysis/data/notebooks/report.ipynb", "analysis/show/house.mplstyle"} <= names


def test_a_report_is_made_outside_the_repository(wheel, tmp_path):
    home = tmp_path / "elsewhere"
    home.mkdir()
    (home / "storm.txt").write_text(
        "“We lost the roof,” said Ann Lee. Two men were hurt, police said.", "utf-8"
    )
    venv.create(tmp_path / "env", with_pip=True)
    scripts = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin")
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
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))
    }
    clean["PATH"] = f"{scripts}{os.pathsep}{clean['PATH']}"
    command = [scripts / "who-says-so", "report", "storm.txt", "--out", "out"]
    done = subprocess.run(command, cwd=home, env=clean, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    page = next((home / "out").glob("*.html")).read_text("utf-8")
    assert "We lost the roof" in page
    assert "Ann Lee" in page
