"""Containerfile, compose.yaml and the systemd unit name only what there is.

No container engine is needed, so none builds the image here.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from configparser import ConfigParser
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from sqlalchemy.engine import make_url

from assistant.records.database import Database
from assistant.settings import Settings
from deploy.serving_requirements import MAKING, serving_requirements
from ui.terminal import app

ROOT = Path(__file__).resolve().parents[2]
CONTAINERFILE = (ROOT / "Containerfile").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
UNIT = ROOT / "deploy" / "policy-assistant.service"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
INSTRUCTIONS = {"FROM", "ENV", "WORKDIR", "COPY", "RUN", "USER", "VOLUME", "EXPOSE"}
INSTRUCTIONS |= {"HEALTHCHECK", "STOPSIGNAL", "CMD"}


def instructions() -> list[tuple[str, str]]:
    """Instruction and arguments of each line, continued lines joined, comments left out."""
    lines = re.sub(r"^#.*\n", "", CONTAINERFILE, flags=re.MULTILINE).replace("\\\n", " ")
    return [
        (name, arguments.strip())
        for name, _, arguments in (line.partition(" ") for line in lines.splitlines() if line)
    ]


def stage(name: str) -> list[tuple[str, str]]:
    """The instructions of one stage."""
    found: list[tuple[str, str]] = []
    inside = False
    for instruction, arguments in instructions():
        if instruction == "FROM":
            inside = arguments.endswith(f" AS {name}")
        elif inside:
            found.append((instruction, arguments))
    return found


def known_settings() -> set[str]:
    return {
        str(field.validation_alias or f"POLICY_{name.upper()}")
        for name, field in Settings.model_fields.items()
    }


def settings_in(text: str) -> set[str]:
    return set(re.findall(r"\b(?:POLICY_[A-Z_]+|HOST|PORT)(?==)", text))


def parses(*words: str) -> None:
    """Fail unless the terminal knows the command and its options."""
    command = typer.main.get_command(app)
    context = command.make_context("policy-assistant", list(words), resilient_parsing=True)
    name, subcommand, rest = command.resolve_command(context, list(words))  # type: ignore[attr-defined]
    assert subcommand is not None, words
    subcommand.make_context(name, rest)


def modules_left_out() -> set[str]:
    """Modules installed here that the image's requirements do not bring."""
    brought: set[tuple[str, str]] = set()
    waiting = [Requirement(line) for line in serving_requirements()]
    while waiting:
        wanted = waiting.pop()
        for extra in {"", *wanted.extras}:
            key = (canonicalize_name(wanted.name), extra)
            if key in brought:
                continue
            brought.add(key)
            waiting += [
                needed
                for needed in map(Requirement, metadata.requires(wanted.name) or ())
                if needed.marker is None or needed.marker.evaluate({"extra": extra})
            ]
    names = {name for name, _ in brought} | {"policy-assistant"}
    return {
        module
        for module, distributions in metadata.packages_distributions().items()
        if not names & {canonicalize_name(each) for each in distributions}
    }


def test_every_line_of_the_containerfile_is_an_instruction() -> None:
    assert {name for name, _ in instructions()} <= INSTRUCTIONS
    stages = [a.split()[0] for name, a in instructions() if name == "FROM"]
    bases = [a.split(" AS ")[1] for name, a in instructions() if name == "FROM"]
    assert stages == ["docker.io/library/python:3.11-slim-bookworm", "base", "base"]
    assert bases == ["base", "make", "serve"]  # the last one is what is built


def test_what_is_copied_is_there_and_not_ignored() -> None:
    ignored = (ROOT / ".containerignore").read_text(encoding="utf-8").splitlines()
    let_in = {line[1:] for line in ignored if line.startswith("!")}
    copied = set()
    for name, arguments in instructions():
        words = [word for word in shlex.split(arguments) if not word.startswith("--")]
        if name == "COPY" and "--from=" not in arguments:
            copied |= set(words[:-1])
    assert copied == let_in
    for path in copied:
        assert (ROOT / path).exists(), path
    packages = {package.split(".")[0] for package in PROJECT["tool"]["setuptools"]["packages"]}
    assert packages <= copied
    assert (ROOT / ".dockerignore").read_bytes() == (ROOT / ".containerignore").read_bytes()


def test_the_image_serves_as_a_user_of_its_own() -> None:
    serve = dict(stage("serve"))
    assert serve["USER"] == "policy"
    assert json.loads(serve["CMD"]) == ["policy-assistant", "serve"]
    check = json.loads(serve["HEALTHCHECK"].split("CMD ", 1)[1])
    compile(check[2], "healthcheck", "exec")
    assert "/readyz" in check[2]
    assert serve["VOLUME"] == "/data"
    assert not [a for name, a in stage("serve") if name == "RUN" and "pip" in a]


def test_settings_named_anywhere_are_settings() -> None:
    named = settings_in(CONTAINERFILE) | settings_in(UNIT.read_text(encoding="utf-8"))
    for service in ("page", "workers"):
        named |= {
            name for name in COMPOSE["services"][service]["environment"] if name != "PGPASSWORD"
        }
    assert named <= known_settings(), named - known_settings()
    assert named >= {"POLICY_DATABASE", "POLICY_STORE", "POLICY_LIBRARY", "POLICY_GRAPHS"}


