"""Words that are remembered for a while and never written down."""

from bot.contract import Address, IncomingMessage, Kind
from handlers.learn.questions import MOST_REMEMBERED, Heard, ShortMemory

WORDS = Heard("Wie brengt het kind naar school?", "nl")
OTHER_WORDS = Heard("Who takes the child to school?", "en")


def message(message_id: str, sender: str = "anna", platform: str = "fake") -> IncomingMessage:
    return IncomingMessage(message_id, Kind.TEXT, sender, Address(platform, "chat"))


NOW = message("now")


def fill(memory: ShortMemory, messages: int) -> None:
    for number in range(messages):
        memory.keep(message(f"later-{number}"), OTHER_WORDS)


def test_words_are_recalled_with_their_language() -> None:
    memory = ShortMemory()
    memory.keep(message("1"), WORDS)
    memory.keep(message("2"), OTHER_WORDS)
    assert (memory.recall(NOW, "1"), memory.recall(NOW, "2")) == (WORDS, OTHER_WORDS)


def test_recalling_does_not_forget() -> None:
    memory = ShortMemory()
    memory.keep(message("1"), WORDS)
    assert memory.recall(NOW, "1") == memory.recall(NOW, "1") == WORDS


def test_what_was_never_heard_is_not_recalled() -> None:
    assert ShortMemory().recall(NOW, "1") is None


def test_the_last_words_for_a_message_count() -> None:
    memory = ShortMemory()
    memory.keep(message("1"), WORDS)
    memory.keep(message("1"), OTHER_WORDS)
    assert memory.recall(NOW, "1") == OTHER_WORDS


def test_the_oldest_words_are_forgotten_first() -> None:
    memory = ShortMemory()
    memory.keep(message("oldest"), WORDS)
    memory.keep(message("second"), WORDS)
    fill(memory, MOST_REMEMBERED - 1)
    assert memory.recall(NOW, "oldest") is None
    assert memory.recall(NOW, "second") == WORDS


def test_words_that_are_kept_again_last_longer() -> None:
    memory = ShortMemory()
    memory.keep(message("first"), WORDS)
    memory.keep(message("second"), WORDS)
    memory.keep(message("first"), WORDS)
    fill(memory, MOST_REMEMBERED - 1)
    assert memory.recall(NOW, "first") == WORDS
    assert memory.recall(NOW, "second") is None


def test_two_memories_share_nothing() -> None:
    first, second = ShortMemory(), ShortMemory()
    first.keep(message("1"), WORDS)
    assert second.recall(NOW, "1") is None


def test_words_are_recalled_for_their_author_only() -> None:
    memory = ShortMemory()
    memory.keep(message("1"), WORDS)
    assert memory.recall(message("2", sender="bob"), "1") is None
    assert memory.recall(message("2", platform="other"), "1") is None
