"""What a reply looks like on Matrix: a plain text, the same as HTML, and choices as a numbered list. Pure.

HTML that clients show: Matrix specification 1.16, "m.room.message msgtypes". An event is at most 65,536 bytes
as it is sent ("Size limits"), and encryption makes four bytes of three.
"""

import html
import json
import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from bot.contract import Attachment, Choice, Reply, shows_positions
from bot.markup import Run, runs

Json = dict[str, Any]

LONGEST_BYTES = 40_000
TAGS = {"bold": "strong", "italic": "em"}
BREAKS = ("\n\n", "\n", " ")
PICTURES = ("image/gif", "image/jpeg", "image/png", "image/webp")


def posts(reply: Reply, commands: Collection[str]) -> list[Json]:
    """The contents of the one or more messages that a reply's words need; the last has the choices.

    `commands` are the names of ours, which are typed with an exclamation mark here.
    """
    stretches = list(runs(with_our_sign(reply.text, commands)))
    pieces = list(fitting(stretches))
    if not any(run.text.strip() for run in stretches) and not reply.choices:
        return []
    return [
        *(text_message(piece, ()) for piece in pieces[:-1]),
        text_message(pieces[-1], reply.choices),
    ]


def with_our_sign(text: str, commands: Collection[str]) -> str:
    """A text in which `/help` reads `!help`: Element takes a line with a slash for a command of its own."""
    if not commands:
        return text
    names = "|".join(map(re.escape, commands))
    return re.sub(rf"(?<![\w/])/(?=(?:{names})\b)", "!", text)


def text_message(stretches: Sequence[Run], choices: tuple[Choice, ...]) -> Json:
    """A message with this text and these choices."""
    plain = "".join(run.text for run in stretches)
    tagged = "".join(map(tagged_run, stretches))
    return {
        "msgtype": "m.text",
        "body": plain + plain_list(choices),
        "format": "org.matrix.custom.html",
        "formatted_body": tagged + html_list(choices),
        "m.mentions": {},
    }


def tagged_run(run: Run) -> str:
    """A stretch of text as HTML."""
    escaped = html.escape(run.text, quote=False).replace("\n", "<br>")
    tag = TAGS.get(run.style)
    return f"<{tag}>{escaped}</{tag}>" if tag and escaped else escaped


def plain_list(choices: tuple[Choice, ...]) -> str:
    """Choices below a plain text: numbered, or side by side when they are numbers themselves."""
    if not choices:
        return ""
    if not shows_positions(choices):
        return "\n\n" + "  ".join(choice.label for choice in choices)
    return "\n\n" + "\n".join(f"{number}. {choice.label}" for number, choice in enumerate(choices, 1))


def html_list(choices: tuple[Choice, ...]) -> str:
    """Choices below HTML."""
    if not choices:
        return ""
    labels = [html.escape(choice.label, quote=False) for choice in choices]
    if not shows_positions(choices):
        return "<br><br>" + " &nbsp;".join(labels)
    return "<ol>" + "".join(f"<li>{label}</li>" for label in labels) + "</ol>"


def file_message(file: Attachment, where: Json) -> Json:
    """A message with a file that is stored `where`."""
    return {
        "msgtype": "m.image" if file.media_type in PICTURES else "m.file",
        "body": file.name,
        "filename": file.name,
        "info": {"mimetype": file.media_type, "size": len(file.content)},
        "m.mentions": {},
        **where,
    }


def in_thread(content: Json, thread: str | None) -> Json:
    """A message's content, in a thread if there is one; clients without threads show it as a reply."""
    if thread is None:
        return content
    relation = {
        "rel_type": "m.thread",
        "event_id": thread,
        "is_falling_back": True,
        "m.in_reply_to": {"event_id": thread},
    }
    return {**content, "m.relates_to": relation}


def replacing(content: Json, event_id: str) -> Json:
    """A message's content as an edit of an earlier one; clients that know no edits show it with a star."""
    return {
        **content,
        "body": f"* {content['body']}",
        "formatted_body": f"* {content['formatted_body']}",
        "m.new_content": content,
        "m.relates_to": {"rel_type": "m.replace", "event_id": event_id},
    }


def fitting(stretches: Sequence[Run]) -> Iterator[Sequence[Run]]:
    """A text in pieces that fit in an event each: whole, or the pieces of its halves."""
    plain = "".join(run.text for run in stretches)
    if len(json.dumps(text_message(stretches, ()))) <= LONGEST_BYTES or len(plain) <= 1:
        yield stretches
        return
    middle = break_near_middle(plain)
    yield from fitting(part(stretches, 0, middle))
    yield from fitting(part(stretches, middle, len(plain)))


def break_near_middle(plain: str) -> int:
    """The best place to cut a text in two: an empty line, a line or a word in its second quarter."""
    middle = len(plain) // 2
    for sign in BREAKS:
        found = plain.rfind(sign, middle // 2, middle)
        if found != -1:
            return found + len(sign)
    return middle


def part(stretches: Sequence[Run], start: int, end: int) -> list[Run]:
    """The characters from `start` to `end` of a styled text."""
    found, position = [], 0
    for run in stretches:
        if text := run.text[max(start - position, 0) : max(end - position, 0)]:
            found.append(Run(text, run.style))
        position += len(run.text)
    return found
