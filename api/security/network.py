"""Network: the client's own address and scheme, told by proxies only where they are trusted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from starlette.types import ASGIApp, Receive, Scope, Send

from corpus.errors import PolicyError

_KEY = "policy.origin"
_FORWARDING = (b"x-forwarded-for", b"forwarded", b"x-real-ip", b"via")


class ProxySettingError(PolicyError):
    """POLICY_TRUSTED_PROXIES names no network."""

    def __init__(self, written: str) -> None:
        super().__init__(
            f"POLICY_TRUSTED_PROXIES: {written!r}",
            f"POLICY_TRUSTED_PROXIES 中的“{written}”不是地址或网段，应如 127.0.0.1 或 10.0.0.0/8。",
        )


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a request comes from; `local` when it was made on this machine, by no proxy."""

    address: str
    by_trusted_proxy: bool
    local: bool


class TrustedProxies:
    """Networks whose X-Forwarded-* headers are believed."""

    def __init__(self, written: str) -> None:
        """Addresses and networks, comma-separated; raises ProxySettingError."""
        self._networks: list[IPv4Network | IPv6Network] = []
        for each in filter(None, map(str.strip, written.split(","))):
            try:
                self._networks.append(ip_network(each, strict=False))
            except ValueError:
                raise ProxySettingError(each) from None

    def trusts(self, address: str) -> bool:
        """True for an address within one of the networks."""
        try:
            parsed = ip_address(address)
        except ValueError:
            return False
        return any(
            parsed.version == network.version and parsed in network for network in self._networks
        )

    def origin(self, peer: str, headers: Mapping[bytes, bytes]) -> Origin:
        """Go back from the peer as long as each hop is trusted."""
        if not self.trusts(peer):
            unforwarded = not any(name in headers for name in _FORWARDING)
            return Origin(peer, False, _is_loopback(peer) and unforwarded)
        hops = headers.get(b"x-forwarded-for", b"").decode("latin-1").split(",")
        for hop in reversed([hop.strip() for hop in hops if hop.strip()]):
            if not self.trusts(hop):
                return Origin(hop[:64] if _is_address(hop) else peer, True, False)
        return Origin(peer, True, False)


class NetworkLayer:
    """Puts the origin into the scope, and the scheme that a trusted proxy tells."""

    def __init__(self, app: ASGIApp, trusted: TrustedProxies) -> None:
        self._app = app
        self._trusted = trusted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Note the origin and go on."""
        if scope["type"] in ("http", "websocket"):
            headers = dict(scope["headers"])
            peer = (scope.get("client") or ("", 0))[0]
            origin = self._trusted.origin(peer, headers)
            scope[_KEY] = origin
            if origin.by_trusted_proxy:
                scope["client"] = (origin.address, 0)
                if headers.get(b"x-forwarded-proto", b"").strip().lower() == b"https":
                    scope["scheme"] = "https" if scope["type"] == "http" else "wss"
        await self._app(scope, receive, send)


def origin_of(scope: Mapping[str, object]) -> Origin:
    """Where the request of a scope comes from."""
    origin = scope.get(_KEY)
    return origin if isinstance(origin, Origin) else Origin("", False, False)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _is_loopback(text: str) -> bool:
    return _is_address(text) and ip_address(text).is_loopback
