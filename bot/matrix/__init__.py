"""Matrix with end-to-end encryption. nio and vodozemac are imported in this room and nowhere else."""

from bot.matrix.client import MatrixClient
from bot.matrix.crosssigning import Identity
from bot.matrix.errors import LoggedOut, MatrixError, StoreBehind
from bot.matrix.session import Account, Beginning, MatrixSession, open_session

__all__ = [
    "Account",
    "Beginning",
    "Identity",
    "LoggedOut",
    "MatrixClient",
    "MatrixError",
    "MatrixSession",
    "StoreBehind",
    "open_session",
]
