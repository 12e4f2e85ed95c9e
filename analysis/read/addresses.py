"""Addresses: one web page asked for on request, within the limits of good manners and of safety.

It asks no host of a private network unless told to, connects to the very address that was checked, gives up at one
moment for everything, and keeps to robots.txt. It cannot log in, run a page's scripts, or see where a proxy connects.
"""

import contextlib
import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from importlib.metadata import version
from typing import NamedTuple
from urllib.request import getproxies, proxy_bypass

import httpcore
import httpx
from protego import Protego

from ..resources import why

MAX_PAGE = 5_000_000
"""The most bytes, unpacked, that are taken from one address."""
SECONDS = 20.0
"""The time for everything that one address leads to: names, redirects, robots.txt and the page."""
_AGENT = "who-says-so"
_HEADERS: dict[bytes | str, bytes | str] = {
    "User-Agent": f"{_AGENT}/{version(_AGENT)}",
    "Accept-Encoding": "gzip",
    "Accept": "text/html, text/*",
}
_MOVED = {301, 302, 303, 307, 308}
_REDIRECTS = 5
_PACKED = {"", "identity", "gzip", "x-gzip"}
_FAILURES = (
    *(OSError, UnicodeError, httpx.HTTPError, httpcore.NetworkError, httpcore.TimeoutException),
    *(httpcore.ProtocolError, httpcore.ProxyError, httpcore.UnsupportedProtocol),
)
_HOSTS = 8  # addresses of one host that are tried
_OLD_ROADS = [  # ranges that lead on into other networks, which the addresses alone do not show
    ipaddress.ip_network(net)
    for net in ("::/96", "::ffff:0:0:0/96", "2001::/32", "2002::/16", "64:ff9b:1::/48", "fec0::/10")
]
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # IPv4 behind the door of a network that has only IPv6


class Answer(NamedTuple):
    """What an address gave: `url` is the one that was asked last, `kind` and `charset` what its host says."""

    url: str
    kind: str
    charset: str
    data: bytes


def ask(url: str, allow_private: bool = False, seconds: float = SECONDS, most: int = MAX_PAGE) -> Answer:
    """Give the answer of a web address, after at most five redirects.

    Only http and https. Every host on the way is checked: those of a private, loopback or multicast network, also
    where older schemes hide them in IPv6, are refused unless `allow_private`. Proxies of the environment are used.
    Raises ValueError where that is not possible, also when there is no connection.
    """
    get = partial(_get, ends=time.monotonic() + seconds, allow_private=allow_private)
    asked = address = _checked_url(url)
    for _ in range(_REDIRECTS + 1):
        try:
            _check_robots(get, address)
            with get(address) as response:
                if (address_of := _next(response)) is None:
                    return _answer(response, str(address), most)
        except _FAILURES as error:
            raise ValueError(why("unreachable", address, error=error or "no answer in time")) from None
        address = _checked_url(address_of)
    raise ValueError(why("too many redirects", asked, most=_REDIRECTS))


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


class _Way(httpcore.NetworkBackend):
    """The one way out: connects to checked addresses only, and gives up at one moment for everything."""

    def __init__(self, ends: float, allow_private: bool):
        self._ends, self._allow_private = ends, allow_private
        self._backend = httpcore.SyncBackend()

    def connect_tcp(self, host: str, port: int, *_args, **_options) -> httpcore.NetworkStream:
        addresses = self.addresses(host, port)
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

    def addresses(self, host: str, port: int) -> list[str]:
        found = dict.fromkeys(str(address[0]) for *_, address in _in_time(self.left(), host, port))
        for address in found:
            if not self._allow_private and not is_public(address):
                raise ValueError(why("private network", host, address=address))
        return list(found)[:_HOSTS]


class _Timed(httpcore.NetworkStream):
    """A stream whose every step has only the time that is left for everything."""

    def __init__(self, stream: httpcore.NetworkStream, way: "_Way"):
        self._stream, self._way = stream, way

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._way.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._way.left())

    def start_tls(self, ssl_context, server_hostname=None, timeout=None) -> httpcore.NetworkStream:
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, self._way.left()), self._way)

    def close(self) -> None:
        self._stream.close()

    def get_extra_info(self, info: str):
        return self._stream.get_extra_info(info)


