"""How many small changes of the code no test notices: mutations of mutmut, on a sample drawn by a fixed seed.

    python -m benchmarks.mutants [--sample 200] [--seed 2017] [--processes 2] [--show]

One thing in one function is changed (a comparison, a constant, an argument, a default). The quick tests of its room
that reach the statement, and the examples in its docstrings, are run in a process of its own, in which nothing has
been built before. A mutant that survives is a line that no test holds, or a change that means the same; `--show`
prints it.
"""

import argparse
import ast
import difflib
import inspect
import os
import pickle
import random
import resource
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import coverage
import pytest
from mutmut.mutation.file_mutation import Mutation, create_mutations

ROOT = Path(__file__).parent.parent
FOUND = "amounts find_figures casualties speakers voice quotes marked own_text people figures framing"
ROOMS = {  # what is changed, and the tests of it
    "analysis/find/quotation": FOUND,
    "analysis/find/figures": FOUND,
    "analysis/measure": "agreement word_statistics same_event summarise_tone counts figures framing tone_toward voice "
    "promises show compare charts one_number wrong_tables class",
}
LONG = "hostile or ten_thousand or endless or long or raises or resampled or near_that_of_scipy"
BUILT = 3  # a line that no more tests reach may build what others use
SECONDS, MEMORY = 120, 4 << 30  # of the processor, and bytes; a mutant that needs more is noticed
NOTICED = 1

Reach = dict[tuple[str, int], set[int]]


class Mutant(NamedTuple):
    """One change of one function of a file."""

    room: str
    path: Path
    number: int
    module: Any  # as libcst parses it
    mutation: Mutation

    @property
    def code(self) -> str:
        """The file with this change."""
        return self.module.deep_replace(self.mutation.original_node, self.mutation.mutated_node).code

    @property
    def changes(self) -> list[str]:
        """The change, as a difference of lines behind their numbers."""
        files = self.path.read_text("utf-8").splitlines(), self.code.splitlines()
        return [*difflib.unified_diff(*files, lineterm="", n=0)][2:]

    @property
    def line(self) -> int:
        """The number of the first line that is changed."""
        return int(self.changes[0].split()[1].lstrip("-").split(",")[0])

    def statement(self) -> range:
        """The lines of the smallest statement that is changed; of a block its head, of a head of a function all."""
        within = [node for node in ast.walk(ast.parse(self.module.code)) if isinstance(node, ast.stmt)]
        around = [node for node in within if node.lineno <= self.line <= (node.end_lineno or 0)]
        node: Any = min(around, key=lambda node: (node.end_lineno or 0) - node.lineno)
        head = (
            not isinstance(node, ast.FunctionDef)
            and hasattr(node, "body")
            and self.line < node.body[0].lineno
        )
        return range(node.lineno, node.body[0].lineno if head else node.end_lineno + 1)

    def put_in(self) -> None:
        """Change the function where it is, for all who have imported it."""
        name, line = self.mutation.contained_by_top_level_function.name.value, self.line  # type: ignore[union-attr]
        nodes = (node for node in ast.walk(ast.parse(self.code)) if isinstance(node, ast.FunctionDef))
        changed = max((n for n in nodes if n.name == name and n.lineno <= line), key=lambda n: n.lineno)
        module = sys.modules[".".join(self.path.relative_to(ROOT).with_suffix("").parts)]
        made: dict[str, Any] = {}
        exec(compile(ast.Module([changed], []), str(self.path), "exec"), vars(module), made)
        for holder in (module, *filter(inspect.isclass, vars(module).values())):
            old = inspect.unwrap(vars(holder).get(name) or len)
            if inspect.isfunction(old) and old.__code__.co_firstlineno == changed.lineno:
                old.__code__, old.__defaults__ = made[name].__code__, made[name].__defaults__
                return
        raise ValueError(f"no function {name} in {module}")


def mutants(room: str) -> Iterator[Mutant]:
    """Every change of every function of a room."""
    for path in sorted((ROOT / room).glob("*.py")):
        module, found, *_ = create_mutations(path.name, path.read_text("utf-8"))
        inside = (mutation for mutation in found if mutation.contained_by_top_level_function)
        yield from (Mutant(room, path, number, module, mutation) for number, mutation in enumerate(inside, 1))


