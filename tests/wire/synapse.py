"""A real Matrix homeserver (Synapse) on this machine, for tests: in its own folder, gone afterwards."""

import hashlib
import hmac
import importlib.util
import json
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

SERVER_NAME = "lab.test"
PASSWORD = "een lang wachtwoord"
PATIENCE_S = 60.0
PAUSE_S = 0.05

Profile = Literal["relaxed", "default"]
Json = dict[str, Any]

PLENTY = {"per_second": 100000, "burst_count": 100000}
RELAXED: Json = {
    "rc_message": PLENTY,
    "rc_registration": PLENTY,
    "rc_joins": {"local": PLENTY, "remote": PLENTY},
    "rc_joins_per_room": PLENTY,
    "rc_invites": {"per_room": PLENTY, "per_user": PLENTY, "per_issuer": PLENTY},
    "rc_login": {"address": PLENTY, "account": PLENTY, "failed_attempts": PLENTY},
    "rc_admin_redaction": PLENTY,
    "rc_room_creation": PLENTY,
    "rc_presence": {"per_user": PLENTY},
    "rc_delayed_event_mgmt": PLENTY,
}


@dataclass(frozen=True)
class Account:
    """Somebody on the server, for requests without any client between."""

    url: str
    user_id: str
    device_id: str
    token: str

    def ask(self, method: str, path: str, body: Json | None = None) -> tuple[int, Json]:
        """One request below `/_matrix/client/v3`; status and body, whatever they are."""
        return request(method, f"{self.url}/_matrix/client/v3{path}", body, self.token)

    def get(self, path: str) -> Json:
        """What is there. Fails when the server refuses."""
        return settled(*self.ask("GET", path))

    def post(self, path: str, body: Json) -> Json:
        """What the server says to it. Fails when it refuses."""
        return settled(*self.ask("POST", path, body))

    def put(self, path: str, body: Json) -> Json:
        """What the server says to it. Fails when it refuses."""
        return settled(*self.ask("PUT", path, body))

    def sends_to_device(self, kind: str, to: str, device: str, content: Any) -> None:
        """Put a message in the mailbox of somebody's device; nobody can refuse it."""
        path = f"/sendToDevice/{kind}/{secrets.token_hex(8)}"
        self.put(path, {"messages": {to: {device: content}}})


class Synapse:
    """The server. `port` stays the same when it is stopped and started again."""

    def __init__(self, folder: Path, profile: Profile = "relaxed") -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._folder = folder
        self._secret = secrets.token_hex(16)
        self._process: subprocess.Popen[bytes] | None = None
        self._config = folder / "homeserver.yaml"
        folder.mkdir(parents=True, exist_ok=True)
        # JSON is YAML too.
        self._config.write_text(json.dumps(configuration(folder, self.port, self._secret, profile)))

    def start(self) -> None:
        """Start, and come back when it answers."""
        with (self._folder / "output.txt").open("ab") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "synapse.app.homeserver", "-c", str(self._config)],
                cwd=self._folder,
                stdout=output,
                stderr=output,
            )
        deadline = time.monotonic() + PATIENCE_S
        while not self._answers():
            assert self._process.poll() is None, (self._folder / "output.txt").read_text()[-2000:]
            assert time.monotonic() < deadline, "Synapse doesn't answer"
            time.sleep(PAUSE_S)

    def stop(self) -> None:
        """Stop in an orderly way."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """Stop at once, without any goodbye."""
        self._end(signal.SIGKILL)

    def restart(self) -> None:
        """Stop and start."""
        self.stop()
        self.start()

    def register(self, name: str | None = None, *, admin: bool = False) -> str:
        """A new user with PASSWORD; the user id. Without a name, one that nobody has."""
        path = f"{self.url}/_synapse/admin/v1/register"
        nonce = settled(*request("GET", path))["nonce"]
        name = name or f"user{secrets.token_hex(5)}"
        parts = (nonce, name, PASSWORD, "admin" if admin else "notadmin")
        mac = hmac.new(self._secret.encode(), "\x00".join(parts).encode(), hashlib.sha1).hexdigest()
        person = {"username": name, "password": PASSWORD, "admin": admin, "inhibit_login": True}
        body = {"nonce": nonce, "mac": mac, **person}
        return str(settled(*request("POST", path, body))["user_id"])

    def log_in(self, user_id: str, device_id: str | None = None) -> Account:
        """A session on a new device."""
        body: Json = {
            "type": "m.login.password",
            "identifier": {"type": "m.id.user", "user": user_id},
            "password": PASSWORD,
        }
        if device_id:
            body["device_id"] = device_id
        session = settled(*request("POST", f"{self.url}/_matrix/client/v3/login", body))
        return Account(self.url, user_id, session["device_id"], session["access_token"])

    def somebody(self, name: str | None = None, *, admin: bool = False) -> Account:
        """A new user, logged in."""
        return self.log_in(self.register(name, admin=admin))

    def lift_limits(self, user_id: str) -> None:
        """What an operator should ask for the bot: no limit on its messages."""
        admin = self.somebody(admin=True)
        url = f"{self.url}/_synapse/admin/v1/users/{user_id}/override_ratelimit"
        settled(*request("POST", url, {"messages_per_second": 0, "burst_count": 0}, admin.token))

    def _answers(self) -> bool:
        try:
            return request("GET", f"{self.url}/_matrix/client/versions")[0] == 200
        except OSError:
            return False

    def _end(self, how: signal.Signals) -> None:
        if self._process:
            self._process.send_signal(how)
            self._process.wait(PATIENCE_S)
            self._process = None


def is_installed() -> bool:
    """Whether there is a Synapse to start."""
    return importlib.util.find_spec("synapse") is not None


@contextmanager
def running_synapse(folder: Path, profile: Profile = "relaxed") -> Iterator[Synapse]:
    """A server for the length of the block."""
    server = Synapse(folder, profile)
    try:
        server.start()
        yield server
    finally:
        server.kill()


def configuration(folder: Path, port: int, secret: str, profile: Profile) -> Json:
    """What Synapse has to know: one listener on loopback, nobody else to talk to."""
    logs = folder / "logs.yaml"
    logs.write_text(json.dumps({"version": 1, "root": {"level": "ERROR"}}))
    listener = {
        "port": port,
        "bind_addresses": ["127.0.0.1"],
        "type": "http",
        "resources": [{"names": ["client"]}],
    }
    return {
        "server_name": SERVER_NAME,
        "pid_file": str(folder / "synapse.pid"),
        "listeners": [listener],
        "database": {"name": "sqlite3", "args": {"database": str(folder / "synapse.db")}},
        "log_config": str(logs),
        "media_store_path": str(folder / "media"),
        "signing_key_path": str(folder / "signing.key"),
        "registration_shared_secret": secret,
        "trusted_key_servers": [],
        "federation_domain_whitelist": [],
        "report_stats": False,
        "bcrypt_rounds": 4,
        "presence": {"enabled": False},
        **(RELAXED if profile == "relaxed" else {}),
    }


def request(method: str, url: str, body: Json | None = None, token: str | None = None) -> tuple[int, Json]:
    """One request; status and body. Raises OSError when nobody answers."""
    headers = {"Content-Type": "application/json"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    data = None if body is None else json.dumps(body).encode()
    asked = urllib.request.Request(url, data, headers, method=method)
    try:
        with urllib.request.urlopen(asked, timeout=PATIENCE_S) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, json.loads(refused.read() or b"{}")


def settled(status: int, body: Json) -> Json:
    """The body of an answer that must be a yes."""
    assert status == 200, (status, body)
    return body


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
