"""Asking, from the first question to passing it on."""

from tests.conversation import Conversation


async def test_a_dutch_question_gets_a_tip_with_its_source(anna: Conversation) -> None:
    reply = await anna.says("Heeft het zin om een leerling bij lastig gedrag naar huis te sturen?")
    assert "**Naar huis sturen lost niets op**" in reply.text
    assert (
        "_Bron: Hoe kan een kleinschalig verblijf samenwerken met het onderwijs?, NJi, mei 2023_"
        in reply.text
    )
    assert reply.choices[0].label == "Ja, dit helpt"
    assert len(reply.choices) == 4


async def test_an_english_question_is_answered_in_english(anna: Conversation) -> None:
    reply = await anna.says("Does excluding a pupil for an afternoon ever improve anything?")
    assert "**Sending a pupil home solves nothing**" in reply.text
    assert "NJi, May 2023" in reply.text
