"""The questions of a first installation: asked again, kindly, when an answer can't be read."""

import asyncio
import getpass
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass

from pydantic import SecretStr

from bot.cli import values
from bot.cli.errors import Refused
from bot.settings import PREFIX, complete_address, known_zone, operator_doors, user_id, valid_token
from bot.telegram import TelegramAccount
from bot.telegram import checkup as telegram
from bot.watching.findings import Finding, Weight
from handlers.setting_up import SetupWords, is_yes

MOST_TRIES = 3
USUAL_ZONE = "Europe/Amsterdam"
NOBODY = "-"


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered; empty is none."""

    token: str
    matrix_user: str
    homeserver: str
    password: str
    timezone: str
    network: str
    operator: str

    @property
    def serves(self) -> bool:
        """Whether there is a platform to serve."""
        return bool(self.token or self.matrix_user)

    def settings(self) -> dict[str, str]:
        """The settings that this makes, without those that stay unset."""
        chosen = {
            "TIMEZONE": self.timezone,
            "TELEGRAM_TOKEN": self.token,
            "MATRIX_HOMESERVER": self.homeserver,
            "MATRIX_USER": self.matrix_user,
            "MATRIX_PASSWORD": self.password,
            "OPERATOR": self.operator,
        }
        return {name: value for name, value in chosen.items() if value}


class Asker:
    """Asks on the terminal, or of a pipe. Raises EOFError when there is nothing to read any more."""

    def __init__(self, words: SetupWords, *, offline: bool) -> None:
        self.words = words
        self.offline = offline
        self.bot_name = ""

    def reads(self, question: str, **filled: str) -> str:
        """One line in answer to a question."""
        print(self.words.say(question, **filled), end=": ", flush=True)
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line.strip()

    def hides(self, question: str) -> str:
        """One line that is not shown while it is typed."""
        if not sys.stdin.isatty():
            return self.reads(question)
        return getpass.getpass(f"{self.words.say(question)}: ").strip()

    def until_read(self, question: str, check: Callable[[str], str], usual: str = "") -> str:
        """An answer that passes the check, or what is usual for Enter. Raises Refused when three did not."""
        for _ in range(MOST_TRIES):
            answer = self.reads(question, usual=usual) or usual
            try:
                return check(answer)
            except ValueError:
                print(self.words.say(f"{question}-wrong"))
        raise gave_up(self.words)


def asked(asker: Asker) -> Answers:
    """All answers, in the order in which somebody has them at hand."""
    token = telegram_token(asker)
    user = asker.until_read("matrix", lambda answer: user_id(answer) if answer else "")
    homeserver = password = ""
    if user:
        usual = f"https://{user.partition(':')[2]}"
        homeserver = asker.until_read("homeserver", complete_address, usual)
        password = matrix_password(asker)
    timezone = asker.until_read("timezone", known_zone, USUAL_ZONE)
    usual = asker.words.say("network-usual")
    network = asker.until_read("network", values.name, usual)
    return Answers(token, user, homeserver, password, timezone, network, operator(asker, token))


def telegram_token(asker: Asker) -> str:
    """A token that Telegram knows, as far as it can be asked."""
    for _ in range(MOST_TRIES):
        token = asker.until_read("telegram", in_form_of_token)
        if not token or asker.offline:
            return token
        found = asyncio.run(telegram.checked(account_of(token)))[0]
        if found.weight is Weight.OK:
            asker.bot_name = name_in(found)
            print(asker.words.say("telegram-known", name=asker.bot_name))
            return token
        if found.says != telegram.REFUSED:
            print(asker.words.say("telegram-unreached"))
            return token
        print(asker.words.say("telegram-refused"))
    raise gave_up(asker.words)


def account_of(token: str) -> TelegramAccount:
    """The account with this token, at whichever Bot API the environment names."""
    base_url = os.environ.get(f"{PREFIX}TELEGRAM_BASE_URL")
    return TelegramAccount(token, base_url) if base_url else TelegramAccount(token)


def in_form_of_token(answer: str) -> str:
    """A token, or nothing."""
    return valid_token(SecretStr(answer)).get_secret_value() if answer else ""


def name_in(found: Finding) -> str:
    """The bot's name in what was found of its token."""
    return found.says.rpartition(" ")[2]


def matrix_password(asker: Asker) -> str:
    """A password, whatever it is."""
    for _ in range(MOST_TRIES):
        if password := asker.hides("password"):
            return password
        print(asker.words.say("password-wrong"))
    raise gave_up(asker.words)


def operator(asker: Asker, token: str) -> str:
    """Where the operator hears of trouble: typed, or found by their message to the bot; empty for nobody."""
    can_look = bool(asker.bot_name)
    question, filled = ("operator-telegram", {"name": asker.bot_name}) if can_look else ("operator", {})
    for _ in range(MOST_TRIES):
        answer = asker.reads(question, **filled)
        if answer == NOBODY or (not answer and not can_look):
            return ""
        if not answer and (found := who_wrote(asker, token)):
            return found
        try:
            return operator_doors(answer)
        except ValueError:
            print(asker.words.say("operator-wrong" if answer else "operator-nobody"))
    return ""


def who_wrote(asker: Asker, token: str) -> str | None:
    """The door of whoever wrote to the bot just now, if they say that it is theirs."""
    found = asyncio.run(telegram.writer(account_of(token)))
    if found is None:
        return None
    number, name = found
    answer = asker.reads("operator-found", name=name)
    return f"telegram:{number}" if not answer or is_yes(answer) else None


def gave_up(words: SetupWords) -> Refused:
    """How it ends when no answer could be read."""
    return Refused(words.say("again"))
