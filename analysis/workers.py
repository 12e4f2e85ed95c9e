"""Workers: the same work on several processes, of this machine or of a cluster, by Dask.

Takes a function and a list, gives what the function gives. It cannot see the workers' disks: they must have the same
folders as the command.
"""

import socket
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from distributed import Client

_RETRIES = 2
_BATCH = 20  # items that travel together
_AHEAD = 16  # batches under way at once, so that memory is bounded however many items there are


@contextmanager
def open_workers(workers: int = 0, scheduler: str | None = None) -> Iterator["Workers | None"]:
    """Give `workers` processes of this machine, or those of a scheduler at an address; None where neither is asked.

    Raises ValueError where Dask is not installed or no scheduler answers.
    """
    if not workers and not scheduler:
        yield None
        return
    try:
        import dask
        from distributed import Client, LocalCluster
    except ImportError:
        raise ValueError(
            "Workers need more software than is installed; one process needs none. "
            "Type: pip install 'who-says-so[scale]'"
        ) from None
    dask.config.set({"distributed.worker.profile.enabled": False})  # it keeps an hour of call stacks
    local = {"n_workers": workers, "threads_per_worker": 1, "dashboard_address": None, "silence_logs": 50}
    with _reached(scheduler) if scheduler else LocalCluster(**local) as cluster, Client(cluster) as client:
        yield Workers(client)


class Workers:
    """Processes that apply a function to many items; an item whose worker dies is given to another one."""

    def __init__(self, client: "Client"):
        self._client = client

    def in_order(self, function: Callable, items: Iterable) -> Iterator:
        """Give what `function` gives for each item, in order, like `map`; raises what it raises."""
        under_way: deque = deque()
        items = iter(items)
        while (batch := list(islice(items, _BATCH))) or under_way:
            if batch:
                under_way.append(self._submit(_apply, function, batch))
            if not batch or len(under_way) == _AHEAD:
                yield from under_way.popleft().result()

    def as_done(self, function: Callable, items: Iterable) -> Iterator[BaseException | None]:
        """Give None for each item that is done and the error of each that cannot be, in the order they end."""
        from distributed import as_completed

        for future in as_completed([self._submit(function, item) for item in items]):
            yield None if future.status == "finished" else future.exception()
            future.release()

    def _submit(self, function: Callable, *what):
        return self._client.submit(function, *what, pure=False, retries=_RETRIES)


def _apply(function: Callable, items: list) -> list:
    return [function(item) for item in items]


def _reached(scheduler: str):
    host, _, port = scheduler.rsplit("://")[-1].rpartition(":")
    try:
        socket.create_connection((host, int(port)), timeout=10).close()
    except (OSError, ValueError) as error:
        raise ValueError(
            f"No Dask scheduler answers at {scheduler!r} ({error}); an address like tcp://127.0.0.1:8786 was "
            "expected. Start one with: dask scheduler"
        ) from None
    return nullcontext(scheduler)
