"""Client data on Telegram: held, pointed at, put in other words, the original taken away."""

from tests.journeys.telegram_bot import Member, ServedBot, button, now_stands
from tests.wire.telegram import Shown

UNKNOWN = "welke kleur verf past er bij de voordeur van Jayden, bel me op 06-12345678"
CLEAN = "welke kleur verf past er bij de voordeur"
WORDS = ("Jayden", "12345678")


def started(bot: ServedBot) -> Member:
    """A member who has started the bot."""
    member = Member(bot.telegram)
    member.gets(member.person.starts)
    return member


def held(anna: Member, text: str = UNKNOWN) -> tuple[Shown, Shown]:
    """A member has a question passed on in which somebody is named: the question and the remark."""
    offer = anna.asks(text)
    question = anna.person.chat[-2]
    remark = anna.presses(button(offer, 0))
    assert "«Jayden»" in remark.text
    return question, remark


def labels(message: Shown) -> list[str]:
    """The buttons of a message."""
    return [button.label for row in message.keyboard for button in row]


def changes(bot: ServedBot, anna: Member, card: Shown, label: str) -> Shown:
    """Press a button that changes the message it stands under; the message as it is then."""
    [wanted] = [shown for shown in labels(now_stands(anna.person, card)) if label in shown]
    before = now_stands(anna.person, card)
    anna.person.presses(card, wanted)
    bot.telegram.wait_until(lambda: now_stands(anna.person, card) != before, 60)
    return now_stands(anna.person, card)


def everything_is_recorded(bot: ServedBot) -> None:
    """Wait until the bot has noted of all it sent that it was sent."""
    bot.telegram.wait_until(lambda: not bot.rows("SELECT 1 FROM outbox WHERE status != 'sent'"), 60)


def stored(bot: ServedBot, anna: Member) -> list[str]:
    """The questions of a member that were passed on."""
    return [text for (text,) in bot.rows("SELECT text FROM questions WHERE sender = ?", str(anna.person.id))]


def test_the_original_is_taken_away_and_the_neutral_wording_passed_on(polling_bot: ServedBot) -> None:
    anna = started(polling_bot)
    question, remark = held(anna)
    assert stored(polling_bot, anna) == []
    card = changes(polling_bot, anna, remark, "Haal mijn bericht weg")
    assert card.text.startswith("Je bericht is weg.")
    assert question.id not in [shown.id for shown in anna.person.chat]
    polling_bot.telegram.wait_until(lambda: bool(labels(now_stands(anna.person, remark))), 60)
    done = changes(polling_bot, anna, remark, "Ja, stuur het zo")
    assert done.text.startswith("Je vraag staat nu bij de begeleiders.")
    assert labels(done) == []
    [text] = stored(polling_bot, anna)
    assert [word for word in WORDS if word in text] == []
    anna.sees_nothing_new()
    shown = " ".join(message.text for message in anna.person.chat)
    assert [word for word in WORDS if word in shown] == []


def test_no_word_of_it_is_on_disk_or_in_the_log(polling_bot: ServedBot) -> None:
    anna = started(polling_bot)
    held(anna)
    everything_is_recorded(polling_bot)
    on_disk = b"".join(path.read_bytes() for path in polling_bot.database.parent.iterdir())
    assert [word for word in WORDS if word.encode() in on_disk or word in polling_bot.all_logs] == []


def test_a_message_that_is_too_old_for_that_is_left_to_the_member(polling_bot: ServedBot) -> None:
    anna = started(polling_bot)
    question, remark = held(anna)
    polling_bot.telegram.ages(question, 49)
    card = changes(polling_bot, anna, remark, "Haal mijn bericht weg")
    assert card.text.startswith("Ik mag je bericht niet weghalen. Wil jij dat doen?")
    assert question.id in [shown.id for shown in anna.person.chat]


def test_an_edit_that_leaves_the_name_out_is_passed_on(polling_bot: ServedBot) -> None:
    anna = started(polling_bot)
    question, remark = held(anna)
    anna.person.edits(question, CLEAN)
    polling_bot.telegram.wait_until(
        lambda: now_stands(anna.person, remark).text.startswith("Je vraag staat nu bij"), 60
    )
    assert stored(polling_bot, anna) == [CLEAN]


def test_after_a_kill_the_bot_asks_for_the_words_again_and_can_still_take_them_away(
    polling_bot: ServedBot,
) -> None:
    anna = started(polling_bot)
    question, remark = held(anna)
    everything_is_recorded(polling_bot)  # else the remark is sent again, without its words
    polling_bot.kill()
    polling_bot.start()
    card = changes(polling_bot, anna, remark, "Haal mijn bericht weg")
    assert card.text.startswith("Je bericht is weg.")
    assert question.id not in [shown.id for shown in anna.person.chat]
    assert anna.asks(CLEAN).text.startswith("Je vraag staat nu bij")
    assert stored(polling_bot, anna) == [CLEAN]


def test_in_a_group_the_bot_takes_away_what_it_may_and_else_asks_its_author(polling_bot: ServedBot) -> None:
    anna = started(polling_bot)
    group = polling_bot.telegram.group("Netwerk", [anna.person])
    for is_admin, said in ((False, "Ik mag je bericht niet weghalen."), (True, "Je bericht is weg.")):
        if is_admin:
            group.makes_bot_admin()
            anna.asks("welke kleur verf past er bij de voordeur?")  # no data, so that the line comes again
        before = len(group.sees)
        line = anna.gets(lambda: group.says(anna.person, f"/vraag {UNKNOWN}"))
        assert line.text.startswith("In je vraag in de groep staat iets")
        polling_bot.telegram.wait_until(lambda before=before: len(group.sees) == before + 1, 60)  # type: ignore[misc]
        assert "Jayden" not in group.sees[-1].text
        assert anna.presses(button(line, 0)).text.startswith(said)
