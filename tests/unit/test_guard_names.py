"""What makes a word somebody's name: the words around it, how it sounds, what it is besides."""

import pytest

from knowledge_base.guard import load_guard
from knowledge_base.guard.sounds import load_sounds

GUARD = load_guard()
SOUNDS = load_sounds()


def names(text: str) -> list[tuple[str, str]]:
    """The names that are found in a text, each with its level."""
    return [(text[s.start : s.end], s.level.value) for s in GUARD.check(text).spans if s.kind == "name"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("hoe leg ik storm uit dat papa niet komt", "storm"),
        ("is t raar dat beer nog bij ons in bed wil", "beer"),
        ("wie gaat er met wolf over school praten", "wolf"),
        ("sinds zwaan hier is slaapt niemand", "zwaan"),
        ("we took river to the dentist", "river"),
        ("can dawn see her file if she asks for it", "dawn"),
        ("tbh i think grace needs a different school", "grace"),
        ("mark hit another kid today", "mark"),
        ("hope wont come out of her room", "hope"),
        ("faith said her stepdad hits her", "faith"),
        ("ben bang dat joy zichzelf weer snijdt", "joy"),
        ("ik zit met bas, hij liegt over alles", "bas"),
        ("gaat joy mee op kamp of niet?", "joy"),
        ("een jongen als Storm, hoe houd je die binnen", "Storm"),
        ("heb je lars nog gesproken", "lars"),
        ("Lotje: vandaag goed gegeten", "Lotje"),
    ],
)
def test_a_name_that_is_a_word_too_is_found_where_the_word_would_need_an_article_or_a_person(
    text: str, name: str
) -> None:
    assert [found for found, _ in names(text)] == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("kan iemand meedenken over jerdayno's schoolweigering", "jerdayno"),
        ("we merken dat chayenna weer in bed plast", "chayenna"),
        ("kamer van tarvik doorzoeken mag dat", "tarvik"),
        ("shurelly weer weggelopen, nu 3e keer", "shurelly"),
        ("i told sofiqua the war is far away", "sofiqua"),
    ],
)
def test_a_name_that_no_list_has_is_found_by_its_sound_and_a_cue(text: str, name: str) -> None:
    assert names(text) == [(name, "possible")]


@pytest.mark.parametrize("word", ["chayenna", "jerdayno", "xaviantho", "danylo"])
def test_a_made_up_name_sounds_like_one(word: str) -> None:
    assert SOUNDS.likeness(word) > 4


@pytest.mark.parametrize("word", ["traumascreening", "weekendrooster", "hofman", "kletspraat", "été", "a-b"])
def test_a_compound_and_what_is_not_in_plain_letters_sound_like_none(word: str) -> None:
    assert SOUNDS.likeness(word) <= 0


@pytest.mark.parametrize(
    ("text", "name", "level"),
    [
        ("kind M.B. heeft een time-out", "M.B.", "possible"),
        ("initials R.v.d.M., 15, third placement", "R.v.d.M.", "possible"),
        ("jongen K. steelt geld", "K.", "possible"),
        ("J. van Houten is de behandelaar", "J. van Houten", "certain"),
        ("We noemen hem Dikkerd", "Dikkerd", "possible"),
        ("fam. Van 't Hof stopt per direct", "Van 't Hof", "certain"),
        ("meester Van Dongen wil geen mail", "Van Dongen", "certain"),
        ("The Hoekstra girls keep sneaking out", "Hoekstra", "possible"),
        ("de jeugdbeschermer (ene Stoffels) reageert niet", "Stoffels", "possible"),
    ],
)
def test_initials_nicknames_and_surnames_are_found(text: str, name: str, level: str) -> None:
    assert names(text) == [(name, level)]


