"""Files to and from the media store, encrypted where the room is."""

import asyncio
import io
from contextlib import suppress
from typing import Any

from nio import AsyncClient
from nio.crypto import decrypt_attachment

from bot.contract import PermanentDeliveryError
from bot.matrix.errors import HOPELESS, translated
from bot.matrix.published import dictionary
from bot.matrix.requests import MEDIA, Json, ask, settled

LONGEST_TRANSFER_S = 120.0


class Files:
    """The server's media store. Every method raises a DeliveryError when it doesn't work."""

    def __init__(self, nio: AsyncClient) -> None:
        self._nio = nio
        self._most_bytes: int | None = None

    async def most_bytes(self) -> int | None:
        """The largest file that the server takes; None when it doesn't say."""
        if self._most_bytes is None:
            with suppress(PermanentDeliveryError):  # an older server: then it must say no itself
                told = (await ask(self._nio, "GET", "/config", root=MEDIA)).get("m.upload.size")
                self._most_bytes = told if isinstance(told, int) else None
        return self._most_bytes

    async def upload(self, content: bytes, media_type: str, name: str, *, encrypted: bool) -> Json:
        """Store a file. What comes back belongs in the content of the message: `file` or `url`.

        An encrypted file has no name or type on the server. A server closes the connection on what is too
        large, which looks like a failing network: so its limit is asked first.
        """
        most = await self.most_bytes()
        if most is not None and len(content) > most:
            raise PermanentDeliveryError(HOPELESS["M_TOO_LARGE"])
        with translated():
            async with asyncio.timeout(LONGEST_TRANSFER_S):
                response, keys = await self._nio.upload(
                    lambda *_: io.BytesIO(content),
                    content_type=media_type,
                    filename=None if encrypted else name,
                    encrypt=encrypted,
                    filesize=len(content),
                )
        address = settled(response).content_uri
        return {"file": {**keys, "url": address}} if keys else {"url": address}

    async def download(self, content: Json) -> bytes:
        """The file that a message's content points to, decrypted."""
        file = dictionary(content.get("file"))
        with translated():
            async with asyncio.timeout(LONGEST_TRANSFER_S):
                response = await self._nio.download(str(file.get("url") or content.get("url")))
        stored: bytes = settled(response).body
        return decrypted(stored, file) if file else stored


def decrypted(stored: bytes, file: Json) -> bytes:
    """An encrypted file in the clear."""
    try:
        key: Any = file["key"]["k"]
        plain: bytes = decrypt_attachment(stored, key, file["hashes"]["sha256"], file["iv"])
    except Exception as error:
        raise PermanentDeliveryError("the file can't be decrypted") from error
    return plain
