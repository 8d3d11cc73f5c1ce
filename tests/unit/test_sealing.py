"""A sealed stream: whatever goes in comes out, and whatever is done to it in between is noticed."""

import io
import unicodedata
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.backup.errors import BackupError, DamagedBackup, NewerBackup, NotABackup, WrongPassphrase
from bot.backup.sealing import HEAD, HIGHEST_COST, MAGIC, PIECE, TAG, SealedReader, SealedWriter

CHEAP = 1  # what makes guessing dear would make these tests slow
PASSPHRASE = "vijf woorden die niemand raadt"
PROOF = 32
START = HEAD.size + PROOF


def sealed(content: bytes, passphrase: str = PASSPHRASE, at_once: int = 10_000) -> bytes:
    """A stream, written in parts of some length."""
    file = io.BytesIO()
    writer = SealedWriter(file, passphrase, CHEAP)
    for start in range(0, len(content), at_once):
        writer.write(content[start : start + at_once])
    writer.finish()
    return file.getvalue()


def opened(stream: bytes, passphrase: str = PASSPHRASE) -> bytes:
    """What is in a stream."""
    return SealedReader(io.BytesIO(stream), passphrase).readall() or b""


def pieces(stream: bytes) -> list[bytes]:
    """The sealed pieces behind the head."""
    body = stream[START:]
    return [body[start : start + PIECE + TAG] for start in range(0, len(body), PIECE + TAG)]


THREE_PIECES = bytes(range(256)) * (PIECE // 256) * 2 + b"the end"
STREAM = sealed(THREE_PIECES)


@settings(deadline=None)
@given(st.binary(max_size=300), st.text(min_size=1), st.integers(1, 50))
def test_any_bytes_come_out_as_they_went_in(content: bytes, passphrase: str, at_once: int) -> None:
    stream = sealed(content, passphrase, at_once)
    assert opened(stream, passphrase) == content
    assert content not in stream[START:] or len(content) < 8  # a few bytes may be there by chance


@pytest.mark.parametrize("length", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 2 * PIECE + 1])
def test_lengths_around_a_piece_come_out_whole(length: int) -> None:
    content = b"x" * length
    assert opened(sealed(content)) == content


@settings(deadline=None)
@given(st.integers(0, len(STREAM) - 1), st.integers(1, 255))
def test_whichever_byte_is_changed_it_is_refused(place: int, change: int) -> None:
    damaged = bytearray(STREAM)
    damaged[place] ^= change
    with pytest.raises(BackupError):
        opened(bytes(damaged))


@pytest.mark.parametrize("place", range(START + 1))
def test_every_byte_of_the_head_counts(place: int) -> None:
    damaged = bytearray(STREAM)
    damaged[place] ^= 0b1
    with pytest.raises(BackupError):
        opened(bytes(damaged))


@settings(deadline=None)
@given(st.integers(0, len(STREAM) - 1))
def test_wherever_it_is_cut_off_it_is_refused(length: int) -> None:
    with pytest.raises(BackupError):
        opened(STREAM[:length])


@pytest.mark.parametrize(
    "order",
    [(0, 1), (0,), (), (1, 0, 2), (0, 2), (0, 0, 1, 2), (0, 1, 2, 2), (2,), (0, 1, 2, 1)],
    ids=str,
)
def test_pieces_in_another_order_missing_or_doubled_are_refused(order: Sequence[int]) -> None:
    found = pieces(STREAM)
    assert len(found) == 3
    with pytest.raises(DamagedBackup):
        opened(STREAM[:START] + b"".join(found[number] for number in order))


def test_a_piece_of_another_backup_with_the_same_passphrase_is_refused() -> None:
    other = pieces(sealed(THREE_PIECES))
    mixed = [*pieces(STREAM)[:2], other[2]]
    with pytest.raises(DamagedBackup):
        opened(STREAM[:START] + b"".join(mixed))


def test_what_is_put_behind_the_end_is_refused() -> None:
    with pytest.raises(DamagedBackup):
        opened(STREAM + b"\n")


def test_without_its_last_piece_nothing_of_a_stream_that_broke_off_counts() -> None:
    file = io.BytesIO()
    SealedWriter(file, PASSPHRASE, CHEAP).write(THREE_PIECES)
    with pytest.raises(DamagedBackup):
        opened(file.getvalue())


@settings(deadline=None)
@given(st.text())
def test_another_passphrase_is_told_from_damage(other: str) -> None:
    if unicodedata.normalize("NFC", other) != PASSPHRASE:
        with pytest.raises(WrongPassphrase):
            opened(STREAM, other)


def test_the_same_sign_typed_on_another_keyboard_is_the_same() -> None:
    composed, taken_apart = "café", "cafe\N{COMBINING ACUTE ACCENT}"
    assert opened(sealed(b"x", composed), taken_apart) == b"x"


def other_version(stream: bytes) -> bytes:
    return stream[: len(MAGIC)] + b"\x02" + stream[len(MAGIC) + 1 :]


def dearer_than_we_take(stream: bytes) -> bytes:
    """A head that would cost all memory before it turns out to be wrong."""
    place = len(MAGIC) + 1
    return stream[:place] + bytes([HIGHEST_COST + 1]) + stream[place + 1 :]


@pytest.mark.parametrize("change", [other_version, dearer_than_we_take])
def test_a_stream_of_a_newer_version_says_so(change: Callable[[bytes], bytes]) -> None:
    with pytest.raises(NewerBackup):
        opened(change(STREAM))


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_what_is_no_backup_is_called_that(content: bytes) -> None:
    with pytest.raises(NotABackup):
        opened(content)


def test_two_backups_of_the_same_are_nowhere_the_same() -> None:
    first, second = STREAM[len(MAGIC) + 2 :], sealed(THREE_PIECES)[len(MAGIC) + 2 :]
    same = sum(one == other for one, other in zip(first, second, strict=True))
    assert same < len(first) / 100
