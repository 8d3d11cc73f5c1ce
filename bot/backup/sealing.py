"""Encryption of a stream with a passphrase: nobody else reads it, and no change of it goes unnoticed.

The passphrase becomes two keys (scrypt). One proves the head of the file, so a wrong passphrase is told from
a damaged file. The other seals piece after piece (ChaCha20-Poly1305) under a nonce that is the number of the
piece and whether it is the last: a piece that was changed, moved, doubled or left out fails, and so does a
file that was cut off between two pieces. The construction is that of the age format (STREAM).
"""

import hashlib
import hmac
import io
import os
import struct
import unicodedata
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from bot.backup.errors import DamagedBackup, NewerBackup, NotABackup, WrongPassphrase

MAGIC = b"Leernetwerkbot\r\n"  # a transfer that changes line ends is seen at once
FORMAT = 1
COST = 17  # scrypt's N as a power of two: 128 MiB and some half a second for every guess
HIGHEST_COST = 20
SCRYPT_R, SCRYPT_P = 8, 1
KEY_BYTES = 32
HEAD = struct.Struct(f">{len(MAGIC)}sBB16s")  # magic, format, cost, salt; then the proof
PIECE = 65_536
TAG = 16
NONCE = struct.Struct(">3xQ?")


class SealedWriter(io.RawIOBase):
    """Seals what is written into `to`. Only after `finish` is it whole."""

    def __init__(self, to: IO[bytes], passphrase: str, cost: int = COST) -> None:
        super().__init__()
        head = HEAD.pack(MAGIC, FORMAT, cost, os.urandom(16))
        sealing, proving = keys(passphrase, head)
        self._to = to
        self._cipher = ChaCha20Poly1305(sealing)
        self._number = 0
        self._waiting = bytearray()
        to.write(head + proof(proving, head))

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override] # of whoever writes bytes
        """Take bytes in; the last piece is held back, for it is sealed as such."""
        self._waiting += data
        while len(self._waiting) > PIECE:
            self._seal(bytes(self._waiting[:PIECE]), is_last=False)
            del self._waiting[:PIECE]
        return len(data)

    def finish(self) -> None:
        """Seal the last piece."""
        self._seal(bytes(self._waiting), is_last=True)
        self._waiting.clear()

    def _seal(self, piece: bytes, *, is_last: bool) -> None:
        self._to.write(self._cipher.encrypt(NONCE.pack(self._number, is_last), piece, None))
        self._number += 1


class SealedReader(io.RawIOBase):
    """Reads what a SealedWriter wrote, and hands nothing out that was not checked.

    Raises NotABackup, NewerBackup or WrongPassphrase at once, and DamagedBackup while reading.
    """

    def __init__(self, source: IO[bytes], passphrase: str) -> None:
        super().__init__()
        self._source = source
        self._cipher = ChaCha20Poly1305(opening_key(source, passphrase))
        self._number = 0
        self._ahead = b""
        self._piece = b""
        self._is_at_end = False

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override] # as io calls it
        """Fill a buffer with what comes next; 0 at the end."""
        while not self._piece and not self._is_at_end:
            self._piece = self._next_piece()
        given, self._piece = self._piece[: len(buffer)], self._piece[len(buffer) :]
        buffer[: len(given)] = given
        return len(given)

    def _next_piece(self) -> bytes:
        found = self._ahead + self._source.read(PIECE + TAG + 1 - len(self._ahead))
        sealed, self._ahead = found[: PIECE + TAG], found[PIECE + TAG :]
        self._is_at_end = not self._ahead
        nonce = NONCE.pack(self._number, self._is_at_end)
        self._number += 1
        try:
            return self._cipher.decrypt(nonce, sealed, None)
        except InvalidTag as error:
            raise DamagedBackup("The backup is damaged or incomplete. Use another copy of it.") from error


def opening_key(source: IO[bytes], passphrase: str) -> bytes:
    """The key of a sealed stream, of which the head is read. Raises a BackupError that says what is wrong."""
    head = source.read(HEAD.size)
    if len(head) < HEAD.size or not head.startswith(MAGIC):
        raise NotABackup("This file is no backup of the Leernetwerkbot.")
    _, form, cost, _ = HEAD.unpack(head)
    if form != FORMAT or not 1 <= cost <= HIGHEST_COST:
        raise NewerBackup("This backup was made by a newer version. Install that version to restore it.")
    sealing, proving = keys(passphrase, head)
    if not hmac.compare_digest(proof(proving, head), source.read(hashlib.sha256().digest_size)):
        raise WrongPassphrase("The passphrase is not the one with which this backup was made.")
    return sealing


def keys(passphrase: str, head: bytes) -> tuple[bytes, bytes]:
    """The key that seals, and the one that proves the head. The same signs typed elsewhere are the same."""
    _, _, cost, salt = HEAD.unpack(head)
    kdf = Scrypt(salt=salt, length=2 * KEY_BYTES, n=2**cost, r=SCRYPT_R, p=SCRYPT_P)
    derived = kdf.derive(unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass"))
    return derived[:KEY_BYTES], derived[KEY_BYTES:]


def proof(key: bytes, head: bytes) -> bytes:
    """What only somebody with the passphrase can put behind this head."""
    return hmac.digest(key, head, "sha256")
