"""Apart: what strangers have made is read in a process of its own, with limits of time and memory.

The process sees no file of the reader's folder as code, is used again for the next document, and is ended where it
exceeds a limit. Where the system knows no limits of memory (Windows, macOS) only time is limited.
"""

import atexit
import contextlib
import json
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ..resources import need, why
from .problems import LIMITS, NOT_READ, Limits, Notice, in_our_words

_ROOT = str(Path(__file__).resolve().parents[2])
_START = (  # ours before what is installed, where a library may have left a package of the same name
    "import sys; at = next((i for i, p in enumerate(sys.path) if p.endswith('-packages')), len(sys.path)); "
    f"sys.path[at:at] = sys.argv[1:]; from {__name__} import serve; serve()"
)
_idle: list["_Child"] = []


def read_apart(
    reader: Callable, *arguments: str | bytes | None, name: str, limits: Limits = LIMITS
) -> Iterator[dict | ValueError]:
    """Give what `reader`, a function of a module, yields for its arguments: records and problems.

    A reader gives one record or an iterable of records and ValueErrors. `name` is what messages call the source.
    Raises ValueError where the reader raises, takes too long or too much memory, or dies.
    """
    child, done = _idle.pop() if _idle else _Child(), False
    try:
        child.ask(reader, arguments, name, limits)
        while answer := child.answer(limits.seconds):
            kind, what = answer
            done = kind in ("end", "error")
            if kind == "end":
                return
            if kind == "error":
                raise ValueError(what)
            yield what if kind == "record" else Notice(what, kind)
        need(not child.late, "too slow", name, seconds=limits.seconds)
        raise ValueError(why("too much memory", name, memory=limits.memory / 1e6))
    finally:
        _idle.append(child) if done else child.close()


def serve() -> None:
    """Answer one request after the other from standard input, until it ends."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(EOFError, MemoryError):
        while True:
            reader, arguments, name, limits = pickle.load(requests)
            _limit_memory(limits.memory)
            _end_after(limits.seconds)
            for answer in _answers(reader, arguments, name):
                _end_after(0)  # whoever asked may take his time
                answers.write(json.dumps(answer).encode() + b"\n")
                answers.flush()
                _end_after(limits.seconds)
            _end_after(0)


def _answers(reader: Callable, arguments: tuple, name: str) -> Iterator[tuple]:
    try:
        for item in in_our_words(name, reader, *arguments):
            kind = getattr(item, "stage", NOT_READ) if isinstance(item, ValueError) else "record"
            yield kind, item if kind == "record" else str(item)
        yield "end", None
    except MemoryError:
        raise
    except Exception as error:
        yield "error", str(error)


class _Child:
    """One process that reads; it is asked, and answers in batches."""

    def __init__(self):
        packages = [place for place in sys.path if place.endswith(("site-packages", "dist-packages"))]
        command = [sys.executable, "-I", "-c", _START, _ROOT, *packages]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        self.process: Any = subprocess.Popen(command, cwd=Path(sys.prefix).anchor or None, **pipes)
        self.late = False

    def ask(self, *request) -> None:
        """Send who is to read what: pickled, for it comes from us; what the process answers is only JSON."""
        with contextlib.suppress(OSError):  # a dead process is seen when it does not answer
            pickle.dump(request, self.process.stdin)
            self.process.stdin.flush()

    def answer(self, seconds: float) -> tuple | None:
        """Give what comes next: its kind and itself; nothing where the process died or was too late."""
        watch = threading.Timer(seconds, self._end)
        watch.daemon = True
        watch.start()
        try:
            return json.loads(self.process.stdout.readline() or b"null")
        except ValueError:  # the end of a process in the middle of a line
            return None
        finally:
            watch.cancel()

    def close(self) -> None:
        with contextlib.suppress(OSError), self.process:  # what was never sent
            self.process.kill()

    def _end(self) -> None:
        self.late = True
        self.process.kill()


def _end_after(seconds: float) -> None:
    """End this process by itself after some time (0: never), should nobody be left who ends it."""
    if hasattr(signal, "alarm"):
        signal.alarm(int(seconds) + 5 if seconds else 0)


def _limit_memory(most: int) -> None:
    """Let this process take so much more than it has; where the system knows no such limit, nothing happens."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        pages = int(Path("/proc/self/statm").read_text().split()[0])
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + most, hard))


@atexit.register
def _close_all() -> None:
    while _idle:
        _idle.pop().close()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_idle.clear)
