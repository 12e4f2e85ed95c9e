"""How many articles a second become tables, with how much memory, for one worker and for two.

    python -m benchmarks.scale [--sizes 1000 10000] [--workers 1 2] [--part 250] [--folder DIR]

Corpora are made by recombining sentences of `benchmarks/articles` and `data/articles/same_event`, written by us, with
names, places and numbers drawn anew; the same number always gives the same article. Each run is the command itself in
a process of its own, with an empty folder. `rate` is taken between the first and the last part that is done, so that
starting Python counts for no size; `whole` has everything in it. `cpu` is the processor time of the workers for each
article, start included, which other work on the machine disturbs less. `peak` is the most memory that one worker had.
"""

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

import analysis

ROOT = Path(__file__).parent.parent
SOURCES = (*sorted((ROOT / "benchmarks/articles").glob("*.txt")), ROOT / "data/articles/same_event")
FIRST = [
    "Ann",
    "Ben",
    "Clara",
    "David",
    "Elena",
    "Farid",
    "Grace",
    "Hugo",
    "Irina",
    "Jonas",
    "Karim",
    "Leila",
    "Marta",
    "Nadia",
    "Omar",
    "Petra",
    "Ruth",
    "Samir",
]
LAST = [
    "Abara",
    "Berg",
    "Costa",
    "Dorn",
    "Evans",
    "Farouk",
    "Grant",
    "Holm",
    "Ivanov",
    "Jansen",
    "Keller",
    "Lindt",
    "Moreau",
    "Novak",
    "Okoro",
    "Petrov",
]
PLACES = [
    "Arden",
    "Belmar",
    "Corvale",
    "Dunmore",
    "Estrel",
    "Fenwick",
    "Galden",
    "Harrow",
    "Istria",
    "Karst",
    "Lorne",
    "Merrin",
    "Norvik",
    "Ostend",
]
SENTENCES_EACH = 16
WORKERS_FOR_A_CLUSTER, ARTICLES_FOR_A_CLUSTER = 100, 10_000_000


def write_corpus(path: Path, size: int) -> Path:
    """Write `size` articles as JSON Lines."""
    articles = pd.concat([analysis.read_articles(source) for source in SOURCES], ignore_index=True)
    sentences = analysis.split_sentences(articles)
    pool = sentences.loc[sentences["kind"] == "body", "text"].tolist()
    with path.open("w", encoding="utf-8") as handle:
        for number in range(size):
            handle.write(
                json.dumps({"id": f"a{number:06}", "text": _article(random.Random(number), pool)}) + "\n"
            )
    return path


def measure(corpus: Path, size: int, workers: int, part: int, folder: Path) -> dict[str, float]:
    """Run the command once and give what it took."""
    out = folder / f"tables-{size}-{workers}"
    command = [sys.executable, "-c", "from analysis.cli import main; main()", "tables", str(corpus)]
    command += ["--out", str(out), "--format", "parquet", "--part", str(part), "--workers", str(workers)]
    start, seen = time.perf_counter(), {}
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    while run.poll() is None:
        seen |= _look(run.pid)
        time.sleep(0.2)
    if run.returncode:
        raise SystemExit(run.returncode)
    whole = time.perf_counter() - start
    done = sorted(path.stat().st_mtime for path in (out / ".done").iterdir())
    written = sum(path.stat().st_size for path in out.rglob("*.parquet"))
    shutil.rmtree(out)
    command_peak, _ = seen.pop(run.pid)
    peaks, cpu = zip(*seen.values(), strict=True)
    rate = part * (len(done) - workers) / (done[-1] - done[workers - 1])
    return {
        "articles": size,
        "workers": workers,
        "rate": round(rate, 1),
        "whole": round(size / whole, 1),
        "seconds": round(whole, 1),
        "seconds_per_article_and_worker": round(workers / rate, 4),
        "cpu": round(sum(cpu) / size, 4),
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


def _article(draw: random.Random, pool: list[str]) -> str:
    names = [f"{draw.choice(FIRST)} {draw.choice(LAST)}" for _ in range(4)]
    sentences = []
    for sentence in draw.sample(pool, SENTENCES_EACH):
        person = draw.choice(names)
        changed = re.sub(r"\b(?:Marta Kolin|Tomas Halvek|Pavel Orsic|Irena Dossel)\b", person, sentence)
        changed = re.sub(r"\b(?:Kolin|Halvek|Orsic|Dossel)\b", person.split()[1], changed)
        changed = re.sub(r"\b(?:Kestrin|Velmora|Ordania)\b", draw.choice(PLACES), changed)
        sentences.append(re.sub(r"\b[1-9]\d\b", str(draw.randint(11, 99)), changed))
    return "\n".join(" ".join(sentences[i : i + 2]) for i in range(0, SENTENCES_EACH, 2))


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
    parser.add_argument("--part", type=int, default=250)
    parser.add_argument("--folder", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=chosen.folder) as place:
        rows = []
        for size in chosen.sizes:
            corpus = write_corpus(Path(place, f"corpus-{size}.jsonl"), size)
            for workers in chosen.workers:
                rows.append(measure(corpus, size, workers, chosen.part, Path(place)))
                print(json.dumps(rows[-1]), flush=True)
    last = rows[-1]
    print(project(last["rate"] / last["workers"], last["mb_written"] / last["articles"]))
