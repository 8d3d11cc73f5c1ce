"""What people send that is no text: the fields of a `Message` for each kind, as small as the API allows."""

from tests.wire.telegram.refusals import Json

_FILE = {"file_id": "MEMBERS-FILE", "file_unique_id": "members-file"}
_PICTURE = {**_FILE, "width": 90, "height": 90}
_PLACE = {"longitude": 4.9, "latitude": 52.37}

MEDIA: dict[str, Json] = {
    "photo": {"photo": [_PICTURE]},
    "voice": {"voice": {**_FILE, "duration": 3}},
    "audio": {"audio": {**_FILE, "duration": 3}},
    "video": {"video": {**_PICTURE, "duration": 3}},
    "video_note": {"video_note": {**_FILE, "length": 90, "duration": 3}},
    "animation": {
        "animation": {**_PICTURE, "duration": 3},
        "document": {**_FILE, "file_name": "beweging.mp4", "mime_type": "video/mp4"},
    },
    "document": {"document": {**_FILE, "file_name": "verslag.pdf", "mime_type": "application/pdf"}},
    "sticker": {
        "sticker": {**_PICTURE, "type": "regular", "is_animated": False, "is_video": False, "emoji": "👍"}
    },
    "location": {"location": _PLACE},
    "venue": {
        "venue": {"location": _PLACE, "title": "Buurthuis", "address": "Dorpsstraat 1"},
        "location": _PLACE,
    },
    "contact": {"contact": {"phone_number": "+31612345678", "first_name": "Cor"}},
    "dice": {"dice": {"emoji": "🎲", "value": 4}},
    "poll": {
        "poll": {
            "id": "5000000000000000001",
            "question": "Wanneer?",
            "options": [
                {"persistent_id": "0", "text": "Maandag", "voter_count": 0},
                {"persistent_id": "1", "text": "Dinsdag", "voter_count": 0},
            ],
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
            "allows_revoting": False,
            "members_only": False,
        }
    },
}
WITH_CAPTION = ("photo", "voice", "audio", "video", "animation", "document")


def content_of(kind: str, caption: str) -> Json:
    """The fields for a kind, with a caption where there can be one."""
    if not caption:
        return MEDIA[kind]
    assert kind in WITH_CAPTION, f"a {kind} has no caption"
    return {**MEDIA[kind], "caption": caption}
