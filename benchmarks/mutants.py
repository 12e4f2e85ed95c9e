"""How many small changes of the code no test notices: mutations of mutmut, on a sample drawn by a fixed seed.

    python -m benchmarks.mutants [--sample 200] [--seed 2017] [--processes 2] [--show]

One thing in one function is changed (a comparison, a constant, an argument, a default), and the quick tests of its
room are run on it, in a process of its own that has loaded nothing of ours before. A mutant that survives is a line
that no test holds, or a change that means the same; `--show` prints it.
"""

import argparse
import difflib
import os
import random
import resource
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from mutmut.mutation.file_mutation import Mutation, create_mutations

ROOT = Path(__file__).parent.parent
ROOMS = {  # what is changed, and the tests that are run on it, those first that notice most for their time
    "analysis/find/quotation": "speakers voice marked quotes own_text people casualties find_figures framing",
    "analysis/find/figures": "amounts find_figures casualties marked figures quotes framing",
    "analysis/measure": "agreement word_statistics same_event summarise_tone counts framing figures tone_toward "
    "promises voice show compare charts",
}
QUICK = (
    "not slow",
    "not (raises or hostile or ten_thousand or endless or long or resampled or near_that_of_scipy)",
)
SECONDS, MEMORY = 120, 4 << 30  # of the processor, and bytes; a mutant that needs more is noticed
SURVIVED = 0


class Mutant(NamedTuple):
    """One change of one file."""

    path: Path
    number: int
    module: Any  # as libcst parses it
    mutation: Mutation

    @property
    def code(self) -> str:
        """The file with this change."""
        return self.module.deep_replace(self.mutation.original_node, self.mutation.mutated_node).code


def mutants(room: str) -> Iterator[Mutant]:
    """Every change of every function of a room."""
    for path in sorted((ROOT / room).glob("*.py")):
        module, found, *_ = create_mutations(path.name, path.read_text("utf-8"))
        inside = (mutation for mutation in found if mutation.contained_by_top_level_function)
        yield from (Mutant(path, number, module, mutation) for number, mutation in enumerate(inside, 1))


def unchanged(room: str) -> tuple[str, Mutant]:
    """A room with a change that changes nothing, which every test must let pass."""
    first = next(mutants(room))
    return room, first._replace(mutation=replace(first.mutation, mutated_node=first.mutation.original_node))


def run_tests(mutant: Mutant, tests: str) -> int:
    """Run tests on a mutant, in a process that ends with them."""
    name = ".".join(mutant.path.relative_to(ROOT).with_suffix("").parts)
    code, load = mutant.code, SourceFileLoader.get_code

    def get_code(loader: SourceFileLoader, module: str):
        return compile(code, loader.path, "exec") if module == name else load(loader, module)

    SourceFileLoader.get_code = get_code  # type: ignore[method-assign]
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    files = (str(ROOT / f"tests/test_{test}.py") for test in tests.split())
    return pytest.main(["-xq", "-p", "no:cacheprovider", "-m", QUICK[0], "-k", QUICK[1], *files])


def outcomes(sample: list[tuple[str, Mutant]], processes: int) -> Iterator[tuple[str, Mutant, bool]]:
    """Give each mutant with its room, and whether it survived, as they come."""
    running: dict[int, tuple[str, Mutant]] = {}
    for room, mutant in [*sample, *[("", None)] * processes]:
        if len(running) >= processes or (not mutant and running):
            process, status = os.wait()
            yield *running.pop(process), status == SURVIVED
        if mutant:
            process = os.fork()
            if not process:
                os._exit(run_tests(mutant, ROOMS[room]))
            running[process] = room, mutant


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sample", type=int, default=200)
    parser.add_argument("--seed", type=int, default=2017)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--show", action="store_true", help="print the change of each that survived")
    chosen = parser.parse_args()
    everything = [(room, mutant) for room in ROOMS for mutant in mutants(room)]
    sample = random.Random(chosen.seed).sample(everything, chosen.sample)
    if not all(alive for *_, alive in outcomes([unchanged(room) for room in ROOMS], chosen.processes)):
        sys.exit("A test fails on the code as it is; mend that first.")
    drawn, survived = Counter(), Counter()
    for room, mutant, alive in outcomes(sample, chosen.processes):
        drawn.update([room, "all"])
        if alive:
            survived.update([room, "all"])
            print(f"{mutant.path.relative_to(ROOT)} {mutant.number}", flush=True)
            if chosen.show:
                lines = mutant.path.read_text("utf-8").splitlines(), mutant.code.splitlines()
                print(*[*difflib.unified_diff(*lines, lineterm="", n=1)][3:], sep="\n", flush=True)
        if drawn["all"] % 20 == 0:
            print(f"{survived['all']} of {drawn['all']}", file=sys.stderr, flush=True)
    for room in (*ROOMS, "all"):
        print(
            f"{room}: {survived[room]} of {drawn[room]} survived ({survived[room] / max(1, drawn[room]):.0%})"
        )
    print(f"drawn from {len(everything):,}")
