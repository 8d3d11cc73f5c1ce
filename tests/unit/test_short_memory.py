"""Words that are remembered for a while and never written down."""

from handlers.questions import MOST_REMEMBERED, Heard, ShortMemory

WORDS = Heard("Wie brengt het kind naar school?", "nl")
OTHER_WORDS = Heard("Who takes the child to school?", "en")


def fill(memory: ShortMemory, messages: int) -> None:
    for number in range(messages):
        memory.keep(f"later-{number}", OTHER_WORDS)


def test_words_are_recalled_with_their_language() -> None:
    memory = ShortMemory()
    memory.keep("1", WORDS)
    memory.keep("2", OTHER_WORDS)
    assert (memory.recall("1"), memory.recall("2")) == (WORDS, OTHER_WORDS)


def test_recalling_does_not_forget() -> None:
    memory = ShortMemory()
    memory.keep("1", WORDS)
    assert memory.recall("1") == memory.recall("1") == WORDS


def test_what_was_never_heard_is_not_recalled() -> None:
    assert ShortMemory().recall("1") is None


def test_the_last_words_for_a_message_count() -> None:
    memory = ShortMemory()
    memory.keep("1", WORDS)
    memory.keep("1", OTHER_WORDS)
    assert memory.recall("1") == OTHER_WORDS


def test_the_oldest_words_are_forgotten_first() -> None:
    memory = ShortMemory()
    memory.keep("oldest", WORDS)
    memory.keep("second", WORDS)
    fill(memory, MOST_REMEMBERED - 1)
    assert memory.recall("oldest") is None
    assert memory.recall("second") == WORDS


def test_words_that_are_kept_again_last_longer() -> None:
    memory = ShortMemory()
    memory.keep("first", WORDS)
    memory.keep("second", WORDS)
    memory.keep("first", WORDS)
    fill(memory, MOST_REMEMBERED - 1)
    assert memory.recall("first") == WORDS
    assert memory.recall("second") is None


def test_two_memories_share_nothing() -> None:
    first, second = ShortMemory(), ShortMemory()
    first.keep("1", WORDS)
    assert second.recall("1") is None
