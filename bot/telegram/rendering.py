"""What a reply looks like on Telegram: HTML in pieces that fit, and buttons. Pure.

A text is cut before it is rendered, so that no tag is cut. Telegram counts UTF-16 units, of the text
without its tags: https://core.telegram.org/bots/api#sendmessage.
"""

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.contract import Attachment, Choice, Reply, choice_token, shows_positions
from bot.markup import Run, runs

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
TAGS = {"bold": "b", "italic": "i"}
BREAKS = ("\n\n", "\n", " ")
MARKS_IN_A_ROW = 6
SHORT_LABEL = 18


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text that fits in one message, with and without tags."""

    html: str
    plain: str


@dataclass(frozen=True, slots=True)
class Post:
    """One message of the one or more that a reply needs: words, a file, or a file with words under it."""

    text: Piece | None = None
    file: Attachment | None = None

    def words(self, *, tagged: bool) -> str | None:
        """What is to be read."""
        if self.text is None:
            return None
        return self.text.html if tagged else self.text.plain


def posts(reply: Reply) -> list[Post]:
    """A reply as messages: a short text under its only file, else the text and then the files.

    With choices the text comes last: the buttons are then under it, and it can be edited.
    """
    short = pieces(reply.text, LONGEST_CAPTION)
    if len(reply.attachments) == 1 and len(short) == 1:
        return [Post(short[0], reply.attachments[0])]
    words = [Post(piece) for piece in pieces(reply.text)]
    files = [Post(file=file) for file in reply.attachments]
    return [*files, *words] if reply.choices else [*words, *files]


def pieces(text: str, longest: int = LONGEST_TEXT) -> list[Piece]:
    """A text in light Markdown as messages of at most `longest` units; none when there is nothing to read."""
    stretches = list(runs(text))
    plain = "".join(run.text for run in stretches)
    cut = (piece_of(stretches, start, end) for start, end in spans(plain, longest))
    return [piece for piece in cut if piece.plain.strip()]


def spans(plain: str, longest: int) -> Iterator[tuple[int, int]]:
    """Where to cut: between paragraphs, else lines, else words, in the last half of what fits."""
    start = 0
    while start < len(plain):
        end = start + fitting(plain[start : start + longest], longest)
        if end < len(plain):
            end = last_break(plain, start, end)
        yield start, end
        start = end


def fitting(text: str, longest: int) -> int:
    """How many characters of a text are at most `longest` UTF-16 units."""
    encoded = text.encode("utf-16-le", "surrogatepass")[: longest * 2]
    return len(encoded.decode("utf-16-le", "ignore"))


def last_break(plain: str, start: int, end: int) -> int:
    """The best place to cut before `end`; `end` itself in a word without end."""
    for sign in BREAKS:
        found = plain.rfind(sign, (start + end) // 2, end)
        if found != -1:
            return found + len(sign)
    return end


def piece_of(stretches: Sequence[Run], start: int, end: int) -> Piece:
    """The characters from `start` to `end` of a styled text."""
    tagged, plain, position = [], [], 0
    for run in stretches:
        part = run.text[max(start - position, 0) : max(end - position, 0)]
        position += len(run.text)
        plain.append(part)
        tagged.append(tagged_run(part, run.style))
    return Piece("".join(tagged), "".join(plain))


def tagged_run(text: str, style: str) -> str:
    """A stretch of text as HTML."""
    escaped = html.escape(text, quote=False)
    tag = TAGS.get(style)
    return f"<{tag}>{escaped}</{tag}>" if tag and text else escaped


def keyboard(choices: tuple[Choice, ...], key: str) -> InlineKeyboardMarkup | None:
    """The choices of the message `key` as buttons, which carry only the name of a stored choice."""
    if not choices:
        return None
    buttons = [
        InlineKeyboardButton(choice.label or "–", callback_data=choice_token(key, position))
        for position, choice in enumerate(choices)
    ]
    return InlineKeyboardMarkup(rows(buttons, in_a_row(choices)))


def in_a_row(choices: tuple[Choice, ...]) -> int:
    """How many buttons stand side by side: many marks, two short answers, else one."""
    if not shows_positions(choices):
        return MARKS_IN_A_ROW
    return 2 if all(len(choice.label) <= SHORT_LABEL for choice in choices) else 1


def rows(buttons: Sequence[InlineKeyboardButton], width: int) -> list[Sequence[InlineKeyboardButton]]:
    """Buttons in rows of at most `width`."""
    return [buttons[start : start + width] for start in range(0, len(buttons), width)]