@pytest.mark.parametrize(
    "text", ["ouder A en ouder B zijn het oneens", "kind X gaat voor", "groep K. is vol"]
)
def test_letters_that_stand_for_anybody_pass(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Merel zat in de tuin met een nest",
        "matilda is een mooi boek",
        "fleur je dag op met een potje",
        "ik heb roos op mn hoofd",
        "de beer is los op de groep",
        "Pim-pam-pet met moeilijke vragen",
        "Tommy Hilfiger trui van 120 euro",
        "sky was grey all week",
        "dan durft ze niet in te stappen",
        "wie heeft tips voor een kick-off",
        "Storm in een glas water",
        "linde voor het huis moet gekapt",
    ],
)
def test_birds_plants_the_weather_brands_and_verbs_pass(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("jayden is weggelopen", "certain"),
        ("jayden bleef", "certain"),
        ("Roos de Vries belde", "certain"),
        ("mevrouw Roos belde", "certain"),
        ("roos wil niet eten", "possible"),
        ("een trui van Jayden Lamar gekocht", "possible"),
        ("jayden", "possible"),
    ],
)
def test_certain_is_a_name_that_is_no_word_or_has_a_title_or_surname_and_a_persons_cue(
    text: str, level: str
) -> None:
    assert [found for _, found in names(text)] == [level]


@pytest.mark.parametrize(
    "text", ["jayden is weg", "Mevrouw Jansen belde", "J. de Vries is weg", "Bas de Wit belde"]
)
def test_a_listed_name_a_title_and_initials_are_certain(text: str) -> None:
    assert {level for _, level in names(text)} == {"certain"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("lot en bram hebben ruzie", "lot"),
        ("roos z'n medicatie is op", "roos"),
        ("roos van 12 luistert niet", "roos"),
        ("volgens mij liegt storm daarover", "storm"),
        ("mark van de nachtdienst rapporteert niks", "mark"),
        ("how do I tell grace she can't go home", "grace"),
        ("so will broke another door", "will"),
        ("river came out to me last night", "river"),
        ("had to restrain summer today", "summer"),
        ("april is 9 en plast nog in bed", "april"),
        ("a plan for joy, third time he ran", "joy"),
        ("mevrouw vos is boos", "vos"),
        ("dossier Kuipers ligt stil", "Kuipers"),
        ("gaat het wel goed metJesse vandaag", "Jesse"),
        ("K.S. absconded at 22:40", "K.S."),
        ("onze Muisje (zo noemen we haar) praat weer", "Muisje"),
    ],
)
def test_what_stands_around_a_word_makes_it_somebody(text: str, name: str) -> None:
    assert name in [found for found, _ in names(text)]


@pytest.mark.parametrize(
    "text",
    [
        "april is full and june works for us",
        "hope she is better",
        "nevr heard of it",
        "iedreen zegt hetzelfde",
        "to be frank I think not",
        "wachtlijst jeroen bosch ziekenhuis",
        "logeerhuis in Horst gaat dicht",
        "bouwbedrijf De Jong komt maandag",
        "will hit the shops later",
        "N.B. is dat ook voor ons",
        'we lezen "Anna en het grote bos" voor',
        "storm corrie van toen, stroom uit",
        "jan van galenpark met acht kinderen",
        "merel en roodborst geteld in de tuin",
    ],
)
def test_months_slips_of_the_thumb_buildings_villages_and_titles_are_nobody(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "What is the capital of Jordan?",
        "wat is de hoofdstad van jordan",
        "What is the capital of Tanzania?",
        "hij komt uit Jordan en wil werken",
        "his family fled from Chad",
        "ze is geboren in Israel",
        "kinderen uit Cuba en Somalië opvangen",
    ],
)
def test_a_country_that_is_called_like_a_person_is_a_country_where_one_is_from(text: str) -> None:
    assert not names(text)


@pytest.mark.parametrize(
    "text",
    [
        "Jordan heeft ruzie met zijn moeder",
        "jordan is weer weg",
        "the room of Jordan is a mess",
        "ik kreeg een brief van Jordan",
        "in Jordan zie ik veel verdriet",
    ],
)
def test_anywhere_else_it_is_somebody(text: str) -> None:
    assert names(text)
