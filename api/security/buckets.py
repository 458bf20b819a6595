"""Token buckets: so many requests a minute for each key or address, in this process."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address, ip_network
from threading import Lock

_MOST = 20_000  # buckets held; the least used one goes first
_SHARE = 0.5  # of a minute's requests that may come at once


class Buckets:
    """One bucket a name; safe to share between threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, most: int = _MOST) -> None:
        self._clock = clock
        self._most = most
        self._held: OrderedDict[str, tuple[float, float]] = OrderedDict()  # tokens, when
        self._guard = Lock()

    def __len__(self) -> int:
        return len(self._held)

    def wait(self, name: str, per_minute: float, burst: float | None = None) -> float:
        """Take a token; 0 when there was one, else the seconds until there is."""
        burst = max(1.0, burst if burst is not None else per_minute * _SHARE)
        rate = per_minute / 60
        now = self._clock()
        with self._guard:
            tokens, then = self._held.pop(name, (burst, now))
            tokens = min(burst, tokens + (now - then) * rate)
            taken = tokens >= 1
            self._held[name] = (tokens - 1 if taken else tokens, now)
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        return 0.0 if taken else (1 - tokens) / rate


def network_name(address: str) -> str:
    """The name of an address's bucket: one household or server has a whole /64 of IPv6."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        return str(ip_network(f"{parsed}/64", strict=False))
    return address
