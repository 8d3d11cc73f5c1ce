"""What operators start the bot with: compose file, image and unit. No engine runs: the text is looked at."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
UNIT = ROOT / "docs" / "leernetwerk.service"
DOCKERFILE = (ROOT / "Dockerfile").read_text()


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    """The compose file, as it is read."""
    read: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
    return read


def test_the_compose_file_has_nothing_that_compose_does_not_know(compose: dict[str, Any]) -> None:
    """The part of the Compose specification that we use: https://github.com/compose-spec/compose-spec."""
    known = {
        "build",
        "cap_drop",
        "depends_on",
        "environment",
        "healthcheck",
        "image",
        "logging",
        "mem_limit",
        "pids_limit",
        "ports",
        "profiles",
        "read_only",
        "restart",
        "security_opt",
        "stop_grace_period",
        "tmpfs",
        "volumes",
    }
    assert {name for name in compose if not name.startswith("x-")} == {"services", "volumes"}
    for service in compose["services"].values():
        assert set(service) <= known
        for volume in service["volumes"]:
            assert volume.partition(":")[0] in compose["volumes"]
        for other in service.get("depends_on", {}):
            assert "healthcheck" in compose["services"][other]


@pytest.mark.parametrize("name", ["bot", "bot-postgresql"])
def test_the_bot_may_do_no_more_than_it_must(compose: dict[str, Any], name: str) -> None:
    bot = compose["services"][name]
    assert bot["read_only"] is True
    assert bot["cap_drop"] == ["ALL"]
    assert bot["security_opt"] == ["no-new-privileges:true"]
    assert bot["restart"] == "unless-stopped"
    assert all(port.startswith("127.0.0.1:") for port in bot["ports"])
    assert bot["volumes"][0].endswith(":/data")
    assert "user" not in bot  # the image has one without rights


def test_without_a_profile_there_is_sqlite_alone(compose: dict[str, Any]) -> None:
    assert [name for name, service in compose["services"].items() if "profiles" not in service] == ["bot"]


def test_no_file_holds_a_password(compose: dict[str, Any]) -> None:
    for service in compose["services"].values():
        for name, value in service.get("environment", {}).items():
            assert "PASSWORD" not in name or value == "${POSTGRES_PASSWORD:-}"


def test_the_image_runs_as_a_user_without_rights_and_asks_after_itself() -> None:
    assert DOCKERFILE.count("FROM python:") == 2
    final = DOCKERFILE.rpartition("\nFROM ")[2]
    assert re.search(r"^USER leernetwerk$", final, re.M)
    assert "/healthz" in final
    assert "LEERNETWERK_HTTP_LISTEN=0.0.0.0:8080" in final
    assert final.index("USER leernetwerk") < final.index("ENTRYPOINT")


def test_the_image_has_every_folder_of_the_product() -> None:
    for folder in ("bot", "handlers", "knowledge_base", "scheduler"):
        assert f"COPY {folder} {folder}" in DOCKERFILE


def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("needs systemd-analyze")
    here = tmp_path / UNIT.name
    here.write_text(
        UNIT.read_text().replace("/opt/leernetwerk/.venv/bin/leernetwerk", shutil.which("true") or "")
    )
    found = subprocess.run(
        ["systemd-analyze", "verify", here], capture_output=True, text=True, timeout=120, check=False
    )
    ours = [line for line in found.stderr.splitlines() if UNIT.name in line]
    assert ours == []


def test_the_unit_stays_down_when_a_setting_is_wrong() -> None:
    text = UNIT.read_text()
    assert "RestartPreventExitStatus=2" in text
    assert "Restart=always" in text
