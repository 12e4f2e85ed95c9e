"""Workers: the same work on several processes, of this machine or of a cluster, by Dask.

Takes a function and a list, gives what the function gives. It cannot see the workers' disks: they must have the same
folders as the command.
"""

import logging
import os
import socket
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import gettempdir
from typing import Any

from .read.problems import Incomplete
from .resources import Later, need, why

dask, distributed = map(Later, ("dask", "distributed"))
Client = Any  # of distributed
Future = Any
_BATCH = 20  # items that travel together
_AHEAD = 16  # batches under way at once, so that memory is bounded however many items there are
_EACH = 4  # items that wait for each worker
_LOST = "The scheduler was lost; it has to run until the end."
_SOON = 0.2  # seconds until what is done beside is looked at again
_LOOK, _ALONE = 3, 50  # seconds between two looks at the workers, and without any before that is told
_READ_BY_PYTHON = ("PYTHONSAFEPATH", "PYTHONPATH", "PYTHONSTARTUP", "PYTHONHOME", "PYTHONINSPECT")


@contextmanager
def isolated() -> Iterator[None]:
    """Start processes that run nothing of the folder they stand in or the environment names, and keep Dask quiet."""
    logged = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    before = {name: os.environ.pop(name) for name in _READ_BY_PYTHON if name in os.environ}
    os.environ["PYTHONSAFEPATH"] = "1"
    try:
        yield
    finally:
        logging.disable(logged)
        del os.environ["PYTHONSAFEPATH"]
        os.environ.update(before)


@contextmanager
def open_workers(workers: int = 0, scheduler: str | None = None) -> Iterator["Workers | None"]:
    """Give `workers` processes of this machine, or those of a scheduler; None where neither is asked."""
    if not workers and not scheduler:
        yield None
        return
    need(find_spec("distributed"), "no software", "Several workers", less="one process")
    if workers > (most := os.cpu_count() or workers):
        warnings.warn(why("fewer workers", workers, most=most), stacklevel=4)
        workers = most
    (settings,) = dask.config.collect_yaml([str(Path(__file__).with_suffix(".yaml"))])
    local = settings.pop("LocalCluster") | {"n_workers": workers, "local_directory": gettempdir()}
    dask.config.set(settings)
    distributed.scheduler.heartbeat_interval = lambda n: float(local["scheduler_sync_interval"])
    with (
        isolated(),
        _reached(scheduler) if scheduler else distributed.LocalCluster(**local) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield Workers(client)


class Workers:
    """Processes that apply a function to many items; an item whose worker dies is given to another one."""

    def __init__(self, client: Client):
        self._client = client

    def in_order(self, function: Callable, items: Iterable, size: int = _BATCH) -> Iterator:
        """Give what `function` gives for each item, in order, like `map`, and an Incomplete for an item that ends its
        workers; raises what it raises. `size` items travel together; one by one, each has the workers for itself.
        """
        under_way: deque = deque()
        items = iter(items)
        while (batch := list(islice(items, size))) or under_way:
            if batch:
                under_way.append((batch, self._submit(_apply, function, batch, priority=1)))
            if not batch or len(under_way) == (_AHEAD if size > 1 else 1):
                batch, future = under_way.popleft()
                ended: SimpleQueue = SimpleQueue()
                future.add_done_callback(ended.put)
                error = _error(self._next(ended))
                if error and not ended_workers(error):
                    raise error
                if not error:
                    yield from future.result()
                elif size > 1:
                    yield from self.in_order(function, batch, 1)
                else:
                    yield Incomplete(f"{batch[0]} ended its worker ({error}).")

    def as_done(self, function: Callable, items: Iterable) -> Iterator[tuple[Any, BaseException | None]]:
        """Give each item with None where it is done, or with the error where it cannot be, in the order they end."""
        ended: SimpleQueue = SimpleQueue()
        waiting: dict[Future, Any] = {}

        def take(future: Future) -> tuple[Any, BaseException | None]:
            error = _error(future)
            future.release()
            return waiting.pop(future), error

        for item in items:  # which may come one by one, while the first are under way
            while len(waiting) >= _EACH * max(_EACH, self._count()):  # so few that memory is bounded
                yield take(self._next(ended))
            future = self._submit(function, item)
            waiting[future] = item
            future.add_done_callback(ended.put)
            while not ended.empty():
                yield take(ended.get())
        while waiting:
            yield take(self._next(ended))

    def alone(self, function: Callable, item: object) -> BaseException | None:
        """Give None where an item is done, or the error where it cannot be, with nothing else under way."""
        return next(error for _, error in self.as_done(function, [item]))

    def _count(self) -> int:
        """How many workers there are; a scheduler that was lost tells of none."""
        return len(self._client.scheduler_info().get("workers", ()))

    def _submit(self, function: Callable, *what, priority: int = 0) -> Future:
        """Send off work; what is read goes before what is analysed, so that nobody waits for reading."""
        try:
            return self._client.submit(function, *what, pure=False, priority=priority)
        except Exception:
            self._check()
            raise

    def _check(self) -> None:
        """Raise Incomplete where the scheduler was lost."""
        if self._client.status != "running":
            raise Incomplete(_LOST) from None

    def beside(self, function: Callable, item: object) -> Iterator[None]:
        """Give None now and then until something long is done beside other work, which may have ended its worker."""
        ended: SimpleQueue = SimpleQueue()
        future = self._submit(function, item, priority=1)
        future.add_done_callback(ended.put)
        for done in self._looks(ended, _SOON):
            yield
            if done and (error := _error(done)) and not ended_workers(error):
                raise error
            if done:
                return

    def _next(self, ended: SimpleQueue) -> Future:
        """The next future that has ended, however it did."""
        return next(filter(None, self._looks(ended, _LOOK)))

    def _looks(self, ended: SimpleQueue, every: float) -> Iterator[Future | None]:
        """Give each future that ended, None after so many seconds without one; Incomplete where nobody can end one."""
        alone = 0.0
        while alone < _ALONE:
            try:
                yield ended.get(timeout=every)
            except Empty:
                alone = 0 if self._count() else alone + every
                yield None
        self._check()
        raise Incomplete(why("no worker"))


def ended_workers(error: BaseException) -> bool:
    """Say whether an error means that the work itself ended the workers that had it."""
    return isinstance(error, distributed.KilledWorker)


def _error(future: Future) -> BaseException | None:
    if future.status in ("finished", "lost"):  # lost is what was done by a worker that ended later
        return None
    error = future.exception() if future.status == "error" else None
    return error or Incomplete(_LOST)


def _apply(function: Callable, items: list) -> list:
    return [function(item) for item in items]


def _reached(scheduler: str):
    host, _, port = scheduler.rsplit("://")[-1].rpartition(":")
    try:
        socket.create_connection((host, int(port)), timeout=10).close()
    except (OSError, ValueError, OverflowError) as error:
        raise ValueError(why("no scheduler", scheduler, error=error)) from None
    return nullcontext(scheduler)
