"""Telegram's HTML: td, MessageEntity.cpp, parse_html and decode_html_entity, with its wordings.

`tg-emoji` and `tg-time` are tags there too; here they are refused, for a bot of ours has no use for them.
"""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tests.wire.telegram.entities import Formatted, position, utf16_length
from tests.wire.telegram.refusals import Json, bad_request

STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "pre": "pre",
    "code": "code",
    "blockquote": "blockquote",
    "a": "text_link",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
REFERENCE = re.compile(r"&(?:#x(?P<hex>[0-9a-fA-F]*)|#(?P<decimal>[0-9]*)|(?P<name>[A-Za-z]*));?")
LONGEST_REFERENCE = 10  # signs, without the semicolon
PLAIN = re.compile(r"[^&<]+")
SPACES = re.compile(r"[ \t\n\r\v]*")
TAG_NAME = re.compile(r"[^ \t\n\r\v>]*")
ATTRIBUTE_NAME = re.compile(r"[^ \t\n\r\v=>/\"']*")
NAME_TOKEN = re.compile(r"[A-Za-z0-9.\-]*")


def parsed(source: str) -> Formatted:
    """The text and entities that a source in HTML stands for. Raises Refused ("can't parse entities: …")."""
    if "<" not in source and "&" not in source:
        return Formatted(source)
    return _Reader(source).read()


@dataclass(slots=True)
class _Open:
    """A tag that was opened and not yet closed."""

    tag: str
    argument: str
    offset: int
    start: int


@dataclass(slots=True)
class _Reader:
    source: str
    at: int = 0
    out: list[str] = field(default_factory=list)
    length: int = 0
    opened: list[_Open] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def read(self) -> Formatted:
        while self.at < len(self.source):
            sign = self.source[self.at]
            if sign == "<":
                self._tag()
            else:
                self._emit(self._reference() if sign == "&" else self._taken(PLAIN))
        if self.opened:
            raise refused(f'Can\'t find end tag corresponding to start tag "{self.opened[-1].tag}"')
        return Formatted("".join(self.out), sorted(map(_without_own_language, self.entities), key=position))

    def _emit(self, text: str) -> None:
        self.out.append(text)
        self.length += utf16_length(text)

    def _taken(self, pattern: re.Pattern[str]) -> str:
        """What the pattern matches here, which may be nothing."""
        match = pattern.match(self.source, self.at)
        self.at = match.end() if match else self.at
        return match[0] if match else ""

    def _next(self) -> str:
        """The sign here, or nothing at the end."""
        return self.source[self.at : self.at + 1]

    def _reference(self) -> str:
        match = REFERENCE.match(self.source, self.at)
        meant = _meaning(match) if match else ""
        if not match or not meant:
            self.at += 1
            return "&"
        self.at = match.end()
        return meant

    def _tag(self) -> None:
        begin = self.at
        self.at += 1
        if self._next() == "/":
            self.at += 1
            self._end_tag(begin)
        else:
            self._start_tag(begin)

    def _start_tag(self, begin: int) -> None:
        tag = self._taken(TAG_NAME).lower()
        if not self._next():
            raise refused(f"Unclosed start tag {self._place(begin)}")
        if tag not in STYLES:
            raise refused(f'Unsupported start tag "{tag}" {self._place(begin)}')
        argument = ""
        self._taken(SPACES)
        while self._next() != ">":
            argument = self._attribute(tag, begin) or argument
            self._taken(SPACES)
        self.at += 1
        if tag == "span" and argument != "spoiler":
            raise refused(f'Tag "span" must have class "tg-spoiler" {self._place(begin)}')
        self.opened.append(_Open(tag, argument, self.length, len(self.out)))

    def _attribute(self, tag: str, begin: int) -> str:
        name = self._taken(ATTRIBUTE_NAME)
        if not name:
            raise refused(f'Empty attribute name in the tag "{tag}" {self._place(begin)}')
        self._taken(SPACES)
        if self._next() != "=":
            if not self._next():
                raise refused(f'Unclosed start tag "{tag}" {self._place(begin)}')
            return "1" if (tag, name) == ("blockquote", "expandable") else ""
        self.at += 1
        self._taken(SPACES)
        if not self._next():
            raise refused(f'Unclosed start tag "{tag}" {self._place(begin)}')
        value = self._quoted() if self._next() in "'\"" else self._name_token()
        if not self._next():
            raise refused(f"Unclosed start tag {self._place(begin)}")
        return _argument(tag, name, value)

    def _quoted(self) -> str:
        quote = self._next()
        self.at += 1
        value = []
        while (sign := self._next()) and sign != quote:
            value.append(self._reference() if sign == "&" else sign)
            self.at += sign != "&"
        self.at += 1
        return "".join(value)

    def _name_token(self) -> str:
        begin = self.at
        token = self._taken(NAME_TOKEN).lower()
        if self._next() not in " \t\n\r\v>":
            raise refused(f"Unexpected end of name token {self._place(begin)}")
        return token

    def _end_tag(self, begin: int) -> None:
        if not self.opened:
            raise refused(f"Unexpected end tag {self._place(begin)}")
        name = self._taken(TAG_NAME).lower()
        self._taken(SPACES)
        if self._next() != ">":
            raise refused(f"Unclosed end tag {self._place(begin)}")
        self.at += 1
        opened = self.opened.pop()
        if name not in ("", opened.tag):
            expected = f'expected "</{opened.tag}>", found "</{name}>"'
            raise refused(f"Unmatched end tag {self._place(begin)}, {expected}")
        if self.length > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        entity = {"type": STYLES[opened.tag], "offset": opened.offset, "length": self.length - opened.offset}
        match opened.tag:
            case "a":
                url = _checked_link(opened.argument or "".join(self.out[opened.start :]))
                self.entities += [{**entity, "url": url}] if url else []
            case "blockquote" if opened.argument:
                self.entities.append({**entity, "type": "expandable_blockquote"})
            case "pre" | "code":
                self._close_code(entity, opened.argument)
            case _:
                self.entities.append(entity)

    def _close_code(self, entity: Json, language: str) -> None:
        """`pre` around `code` (or the other way round) with a language is one entity, else they are two."""
        inner = self.entities[-1] if self.entities else {}
        language = language or inner.get("language", "")
        other = {"pre": "code", "code": "pre"}[entity["type"]]
        if language and {**inner, "language": language} == {**entity, "type": other, "language": language}:
            self.entities[-1] = {**entity, "type": "pre", "language": language}
        elif entity["type"] == "code" and language:
            self.entities.append({**entity, "language": language})
        else:
            self.entities.append(entity)

    def _place(self, at: int) -> str:
        return f"at byte offset {len(self.source[:at].encode())}"