@contextlib.contextmanager
def _get(url: httpx.URL, ends: float, allow_private: bool) -> Iterator[httpx.Response]:
    """Ask for one address, or let the proxy of the environment ask."""
    proxy = None if proxy_bypass(url.host) else getproxies().get(url.scheme)
    pool: Callable = httpcore.ConnectionPool
    options: dict = {"network_backend": _Way(ends, allow_private or proxy is not None)}
    if proxy is not None:  # it looks names up; what this machine knows of them is checked all the same
        with contextlib.suppress(OSError):
            _Way(ends, allow_private).addresses(url.host, url.port or 0)
        place = httpx.URL(proxy if "://" in proxy else f"http://{proxy}")
        options["proxy_auth"] = (place.username, place.password) if place.username else None
        options["proxy_url"] = str(place.copy_with(username=None, password=None))
        pool = httpcore.HTTPProxy
    asked = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
    with pool(**options) as line, line.stream("GET", asked, headers=_HEADERS) as answer:
        request = httpx.Request("GET", url)
        yield httpx.Response(
            answer.status, headers=answer.headers, content=answer.iter_stream(), request=request
        )


def _checked_url(url: str | httpx.URL) -> httpx.URL:
    """Give an address percent-encoded as it is asked; raises ValueError where it is none of the web."""
    try:
        if not str(url).isprintable():
            raise ValueError("a line end or the like")
        found = httpx.URL(str(url).strip()).copy_with(fragment=None)
        if found.scheme not in ("http", "https") or not found.host or found.userinfo:
            raise ValueError("another scheme, no host, or a name and password")
        if found.port is not None and not 0 < found.port < 65536:
            raise ValueError("no such port")
    except (ValueError, httpx.InvalidURL, TypeError):
        raise ValueError(why("no web address", str(url)[:200])) from None
    return found


def _next(response: httpx.Response) -> str | None:
    """Give where a page has moved to, or None."""
    if response.status_code not in _MOVED or "location" not in response.headers:
        return None
    raw = dict(response.headers.raw).get(b"Location") or response.headers["location"].encode(
        "latin-1", "replace"
    )
    target = raw.decode("utf-8", "replace")
    try:
        return str(response.url.join(target))
    except (httpx.InvalidURL, ValueError):
        return target


def _check_robots(get: Callable, address: httpx.URL) -> None:
    """Raise ValueError where a host asks programs not to read an address (RFC 9309)."""
    place = address.copy_with(raw_path=b"/robots.txt")
    for _ in range(_REDIRECTS):
        with get(place) as response:
            if (moved := _next(response)) is None:
                rules = _body(response, 512_000, strict=False) if response.status_code == 200 else b""
                break
            place = _checked_url(moved)
    else:
        return
    if response.status_code >= 500:
        raise ValueError(why("robots unknown", address.host, status=response.status_code))
    if not Protego.parse(rules.decode("utf-8", "replace")).can_fetch(str(address), _AGENT):
        raise ValueError(why("robots refuse", address))


def _answer(response: httpx.Response, url: str, most: int) -> Answer:
    stated, _, _ = response.headers.get("content-type", "text/html").partition(";")
    kind = stated.strip().lower() or "text/html"
    if response.status_code != 200 or not (kind.startswith("text/") or kind == "application/xhtml+xml"):
        raise ValueError(why("no page there", url, status=response.status_code, kind=kind[:80]))
    if (packed := response.headers.get("content-encoding", "").strip().lower()) not in _PACKED:
        raise ValueError(why("strange packing", url, packed=packed[:80]))
    return Answer(url, kind, response.charset_encoding or "", _body(response, most))


def _body(response: httpx.Response, most: int, strict: bool = True) -> bytes:
    data = bytearray()
    for piece in response.iter_bytes(65536):
        data += piece
        if len(data) > most:
            if not strict:
                break
            raise ValueError(why("page too large", response.url, most=most))
    return bytes(data[:most])


def _in_time(seconds: float, host: str, port: int) -> list:
    """Look a host's addresses up, which the system may do for minutes, for so many seconds."""
    answer: list = []

    def look_up() -> None:
        with contextlib.suppress(OSError, UnicodeError):
            answer.append(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))

    thread = threading.Thread(target=look_up, daemon=True)
    thread.start()
    thread.join(seconds)
    if not answer:
        raise OSError(f"the address of {host} is not found")
    return answer[0]
