"""The methods that put something into a chat."""

import time

from tests.wire.telegram import entities, markup
from tests.wire.telegram.access import replied_to, thread_in, writable
from tests.wire.telegram.entities import Formatted
from tests.wire.telegram.keyboards import inline_keyboard
from tests.wire.telegram.parameters import Given
from tests.wire.telegram.refusals import Json, bad_request
from tests.wire.telegram.state import Upload, World

LONGEST_SOURCE = 1 << 15  # bytes; client, get_formatted_text
PHOTOS = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM")
ACTIONS = (
    *("typing", "cancel", "choose_sticker", "find_location", "pick_up_location"),
    *("upload_photo", "upload_document", "upload_video", "upload_video_note", "upload_voice", "upload_audio"),
    *("record_video", "record_video_note", "record_voice", "record_audio"),
)


def send_message(world: World, given: Given) -> Json:
    """sendMessage."""
    text = formatted_text(given, "text", "entities")
    return _posted(world, given, "text", text, None)


def send_document(world: World, given: Given) -> Json:
    """sendDocument."""
    return _posted(world, given, "caption", caption(given), _file(world, given, "document"))


def send_photo(world: World, given: Given) -> Json:
    """sendPhoto."""
    return _posted(world, given, "caption", caption(given), _file(world, given, "photo"))


def send_chat_action(world: World, given: Given) -> bool:
    """sendChatAction."""
    if given.get("action", "").lower() not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = writable(world, given)
    thread_in(chat, given)
    world.typing[chat.id].append(given["action"])
    return True


def formatted_text(given: Given, text: str, marks: str) -> Formatted:
    """A text of a call, parsed; still with the white space around it. Raises Refused."""
    source = given.get(text, "")
    if not source:
        raise bad_request("message text is empty")
    return _formatted(source, given, marks)


def caption(given: Given) -> Formatted:
    """A caption of a call, parsed; it may be empty. Raises Refused."""
    return _formatted(given.get("caption", ""), given, "caption_entities")


def _formatted(source: str, given: Given, marks: str) -> Formatted:
    if len(source.encode("utf-8", "surrogatepass")) > LONGEST_SOURCE:
        raise bad_request("text is too long")
    source = entities.cleaned(source)
    if "parse_mode" in given:
        return markup.parsed(source)
    return Formatted(source, entities.checked(given.get(marks, []), source))


def shown_text(formatted: Formatted, too_long: str) -> Json:
    """The fields of a message with this text. Raises Refused if it is empty or too long.

    td counts characters where this counts UTF-16 units, which is never less: the documentation doesn't say
    which of the two Telegram's own servers count.
    """
    formatted = entities.trimmed(formatted)
    if entities.is_empty(formatted.text):
        raise bad_request("text must be non-empty")
    if entities.utf16_length(formatted.text) > entities.LONGEST_TEXT:
        raise bad_request(too_long)
    return _fields(entities.with_found(formatted), "text", "entities")


def shown_caption(formatted: Formatted) -> Json:
    """The fields of a message with this caption. Raises Refused if it is too long."""
    formatted = entities.trimmed(formatted)
    if entities.utf16_length(formatted.text) > entities.LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return _fields(entities.with_found(formatted), "caption", "caption_entities") if formatted.text else {}


def _fields(formatted: Formatted, text: str, marks: str) -> Json:
    return {text: formatted.text} | ({marks: formatted.entities} if formatted.entities else {})


def _posted(
    world: World, given: Given, kind: str, words: Formatted, media: tuple[Json, Upload] | None
) -> Json:
    """Send: first what the call itself says, then the chat, then what was to be sent, as Telegram does."""
    keyboard = inline_keyboard(given.get("reply_markup"))
    chat = writable(world, given)
    thread = thread_in(chat, given)
    reply_to = replied_to(world, chat, given)
    content = shown_text(words, "message is too long") if kind == "text" else shown_caption(words)
    if world.flood is not None:
        world.flood.spend(chat.id, is_group=chat.kind != "private", now=time.monotonic())
    message = world.post(chat, world.bot, content, reply_to=reply_to)
    message.keyboard, message.thread = keyboard, thread
    if media is not None:
        message.content, message.upload = {**media[0], **content}, media[1]
    return message.as_json()


def _file(world: World, given: Given, kind: str) -> tuple[Json, Upload]:
    """The fields of a message with this file, which may be one that was sent before. Raises Refused."""
    file: Upload | str = given.get(kind, "")
    if not file:
        raise bad_request(f"there is no {kind} in the request")
    if isinstance(file, str):
        if file not in world.files:
            # Telegram tells more precisely what is wrong with such an id or address.
            raise bad_request("wrong file identifier/HTTP URL specified")
        return _media(file, world.files[file], kind), world.files[file]
    if not file.content:
        raise bad_request("file must be non-empty")
    if kind == "photo" and not file.content.startswith(PHOTOS):
        raise bad_request("IMAGE_PROCESS_FAILED")
    file_id = f"FILE{next(world.numbers):08d}"
    world.files[file_id] = file
    return _media(file_id, file, kind), file


def _media(file_id: str, file: Upload, kind: str) -> Json:
    about: Json = {"file_id": file_id, "file_unique_id": file_id.lower(), "file_size": len(file.content)}
    if kind == "photo":
        return {"photo": [{**about, "width": 90, "height": 90}]}
    return {"document": {**about, "file_name": file.name, "mime_type": file.media_type}}
