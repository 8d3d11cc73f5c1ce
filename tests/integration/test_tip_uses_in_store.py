"""What came of tips, and their records, as the store keeps them; on both databases."""

from datetime import timedelta

from bot.store import Database, Transaction
from handlers.learn.reviewing import NewReview, TipRecord, Verdict
from handlers.learn.tip_uses import Evidence, UseOutcome
from handlers.people.people import Function
from tests.outbox_rows import NOW

DAY = timedelta(days=1)
TODAY = NOW.date()


async def add_two(tx: Transaction) -> tuple[int, int, int]:
    """A network and two people."""
    network_id = await tx.networks.add("noord", "Noord", timezone="Europe/Amsterdam", language="nl")
    linde = await tx.organisations.ensure("De Linde")
    anna, bram = [
        await tx.people.add(name, linde, Function.OTHER, "nl", NOW, started=True) for name in ("A", "B")
    ]
    return network_id, anna, bram


async def test_a_use_is_there_once_and_taken_up_once(store: Database) -> None:
    async with store.transaction() as tx:
        network_id, anna, _ = await add_two(tx)
        await tx.tip_uses.add(anna, network_id, "lamp", NOW, NOW + DAY)
        await tx.tip_uses.add(anna, network_id, "lamp", NOW + DAY, NOW + 9 * DAY)
        assert await tx.tip_uses.to_ask(NOW, 10) == []
        [use] = await tx.tip_uses.to_ask(NOW + DAY, 10)
        assert (use.helped_at, use.ask_at, use.asked) == (NOW, NOW + DAY, 0)
        assert await tx.tip_uses.take_up(use.id, 0, NOW + DAY)
        assert not await tx.tip_uses.take_up(use.id, 0, NOW + DAY)
        assert await tx.tip_uses.to_ask(NOW + 99 * DAY, 10) == []
        assert await tx.tip_uses.is_silent(anna, NOW)
        assert not await tx.tip_uses.is_silent(anna, NOW + DAY)


async def test_of_two_people_who_are_one_each_tip_counts_once(store: Database) -> None:
    async with store.transaction() as tx:
        network_id, anna, bram = await add_two(tx)
        for person_id, tip in ((anna, "lamp"), (anna, "rust"), (bram, "lamp")):
            await tx.tip_uses.add(person_id, network_id, tip, NOW, NOW + DAY)
        use = await tx.tip_uses.of(bram, "lamp")
        assert use
        await tx.tip_uses.change(use.id, outcome=UseOutcome.WORKED)
        await tx.tip_uses.hand_over(anna, bram)
        assert await tx.tip_uses.of(anna, "rust") is None
        assert await tx.tip_uses.of(bram, "rust")
        assert await tx.tip_uses.evidence() == {"lamp": Evidence(1, 1)}


async def test_a_record_knows_the_tips_in_files_and_when_each_was_last_the_answer(store: Database) -> None:
    reviews = {"lamp": TODAY + 9 * DAY, "rust": TODAY}
    async with store.transaction() as tx:
        await tx.tip_records.know_shipped(reviews, TODAY)
        await tx.tip_records.know_shipped(reviews, TODAY + DAY)
        assert await tx.tip_records.shipped() == reviews
        await tx.tip_records.note_answers({"lamp": TODAY + 2 * DAY})
        records = {record.tip: record for record in await tx.tip_records.all([])}
        assert records == {
            "lamp": TipRecord("lamp", TODAY + 9 * DAY, None, TODAY, answered_on=TODAY + 2 * DAY),
            "rust": TipRecord("rust", TODAY, None, TODAY),
        }
        await tx.tip_records.know_shipped({"rust": TODAY}, TODAY)
        assert [record.tip for record in await tx.tip_records.all([])] == ["rust"]


async def test_a_review_knows_what_the_tip_had_come_to_by_then(store: Database) -> None:
    async with store.transaction() as tx:
        network_id, anna, bram = await add_two(tx)
        await tx.tip_records.know_shipped({"lamp": TODAY}, TODAY)
        for person_id, outcome in ((anna, UseOutcome.WORKED), (bram, UseOutcome.NOT_WORKED)):
            await tx.tip_uses.add(person_id, network_id, "lamp", NOW, NOW + DAY)
            use = await tx.tip_uses.of(person_id, "lamp")
            assert use
            await tx.tip_uses.change(use.id, outcome=outcome)
        for verdict in (Verdict.CHANGE, Verdict.RIGHT):
            await tx.tip_records.note_review(NewReview("lamp", network_id, "x", verdict, None, NOW))
        [record] = await tx.tip_records.all([network_id])
        assert record.last
        assert (record.last.on, record.last.tried, record.last.worked) == (TODAY, 2, 1)
        assert [told.verdict for told in await tx.tip_records.told()] == [Verdict.CHANGE]
