"""Inline keyboards: what Telegram takes, what it leaves out and what it refuses."""

from tests.wire.telegram.refusals import Json, Misused, bad_request

MOST_BUTTONS = 100
MOST_IN_A_ROW = 8
LONGEST_DATA = 64  # bytes
KINDS = ("url", "callback_data")  # what a button of ours can do; Telegram knows more

Keyboard = list[list[Json]]


def inline_keyboard(markup: Json | None) -> Keyboard:
    """The rows of buttons; none if there is no keyboard. Raises Refused.

    client, get_reply_markup: the form. td, ReplyMarkup.cpp drops buttons without a label silently; here that
    is a complaint. Seen: more than 100 buttons is "reply markup is too long". What Telegram does with more
    than 8 in a row is not verified (users give 8 as the limit), so that is a complaint too.
    """
    if markup is None:
        return []
    if set(markup) != {"inline_keyboard"}:
        raise Misused(f"an inline keyboard is expected, not {sorted(markup)}")
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    keyboard = [[_button(button) for button in row] for row in rows if row]
    if sum(map(len, keyboard)) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    if max(map(len, keyboard), default=0) > MOST_IN_A_ROW:
        raise Misused(f"more than {MOST_IN_A_ROW} buttons in a row")
    return keyboard


def _button(button: Json) -> Json:
    if not isinstance(button, dict):
        raise _wrong("InlineKeyboardButton must be an Object")
    if not isinstance(button.get("text"), str):
        raise _wrong('Can\'t find field "text"')
    if not button["text"].strip():
        raise Misused("a button without a label")
    kinds = [kind for kind in KINDS if button.get(kind)]
    if not kinds:
        raise _wrong("Text buttons are unallowed in the inline keyboard")
    if len(kinds) > 1 or set(button) - {"text", *KINDS}:
        raise Misused(f"a button with {sorted(button)}")
    if len(button.get("callback_data", "").encode()) > LONGEST_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    return button


def _wrong(what: str) -> Exception:
    return bad_request(f"can't parse inline keyboard button: {what}")
