"""A text as a picture that a phone can read."""

import io

import segno

from bot.contract import Attachment

PIXELS_PER_SQUARE = 10
QUIET_SQUARES = 4  # around it, as ISO/IEC 18004 asks


def qr_picture(text: str, name: str) -> Attachment:
    """The QR code of a text, as a PNG; it can still be read when a bit of it is stained."""
    picture = io.BytesIO()
    code = segno.make(text, error="m", micro=False)
    code.save(picture, kind="png", scale=PIXELS_PER_SQUARE, border=QUIET_SQUARES)
    return Attachment(f"{name}.png", "image/png", picture.getvalue())
