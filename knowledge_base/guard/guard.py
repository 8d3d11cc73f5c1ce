"""The guard: what in a text may identify a child, a parent or another person in a case."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.contract import Language
from knowledge_base.guard.account_names import find_account_names
from knowledge_base.guard.addresses import find_addresses
from knowledge_base.guard.births import find_birth_dates
from knowledge_base.guard.case_numbers import find_case_numbers
from knowledge_base.guard.coded_numbers import find_coded_numbers
from knowledge_base.guard.contacts import find_contacts
from knowledge_base.guard.handles import find_handles
from knowledge_base.guard.lexicon import Lexicon, load_lexicon
from knowledge_base.guard.masks import Masks, load_masks
from knowledge_base.guard.names import find_names
from knowledge_base.guard.neutral import blank, reword
from knowledge_base.guard.pieces import LONGEST, pieces
from knowledge_base.guard.plates import find_plates
from knowledge_base.guard.postcodes import find_postcodes
from knowledge_base.guard.reading import language_of, read_words
from knowledge_base.guard.shadow import read
from knowledge_base.guard.spans import Checked, Span, apart, lifted
from knowledge_base.guard.structured import find_structured
from knowledge_base.guard.tokens import tokens
from knowledge_base.guard.vocabulary import Vocabulary, load_vocabulary
from knowledge_base.guard.wordings import WORDINGS

GENTLE_ROUNDS = 3  # in which words are replaced; new ones may come to light when others go
MOST_ROUNDS = 6
MOST_REWORDED = 25  # spans; a text with more is a list, of which nothing readable would be left


@dataclass(frozen=True, slots=True)
class Guard:
    """Checks texts; build it with `load_guard`."""

    lexicon: Lexicon
    vocabulary: Vocabulary
    masks: Masks

    def check(self, text: str, language: Language | None = None) -> Checked:
        """What in a text may identify somebody, and the text without it, in `language` or the text's own."""
        spans = self.spans(text, language)
        if not spans:
            return Checked(text, (), text)
        return Checked(text, spans, self.neutral(text, spans, language or self.language(text)))

    def neutral(self, text: str, spans: Sequence[Span], language: Language) -> str:
        """A text without these spans, in which nothing is found any more."""
        if len(spans) > MOST_REWORDED:
            return WORDINGS[language].whole_text
        for rounds in range(MOST_ROUNDS):
            gentle = rounds < GENTLE_ROUNDS
            text = reword(text, spans, language, self.vocabulary) if gentle else blank(text, spans)
            spans = self.spans(text)
            if not spans and self.language(text) != language:  # neutral to whoever checks it again
                spans = self.spans(text, language)
            if not spans:
                return text
        return WORDINGS[language].whole_text

    def language(self, text: str) -> Language:
        """The language that a text is reworded in."""
        return language_of(tokens(text[:LONGEST]), self.vocabulary, self.lexicon)

    def spans(self, text: str, language: Language | None = None) -> tuple[Span, ...]:
        """What in a text may identify somebody, in order and without overlap."""
        shadow = read(text)
        found = apart(
            span for start, piece in pieces(shadow.text) for span in self.in_piece(start, piece, language)
        )
        return tuple(Span(*shadow.original(s.start, s.end), s.kind, s.level) for s in found)

    def in_piece(self, offset: int, piece: str, language: Language | None) -> Iterator[Span]:
        """What a piece of a text holds, its place counted from the start of the text."""
        fixed = apart(self.without_names(piece))
        taken = [(span.start, span.end) for span in fixed]
        reading = read_words(
            piece, taken, language, lexicon=self.lexicon, vocabulary=self.vocabulary, masks=self.masks
        )
        names = list(find_names(reading))
        for span in (*(lifted(span, names) for span in fixed), *names):
            yield Span(span.start + offset, span.end + offset, span.kind, span.level)

    def without_names(self, piece: str) -> Iterator[Span]:
        """Everything but names."""
        yield from find_structured(piece)
        yield from find_contacts(piece)
        yield from find_plates(piece, self.vocabulary)
        yield from find_birth_dates(piece, self.vocabulary, self.lexicon)
        yield from find_addresses(piece, self.vocabulary, self.lexicon)
        yield from find_postcodes(piece, self.vocabulary)
        yield from find_case_numbers(piece, self.vocabulary)
        yield from find_coded_numbers(piece, self.vocabulary)
        yield from find_handles(piece, self.lexicon)
        yield from find_account_names(piece, self.lexicon)


def load_guard() -> Guard:
    """The guard with the lists that are shipped; takes some 0.1 s, so once per process."""
    return Guard(load_lexicon(), load_vocabulary(), load_masks())
