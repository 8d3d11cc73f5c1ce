"""Matrix with end-to-end encryption. nio and vodozemac are imported in this room and nowhere else."""

from bot.matrix.client import MatrixClient
from bot.matrix.crosssigning import Identity
from bot.matrix.errors import LoggedOut, MatrixError, StoreBehind
from bot.matrix.invitations import Policy
from bot.matrix.keeping import NewStore, check_same_device, copied_keys, new_store, small_files
from bot.matrix.limits import LIMITS
from bot.matrix.serving import Matrix
from bot.matrix.session import Account, Beginning, MatrixSession, open_session
from bot.matrix.store import KEYS, has_keys
from bot.matrix.translate import PLATFORM

__all__ = [
    "KEYS",
    "LIMITS",
    "PLATFORM",
    "Account",
    "Beginning",
    "Identity",
    "LoggedOut",
    "Matrix",
    "MatrixClient",
    "MatrixError",
    "MatrixSession",
    "NewStore",
    "Policy",
    "StoreBehind",
    "check_same_device",
    "copied_keys",
    "has_keys",
    "new_store",
    "open_session",
    "small_files",
]
