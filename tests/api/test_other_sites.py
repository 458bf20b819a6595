"""Other sites and proxies: security headers, whose pages may read, whose address is believed."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest

from api.security.network import Origin, ProxySettingError, TrustedProxies

Served = Callable[..., httpx.Client]


def test_every_response_has_the_security_headers(served: Served) -> None:
    client = served(page=True)
    for path in ("/", "/login", "/docs", "/v1/units", "/v1/nothing", "/nothing", "/healthz"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert "geolocation=()" in headers["permissions-policy"]
        assert headers["referrer-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "strict-transport-security" not in headers
    data = client.get("/v1/units").headers
    assert data["content-security-policy"].startswith("default-src 'none'")
    assert data["cache-control"] == "no-store"


def test_behind_tls_cookies_are_secure_and_browsers_stay_with_it(served: Served) -> None:
    client = served(trusted_proxies="127.0.0.1")
    headers = client.get("/healthz", headers={"X-Forwarded-Proto": "https"}).headers
    assert headers["strict-transport-security"].startswith("max-age=")


@pytest.mark.parametrize("path", ["/v1/units", "/gradio_api/info", "/"])
def test_other_sites_may_not_read(served: Served, path: str) -> None:
    client = served(page=True)
    headers = client.get(path, headers={"Origin": "https://elsewhere.example"}).headers
    assert not [name for name in headers if name.startswith("access-control-allow")]


def test_a_site_that_is_named_may_read(served: Served) -> None:
    client = served(cors_origins="https://a.gov.cn, https://b.gov.cn/")
    for origin, allowed in (
        ("https://a.gov.cn", True),
        ("https://b.gov.cn", True),
        ("https://c.gov.cn", False),
    ):
        headers = client.get("/v1/units", headers={"Origin": origin}).headers
        assert (headers.get("access-control-allow-origin") == origin) is allowed
    preflight = client.options(
        "/v1/ask",
        headers={
            "Origin": "https://a.gov.cn",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type",
        },
    )
    assert preflight.status_code == 200


@pytest.mark.parametrize(
    ("peer", "forwarded", "origin"),
    [
        ("127.0.0.1", None, Origin("127.0.0.1", False, True)),
        ("127.0.0.1", "198.51.100.1", Origin("127.0.0.1", False, False)),
        ("198.51.100.9", None, Origin("198.51.100.9", False, False)),
        ("10.0.0.1", "198.51.100.1", Origin("198.51.100.1", True, False)),
        ("10.0.0.1", "203.0.113.5, 198.51.100.1, 10.0.0.2", Origin("198.51.100.1", True, False)),
        ("10.0.0.1", "not an address", Origin("10.0.0.1", True, False)),
        ("10.0.0.1", None, Origin("10.0.0.1", True, False)),
        ("::1", None, Origin("::1", False, True)),
    ],
)
def test_an_address_is_believed_back_to_the_last_trusted_hop(
    peer: str, forwarded: str | None, origin: Origin
) -> None:
    headers = {b"x-forwarded-for": forwarded.encode()} if forwarded else {}
    assert TrustedProxies("10.0.0.0/8").origin(peer, headers) == origin


def test_a_wrong_network_is_told_at_the_start() -> None:
    with pytest.raises(ProxySettingError):
        TrustedProxies("10.0.0.0/8, here")
