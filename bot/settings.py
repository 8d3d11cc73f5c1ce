"""Settings from the environment (`LEERNETWERK_…`) or `.env`; what is wrong is said in one line."""

import re
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from scheduler.retention import rules_with

PREFIX = "LEERNETWERK_"
HIGHEST_PORT = 65535


class SettingsError(Exception):
    """A setting is wrong or missing. The message names it and says how to mend it."""


def known_zone(name: str) -> str:
    """A time zone's name, if there is such a zone."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("use a name such as Europe/Amsterdam") from error
    return name


def known_database(url: str) -> str:
    """A database address of a kind that we can open."""
    if not url.startswith(("sqlite:///", "postgresql://", "postgres://")):
        raise ValueError("use sqlite:///PATH or postgresql://…")
    if url in ("sqlite:///", "sqlite:///:memory:"):
        raise ValueError("name a file, as in sqlite:///data/leernetwerk.db")
    return url


def valid_token(token: SecretStr) -> SecretStr:
    """A token in the form that BotFather gives."""
    if not re.fullmatch(r"\d+:[\w-]+", token.get_secret_value(), re.ASCII):
        raise ValueError("use the token as BotFather gave it: digits, a colon, letters and digits")
    return token


def complete_address(url: str) -> str:
    """A complete address."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ValueError("use a complete address, such as https://bot.example.org/telegram")
    return url


def public_address(url: str) -> str:
    """Where the bot is on the web."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise ValueError("use a complete address, such as https://bot.example.org")
    return url


def valid_secret(secret: SecretStr) -> SecretStr:
    """A secret as Telegram takes it."""
    if not re.fullmatch(r"[\w-]{1,256}", secret.get_secret_value(), re.ASCII):
        raise ValueError("use letters, digits, _ and - only, at most 256")
    return secret


def host_and_port(listen: str) -> str:
    """Where to listen."""
    host, _, port = listen.rpartition(":")
    if not host or not port.isdecimal() or int(port) > HIGHEST_PORT:
        raise ValueError("use HOST:PORT, such as 127.0.0.1:8080")
    return listen


def user_id(name: str) -> str:
    """The full name of a Matrix user."""
    if not re.fullmatch(r"@[^\s:]+:[^\s:]+(:\d+)?", name):
        raise ValueError("use the full name of the account, such as @bot:example.org")
    return name


def operator_doors(listed: str) -> str:
    """Where the operator is reached: doors with commas between, the preferred one first."""
    for door in listed.split(","):
        if not re.fullmatch(r"telegram:[1-9]\d{0,15}|matrix:@[^\s:,]+:[^\s,]+", door.strip(), re.ASCII):
            raise ValueError("use telegram:ID (a number) or matrix:@user:server, with commas between")
    return listed


def true_or_false(value: object) -> bool:
    """A switch."""
    found = {"true": True, "false": False}.get(str(value).strip().lower())
    if found is None:
        raise ValueError("use true or false")
    return found


def known_periods(changes: str) -> str:
    """Other periods to keep data for."""
    rules_with(changes)
    return changes


class Settings(BaseSettings):
    """Everything an operator can set. The environment wins over `.env` in the working directory."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore"
    )

    database_url: Annotated[str, AfterValidator(known_database)] = "sqlite:///data/leernetwerk.db"
    timezone: Annotated[str, AfterValidator(known_zone)] = "Europe/Amsterdam"
    log_level: Annotated[
        Literal["DEBUG", "INFO", "WARNING", "ERROR"],
        BeforeValidator(lambda level: str(level).upper()),
    ] = "INFO"
    telegram_token: Annotated[SecretStr, AfterValidator(valid_token)] | None = None
    telegram_base_url: Annotated[str, AfterValidator(complete_address)] | None = None
    telegram_webhook_url: Annotated[str, AfterValidator(complete_address)] | None = None
    telegram_webhook_secret: Annotated[SecretStr, AfterValidator(valid_secret)] | None = None
    operator: Annotated[str, AfterValidator(operator_doors)] | None = None
    retention: Annotated[str, AfterValidator(known_periods)] = ""
    http_listen: Annotated[str, AfterValidator(host_and_port)] | None = None
    public_url: Annotated[str, AfterValidator(public_address)] | None = None
    matrix_homeserver: Annotated[str, AfterValidator(complete_address)] | None = None
    matrix_user: Annotated[str, AfterValidator(user_id)] | None = None
    matrix_password: SecretStr | None = None
    matrix_access_token: SecretStr | None = None
    matrix_device_id: str | None = None
    matrix_store: str = "data/matrix"
    matrix_allowed_servers: str | None = None
    backup_passphrase: SecretStr | None = None
    matrix_allow_plain: Annotated[bool, BeforeValidator(true_or_false)] = False


def load_settings() -> Settings:
    """The settings of this process. Raises SettingsError for the first that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        mend = first["msg"].removeprefix("Value error, ")
        name = PREFIX + str(first["loc"][0]).upper()
        raise SettingsError(f"{name} is not right: {mend}") from None
    except UnicodeDecodeError:
        raise SettingsError("The file .env is not right: save it as UTF-8") from None