def test_commands_named_anywhere_are_commands() -> None:
    for command in re.findall(r"policy-assistant (index build)", CONTAINERFILE):
        parses(*command.split())
    served = [json.loads(dict(stage("serve"))["CMD"])]
    for service in COMPOSE["services"].values():
        if service.get("image") == "policy-assistant" and "command" in service:
            served.append([re.sub(r"\$\{\w+:-(\w+)\}", r"\1", word) for word in service["command"]])
    started = re.search(r"^ExecStart=(\S+) (.*)$", UNIT.read_text(encoding="utf-8"), re.MULTILINE)
    assert started is not None
    served.append([Path(started[1]).name, *started[2].split()])
    for program, *words in served:
        assert program in PROJECT["project"]["scripts"]
        parses(*words)


def test_commands_in_the_operations_guide_are_commands() -> None:
    guide = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    found = re.findall(r"^(?:\S*/)?policy-assistant ([^#\n]+)", guide, re.MULTILINE)
    assert len(found) >= 5
    for command in found:
        parses(*shlex.split(command))


def test_the_services_of_compose_fit_together() -> None:
    services = COMPOSE["services"]
    assert {"postgres", "page", "workers", "milvus"} == set(services)
    mounted = {volume.split(":")[0] for s in services.values() for volume in s.get("volumes", ())}
    files = {name for name in mounted if name.startswith(".")}
    assert mounted - files == set(COMPOSE["volumes"])
    for file in files:
        assert (ROOT / file).is_file(), file
    for service in services.values():
        for other in service.get("depends_on", {}):
            assert "healthcheck" in services[other]
        for port in service.get("ports", ()):
            assert port.startswith("127.0.0.1:"), "nothing is open to the network unasked"
            assert port.endswith(f":{dict(stage('serve'))['EXPOSE']}")
    assert services["page"]["build"]["dockerfile"] == "Containerfile"
    url = make_url(services["page"]["environment"]["POLICY_DATABASE"])
    postgres = services["postgres"]["environment"]
    assert (url.host, url.username, url.database) == (
        "postgres",
        postgres["POSTGRES_USER"],
        postgres["POSTGRES_DB"],
    )
    assert Database(str(url)).engine.driver == "psycopg"


def test_variables_of_compose_are_explained_or_have_a_default() -> None:
    text = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    example = (ROOT / "deploy" / "compose.env.example").read_text(encoding="utf-8")
    for name, marker in re.findall(r"\$\{(\w+)(:[-?])?", text):
        assert marker, name
        assert marker == ":-" or f"{name}=" in example, name


def test_the_unit_is_hardened_and_whole(tmp_path: Path) -> None:
    unit = ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(UNIT, encoding="utf-8")
    service = unit["Service"]
    assert service["User"] not in ("", "root")
    for name in ("NoNewPrivileges", "PrivateTmp", "PrivateDevices", "ProtectHome"):
        assert service[name] == "yes"
    assert service["ProtectSystem"] == "strict"
    state = f"/var/lib/{service['StateDirectory']}"
    for path in re.findall(r"=(?:sqlite:///)?(/var/\S+)", UNIT.read_text(encoding="utf-8")):
        assert path.startswith(state), "all else is read-only"
    checker = shutil.which("systemd-analyze")
    if checker is None:
        return
    # The program is not installed where the unit expects it; everything else is looked at.
    checked = tmp_path / UNIT.name
    text = UNIT.read_text(encoding="utf-8").replace(
        "/opt/policy-assistant/.venv/bin/policy-assistant", "/bin/true"
    )
    checked.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [checker, "verify", "--man=no", str(checked)], capture_output=True, text=True, check=False
    )
    assert not [line for line in done.stderr.splitlines() if UNIT.name in line], done.stderr


def test_the_image_needs_nothing_that_it_leaves_out(store_folder: Path, tmp_path: Path) -> None:
    """A question is answered over HTTP's application with those packages out of reach."""
    left_out = modules_left_out()
    assert left_out >= {"torch", "transformers", "sentence_transformers", "onnx"}
    program = f"""
import sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition('.')[0] in {left_out!r}:
            raise ImportError(name + ' is not in the image')
sys.meta_path.insert(0, Refuse())
from assistant.service import PolicyAssistant
from assistant.settings import Settings
from ui.app import create_application
from ui.workers import application
with PolicyAssistant.open(Settings()) as assistant:
    create_application(assistant)
    print(assistant.ask('老旧小区改造由哪个单位牵头？').text)
application()
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={
            "PATH": "/usr/bin:/bin",
            "HOME": str(tmp_path),
            "POLICY_STORE": str(store_folder),
            "POLICY_LIBRARY": str(tmp_path / "library"),
            "POLICY_DATABASE": f"sqlite:///{tmp_path / 'records.sqlite'}",
            "PYTHONUTF8": "1",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "市住房城乡建委" in done.stdout
    kept = {re.split(r"[=\[]", line)[0] for line in serving_requirements()}
    assert not kept & MAKING
    assert "psycopg" in kept
    for line in serving_requirements():
        assert re.fullmatch(r"[\w-]+(\[\w+\])?==[\w.]+", line), line


@pytest.mark.parametrize("name", sorted(MAKING))
def test_what_is_left_out_is_a_requirement_of_the_project(name: str) -> None:
    assert any(line.startswith(f"{name}==") for line in PROJECT["project"]["dependencies"])
