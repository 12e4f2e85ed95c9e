"""Apart: what strangers have made is read in a process of its own, with limits of time and memory.

The process sees no file of the reader's folder as code, is used again for the next document, and is ended where it
exceeds a limit. Where the system knows no limits of memory (Windows, macOS) only time is limited.
"""

import atexit
import contextlib
import importlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ..resources import why
from .problems import LIMITS, Limits, Notice, in_our_words, stage_of

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
        child.ask(f"{reader.__module__}:{reader.__name__}", arguments, name, limits)
        while answer := child.answer(limits.seconds):
            kind, what = answer
            done = kind in ("end", "error")
            if kind == "end":
                return
            if kind == "error":
                raise ValueError(what)
            yield what if kind == "record" else Notice(what, kind)
        if child.late:
            raise ValueError(why("too slow", name, seconds=limits.seconds))
        raise ValueError(why("too much memory", name, memory=limits.memory / 1e6))
    finally:
        _idle.append(child) if done else child.close()


def serve() -> None:
    """Answer one request after the other from standard input, until it ends."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while line := requests.readline():
        request = json.loads(line)
        arguments = [requests.read(one) if isinstance(one, int) else one for one in request["arguments"]]
        _limit_memory(request["memory"])
        _end_after(request["seconds"])
        try:
            for answer in _answers(request, arguments):
                _end_after(0)  # whoever asked may take his time
                answers.write(answer + b"\n")
                answers.flush()
                _end_after(request["seconds"])
        except MemoryError:
            return
        _end_after(0)


def _answers(request: dict, arguments: list) -> Iterator[bytes]:
    module, _, function = request["reader"].partition(":")
    try:
        reader = getattr(importlib.import_module(module), function)
        for item in in_our_words(request["name"], reader, *arguments):
            failed = isinstance(item, ValueError)
            yield json.dumps((stage_of(item), str(item)) if failed else ("record", item)).encode()
        yield json.dumps(("end", None)).encode()
    except MemoryError:
        raise
    except Exception as error:
        yield json.dumps(("error", str(error))).encode()


class _Child:
    """One process that reads; it is asked, and answers in batches."""

    def __init__(self):
        packages = [place for place in sys.path if place.endswith(("site-packages", "dist-packages"))]
        command = [sys.executable, "-I", "-c", _START, _ROOT, *packages]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        self.process: Any = subprocess.Popen(command, cwd=Path(sys.prefix).anchor or None, **pipes)
        self.late = False

    def ask(self, reader: str, arguments: tuple, name: str, limits: Limits) -> None:
        """Send what is to be read: of bytes their number, and themselves after it."""
        data = [value for value in arguments if isinstance(value, bytes)]
        sent = [len(value) if isinstance(value, bytes) else value for value in arguments]
        request = {"reader": reader, "arguments": sent, "name": name, **asdict(limits)}
        with contextlib.suppress(OSError):  # a dead process is seen when it does not answer
            self.process.stdin.write(json.dumps(request).encode() + b"\n" + b"".join(data))
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
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(OSError):  # what was never sent
                stream.close()

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
