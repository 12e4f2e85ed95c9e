"""How many small changes of the code no test notices: a mutation run by mutmut, on a sample drawn by a fixed seed.

    python -m benchmarks.mutants [--sample 200] [--seed 2017]

mutmut changes one thing in one function (a comparison, a constant, a default), and runs the tests that reach it. What
it changes and which tests it runs stands in `pyproject.toml`. A mutant that survives is a line that no test holds, or
a change that means the same. Making all mutants takes some minutes, the sample some more.
"""

import argparse
import json
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

MUTMUT = (sys.executable, "-m", "mutmut")
KILLED, UNTESTED = 1, 33  # exit codes of mutmut; 0 is a mutant that survived


def results() -> dict[str, int | None]:
    """Every mutant with the exit code of its tests, None where they were not run."""
    found: dict[str, int | None] = {}
    for path in sorted(Path("mutants").rglob("*.meta")):
        found |= json.loads(path.read_text("utf-8"))["exit_code_by_key"]
    return found


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sample", type=int, default=200)
    parser.add_argument("--seed", type=int, default=2017)
    chosen = parser.parse_args()
    subprocess.run([*MUTMUT, "run", "none"], capture_output=True, check=False)  # makes them, and runs none
    names = sorted(results())
    sample = sorted(random.Random(chosen.seed).sample(names, chosen.sample))
    subprocess.run([*MUTMUT, "run", *sample], stdout=subprocess.DEVNULL, check=True)
    codes = results()
    survived = [name for name in sample if codes[name] in (0, UNTESTED)]
    rooms = Counter(name.split(".")[-3] for name in survived), Counter(name.split(".")[-3] for name in sample)
    for room, number in sorted(rooms[1].items()):
        print(f"{room}: {rooms[0][room]} of {number} survived")
    print(
        f"all: {len(survived)} of {len(sample)} of {len(names):,} survived ({len(survived) / len(sample):.0%})"
    )
    print(*survived, sep="\n")
