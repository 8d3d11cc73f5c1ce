"""A text without personal data, as a careful colleague would put it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.contract import Language
from knowledge_base.guard.lexicon import fold, word_group
from knowledge_base.guard.spans import Kind, Span
from knowledge_base.guard.vocabulary import Vocabulary
from knowledge_base.guard.wordings import WORDINGS, Wordings

REACH = 40  # characters around a span that decide how it is put

LAST_WORD = re.compile(r"([^\W\d_][\w']*)(\.?\s+|,\s*)$")
ARTICLE = re.compile(
    r"\b(?:de|het|een|the|a|an|onze|ons|mijn|zijn|haar|hun|our|my|his|her|their)\s+$", re.IGNORECASE
)
POINTING = re.compile(
    r"\b(?:onze|ons|mijn|die|deze|our|my|the|this|that|kleine|lieve|arme|little|poor|nieuwe|new)\s+$",
    re.IGNORECASE,
)
NAMED = re.compile(r"[\s,]+(?:genaamd|named)\s+$", re.IGNORECASE)
CALLED = re.compile(
    r"(?:\b(?:heet|heette|heten|genoemd|noem(?:t|en|de)|called|aka|alias|roepnaam)|\bna(?:am|me) (?:is|was))"
    r"\s+(?:\w{1,4}\s)?$",
    re.IGNORECASE,
)
WHO_IS = re.compile(r"[\s,]+die\s+$", re.IGNORECASE)
IS_CALLED = re.compile(r"\s+heet(?:te)?\b", re.IGNORECASE)
AGE = re.compile(
    r"\s*(?:\(\s*\d{1,2}\s*(?:jaar|jr|j|years?|yrs?|yo)?\s*\)|,?\s(?:van|aged|age)\s\d{1,2}(?:\s(?:jaar|jr))?(?![\d:])|"
    r",\s?\d{1,2}(?:\s(?:jaar|jr\.?|years old))?\s?(?:,|(?=[.!?]|$)))",
    re.IGNORECASE,
)
OWNING = re.compile(
    r"(?:('?s|')|\s(?:z'n|zn|zijn|d'r|dr|haar))\s((?:(?:nieuwe|oude|kleine|grote|jongste|oudste|beste|eigen|biologische|laatste|"
    r"eerste|vorige)\s)?([a-zë]+))\b",
    re.IGNORECASE,
)
NEUTER = word_group(
    "gedrag huis dossier gezin adres bed werk geld rooster leven verhaal plan netwerk contact gesprek "
    "traject rapport verleden telefoonnummer nummer verzet recht gezag diploma examen verblijf paspoort "
    "lichaam haar"
)
OWN_WORD = re.compile(
    r"\b\w*(?:nummer|nr|tel|telefoon|mobiel|phone|number|bsn|iban|rekening|account|kenteken|plate|dossier|zaak|kenmerk|adres|address|"
    r"postcode|mail|snap|snapchat|insta|instagram|tiktok|discord|geb|dob|geboortedatum|birth|gebruikersnaam|username|brp)"
    r"(?:\W|\bis\b|\bvan\b|\bhem\b|\bhaar\b|\bvader\b|\bmoeder\b|\bop\b|\bof\b|\bon\b|\bher\b|\bhis\b){0,4}$",
    re.IGNORECASE,
)
BORN_BEHIND = re.compile(r"\s+(?:geboren|born)\b", re.IGNORECASE)
JARIG_BEHIND = re.compile(r"\s+jarig\b", re.IGNORECASE)
BORN_BEFORE = re.compile(
    r"(?:geboren|born|jarig|verjaardag|birthday)\s+(?:is\s+)?(?:op|on)?\s*$", re.IGNORECASE
)
BIRTH_NOUN = re.compile(r"\b(?:geboortedatum|date of birth)[\s:]+(?:is\s+|van\s+)?$", re.IGNORECASE)
WHERE = re.compile(r"\b(?:op|in|aan|at|on)\s+(?:(?:de|het|the)\s+)?$", re.IGNORECASE)
PREPOSITION = re.compile(r"\b(?:op|met|naar|van|via|on|at|to|from|with|in)\s+$", re.IGNORECASE)
SENTENCE_START = re.compile(r"(?:^|[.!?\n])\s*$")


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of a text and what comes in its place."""

    start: int
    end: int
    words: str


