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

import httpx
from protego import Protego

from ..resources import need, why

MAX_PAGE = 5_000_000
"""The most bytes, unpacked, that are taken from one address."""
SECONDS = 20.0
"""The time for everything that one address leads to: names, redirects, robots.txt and the page."""
_AGENT = "who-says-so"
_HEADERS = {
    "User-Agent": f"{_AGENT}/{version(_AGENT)}",
    "Accept": "text/html, text/*",
    "Accept-Encoding": "gzip",
}
_REDIRECTS = 5
_PACKED = {"", "identity", "gzip", "x-gzip"}
_FAILURES = (OSError, UnicodeError, ImportError, httpx.HTTPError, httpx.InvalidURL, httpx.StreamError)
_HOSTS = 8  # addresses of one host that are tried
_OLD = "::/96 ::ffff:0:0:0/96 2001::/32 2002::/16 64:ff9b:1::/48 fec0::/10"
_OLD_ROADS = list(map(ipaddress.ip_network, _OLD.split()))  # which lead on into other networks
# IPv4 as IPv6 writes it, and behind the door of a network that has only IPv6
_AROUND_IPV4 = list(map(ipaddress.ip_network, ("::ffff:0:0/96", "64:ff9b::/96")))


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
    found: list[Answer | Exception] = []
    with contextlib.ExitStack() as lines:  # to leave it ends what still goes on
        get = partial(_get, lines=lines, ends=time.monotonic() + seconds, allow_private=allow_private)

        def follow() -> None:
            try:
                found.append(_answer(*_follow(_checked_url(url), get, partial(_check_robots, get)), most))
            except Exception as error:
                found.append(error)

        thread = threading.Thread(target=follow, daemon=True)
        thread.start()
        thread.join(seconds)
    answer = found[0] if found else TimeoutError("it takes too long")
    if isinstance(answer, _FAILURES):
        raise ValueError(why("unreachable", url, error=str(answer) or "no answer in time"))
    if isinstance(answer, Exception):
        raise answer
    return answer


def _follow(asked: httpx.URL, get: Callable, check: Callable = str) -> tuple[httpx.Response, httpx.URL]:
    """Give the answer to which an address leads in the end, and from where; `check` sees every address on the way."""
    address = asked
    for _ in range(_REDIRECTS + 1):
        check(address)
        response = get(address)
        if not response.has_redirect_location:
            return response, address
        target = response.headers["location"]
        with contextlib.suppress(httpx.InvalidURL, ValueError):
            target = address.join(target)
        address = _checked_url(target)
    raise ValueError(why("too many redirects", asked, most=_REDIRECTS))


def is_public(address: str) -> bool:
    """Tell whether an IP address belongs to the public internet and hides no other."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if any(ip in net for net in _AROUND_IPV4):
        return is_public(str(ipaddress.ip_address(int(ip) & 0xFFFFFFFF)))
    return ip.is_global and not ip.is_multicast and not any(ip in net for net in _OLD_ROADS)


def _get(url: httpx.URL, lines: contextlib.ExitStack, ends: float, allow_private: bool) -> httpx.Response:
    """Ask for one address at the very hosts that were checked, or let the proxy of the environment ask."""
    proxy = None if proxy_bypass(url.host) else getproxies().get(url.scheme)
    if proxy is not None:  # it looks names up; what this machine knows of them is checked all the same
        with contextlib.suppress(OSError):
            _hosts(url, allow_private)
        proxy = proxy if "://" in proxy else f"http://{proxy}"
        if not proxy.startswith(("http://", "https://")):
            raise OSError(f"{proxy.partition(':')[0]} proxies are not known")
    targets = [url] if proxy else [url.copy_with(host=host) for host in _hosts(url, allow_private)]
    line = lines.enter_context(httpx.HTTPTransport(proxy=proxy))
    headers = _HEADERS | {"Host": url.netloc.decode("ascii")}
    for number, target in enumerate(targets):
        if (left := ends - time.monotonic()) <= 0:
            break
        wait = httpx.Timeout(left, connect=left / (len(targets) - number))  # the first may never answer
        told = {"timeout": wait.as_dict(), "sni_hostname": url.raw_host.decode("ascii")}
        try:
            return line.handle_request(httpx.Request("GET", target, headers=headers, extensions=told))
        except (httpx.ConnectError, httpx.ConnectTimeout):
            if target == targets[-1]:
                raise
    raise httpx.ReadTimeout("it takes too long")


def _hosts(url: httpx.URL, allow_private: bool) -> list[str]:
    """Give the IP addresses of a host, which the system may look for during minutes; raises where one is private."""
    name = url.raw_host.decode("ascii").strip("[]")
    try:
        found = socket.getaddrinfo(name, url.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise OSError(f"the address of {url.host} is not found") from None
    hosts = list(dict.fromkeys(str(address[0]) for *_, address in found))
    for host in hosts:
        need(allow_private or is_public(host), "private network", url.host, address=host)
    return hosts[:_HOSTS]


def _checked_url(url: str | httpx.URL) -> httpx.URL:
    """Give an address percent-encoded as it is asked; raises ValueError where it is none of the web."""
    with contextlib.suppress(ValueError, httpx.InvalidURL, TypeError):
        found = httpx.URL(str(url).strip()).copy_with(fragment=None)
        of_web = found.scheme in ("http", "https") and found.host and not found.userinfo
        if of_web and str(url).isprintable() and (found.port is None or 0 < found.port < 65536):
            return found
    raise ValueError(why("no web address", str(url)[:200]))


def _check_robots(get: Callable, address: httpx.URL) -> None:
    """Raise ValueError where a host asks programs not to read an address (RFC 9309)."""
    response, _ = _follow(address.copy_with(raw_path=b"/robots.txt"), get)
    need(response.status_code < 500, "robots unknown", address.host, status=response.status_code)
    rules = b"".join(_pieces(response, 512_000)) if response.status_code == 200 else b""
    known = Protego.parse(rules[:512_000].decode("utf-8", "replace"))
    need(known.can_fetch(str(address), _AGENT), "robots refuse", address)


def _answer(response: httpx.Response, url: httpx.URL, most: int) -> Answer:
    stated, _, _ = response.headers.get("content-type", "text/html").partition(";")
    kind = stated.strip().lower() or "text/html"
    is_page = response.status_code == 200 and (kind.startswith("text/") or kind == "application/xhtml+xml")
    need(is_page, "no page there", url, status=response.status_code, kind=kind[:80])
    packed = response.headers.get("content-encoding", "").strip().lower()
    need(packed in _PACKED, "strange packing", url, packed=packed[:80])
    data = b"".join(_pieces(response, most))
    need(len(data) <= most, "page too large", url, most=most)
    return Answer(str(url), kind, response.charset_encoding or "", data)


def _pieces(response: httpx.Response, most: int) -> Iterator[bytes]:
    """Give the pieces of an answer until they are more than so many bytes."""
    size = 0
    for piece in response.iter_bytes(65536):
        yield piece
        if (size := size + len(piece)) > most:
            return
