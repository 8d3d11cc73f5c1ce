"""Settings from the environment (`LEERNETWERK_…`) or `.env`; what is wrong is said in one line."""

from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "LEERNETWERK_"


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


def load_settings() -> Settings:
    """The settings of this process. Raises SettingsError for the first that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = PREFIX + str(first["loc"][0]).upper()
        mend = first["msg"].removeprefix("Value error, ")
        raise SettingsError(f"{name} is not right: {mend}") from None
    except UnicodeDecodeError:
        raise SettingsError("The file .env is not right: save it as UTF-8") from None
