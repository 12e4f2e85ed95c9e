"""How many articles a second become tables, with how much memory, for one worker and for two.

    python -m benchmarks.scale [--sizes 1000 10000] [--workers 1 2] [--length 250] [--part 250] [--folder DIR]

The articles are those of `benchmarks.recombined`, in a table of CSV. Each run is the command itself in
a process of its own, with an empty folder. `rate` is taken between the first and the last part that is done, so that
starting Python counts for no size; `whole` has everything in it. `first` are the seconds from the command to the first
part that is done. `cpu` is the processor time of the workers for each article, start included, which other work on the
machine disturbs less, `cpu_of_the_command` its own; `load` is that of the machine in the end. `peak` is the most memory
that one worker had.
"""

import argparse
import csv
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow.parquet as pq

from .recombined import rows

WORKERS_FOR_A_CLUSTER, ARTICLES_FOR_A_CLUSTER = 100, 10_000_000


def write_corpus(path: Path, size: int, length: int) -> Path:
    """Write an archive of `size` articles of so many words, as CSV."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        for number, row in enumerate(rows(size, length)):
            if not number:
                writer = csv.DictWriter(handle, row)
                writer.writeheader()
            writer.writerow(row)
    return path


def measure(corpus: Path, size: int, workers: int, part: int, folder: Path) -> dict[str, float]:
    """Run the command once and give what it took."""
    out = folder / f"tables-{size}-{workers}"
    command = [sys.executable, "-c", "from analysis.cli import main; main()", "tables", str(corpus)]
    command += ["--out", str(out), "--format", "parquet", "--part", str(part), "--workers", str(workers)]
    start, seen, first = time.perf_counter(), {}, 0.0
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    while run.poll() is None:
        seen |= _look(run.pid)
        first = first or (any(out.glob(".done/part-*")) and time.perf_counter() - start)
        time.sleep(0.2)
    if run.returncode:
        raise SystemExit(run.returncode)
    whole = time.perf_counter() - start
    done = sorted(path.stat().st_mtime for path in (out / "tokens").iterdir())
    counts = [pq.read_metadata(path).num_rows for path in sorted((out / "articles").iterdir())]
    written = sum(path.stat().st_size for path in out.rglob("*.parquet"))
    shutil.rmtree(out)
    command_peak, command_cpu = seen.pop(run.pid)
    peaks, cpu = zip(*seen.values(), strict=True)
    rate = (size - sum(counts[:workers])) / (done[-1] - done[workers - 1])
    return {
        "articles": size,
        "workers": workers,
        "rate": round(rate, 1),
        "whole": round(size / whole, 1),
        "seconds": round(whole, 1),
        "seconds_per_article_and_worker": round(workers / rate, 4),
        "first": round(first, 1),
        "load": round(os.getloadavg()[0], 1),
        "cpu": round(sum(cpu) / size, 4),
        "cpu_of_the_command": round(command_cpu / size, 6),
        "peak_mb": round(max(peaks) / 1024, 1),
        "peak_mb_of_the_command": round(command_peak / 1024, 1),
        "mb_written": round(written / 1e6, 1),
    }


def project(rate: float, mb_per_article: float) -> str:
    """Say what a cluster would need."""
    hours = ARTICLES_FOR_A_CLUSTER / (rate * WORKERS_FOR_A_CLUSTER) / 3600
    gigabytes = ARTICLES_FOR_A_CLUSTER * mb_per_article / 1000
    return (
        f"{ARTICLES_FOR_A_CLUSTER:,} articles on {WORKERS_FOR_A_CLUSTER} such workers: {hours:.1f} hours, "
        f"{gigabytes:,.0f} GB of tables (computed, not measured)"
    )


def _look(pid: int) -> dict[int, tuple[int, float]]:
    """The most memory (kB) that a process and each descendant has had so far, and its seconds of processor time."""
    found, waiting = {}, [pid]
    while waiting:
        current = waiting.pop()
        try:
            status = Path(f"/proc/{current}/status").read_text()
            times = Path(f"/proc/{current}/stat").read_text().rpartition(")")[2].split()
            for thread in Path(f"/proc/{current}/task").iterdir():
                waiting += map(int, (thread / "children").read_text().split())
        except OSError:
            continue
        if peak := re.search(r"VmHWM:\s+(\d+)", status):
            found[current] = int(peak[1]), (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK")
    return found


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--length", type=int, default=250, help="words of an article")
    parser.add_argument("--part", type=int, default=250)
    parser.add_argument("--folder", type=Path)
    chosen = parser.parse_args()
    if chosen.folder and not chosen.folder.is_dir():
        parser.error(
            f"There is no folder {chosen.folder}; one with room for the tables was expected. Make it first."
        )
    with tempfile.TemporaryDirectory(dir=chosen.folder) as place:
        told = []
        for size in chosen.sizes:
            corpus = write_corpus(Path(place, f"corpus-{size}.csv"), size, chosen.length)
            for workers in chosen.workers:
                told.append(measure(corpus, size, workers, chosen.part, Path(place)))
                print(json.dumps(told[-1]), flush=True)
    last = told[-1]
    print(project(last["rate"] / last["workers"], last["mb_written"] / last["articles"]))
