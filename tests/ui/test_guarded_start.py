"""serve keeps to this machine until somebody is set to administer; accounts and keys are made."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from ui.terminal import main

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICY_DATABASE", f"sqlite:///{tmp_path / 'records.sqlite'}")


class Terminal:
    """Runs commands: exit code, stdout, stderr."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch, self._capsys = monkeypatch, capsys

    def __call__(self, *arguments: str, typed: str = "") -> tuple[int, str, str]:
        self._monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        out, err = self._capsys.readouterr()
        return int(ended.value.code or 0), out, err


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(monkeypatch, capsys)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", ""])
def test_a_wide_address_needs_an_administrator(run: Terminal, host: str) -> None:
    code, _, err = run("serve", "--host", host, "--port", "0")
    assert code == 1
    assert "POLICY_ADMIN_TOKEN" in err
    assert "account add" in err


def test_an_administrator_of_any_kind_will_do(run: Terminal) -> None:
    from assistant.settings import Settings
    from ui.commands.serve import UnguardedError, require_administrator

    wide = Settings().model_copy(update={"host": "0.0.0.0"})
    run("account", "add", "li", "--role", "evaluator", typed=PASSWORD)
    with pytest.raises(UnguardedError):
        require_administrator(wide)
    run("account", "add", "zhang", "--role", "administrator", typed=PASSWORD)
    require_administrator(wide)
    for host in ("127.0.0.1", "localhost", "::1"):
        require_administrator(Settings().model_copy(update={"host": host}))


def test_accounts_are_added_listed_and_removed(run: Terminal) -> None:
    code, _, err = run("account", "add", "zhang", "--role", "evaluator", typed=PASSWORD + "\n")
    assert (code, "zhang" in err) == (0, True)
    assert run("account", "add", "zhang", "--role", "evaluator", typed=PASSWORD)[0] == 2
    assert run("account", "add", "li", "--role", "king", typed=PASSWORD)[0] == 2
    assert run("account", "password", "zhang", typed=PASSWORD + "2")[0] == 0
    _, out, _ = run("account", "list", "--json")
    assert json.loads(out)["role"] == "evaluator"
    assert run("account", "remove", "zhang")[0] == 0
    assert run("account", "remove", "zhang")[0] == 5
    _, out, _ = run("audit", "list", "--json")
    actions = [json.loads(line)["action"] for line in out.splitlines()]
    assert actions == ["account.added", "account.password", "account.removed"]
    assert PASSWORD not in out


def test_a_key_is_shown_once(run: Terminal) -> None:
    code, text, _ = run("key", "add", "办公系统", "--scope", "ask", "--scope", "documents")
    assert (code, text.startswith("pa_")) == (0, True)
    _, out, _ = run("key", "list", "--json")
    held = json.loads(out)
    assert held["scopes"] == ["ask", "documents"]
    assert text.strip().rpartition("_")[2] not in out
    assert run("key", "revoke", held["id"])[0] == 0
    assert json.loads(run("key", "list", "--json")[1])["revoked"]
    assert run("key", "revoke", "none")[0] == 5
