"""No file that is committed holds a secret (detect-secrets)."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

detect_secrets = pytest.importorskip("detect_secrets")

ROOT = Path(__file__).resolve().parents[2]
# Data of the corpus, the model and the question sets; hashes are all that looks secret in them.
DATA = (
    *("index/model/", "index/adapter/", "index/training/", "index/vectors/"),
    *("eval/sets/", "corpus/documents/", "assistant/lexicon/"),
    *("tests/wording/honest/", "tests/wording/false/"),
)
PLUGINS = (
    *("AWSKeyDetector", "AzureStorageKeyDetector", "BasicAuthDetector", "CloudantDetector"),
    *("DiscordBotTokenDetector", "GitHubTokenDetector", "GitLabTokenDetector", "JwtTokenDetector"),
    *("MailchimpDetector", "NpmDetector", "OpenAIDetector", "PrivateKeyDetector"),
    *("PypiTokenDetector", "SendGridDetector", "SlackDetector", "StripeDetector"),
    "TelegramBotTokenDetector",
)
# Lets lines with a call or an index in them go; without it more is looked at in less time.
LENIENT = "detect_secrets.filters.heuristic.is_indirect_reference"


def found_in(paths: list[Path]) -> list[str]:
    from detect_secrets import SecretsCollection
    from detect_secrets.settings import get_settings, transient_settings

    collection = SecretsCollection(root=str(ROOT))
    with transient_settings({"plugins_used": [{"name": name} for name in PLUGINS]}):
        get_settings().disable_filters(LENIENT)
        for path in paths:
            collection.scan_file(str(path))
    return [f"{name}:{secret.line_number} {secret.type}" for name, secret in collection]


def test_no_committed_file_holds_a_secret() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a checkout")
    names = [name for name in listed.stdout.split("\0") if name and not name.startswith(DATA)]
    assert len(names) > 100
    assert found_in([Path(name) for name in names]) == []


def test_a_secret_would_be_found(tmp_path: Path) -> None:
    path = tmp_path / "settings.env"
    path.write_text("KEY=" + "AKIA" + "IOSFODNN7EXAMPL3\nTOKEN=ghp_" + "a1B2" * 9 + "\n")
    assert len(found_in([path])) == 2
