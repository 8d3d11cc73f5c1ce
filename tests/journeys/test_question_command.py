"""`leernetwerk questions answer`: the operator answers what was passed on, and makes a tip of it."""

import asyncio
import json
from pathlib import Path

from bot.clock import SystemClock
from bot.contract import Address
from bot.store import open_database
from handlers.people.people import Role
from tests.journeys.learning import ANSWER, GIVEN, OTHER_WORDS, QUESTION
from tests.journeys.processes import leernetwerk, piped_chat, together
from tests.journeys.together import Comer, come_together

PUBLISHED = "hoeveel-zakgeld-geven-jullie-een-kind-van-twaalf"


async def two_questions(url: str) -> None:
    """A network with a member, who asked one question there, and a stranger, who asked another."""
    await come_together(url, "fake", Comer("Anna", "anna"), Comer("Fatma", "fatma", Role.FACILITATOR))
    store, now = await open_database(url), SystemClock().now()
    async with store.transaction() as tx:
        network = await tx.networks.keyed("oost")
        assert network
        await tx.questions.add(Address("fake", "anna"), "anna", QUESTION, "nl", now, network_id=network.id)
        await tx.questions.add(Address("fake", "x"), "x", "Wat kost een nieuwe fiets?", "nl", now)
    await store.close()


def test_an_answer_as_a_tip_is_a_draft_that_somebody_publishes(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'data' / 'leernetwerk.db'}"
    (tmp_path / "data").mkdir()
    asyncio.run(two_questions(url))
    made = leernetwerk("questions", "answer", "1", "--text", ANSWER, "--as-tip", cwd=tmp_path)
    assert (made.code, made.err) == (0, "")
    first, second = made.out.splitlines()
    assert first == "The answer goes to 1 person."
    assert PUBLISHED in second
    listed, questions, outbox = together(
        tmp_path, ("tips", "list", "--json"), ("questions", "list", "--json"), ("outbox", "list", "--json")
    )
    [draft] = [tip for tip in json.loads(listed.out) if tip["origin"] == "database"]
    assert (draft["id"], draft["status"], draft["network"]) == (PUBLISHED, "draft", "oost")
    assert json.loads(questions.out)[0]["status"] == "answered"
    assert sorted(row["kind"] for row in json.loads(outbox.out)) == ["answer", "notice"]
    with piped_chat(tmp_path) as chat:
        assert GIVEN in chat.asks(f"/tip change {PUBLISHED}", "Plaats hem niet")
        chat.asks("Plaats de tip", "geplaatst")
    judged = leernetwerk("ask", "--json", OTHER_WORDS, cwd=tmp_path)
    assert json.loads(judged.out)["tip"] == PUBLISHED


def test_what_is_no_answer_is_refused_with_the_mend_and_nothing_is_sent(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'data' / 'leernetwerk.db'}"
    (tmp_path / "data").mkdir()
    asyncio.run(two_questions(url))
    answer = ("questions", "answer")
    tried = {
        "no question 9": (*answer, "9", "--text", ANSWER),
        "at most 4000 characters": (*answer, "1", "--text", "lang " * 4000),
        "at most 1500 characters": (*answer, "1", "--text", "lang " * 400, "--as-tip"),
        "an answer of": (*answer, "1", "--text", "  "),
        "'06-12345678' may identify somebody": (*answer, "1", "--text", "Bel 06-12345678.", "--as-tip"),
    }
    for words, done in zip(tried, together(tmp_path, *tried.values()), strict=True):
        assert (done.code, done.out) == (1, ""), words
        assert words in done.err
    listed = leernetwerk("questions", "list", "--json", cwd=tmp_path)
    assert [question["status"] for question in json.loads(listed.out)] == ["open", "open"]


def test_of_a_question_without_a_network_the_operator_alone_has_the_draft_and_answers_it_once(
    tmp_path: Path,
) -> None:
    url = f"sqlite:///{tmp_path / 'data' / 'leernetwerk.db'}"
    (tmp_path / "data").mkdir()
    asyncio.run(two_questions(url))
    once = (
        "questions",
        "answer",
        "2",
        "--text",
        "Een kind kan ook een fiets lenen van de buren.",
        "--as-tip",
    )
    made, again = together(tmp_path, once, once)
    assert made.code == 0
    assert (again.code, again.out) == (1, "")
    assert "answered already" in again.err
    listed, outbox = together(tmp_path, ("tips", "list", "--json"), ("outbox", "list", "--json"))
    [draft] = [tip for tip in json.loads(listed.out) if tip["origin"] == "database"]
    assert (draft["status"], draft["network"]) == ("draft", None)
    assert [row for row in json.loads(outbox.out) if row["kind"] == "notice"] == []
