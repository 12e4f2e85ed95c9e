"""Network: the one way out, which connects to public hosts only and gives up at one moment for everything.

Takes the address of a page, gives the answer of its host. It cannot see which host a proxy connects to in the end.
"""

import contextlib
import ipaddress
import socket
import threading
import time
from collections.abc import Iterator
from importlib.metadata import version
from urllib.request import getproxies, proxy_bypass

import httpcore
import httpx

AGENT = "who-says-so"
"""What this program calls itself."""
_HEADERS = {
    "User-Agent": f"{AGENT}/{version(AGENT)}",
    "Accept-Encoding": "gzip",
    "Accept": "text/html, text/*",
}
_HOSTS = 8  # addresses of one host that are tried
_OLD_ROADS = [  # ranges that lead on into other networks, which the addresses alone do not show
    ipaddress.ip_network(net) for net in ("::/96", "2001::/32", "2002::/16", "64:ff9b:1::/48", "fec0::/10")
]
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # IPv4 behind the door of a network that has only IPv6


def is_public(address: str) -> bool:
    """Tell whether an IP address belongs to the public internet and hides no other.

    >>> is_public("93.184.215.14"), is_public("10.0.0.1"), is_public("64:ff9b::7f00:1")
    (True, False, False)
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if ip.version == 6:
        if ip in _TRANSLATED:
            return is_public(str(ipaddress.ip_address(int(ip) & 0xFFFFFFFF)))
        if ip.ipv4_mapped is not None:
            return is_public(str(ip.ipv4_mapped))
        if any(ip in net for net in _OLD_ROADS):
            return False
    return ip.is_global and not ip.is_multicast


class Line(httpx.BaseTransport, httpcore.NetworkBackend):
    """The one way out: connects to checked addresses only, and gives up at one moment for everything."""

    def __init__(self, ends: float, allow_private: bool):
        self._ends, self._allow_private = ends, allow_private
        self._backend = httpcore.SyncBackend()
        self._proxied = False
        self._pools: dict[str | None, httpcore.ConnectionPool] = {}

    @contextlib.contextmanager
    def get(self, url: httpx.URL) -> Iterator[httpx.Response]:
        """Ask for one address."""
        request = httpx.Request("GET", url, headers=_HEADERS)
        response = self.handle_request(request)
        response.request = request
        with contextlib.closing(response):
            yield response

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        proxy = None if proxy_bypass(request.url.host) else getproxies().get(request.url.scheme)
        self._proxied = proxy is not None
        if self._proxied:  # the proxy looks names up; what this machine knows of them is checked all the same
            with contextlib.suppress(OSError):
                self._addresses(request.url.host, request.url.port or 0, self._allow_private)
        url = request.url
        asked = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        response = self._pool(proxy).handle_request(
            httpcore.Request(request.method, asked, headers=request.headers.raw)
        )
        return httpx.Response(response.status, headers=response.headers, stream=_Body(response.stream))

    def connect_tcp(self, host: str, port: int, *_args, **_options) -> httpcore.NetworkStream:
        addresses = self._addresses(host, port, self._allow_private or self._proxied)
        error: Exception = OSError(f"{host} has no address")
        for position, address in enumerate(addresses):
            try:
                share = self.left() / (len(addresses) - position)  # the first may never answer, the next may
                return _Timed(self._backend.connect_tcp(address, port, share), self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as failed:
                error = failed
        raise error

    def left(self) -> float:
        """Give the seconds that are left; raises where there are none."""
        if (left := self._ends - time.monotonic()) <= 0:
            raise httpcore.ReadTimeout("it takes too long")
        return left

    def close(self) -> None:
        for pool in self._pools.values():
            pool.close()

    def _pool(self, proxy: str | None) -> httpcore.ConnectionPool:
        if proxy not in self._pools:
            if proxy is None:
                self._pools[proxy] = httpcore.ConnectionPool(network_backend=self)
            else:
                url = httpx.URL(proxy if "://" in proxy else f"http://{proxy}")
                auth = (url.username, url.password) if url.username else None
                plain = str(url.copy_with(username=None, password=None))
                self._pools[proxy] = httpcore.HTTPProxy(plain, proxy_auth=auth, network_backend=self)
        return self._pools[proxy]

    def _addresses(self, host: str, port: int, allow_private: bool) -> list[str]:
        found = dict.fromkeys(str(address[0]) for *_, address in _in_time(self.left(), host, port))
        for address in found:
            if not allow_private and not is_public(address):
                raise ValueError(
                    f"{host} is a host of a private network ({address}); a public web site was expected. "
                    "If you mean it, say so: --allow-private, or allow_private=True."
                )
        return list(found)[:_HOSTS]


class _Timed(httpcore.NetworkStream):
    """A stream whose every step has only the time that is left for everything."""

    def __init__(self, stream: httpcore.NetworkStream, line: Line):
        self._stream, self._line = stream, line

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._line.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._line.left())

    def start_tls(self, ssl_context, server_hostname=None, timeout=None) -> httpcore.NetworkStream:
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, self._line.left()), self._line)

    def close(self) -> None:
        self._stream.close()

    def get_extra_info(self, info: str):
        return self._stream.get_extra_info(info)


class _Body(httpx.SyncByteStream):
    def __init__(self, stream):
        self._stream = stream

    def __iter__(self):
        yield from self._stream

    def close(self) -> None:
        self._stream.close()


def _in_time(seconds: float, host: str, port: int) -> list:
    """Look a host's addresses up, which the system may do for minutes, for so many seconds."""
    answer: list = []

    def look_up() -> None:
        try:
            answer.append(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            answer.append(error)

    thread = threading.Thread(target=look_up, daemon=True)
    thread.start()
    thread.join(seconds)
    if not answer:
        raise OSError(f"the address of {host} is not found in time")
    if isinstance(answer[0], Exception):
        raise answer[0]
    return answer[0]
