"""Addresses: one web page asked for on request, within the limits of good manners and of safety.

Takes an address, gives what its host answers. It asks no host of a private network unless told to, connects to the
very address that was checked, and keeps to robots.txt. It cannot log in, nor run a page's scripts.
"""

import time
from typing import NamedTuple

import httpcore
import httpx
from protego import Protego

from .network import AGENT, Line

MAX_PAGE = 5_000_000
"""The most bytes, unpacked, that are taken from one address."""
SECONDS = 20.0
"""The time for everything that one address leads to: names, redirects, robots.txt and the page."""
_MOVED = {301, 302, 303, 307, 308}
_REDIRECTS = 5
_PACKED = {"", "identity", "gzip", "x-gzip"}
_FAILURES = (
    *(OSError, UnicodeError, httpx.HTTPError, httpcore.NetworkError, httpcore.TimeoutException),
    *(httpcore.ProtocolError, httpcore.ProxyError, httpcore.UnsupportedProtocol),
)


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
    line = Line(time.monotonic() + seconds, allow_private)
    asked = address = _checked_url(url)
    with line:
        for _ in range(_REDIRECTS + 1):
            try:
                _check_robots(line, address)
                with line.get(address) as response:
                    if (address_of := _next(response)) is None:
                        return _answer(response, str(address), most)
            except _FAILURES as error:
                raise ValueError(
                    f"{address} cannot be reached ({error or 'no answer in time'}); a connection to the internet was "
                    "expected. Check the connection, or save the page from a browser and read the file."
                ) from None
            address = _checked_url(address_of)
    raise ValueError(
        f"{asked} leads on and on; a page was expected after {_REDIRECTS} redirects. Save it from a browser."
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
        raise ValueError(
            f"{str(url)[:200]!r} is not a web address that can be read; http:// or https:// and a host were expected. "
            "Copy the address of the article from the browser."
        ) from None
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


def _check_robots(line: Line, address: httpx.URL) -> None:
    """Raise ValueError where a host asks programs not to read an address (RFC 9309)."""
    place = address.copy_with(raw_path=b"/robots.txt")
    for _ in range(_REDIRECTS):
        with line.get(place) as response:
            if (moved := _next(response)) is None:
                rules = _body(response, 512_000, strict=False) if response.status_code == 200 else b""
                break
            place = _checked_url(moved)
    else:
        return
    if response.status_code >= 500:
        raise ValueError(
            f"{address.host} does not say whether programs may read it (robots.txt: status {response.status_code}); "
            "an answer was expected. Try again later, or save the page from a browser and read the file."
        )
    if not Protego.parse(rules.decode("utf-8", "replace")).can_fetch(str(address), AGENT):
        raise ValueError(
            f"{address} is not for programs: its host asks them in robots.txt not to read it; a page that may be read "
            "was expected. Open it in a browser, save it, and read the file."
        )


def _answer(response: httpx.Response, url: str, most: int) -> Answer:
    stated, _, _ = response.headers.get("content-type", "text/html").partition(";")
    kind = stated.strip().lower() or "text/html"
    if response.status_code != 200 or not (kind.startswith("text/") or kind == "application/xhtml+xml"):
        raise ValueError(
            f"{url} answers with status {response.status_code} and {kind[:80]}; a page (200, text/html) was expected. "
            "Check the address in a browser, and save the page from there if it needs a login."
        )
    if (packed := response.headers.get("content-encoding", "").strip().lower()) not in _PACKED:
        raise ValueError(
            f"{url} answers in a packing that was not asked for ({packed[:80]}); gzip or none was expected. "
            "Save the page from a browser and read the file."
        )
    return Answer(url, kind, response.charset_encoding or "", _body(response, most))


def _body(response: httpx.Response, most: int, strict: bool = True) -> bytes:
    data = bytearray()
    for piece in response.iter_bytes(65536):
        data += piece
        if len(data) > most:
            if not strict:
                break
            raise ValueError(
                f"{response.url} is too large; at most {most:,} bytes were expected. "
                "Save the page from a browser and read the file."
            )
    return bytes(data[:most])
