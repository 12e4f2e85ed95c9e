"""How long a cold report takes, beside a bare notebook that draws as many empty charts and is exported as it comes.

    python -m benchmarks.report [--runs 5] [ARTICLE]

The bare notebook imports pandas and matplotlib (install them to measure), draws empty charts, is run by nbclient and
exported by nbconvert with its own template. Both run in fresh processes, in turn, so that a slow moment of the
machine meets both.
"""

import argparse
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
BARE = """
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


def seconds(command: list[str]) -> float:
    """How long one fresh process takes."""
    start = time.perf_counter()
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    return time.perf_counter() - start


def measure(article: str, runs: int) -> None:
    """Print the median of both, their ratio and the sizes of both pages."""
    with tempfile.TemporaryDirectory() as folder:
        command = Path(sys.executable).parent / "who-says-so"
        report = [str(command), "report", article, "--out", folder]
        seconds(report)
        page = next(Path(folder).glob("*.html"))
        charts = len(re.findall('<figure class="who-chart">', page.read_text("utf-8")))
        bare_page = Path(folder) / "bare.html"
        bare = [sys.executable, "-c", BARE.format(charts=charts, page=str(bare_page))]
        times = [(seconds(report), seconds(bare)) for _ in range(runs)]
        ours, theirs = (median(column) for column in zip(*times, strict=True))
        print(f"report {ours:.2f} s, bare notebook with {charts} empty charts {theirs:.2f} s")
        print(f"ratio {ours / theirs:.2f} (bound 0.55), {runs} runs in turn")
        print(f"page {page.stat().st_size / 1000:.0f} kB, bare page {bare_page.stat().st_size / 1000:.0f} kB")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("article", nargs="?", default="data/articles/sochi.txt")
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    measure(arguments.article, arguments.runs)


if __name__ == "__main__":
    main()