def _without_own_language(entity: Json) -> Json:
    """Only `pre` has a language in the end."""
    return {key: value for key, value in entity.items() if entity["type"] == "pre" or key != "language"}


def _meaning(match: re.Match[str]) -> str:
    """The sign that a reference stands for; nothing if it is no reference to Telegram."""
    if match["name"] is not None:
        return NAMED.get(match["name"], "")
    digits, base = (match["hex"], 16) if match["hex"] is not None else (match["decimal"], 10)
    code = int(digits, base) if digits else 0
    if code == 0 or code >= 0x10FFFF or len(match[0].rstrip(";")) >= LONGEST_REFERENCE:
        return ""
    if 0xD800 <= code <= 0xDFFF:
        raise refused(
            "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched "
            "surrogate code units"
        )
    return chr(code)


def _argument(tag: str, name: str, value: str) -> str:
    match tag, name:
        case "a", "href":
            return value
        case "code", "class" if value.startswith("language-"):
            return value.removeprefix("language-")
        case "span", "class" if value.startswith("tg-"):
            return value.removeprefix("tg-")
        case "blockquote", "expandable":
            return "1"
    return ""  # other attributes are ignored, as Telegram does


def _checked_link(url: str) -> str:
    """The address as Telegram keeps it, or nothing: a wrong one leaves plain text, without an error.

    Simpler than td's LinkManager: http, https and tg only.
    """
    try:
        parts = urlsplit(url if ":" in url else f"http://{url}")
    except ValueError:
        return ""
    if parts.scheme == "tg":
        return url
    if parts.scheme not in ("http", "https") or "." not in parts.netloc.strip("."):
        return ""
    return parts._replace(path=parts.path or "/").geturl()


def refused(what: str) -> Exception:
    """A fault in the markup; td, SynchronousRequests.cpp adds the prefix."""
    return bad_request(f"can't parse entities: {what}")