@dataclass(slots=True)
class Rewording:
    """One text being reworded; remembers who was mentioned, so that two people stay two."""

    text: str
    wordings: Wordings
    language: Language
    vocabulary: Vocabulary
    mentioned: list[str] = field(default_factory=list)

    def edits(self, spans: Sequence[Span]) -> Iterator[Edit]:
        """What takes the place of each span, in order and without overlap."""
        reached = 0
        for span in spans:
            edit = self.name(span) if span.kind is Kind.NAME else self.thing(span)
            edit = Edit(max(edit.start, reached), max(edit.end, reached), edit.words)
            reached = edit.end
            yield edit

    def before(self, place: int) -> str:
        """What stands before a place."""
        return self.text[max(0, place - REACH) : place]

    def behind(self, place: int) -> str:
        """What stands behind a place."""
        return self.text[place : place + REACH]

    def name(self, span: Span) -> Edit:
        """How a person is put."""
        before, end = self.before(span.start), self.age_end(span.end)
        if NAMED.search(before) or (WHO_IS.search(before) and IS_CALLED.match(self.behind(span.end))):
            return self.without_naming(span, before)
        if CALLED.search(before) or IS_CALLED.match(self.behind(span.end)):
            return Edit(span.start, span.end, self.wordings.name_left_out)
        last = LAST_WORD.search(before)
        if last and (edit := self.behind_noun(span, last, end)):
            return edit
        owning = OWNING.match(self.behind(span.end)) if self.language == "nl" else None
        if owning and (owning[1] or fold(owning[3]) in self.vocabulary.people):
            return self.owned(span, owning)
        return Edit(span.start, end, self.person(span, bool(POINTING.search(before))))

    def age_end(self, end: int) -> int:
        """Where an age behind a name ends; there is none when that is where the name ends."""
        age = AGE.match(self.behind(end))
        return end + age.end() if age else end

    def without_naming(self, span: Span, before: str) -> Edit:
        """Nothing in place of "genaamd X" or "die X heet"."""
        match = NAMED.search(before) or WHO_IS.search(before)
        called = IS_CALLED.match(self.behind(span.end))
        end = span.end + (called.end() if called and not NAMED.search(before) else 0)
        return Edit(span.start - len(match[0]) if match else span.start, end, "")

    def behind_noun(self, span: Span, last: re.Match[str], end: int) -> Edit | None:
        """A name behind "mevrouw", "zijn moeder" or "a boy,"; None when no such word stands before it."""
        noun, gap = fold(last[1]), last[2]
        start = span.start - len(gap)
        if noun in self.vocabulary.titles and "," not in gap:
            instead = self.wordings.titled.get(noun)
            noun_start = start - len(last[1])
            said = LAST_WORD.search(self.before(noun_start))
            if said and fold(said[1]) in self.vocabulary.people:
                return Edit(noun_start - len(said[2]), span.end, "")
            if instead and not ARTICLE.search(self.before(noun_start)):
                return Edit(noun_start, span.end, self.cased(noun_start, instead))
            return Edit(start, span.end, "")
        if noun not in self.vocabulary.people:
            return self.behind_thing(span, noun, gap)
        closing = re.match(r"\s*,", self.behind(end)) if "," in gap else None
        return Edit(start, end + closing.end() if closing else end, "")

    def behind_thing(self, span: Span, noun: str, gap: str) -> Edit | None:
        """ "Het dossier Dekker": "het dossier van een jongere"."""
        if self.language != "nl" or gap.strip() or noun not in self.vocabulary.belongings:
            return None
        return Edit(span.start, span.end, f"van {self.mention(span)}")

    def owned(self, span: Span, owning: re.Match[str]) -> Edit:
        """ "Jaydens moeder": "de moeder van een jongere"."""
        thing, noun = owning[2], owning[3].lower()
        article = "het" if noun in NEUTER or noun.endswith("je") else "de"
        person = self.mention(span)
        return Edit(
            span.start, span.end + owning.end(), self.cased(span.start, f"{article} {thing} van {person}")
        )

    def person(self, span: Span, pointed: bool) -> str:
        """A person as this text puts one; "onze Jayden" is "onze jongere"."""
        mention = self.mention(span)
        return self.wordings.bare_person if pointed else self.cased(span.start, mention)

    def mention(self, span: Span) -> str:
        """Which person is meant: the first, another, or one mentioned before."""
        who = fold(self.text[span.start : span.end]).split(" ")[0]
        known = who in self.mentioned
        if not known:
            self.mentioned.append(who)
        forms = self.wordings.later_mention if known else self.wordings.first_mention
        return forms[min(self.mentioned.index(who), len(forms) - 1)]

    def thing(self, span: Span) -> Edit:
        """How a number, a date or an address is put."""
        before, behind = self.before(span.start), self.behind(span.end)
        words = self.wordings.things[span.kind]
        if span.kind is Kind.BIRTH_DATE:
            return self.birth_date(span, before, behind)
        if span.kind is Kind.ADDRESS and (where := WHERE.search(before)):
            return Edit(
                span.start - len(where[0]), span.end, self.cased(span.start, self.wordings.at_an_address)
            )
        if OWN_WORD.search(before) and not PREPOSITION.search(before):
            return Edit(span.start, span.end, self.wordings.left_out)
        return Edit(span.start, span.end, self.cased(span.start, words))

    def birth_date(self, span: Span, before: str, behind: str) -> Edit:
        """A date of birth, with "geboren" where that would say it twice."""
        words = self.wordings.things[Kind.BIRTH_DATE]
        if JARIG_BEHIND.match(behind):
            return Edit(span.start, span.end, self.wordings.some_date)
        if born := BORN_BEHIND.match(behind):
            return Edit(span.start, span.end + born.end(), words)
        if BORN_BEFORE.search(before):
            return Edit(span.start, span.end, self.wordings.some_date)
        if noun := BIRTH_NOUN.search(before):
            start = span.start - len(noun[0])
            return Edit(start, span.end, self.cased(start, words))
        return Edit(span.start, span.end, self.wordings.left_out if OWN_WORD.search(before) else words)

    def cased(self, start: int, words: str) -> str:
        """Words with a capital where the text starts a sentence with one."""
        first = self.text[start : start + 1].isupper() and SENTENCE_START.search(self.before(start))
        return words[:1].upper() + words[1:] if first else words


def reword(text: str, spans: Sequence[Span], language: Language, vocabulary: Vocabulary) -> str:
    """A text with other words in place of the spans."""
    parts, reached = [], 0
    for edit in Rewording(text, WORDINGS[language], language, vocabulary).edits(spans):
        parts += [text[reached : edit.start], edit.words]
        reached = edit.end
    return "".join([*parts, text[reached:]])


def blank(text: str, spans: Sequence[Span]) -> str:
    """A text with an ellipsis in place of the spans."""
    parts, reached = [], 0
    for span in spans:
        parts += [text[reached : span.start], "…"]
        reached = span.end
    return "".join([*parts, text[reached:]])
