"""The terminal: what is typed as messages, and replies as it prints them."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.console import PLATFORM, ConsoleMessenger, greeting, incoming
from bot.console.messenger import wrapped
from bot.contract import Address, Attachment, Choice, Kind, PermanentDeliveryError, Reply

HERE = Address(PLATFORM, "terminal")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("/help\n", "help"),
        ("/help", "help"),
        ("/HELP\r\n", "HELP"),
        ("/taal en\n", "taal en"),
        ("/vraag  Wie belt de mentor? \n", "vraag  Wie belt de mentor? "),
        ("/vraag /help\n", "vraag /help"),
        ("/élève\n", "élève"),
    ],
)
def test_a_slash_and_a_letter_make_a_command(line: str, words: str) -> None:
    message = incoming(line)
    assert (message.kind, message.text) == (Kind.COMMAND, words)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/",
        "//",
        "//help",
        "/ 2",
        "/2",
        "/ help",
        "/-",
        "en/of",
        "2",
        "   ",
        "Wie belt de mentor?",
        "!help",
    ],
)
def test_everything_else_is_text_as_it_was_typed(text: str) -> None:
    for end in ("", "\n", "\r\n"):
        message = incoming(text + end)
        assert (message.kind, message.text) == (Kind.TEXT, text)


@given(text=st.text(st.characters(exclude_characters="\r\n")))
@settings(max_examples=100, deadline=None)
def test_no_line_loses_a_sign_but_the_slash_and_its_end(text: str) -> None:
    message = incoming(f"{text}\n")
    slash = "/" if message.kind is Kind.COMMAND else ""
    assert slash + message.text == text


def test_every_line_is_a_message_of_its_own_from_one_person_in_one_chat() -> None:
    first, second = incoming("nog eens\n"), incoming("nog eens\n")
    assert first.id != second.id
    assert (first.sender, first.address) == (second.sender, second.address)
    assert first.address.platform == PLATFORM
    assert first.is_direct


def test_the_greeting_says_how_to_ask_how_to_get_help_and_how_to_leave() -> None:
    for words in ("Typ je vraag", "/help", "Ask in English", "Ctrl-D"):
        assert words in greeting()


async def shown(reply: Reply, *, styled: bool = False) -> str:
    """What a terminal shows of a reply."""
    stream = io.StringIO()
    await ConsoleMessenger(stream, styled=styled).send(HERE, reply, key="q-1/answer-1")
    return stream.getvalue()


async def test_a_reply_stands_between_empty_lines() -> None:
    assert await shown(Reply("Goed.\n\nTot straks.")) == "\nGoed.\n\nTot straks.\n\n"


@pytest.mark.parametrize(
    ("labels", "lines"),
    [
        (("Ja",), "  1. Ja"),
        (("Ja", "Nee"), "  1. Ja\n  2. Nee"),
        (("0", "5", "10"), "  0  5  10"),
        (("1", "2", "geen"), "  1. 1\n  2. 2\n  3. geen"),
    ],
)
async def test_choices_stand_below_the_text(labels: tuple[str, ...], lines: str) -> None:
    choices = tuple(Choice(label, f"do:{label}") for label in labels)
    assert await shown(Reply("Kies maar.", choices)) == f"\nKies maar.\n\n{lines}\n\n"


async def test_the_tenth_choice_is_number_ten() -> None:
    choices = tuple(Choice(f"keuze {letter}", f"do:{letter}") for letter in "abcdefghij")
    assert (await shown(Reply("Kies maar.", choices))).endswith("  9. keuze i\n  10. keuze j\n\n")


async def test_what_a_choice_does_is_not_shown() -> None:
    assert "pass-on" not in await shown(Reply("Doorgeven?", (Choice("Ja", "pass-on:q-17"),)))


async def test_a_file_is_a_line_with_its_name_and_size() -> None:
    files = (Attachment("a.ics", "text/calendar", b"x" * 12), Attachment("leeg.csv", "text/csv", b""))
    reply = Reply("Alsjeblieft.", (Choice("Dank je", "thanks:"),), files)
    assert await shown(reply) == (
        "\nAlsjeblieft.\n\n  1. Dank je\n[a.ics, 12 bytes]\n[leeg.csv, 0 bytes]\n\n"
    )


async def test_eyes_see_bold_and_italic_and_a_pipe_gets_bare_words() -> None:
    reply = Reply("**Titel** en _bron_.", (Choice("**Ja**", "yes:"),))
    assert await shown(reply, styled=True) == (
        "\n\033[1mTitel\033[0m en \033[3mbron\033[0m.\n\n  1. **Ja**\n\n"
    )
    assert await shown(reply) == "\nTitel en bron.\n\n  1. **Ja**\n\n"


async def test_a_reply_is_shown_at_once() -> None:
    """A terminal that waits for more before it shows anything is no conversation."""
    buffer = io.BytesIO()
    stream = io.TextIOWrapper(buffer, encoding="utf-8", write_through=False)
    await ConsoleMessenger(stream, styled=False).send(HERE, Reply("Eén tel."), key="q-1/answer-1")
    assert buffer.getvalue().decode() == "\nEén tel.\n\n"


class NobodyReads(io.StringIO):
    """A pipe whose reader has left."""

    def write(self, text: str) -> int:
        raise BrokenPipeError(32, "Broken pipe")


async def test_a_reader_who_left_is_an_error_of_the_contract() -> None:
    """A messenger may raise a DeliveryError and nothing else."""
    messenger = ConsoleMessenger(NobodyReads(), styled=False)
    with pytest.raises(PermanentDeliveryError):
        await messenger.send(HERE, Reply("Is daar iemand?"), key="q-1/answer-1")


def test_lines_break_between_words_and_paragraphs_stay() -> None:
    text = "Bel de mentor vandaag nog.\n\n_Bron: een boek_"
    assert wrapped(text, 12) == "Bel de\nmentor\nvandaag nog.\n\n_Bron: een\nboek_"


def test_a_word_that_is_too_long_stays_whole() -> None:
    assert wrapped("zie https://example.org/een/lang/adres", 10) == "zie\nhttps://example.org/een/lang/adres"
