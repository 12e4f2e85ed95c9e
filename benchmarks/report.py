"""How long a cold report and cold tables take, beside a bare notebook and a bare script without this package.

    python -m benchmarks.report [--runs 5] [--bare PYTHON] [ARTICLE]

The bare notebook imports pandas and matplotlib, draws as many empty charts as the report, is run by nbclient and
exported by nbconvert with its own template. The bare script imports pandas, VADER and TextBlob, scores the article's
lines by both and writes one table. `--bare` is a Python that has matplotlib, where this one has not:

    python -m venv ../bare && ../bare/bin/pip install matplotlib nbclient nbconvert ipykernel pandas

All run in fresh processes, in turn, so that a slow moment of the machine meets each. Processor time counts what
the processes and their children spent; it is the fairer figure where other work is going on.
"""

import argparse
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).parent.parent
NOTEBOOK = """
import nbformat
from nbclient import NotebookClient
from nbconvert import HTMLExporter
new = nbformat.v4
cells = [new.new_code_cell("import pandas\\nimport matplotlib.pyplot as plt")]
cells += [new.new_code_cell("plt.subplots();") for _ in range({charts})]
notebook = new.new_notebook(cells=cells)
NotebookClient(notebook, kernel_name="python3").execute()
open({page!r}, "w").write(HTMLExporter(exclude_input=True).from_notebook_node(notebook)[0])
"""
SCRIPT = """
import pandas
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
from textblob import TextBlob
vader = SentimentIntensityAnalyzer()
lines = open({article!r}, encoding="utf-8").read().splitlines()
rows = [(line, vader.polarity_scores(line)["compound"], TextBlob(line).sentiment.polarity) for line in lines]
pandas.DataFrame(rows, columns=["text", "vader", "textblob"]).to_csv({table!r})
"""
PAIRS = (("report", "bare notebook", 0.55), ("tables", "bare script", 0.9))


def spent(command: list[str]) -> tuple[float, float]:
    """The seconds that one fresh process takes, by the clock and of the processor."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    after, end = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    return end - start, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(article: str, runs: int, bare: str) -> None:
    """Print the medians of all four, the ratios of ours to the bare ones, and the sizes of both pages."""
    with tempfile.TemporaryDirectory() as folder:
        ours = str(Path(sys.executable).parent / "who-says-so")
        commands = {name: [ours, name, article, "--out", f"{folder}/{name}"] for name in ("report", "tables")}
        spent(commands["report"])
        page, plain = next(Path(folder, "report").glob("*.html")), Path(folder, "bare.html")
        charts = len(re.findall('<figure class="who-chart">', page.read_text("utf-8")))
        code = NOTEBOOK.format(charts=charts, page=str(plain))
        commands["bare notebook"] = [bare, "-c", code]
        code = SCRIPT.format(article=article, table=f"{folder}/bare.csv")
        commands["bare script"] = [sys.executable, "-c", code]
        for name in ("report", "tables"):
            commands[name].append("--force")
        times = [{name: spent(command) for name, command in commands.items()} for _ in range(runs)]
        for kind, which in (("clock", 0), ("processor", 1)):
            median = pd.DataFrame(
                [{name: took[which] for name, took in run.items()} for run in times]
            ).median()
            for one, other, bound in PAIRS:
                ratio = f"ratio {median[one] / median[other]:.2f} (bound {bound})"
                print(f"{kind}: {one} {median[one]:.2f} s, {other} {median[other]:.2f} s, {ratio}")
        sizes = [f"{path.stat().st_size / 1000:.0f} kB" for path in (page, plain)]
        print(f"{charts} charts, {runs} runs in turn; page {sizes[0]}, bare page {sizes[1]}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("article", nargs="?", default="data/articles/sochi.txt")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--bare", default=sys.executable)
    arguments = parser.parse_args()
    needed = subprocess.run(
        [arguments.bare, "-c", "import matplotlib, nbclient, nbconvert, ipykernel"], check=False
    )
    if needed.returncode:
        parser.error(
            f"{arguments.bare} has not all that a bare notebook needs. Make one that has: see above."
        )
    measure(arguments.article, arguments.runs, arguments.bare)


if __name__ == "__main__":
    main()
