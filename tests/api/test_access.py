"""Who may do what: anonymous, keys, accounts with sessions, and users a proxy vouches for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import httpx
import pytest
from pydantic import SecretStr

from assistant.access.caller import AccessRole, Scope
from assistant.access.errors import CredentialError, LoginError
from tests.api.conftest import Serving

PASSWORD = "correct horse battery"  # of the accounts made here
ASK = {"question": "老旧小区改造由谁牵头？"}


@pytest.fixture
def served(own_service: Serving) -> Serving:
    """A service that nobody administers unless the test says who."""
    return lambda **changes: own_service(**{"admin_token": SecretStr("")} | changes)


def logged_in(client: httpx.Client, name: str) -> dict[str, str]:
    response = client.post("/v1/session", json={"name": name, "password": PASSWORD})
    assert response.status_code == 200, response.text
    return {"X-CSRF-Token": response.json()["csrf_token"]}


def kind(response: httpx.Response) -> str:
    return str(response.json()["type"]).rpartition(":")[2]


def test_keys_open_what_their_scopes_say(served: Serving) -> None:
    own, client = served()
    keys = own.credentials.keys
    assert kind(client.get("/v1/admin/log")) == "admin-off"
    key, evaluator = keys.add("评估", [Scope.ASK, Scope.EVALUATE])
    _, documents = keys.add("文件", [Scope.DOCUMENTS])

    def get(path: str, text: str) -> httpx.Response:
        return client.get(path, headers={"Authorization": f"Bearer {text}"})

    assert get("/v1/admin/log", evaluator).status_code == 200
    assert kind(get("/v1/drafts", evaluator)) == "forbidden"
    assert get("/v1/drafts", documents).status_code == 200
    assert kind(get("/v1/admin/audit", documents)) == "forbidden"
    assert client.get("/v1/admin/log").status_code == 401
    keys.revoke(key.id)
    for text in (evaluator, evaluator + "x", "pa_00000000_none", "pa_é"):
        refused = client.get("/v1/documents", headers={"Authorization": f"Bearer {text}".encode()})
        assert (refused.status_code, kind(refused)) == (401, "key-refused")


def test_a_key_is_kept_as_a_hash_and_ends_in_time(served: Serving) -> None:
    own, _ = served()
    key, text = own.credentials.keys.add("短期", [Scope.ASK], days=1)
    stored = own.settings and own.records.database
    with stored.session() as session:
        rows = str(session.connection().exec_driver_sql("SELECT * FROM api_keys").all())
    assert text.split("_", 2)[-1] not in rows  # the secret itself may have an underscore
    assert key.is_valid(datetime.now(UTC))
    assert not key.is_valid(datetime.now(UTC) + timedelta(days=2))


def test_an_answer_is_audited_with_who_asked(served: Serving) -> None:
    own, client = served()
    key, text = own.credentials.keys.add("办公系统", [Scope.ASK])
    client.post("/v1/ask", json=ASK, headers={"Authorization": f"Bearer {text}"})
    client.post("/v1/ask", json=ASK, headers={"Authorization": "Bearer any"})
    by_key, by_anyone = (entry.facts for entry, _ in own.records.audit.entries())
    assert (by_key["identity"], by_key["role"]) == (f"key:{key.id}", "public")
    assert (by_anyone["identity"], by_anyone["role"]) == ("", "public")
    assert by_anyone["address"] == by_key["address"] != ""


def test_a_login_is_a_new_cookie_that_scripts_cannot_read(served: Serving) -> None:
    own, client = served()
    own.credentials.accounts.add("zhang", AccessRole.EVALUATOR, PASSWORD)
    client.cookies.set("policy_session", "chosen-by-another", domain="127.0.0.1")
    response = client.post("/v1/session", json={"name": "zhang", "password": PASSWORD})
    cookie = response.headers["set-cookie"]
    assert "chosen-by-another" not in cookie
    for attribute in ("HttpOnly", "SameSite=lax", "Path=/", "Max-Age=28800"):
        assert attribute in cookie
    assert "Secure" not in cookie
    client.cookies.clear()
    logged_in(client, "zhang")
    assert client.get("/v1/session").json()["identity"] == "account:zhang"
    assert client.get("/v1/admin/log").status_code == 200
    assert kind(client.get("/v1/drafts")) == "forbidden"


def test_behind_tls_the_cookie_is_for_this_host_alone(served: Serving) -> None:
    own, client = served(trusted_proxies="127.0.0.1")
    own.credentials.accounts.add("zhang", AccessRole.EVALUATOR, PASSWORD)
    login = {"name": "zhang", "password": PASSWORD}
    headers = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "198.51.100.1"}
    cookie = client.post("/v1/session", json=login, headers=headers).headers["set-cookie"]
    assert cookie.startswith("__Host-policy_session=")
    assert "Secure" in cookie


def test_a_second_login_ends_the_first_and_logout_ends_it_all(served: Serving) -> None:
    own, client = served()
    own.credentials.accounts.add("zhang", AccessRole.EVALUATOR, PASSWORD)
    logged_in(client, "zhang")
    first = dict(client.cookies)
    logged_in(client, "zhang")
    second = dict(client.cookies)
    assert first != second
    with httpx.Client(base_url=client.base_url) as other:
        assert other.get("/v1/admin/log", cookies=first).status_code == 401
        assert other.get("/v1/admin/log", cookies=second).status_code == 200
        assert client.delete("/v1/session").status_code == 204
        assert other.get("/v1/admin/log", cookies=second).status_code == 401


def test_a_session_ends_with_its_time_or_its_account(served: Serving) -> None:
    own, _ = served(session_hours=2)
    accounts, sessions = own.credentials.accounts, own.credentials.sessions
    account = accounts.add("zhang", AccessRole.EVALUATOR, PASSWORD)
    token = sessions.begin(account)
    assert sessions.account(token) == account
    assert sessions.account(token, datetime.now(UTC) + timedelta(hours=3)) is None
    accounts.remove("zhang")
    assert sessions.account(token) is None


def test_a_change_by_cookie_needs_the_csrf_token(served: Serving) -> None:
    own, client = served()
    own.credentials.accounts.add("zhang", AccessRole.EVALUATOR, PASSWORD)
    proof = logged_in(client, "zhang")
    conversation = client.post("/v1/ask", json=ASK).json()["conversation_id"]
    body = {"conversation_id": conversation, "turn": 0}
    for headers in ({}, {"X-CSRF-Token": "x"}, {"Sec-Fetch-Site": "same-origin"}):
        refused = client.post("/v1/admin/confirmed", json=body, headers=headers)
        assert (refused.status_code, kind(refused)) == (403, "csrf")
    assert client.post("/v1/admin/confirmed", json=body, headers=proof).status_code == 201
    # What nobody proved to be theirs is nobody's.
    assert [entry.facts["identity"] for entry, _ in own.records.audit.entries()] == [
        "account:zhang",
        "",
    ]


def test_bearers_need_no_csrf_token(served: Serving) -> None:
    _own, client = served(admin_token=SecretStr("an admin token"))
    conversation = client.post("/v1/ask", json=ASK).json()["conversation_id"]
    body = {"conversation_id": conversation, "turn": 0}
    bearer = {"Authorization": "Bearer an admin token"}
    assert client.post("/v1/admin/confirmed", json=body, headers=bearer).status_code == 201


def test_wrong_logins_are_told_alike_and_stopped(served: Serving) -> None:
    own, client = served()
    own.credentials.accounts.add("zhang", AccessRole.PUBLIC, PASSWORD)
    told = set()
    for name in ("zhang", "nobody"):
        refused = client.post("/v1/session", json={"name": name, "password": "wrong"})
        assert refused.status_code == 401
        told.add(refused.json()["detail"])
    assert len(told) == 1
    answers = [
        client.post("/v1/session", json={"name": "zhang", "password": "wrong"}) for _ in range(10)
    ]
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) > 1
    actions = [entry.facts["action"] for entry, _ in own.records.audit.entries()]
    assert set(actions) == {"login.refused"}


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("a b", PASSWORD),
        ("", PASSWORD),
        ("li", "short"),
        ("li", "a" * 20),
        ("li", "1234 li 5678 9"),
    ],
)
def test_weak_accounts_are_not_made(served: Serving, name: str, password: str) -> None:
    own, _ = served()
    with pytest.raises(CredentialError):
        own.credentials.accounts.add(name, AccessRole.PUBLIC, password)


def test_passwords_are_argon2id(served: Serving) -> None:
    own, _ = served()
    own.credentials.accounts.add("zhang", AccessRole.PUBLIC, PASSWORD)
    with own.records.database.session() as session:
        rows = session.connection().exec_driver_sql("SELECT password_hash FROM accounts").all()
    assert rows[0][0].startswith("$argon2id$")
    own.credentials.accounts.set_password("zhang", PASSWORD + "2")
    with pytest.raises(LoginError):
        own.credentials.accounts.login("zhang", PASSWORD)


def test_a_trusted_proxy_names_its_users(served: Serving) -> None:
    settings = {
        "proxy_user_header": "X-Forwarded-User",
        "proxy_users": "zhang:evaluator, li@gov.cn:administrator",
        "trusted_proxies": "127.0.0.0/8",
    }
    _own, client = served(**settings)

    def as_user(name: str) -> httpx.Response:
        headers = {"X-Forwarded-User": name, "X-Forwarded-For": "198.51.100.7"}
        return client.get("/v1/session", headers=headers)

    assert as_user("zhang").json()["role"] == "evaluator"
    assert as_user("li@gov.cn").json()["role"] == "administrator"
    assert as_user("wang").json()["role"] == "public"
    headers = {"X-Forwarded-User": "zhang"}
    conversation = client.post("/v1/ask", json=ASK).json()["conversation_id"]
    body = {"conversation_id": conversation, "turn": 0}
    refused = client.post("/v1/admin/confirmed", json=body, headers=headers)
    assert kind(refused) == "csrf"
    headers["X-CSRF-Token"] = as_user("zhang").json()["csrf_token"]
    assert client.post("/v1/admin/confirmed", json=body, headers=headers).status_code == 201


def test_nobody_else_names_users(served: Serving) -> None:
    _, client = served(
        proxy_user_header="X-Forwarded-User",
        proxy_users="zhang:administrator",
        trusted_proxies="10.0.0.0/8",
    )
    told = client.get("/v1/session", headers={"X-Forwarded-User": "zhang"}).json()
    assert told["role"] == "public"


def test_a_wrong_list_of_users_is_told_at_the_start(served: Serving) -> None:
    with pytest.raises(CredentialError):
        served(proxy_users="zhang:king")


def test_a_closed_service_asks_for_a_login(served: Serving) -> None:
    own, client = served(anonymous=False)
    _, text = own.credentials.keys.add("办公系统", [Scope.ASK])
    assert client.get("/healthz").status_code == 200
    assert kind(client.post("/v1/ask", json=ASK)) == "login-needed"
    bearer = {"Authorization": f"Bearer {text}"}
    assert client.post("/v1/ask", json=ASK, headers=bearer).status_code == 200
    page = client.get("/", headers={"Accept": "text/html"})
    assert (page.status_code, page.headers["location"]) == (303, "/login")
    assert client.post("/mcp", json={}).status_code == 401
