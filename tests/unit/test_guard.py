"""What the guard takes for personal data, what passes, and what it puts in its place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge_base.guard import Checked, Guard, Kind, Level, Span, load_guard
from knowledge_base.guard.guard import MOST_REWORDED
from knowledge_base.guard.pieces import LONGEST, OVERLAP, pieces
from knowledge_base.guard.spans import apart

GUARD = load_guard()
SEEDS = (
    "jayden ",
    "Noor ",
    "mevrouw ",
    "van der ",
    "06 12345678 ",
    "@a_b ",
    "geboren op 3-4-2012 ",
    "Kerkstraat 1 ",
    "J. ",
    "'s moeder ",
    "zijn ",
    ", ",
    ". ",
    "\u200b",
    "e\u0301",
    "\ud800",
    "１２",
    "\n",
    "heet ",
    "de ",
    "NL91ABNA0417164300 ",
)


def found(text: str) -> list[tuple[str, str, str]]:
    """What is found in a text, as words, kind and level."""
    return [(text[s.start : s.end], s.kind.value, s.level.value) for s in GUARD.check(text).spans]


def names(text: str) -> list[str]:
    """The names that are found in a text."""
    return [words for words, kind, _ in found(text) if kind == "name"]


# Names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("jayden is weer weggelopen", "jayden"),
        ("gesprek gehad met noor en haar moeder", "noor"),
        ("Jaydens moeder belde", "Jayden"),
        ("jayden z'n moeder belde", "jayden"),
        ("Anna's school belt steeds", "Anna"),
        ("jayden's mum called", "jayden"),
        ("Anne-Marie heeft haar spullen gepakt", "Anne-Marie"),
        ("Zoë weigert alles", "Zoë"),
        ("vader van Łukasz zit vast", "Łukasz"),
        ("Özgür slaapt niet", "Özgür"),
        ("shaniqua en ik hadden ruzie", "shaniqua"),
        ("ons meisje, lieselotte, slaapt niet", "lieselotte"),
        ("Noortje is weer thuis", "Noortje"),
        ("JAYDEN IS WEER WEG EN NIEMAND DOET IETS", "JAYDEN"),
        ("Youssef Benali komt niet", "Youssef Benali"),
        ("mevrouw van den Berg heeft gebeld", "van den Berg"),
        ("mw. de jong heeft gebeld", "de jong"),
        ("J.P. van den Berg is geplaatst", "J.P. van den Berg"),
        ("Mrs Okafor called the school", "Okafor"),
    ],
)
def test_a_name_is_found_whatever_its_case_and_origin(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Roos wil niet meer naar school",
        "gesprek gehad met roos",
        "gaat het al beter met storm?",
        "zijn zusje Bloem slaapt niet",
        "Will said he was tired",
        "de moeder van Xaviantho belt elke dag",
    ],
)
def test_a_name_that_is_a_word_or_unknown_is_possible_near_a_person(text: str) -> None:
    assert [level for *_, level in found(text)] == ["possible"]


@pytest.mark.parametrize(
    "text",
    [
        "De storm heeft schade aangericht",
        "de roos van Leary helpt bij lastige ouders",
        "will you mark his work",
        "I hope this helps",
        "dat snapt Jan Modaal niet",
        "leg dat eens uit in Jip en Janneke taal",
        "Hebben jullie ervaring met Pluryn of Sterk Huis?",
        "Kinderen uit Assen gaan in Hoorn naar school",
        "het boek van Bruce Perry",
        "Konijn en collega's (2019) schrijven over plaatsingen",
        "de hond van de buren heet Max",
        "locatie Sterre gaat verbouwen",
        "ze gaat naar het Emma college",
        "Magister ligt eruit, is Somtoday beter?",
        "moeder belde, vader kwam, oma bleef thuis",
        "hij spreekt Turks en een beetje Engels",
        "zorgoverleg en mentorgesprek op één dag",
    ],
)
def test_words_organisations_towns_authors_and_things_pass(text: str) -> None:
    assert found(text) == []


# Everything else


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("bel op 06-12345678", Kind.PHONE, "06-12345678"),
        ("bel op +31 6 4455 6677 nu", Kind.PHONE, "+31 6 4455 6677"),
        ("thuis 020-6241111", Kind.PHONE, "020-6241111"),
        ("bsn 111222333", Kind.BSN, "111222333"),
        ("het is 1234.56.782", Kind.BSN, "1234.56.782"),
        ("mail j.devries@live.nl", Kind.EMAIL, "j.devries@live.nl"),
        ("mail moeder (at) gmail (dot) com", Kind.EMAIL, "moeder (at) gmail (dot) com"),
        ("hij woont op de Kerkstraat 12b", Kind.ADDRESS, "Kerkstraat 12b"),
        ("woont aan de burgemeester Jansenlaan 4", Kind.ADDRESS, "burgemeester Jansenlaan 4"),
        ("lives at 12 Church Street", Kind.ADDRESS, "12 Church Street"),
        ("ze wonen in 9712 AB", Kind.POSTCODE, "9712 AB"),
        ("postcode 9712ab", Kind.POSTCODE, "9712ab"),
        ("op NL91 ABNA 0417 1643 00", Kind.IBAN, "NL91 ABNA 0417 1643 00"),
        ("kenteken gv123b", Kind.PLATE, "gv123b"),
        ("een auto, 12-GB-TR, reed weg", Kind.PLATE, "12-GB-TR"),
        ("cliëntnummer 884213", Kind.CASE_NUMBER, "884213"),
        ("zaak C/18/123456 dient morgen", Kind.CASE_NUMBER, "C/18/123456"),
        ("case number 2024/00871", Kind.CASE_NUMBER, "2024/00871"),
        ("zijn snap is jayd3n_x", Kind.HANDLE, "jayd3n_x"),
        ("kijk bij @lil_storm09", Kind.HANDLE, "@lil_storm09"),
        ("geboren op 3-4-2012", Kind.BIRTH_DATE, "3-4-2012"),
        ("7 maart 2010 geboren", Kind.BIRTH_DATE, "7 maart 2010"),
        ("born on April 3rd, 2012", Kind.BIRTH_DATE, "April 3rd, 2012"),
        ("een jongen (14-02-2009)", Kind.BIRTH_DATE, "14-02-2009"),
    ],
)
def test_numbers_dates_and_addresses_are_found_with_their_kind(text: str, kind: Kind, words: str) -> None:
    assert found(text) == [(words, kind.value, "certain")]


def test_eight_digits_are_no_citizen_number_though_the_library_would_pad_them() -> None:
    assert found("het bedrag was 10000008") == []


# Disguises


@pytest.mark.parametrize(
    "text",
    [
        "j\u200bayden is weg",
        "Zoe\u0308 weigert alles",
        "bel ０６１２３４５６７８",
        "bel 06\u200b12345678",
        "bel 06\u00a012345678",
        "jayden\u2019s moeder",
    ],
)
def test_what_looks_the_same_is_found_the_same(text: str) -> None:
    assert GUARD.check(text).personal


def test_a_span_covers_the_hidden_signs_in_it() -> None:
    assert found("j\u200bayden is weg") == [("j\u200bayden", "name", "certain")]


# The neutral wording


@pytest.mark.parametrize(
    ("text", "neutral"),
    [
        ("jayden van 14 is weg", "een jongere is weg"),
        ("Jayden is weg. Noor zag Jayden.", "Een jongere is weg. Een andere jongere zag de jongere."),
        ("ik sprak zijn moeder Fatima", "ik sprak zijn moeder"),
        ("de voogd, Peter Bakker, reageert nooit", "de voogd reageert nooit"),
        ("Mevrouw El Amrani belde", "Een mevrouw belde"),
        ("de familie Hoekstra belde", "de familie belde"),
        ("Jaydens moeder belde", "De moeder van een jongere belde"),
        ("Emre's gedrag verandert", "Het gedrag van een jongere verandert"),
        ("jayden z'n moeder belde", "de moeder van een jongere belde"),
        ("Sky en River zijn broers", "Een jongere en een andere jongere zijn broers"),
        ("hij heet Kacper", "hij heet (naam weggelaten)"),
        ("moeder genaamd Aleksandra belde", "moeder belde"),
        ("onze Jayden eet niet", "onze jongere eet niet"),
        ("bel moeder op 06-12345678", "bel moeder op een telefoonnummer"),
        ("haar nummer is 06-12345678", "haar nummer is (weggelaten)"),
        ("op 3-4-2012 geboren", "op een geboortedatum"),
        ("hij is geboren op 3-4-2012", "hij is geboren op een bepaalde datum"),
        ("hij woont op de Kerkstraat 12", "hij woont op een adres"),
        ("jayden's mum called", "a young person's mum called"),
        ("she lives at Molenstraat 8", "she lives at an address"),
        ("Mr. Thompson wants his son back", "A man wants his son back"),
        ("we noemen hem Dikkie", "we noemen hem (naam weggelaten)"),
        ("kind M.B. heeft een time-out", "kind heeft een time-out"),
        ("The Hoekstra girls sneak out", "The young person girls sneak out"),
        ("goedemorgen allemaal", "goedemorgen allemaal"),
    ],
)
def test_the_neutral_wording_is_what_a_careful_colleague_would_write(text: str, neutral: str) -> None:
    assert GUARD.check(text).neutral == neutral


def test_the_neutral_wording_is_in_the_language_that_is_asked_for() -> None:
    assert GUARD.check("jayden", "en").neutral == "a young person"


def test_a_list_of_people_is_left_out_whole() -> None:
    assert GUARD.check("jayden, " * (MOST_REWORDED + 1)).neutral == "(tekst weggelaten)"


# Whatever is typed


def check_promises(guard: Guard, text: str) -> Checked:
    """Whether the spans are in order, inside the text and apart, and the neutral wording is neutral."""
    checked = guard.check(text)
    ends = [0]
    for span in checked.spans:
        assert ends[-1] <= span.start < span.end <= len(text)
        ends.append(span.end)
    assert checked.personal == bool(checked.spans)
    assert checked.personal or checked.neutral == text
    assert not guard.check(checked.neutral).personal
    return checked


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60) | st.lists(st.sampled_from(SEEDS), max_size=12).map("".join))
def test_spans_are_apart_and_inside_and_nothing_is_left_in_the_neutral_wording(text: str) -> None:
    check_promises(GUARD, text)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_text_of_one_thing_over_and_over_ends_soon(seed: str) -> None:
    check_promises(GUARD, (seed * LONGEST)[:LONGEST])


@pytest.mark.parametrize("before", [0, 1_000, LONGEST - 5, LONGEST, 99_990])
def test_what_stands_far_into_a_long_text_is_found(before: int) -> None:
    text = ("en toen " * 12_500)[:before] + " bel 06-12345678"
    assert ("06-12345678", "phone", "certain") in found(text)


@given(st.text("ab ", max_size=3 * LONGEST))
@settings(max_examples=20, deadline=None)
def test_pieces_cover_a_text_and_overlap(text: str) -> None:
    reached = 0
    for start, piece in pieces(text):
        assert start <= max(0, reached - OVERLAP // 2)
        assert piece == text[start : start + len(piece)]
        assert len(piece) <= LONGEST
        reached = start + len(piece)
    assert reached == len(text)


def test_of_two_spans_that_overlap_the_certain_then_the_stricter_then_the_longer_stays() -> None:
    possible = Span(0, 9, Kind.NAME, Level.POSSIBLE)
    phone = Span(2, 8, Kind.PHONE, Level.CERTAIN)
    bsn = Span(3, 8, Kind.BSN, Level.CERTAIN)
    longer = Span(3, 9, Kind.BSN, Level.CERTAIN)
    assert apart([possible, phone]) == [phone]
    assert apart([phone, bsn]) == [bsn]
    assert apart([bsn, longer]) == [longer]
    assert apart([phone, Span(8, 9, Kind.NAME, Level.POSSIBLE)])[0] == phone