class Runner:
    """Collects the tests once, and runs those that reach a mutant on it, each mutant in a process of its own."""

    def __init__(self, sample: list[Mutant], processes: int, show: bool):
        self.sample, self.processes, self.show = sample, processes, show
        self.status, self.failed = 0, ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and not self.status:
            self.status = NOTICED
            self.failed = report.nodeid

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = session.items
        reading, writing = os.pipe()
        if not os.fork():
            with os.fdopen(writing, "wb") as file:
                pickle.dump(self.reached(items), file)
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading, "rb") as file:
            reach, failed = pickle.load(file)
        os.wait()
        if failed:
            pytest.exit(f"{failed} fails on the code as it is; mend that first.", 1)
        rooms = {room: {f"test_{test}.py" for test in tests.split()} for room, tests in ROOMS.items()}
        drawn: Counter = Counter()
        survived: Counter = Counter()

        def run(mutant: Mutant) -> int:
            examples, tests = ROOT / mutant.room, rooms[mutant.room]
            own = [n for n, i in enumerate(items) if i.path.name in tests or examples in i.path.parents]
            near = set().union(*(reach.get((str(mutant.path), line), ()) for line in mutant.statement()))
            chosen = [n for n in own if n in near]
            chosen = chosen if not chosen or len(chosen) > BUILT else own
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            mutant.put_in()
            self.run_items([items[n] for n in chosen])
            return self.status

        for mutant, status in processes_of(self.sample, run, self.processes):
            drawn.update([mutant.room, "all"])
            if not status:
                survived.update([mutant.room, "all"])
                print(f"{mutant.path.relative_to(ROOT)} {mutant.number}", flush=True)
                if self.show:
                    print(*mutant.changes, sep="\n", flush=True)
            if drawn["all"] % 10 == 0:
                print(f"{survived['all']} of {drawn['all']}", file=sys.stderr, flush=True)
        for room, number in drawn.items():
            print(f"{room}: {survived[room]} of {number} survived ({survived[room] / number:.0%})")
        return True

    def run_items(self, items: list[pytest.Item]) -> None:
        """Run tests until one fails."""
        for item, following in zip(items, [*items[1:], None], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self.status:
                return

    def reached(self, items: list[pytest.Item]) -> tuple[Reach, str]:
        """The tests by the lines that they reach, and the first that failed."""
        cover, reach = coverage.Coverage(data_file=None, include=[f"{ROOT / room}/*" for room in ROOMS]), {}
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        cover.start()
        for n, item in enumerate(items):
            cover.switch_context(str(n))
            following = items[n + 1] if n + 1 < len(items) else None
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        cover.stop()
        data = cover.get_data()
        for file in data.measured_files():
            for line, tests in data.contexts_by_lineno(file).items():
                reach[file, line] = {int(test) for test in tests if test}
        return reach, self.failed


def processes_of(
    sample: list[Mutant], run: Callable[[Mutant], int], most: int
) -> Iterator[tuple[Mutant, int]]:
    """Give each mutant with the status of its process, as they end, so many at a time."""
    running: dict[int, Mutant] = {}
    while sample or running:
        if sample and len(running) < most:
            mutant = sample.pop()
            process = os.fork()
            if not process:
                os._exit(run(mutant))
            running[process] = mutant
        else:
            process, status = os.wait()
            yield running.pop(process), status


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sample", type=int, default=200)
    parser.add_argument("--seed", type=int, default=2017)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--show", action="store_true", help="print the change of each that survived")
    chosen = parser.parse_args()
    everything = [mutant for room in ROOMS for mutant in mutants(room)]
    print(f"{chosen.sample} of {len(everything):,}, drawn with the seed {chosen.seed}")
    sample = random.Random(chosen.seed).sample(everything, chosen.sample)
    tests = sorted({f"tests/test_{test}.py" for tests in ROOMS.values() for test in tests.split()})
    options = ["-sq", "-p", "no:cacheprovider", "-m", "not slow", "-k", f"not ({LONG})"]
    pytest.main([*options, *tests, *ROOMS], plugins=[Runner(sample, chosen.processes, chosen.show)])
