"""The catalogue: the same texts in both languages, all of them used, none of them missing."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl

import handlers
from bot.contract import Language
from bot.markup import unstyled
from handlers.texts import LANGUAGES, Catalogue, load_catalogue, source

CODE = Path(handlers.__file__).parent
# Which argument is the id of a text, for each function that is given one.
SAYING = {"say": 0, "_offer": 1}


@cache
def entries(language: Language) -> list[Any]:
    """The entries of a file, comments left out."""
    body = FluentParser().parse(source(language)).body
    return [entry for entry in body if not isinstance(entry, ftl.BaseComment)]


@cache
def messages(language: Language) -> dict[str, Any]:
    """The messages of a file by their ids."""
    return {entry.id.name: entry for entry in entries(language) if isinstance(entry, ftl.Message)}


def variables(node: Any) -> set[str]:
    """The names of the variables below a node of a Fluent file."""
    if isinstance(node, ftl.VariableReference):
        return {node.id.name}
    if isinstance(node, list):
        return {name for item in node for name in variables(item)}
    if isinstance(node, ftl.BaseNode):
        return {name for child in vars(node).values() for name in variables(child)}
    return set()


def calls() -> Iterator[tuple[ast.Call, ast.expr]]:
    """Every call in the handlers that says something, and the argument that is the id."""
    for path in sorted(CODE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in SAYING
            ):
                is_catalogues = (
                    node.func.attr == "say" and len(node.args) > 1
                )  # it is told the language first
                place = 1 if is_catalogues else SAYING[node.func.attr]
                yield node, node.args[place]


def constants(node: ast.AST) -> set[str]:
    """The texts that an expression may be, by what is written in it; a family by how its ids begin."""
    if isinstance(node, ast.IfExp):
        return constants(node.body) | constants(node.orelse)
    if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
        family = str(node.values[0].value)
        return {text_id for text_id in messages("nl") if text_id.startswith(family)}
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


@cache
def ids_in_code() -> frozenset[str]:
    """The ids of texts that the handlers use: said, or named as what a command does."""
    said = {text_id for _, argument in calls() for text_id in constants(argument)}
    written = {
        node.value
        for path in CODE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return frozenset(said | {text for text in written if re.fullmatch(r"does-[a-z-]+", text)})


def shown_texts(language: Language) -> dict[str, str]:
    """Every message as it is shown, with its variables filled in."""
    catalogue = load_catalogue()
    return {
        text_id: unstyled(catalogue.say(language, text_id, **dict.fromkeys(variables(message), "(…)")))
        for text_id, message in messages(language).items()
    }


@pytest.fixture
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_holds_nothing_that_fluent_does_not_understand(language: Language) -> None:
    junk = [entry.content for entry in entries(language) if isinstance(entry, ftl.Junk)]
    assert junk == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_there_twice(language: Language) -> None:
    ids = [entry.id.name for entry in entries(language) if isinstance(entry, ftl.Message)]
    assert len(ids) == len(set(ids))


def test_both_languages_have_the_same_texts_in_the_same_order() -> None:
    assert list(messages("nl")) == list(messages("en"))


def test_a_text_has_the_same_variables_in_both_languages() -> None:
    in_dutch = {text_id: variables(message) for text_id, message in messages("nl").items()}
    in_english = {text_id: variables(message) for text_id, message in messages("en").items()}
    assert in_dutch == in_english


def test_every_text_that_is_said_exists() -> None:
    assert len(ids_in_code()) > 30
    assert ids_in_code() - set(messages("nl")) == set()


def test_every_text_is_said_somewhere() -> None:
    assert set(messages("nl")) - ids_in_code() == set()


def test_every_text_gets_the_variables_it_asks_for() -> None:
    for call, argument in calls():
        if any(keyword.arg is None for keyword in call.keywords):
            continue  # the sentences of `setup`, which tests/integration/test_setup.py has said one by one
        given = {keyword.arg for keyword in call.keywords if keyword.arg}
        for text_id in constants(argument):
            assert given == variables(messages("nl")[text_id]), text_id


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_shouts(language: Language) -> None:
    assert {i: text for i, text in shown_texts(language).items() if re.search(r"!\s*!", text)} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_says_something(language: Language) -> None:
    assert {i: text for i, text in shown_texts(language).items() if not text.strip()} == {}


def test_dutch_members_are_addressed_informally() -> None:
    formal = re.compile(r"\b(u|uw|uzelf|gelieve)\b", re.IGNORECASE)
    assert {i: text for i, text in shown_texts("nl").items() if formal.search(text)} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_somebody_wrote_is_put_into_a_text_as_it_is(catalogue: Catalogue, language: Language) -> None:
    wild = "{ $body } -help = <b>&amp;</b>\n\n    .attr = 'ja' \u202e"
    said = catalogue.say(language, "theme-choice", title=wild, count=3)
    assert said == f"{wild} (3)"


def test_large_numbers_are_written_as_each_language_does(catalogue: Catalogue) -> None:
    assert "4.000" in catalogue.say("nl", "passed-on-shortened", length=4000)
    assert "4,000" in catalogue.say("en", "passed-on-shortened", length=4000)


def test_a_text_that_is_not_there_is_a_mistake(catalogue: Catalogue) -> None:
    with pytest.raises(LookupError):
        catalogue.say("nl", "no-such-text")


def test_a_variable_that_is_not_given_is_a_mistake(catalogue: Catalogue) -> None:
    with pytest.raises(ValueError, match="apology"):
        catalogue.say("nl", "apology")


@pytest.mark.parametrize("length", [999, 1001, 2501, 20_000])
def test_words_of_any_length_have_their_place_in_a_text(catalogue: Catalogue, length: int) -> None:
    question, answer = "v" * length, "{ $question } \ufdd00\ufdd0 \\*" * (length // 10)
    said = catalogue.say("nl", "question-answer-comes", question=question, answer=answer)
    assert said.startswith(f"Je vroeg: {question}\n")
    assert f"antwoorden: {answer}\n" in said
