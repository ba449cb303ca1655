"""Connections to checked addresses alone, ended by a deadline.

Which address a name stands for is looked up and checked here, and the connection goes to the very address that was
checked: a name that stands for another one a moment later gains nothing, nor does a redirect.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore

Addresses = Callable[[str, int], Iterable[str]]
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class ForbiddenAddressError(httpcore.ConnectError):
    """A name stands for an address that no source may be at."""


def looked_up(host: str, port: int) -> list[str]:
    """The addresses that a name stands for now."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str, networks: tuple[str, ...] = ()) -> bool:
    """True for an address on the public Internet, or in one of `networks`; what it embeds counts too."""
    found: Address = ipaddress.ip_address(address.partition("%")[0])
    if any(found in ipaddress.ip_network(network) for network in networks):
        return True
    return all(one.is_global and not one.is_multicast and not one.is_reserved for one in _embedded(found))


def _embedded(address: Address) -> list[Address]:
    if isinstance(address, ipaddress.IPv4Address):
        return [address]
    inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    found: list[Address] = [one for one in inner if one is not None]
    if address in _NAT64:
        return [ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)]
    return found if address.ipv4_mapped else [address, *found]


class Guard(httpcore.SyncBackend):
    """Connects to checked addresses alone, and lets the whole request take no longer than its limit."""

    def __init__(self, seconds: float, networks: tuple[str, ...], addresses: Addresses) -> None:
        self._networks, self._addresses = networks, addresses
        self.deadline = time.monotonic() + seconds
        self._head, self._received = bytearray(), 0

    def connect_tcp(self, host: str, port: int, *arguments: Any, **options: Any) -> httpcore.NetworkStream:
        """A connection to the first address that answers, after all that the name stands for were checked."""
        found = list(self._addresses(host, port))
        for address in found:
            if not is_public(address, self._networks):
                raise ForbiddenAddressError(f"{host} stands for {address}, which is no public address")
        for address in found:
            try:
                return _Timed(super().connect_tcp(address, port, *arguments, **options), self)
            except httpcore.ConnectError as error:
                failed = error
        raise failed if found else httpcore.ConnectError(f"{host} stands for no address")

    def seen(self, part: bytes) -> None:
        """Count what came, and keep its beginning."""
        self._received += len(part)
        if len(self._head) < 65_536:
            self._head += part

    def surplus(self, declared: int) -> bool:
        """True where more came than a head and a body of the declared length."""
        close = self._head.find(b"\r\n\r\n")
        return close >= 0 and not self._head.startswith(b"HTTP/1.1 1") and self._received > close + 4 + declared


class _Timed(httpcore.NetworkStream):
    """A connection whose every read ends by the request's deadline."""

    def __init__(self, inner: httpcore.NetworkStream, guard: Guard) -> None:
        self._inner, self._guard = inner, guard

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        left = self._guard.deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time for the whole request is over")
        part = self._inner.read(max_bytes, min(left, timeout or left))
        self._guard.seen(part)
        return part

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, timeout)

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Timed(self._inner.start_tls(ssl_context, server_hostname, timeout), self._guard)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
