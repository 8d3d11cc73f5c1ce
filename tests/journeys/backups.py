"""Commands about backups, as an operator gives them."""

from tests.journeys.processes import Outcome

PASSPHRASE = "vijf woorden die niemand raadt"


def on(url: str, *words: str, passphrase: str = PASSPHRASE) -> list[str]:
    """A command on a database, as one of several."""
    return [f"LEERNETWERK_DATABASE_URL={url}", f"LEERNETWERK_BACKUP_PASSPHRASE={passphrase}", *words]


def ok(outcomes: list[Outcome]) -> list[Outcome]:
    """All went well."""
    assert [one.err for one in outcomes if one.code] == []
    return outcomes
