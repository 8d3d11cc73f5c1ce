"""A question and its answer: a tip, a few to choose from, or the honest "I don't know"."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.contract import Choice, Language, Reply, escape
from handlers.guard.guarding import Guarding
from handlers.learn.gap_counting import note_unknown
from handlers.learn.practice import Practice, in_words
from handlers.learn.questions import LONGEST_QUESTION, Heard, ShortMemory
from handlers.learn.tip_uses import Evidence
from handlers.learn.tips import seen_networks
from handlers.learn.trying import note_helped, note_no_help
from handlers.people.one_network import asked, remember_choice, which_network, with_id
from handlers.people.people import Network
from handlers.reflect.translating import translate_choice
from handlers.turn import Turn
from knowledge_base import (
    PRACTICE,
    Found,
    KnowledgeBase,
    SmallTalk,
    Source,
    SourceReference,
    Suggestions,
    Tip,
    Unknown,
    Urgent,
)

PASS_ON, PASS_ON_TO = "pass-on", "pass-on-to"
OUTCOMES: Mapping[type[object], str] = {
    Found: "answer",
    Suggestions: "suggest",
    Unknown: "unknown",
    SmallTalk: "smalltalk",
    Urgent: "urgent",
}
GOOD, BAD, YES, NO = "👍", "👎", "✅", "❌"


def unnoted(_: str) -> None:
    """Nobody counts outcomes."""


class Ask:
    """The handlers of everything that has to do with one question. `noted` hears each outcome."""

    def __init__(
        self,
        knowledge: KnowledgeBase,
        memory: ShortMemory,
        guarding: Guarding,
        practice: Practice,
        noted: Callable[[str], None] = unnoted,
    ) -> None:
        self._knowledge = knowledge
        self._memory = memory
        self._guarding = guarding
        self._noted = noted
        self._practice = practice

    async def question(self, turn: Turn, text: str) -> list[Reply]:
        """Answer a question from the tip base."""
        if not text.strip():
            return [Reply(turn.say("empty"))]
        judgement = self._knowledge.judge(text, seen_networks(turn.visitor))
        decision = judgement.decision
        self._noted(OUTCOMES[type(decision)])
        if isinstance(decision, SmallTalk):
            return [Reply(decision.replies[turn.language])]
        if isinstance(decision, Urgent):
            return [Reply(decision.texts[turn.language])]
        if isinstance(decision, Unknown):
            await note_unknown(turn, judgement.ranking)
        self._memory.keep(turn.message, Heard(text, turn.language, turn.words_in))
        return await self._guarding.on_question(turn, text, self._said_to(turn, decision))

    async def tip(self, turn: Turn, argument: str) -> list[Reply]:
        """Show the tip that was chosen: `ID` or `ID question-id`."""
        tip_id, _, question_id = argument.partition(" ")
        tip = self._knowledge.tip(tip_id, seen_networks(turn.visitor))
        if tip is None:
            return [Reply(turn.say("closed"))]
        return [self._answer(turn, tip, (), question_id)]

    async def command(self, turn: Turn, argument: str) -> list[Reply]:
        """`/vraag`: the question behind it, or an invitation to ask."""
        if not argument:
            return [Reply(turn.say("ask-prompt"))]
        return await self.question(turn, argument)

    async def helped(self, turn: Turn, argument: str) -> list[Reply]:
        """Keep that a tip helped, and ask later whether it was used."""
        await self._keep_opinion(turn, argument, helped=True)
        tip = self._knowledge.tip(argument.partition(" ")[0], seen_networks(turn.visitor))
        if tip:
            await note_helped(turn, tip)
        return [Reply(turn.say("helped"))]

    async def helped_not(self, turn: Turn, argument: str) -> list[Reply]:
        """Keep that a tip did not help, and offer to pass the question on."""
        tip_id, _, question_id = argument.partition(" ")
        await self._keep_opinion(turn, tip_id, helped=False)
        await note_no_help(turn, tip_id)
        return [self._offer(turn, "helped-not", question_id)]

    async def none_of_these(self, turn: Turn, argument: str) -> list[Reply]:
        """None of the suggestions was meant: offer to pass the question on."""
        if heard := self._memory.recall(turn.message, argument):
            judgement = self._knowledge.judge(heard.text, seen_networks(turn.visitor))
            await note_unknown(turn, judgement.ranking)
        return [self._offer(turn, "unknown", argument)]

    async def pass_on(self, turn: Turn, message_id: str) -> list[Reply]:
        """Pass a question on now that its author says so: to their network, or to which one?"""
        networks = await asked(turn)
        if len(networks) > 1:
            return [which_network(turn, networks, PASS_ON_TO, message_id)]
        return await self._to_facilitators(turn, networks[0] if networks else None, message_id)

    async def pass_on_to(self, turn: Turn, argument: str) -> list[Reply]:
        """Pass a question on to the network that was chosen: `NETWORK question-id`."""
        network_id, _, message_id = argument.partition(" ")
        network = with_id(await asked(turn), network_id)
        if network is None:
            return [Reply(turn.say("closed"), private=True)]
        await remember_choice(turn, network)
        return await self._to_facilitators(turn, network, message_id)

    async def store(self, turn: Turn, text: str) -> list[Reply]:
        """Store a question, of which the guard has seen the words."""
        asker, sender = turn.message.address, turn.message.sender
        network = turn.answered.get("network")
        language = self._knowledge.language(text, turn.language)
        whole = text.strip()
        await turn.tx.questions.add(
            asker,
            sender,
            whole[:LONGEST_QUESTION],
            language,
            turn.now,
            network_id=int(network) if network else None,
        )
        if len(whole) > LONGEST_QUESTION:
            return [Reply(turn.say("passed-on-shortened", length=LONGEST_QUESTION))]
        return [Reply(turn.say("passed-on"))]

    async def leave_it(self, turn: Turn, _: str) -> list[Reply]:
        """The question is not passed on."""
        return [Reply(turn.say("not-passed-on"))]

    async def _to_facilitators(self, turn: Turn, network: Network | None, message_id: str) -> list[Reply]:
        """Have the words stored if they are still known; else ask for them."""
        data = {"network": str(network.id)} if network else {}
        heard = self._memory.recall(turn.message, message_id)
        if heard is None:
            await turn.wait_for(PASS_ON, data)
            return [Reply(turn.say("type-again" if message_id else "type-question"))]
        return await self._guarding(
            replace(turn, answered=data, original=heard.ref), heard.text, then=PASS_ON
        )

    def _said_to(self, turn: Turn, decision: Found | Suggestions | Unknown) -> Reply:
        match decision:
            case Found(tip, neighbours):
                return self._answer(turn, tip, neighbours, turn.message.id)
            case Suggestions(tips):
                return self._did_you_mean(turn, tips)
            case Unknown():
                return self._offer(turn, "unknown", turn.message.id)

    async def _keep_opinion(self, turn: Turn, argument: str, *, helped: bool) -> None:
        tip_id = argument.partition(" ")[0]
        platform = turn.message.address.platform
        await turn.tx.feedback.give(platform, turn.message.sender, tip_id, helped=helped, at=turn.now)

    def _answer(self, turn: Turn, tip: Tip, neighbours: tuple[Tip, ...], question_id: str) -> Reply:
        about = f"{tip.id} {question_id}".strip()
        choices = (
            Choice(turn.say("helps"), f"helped:{about}", GOOD),
            Choice(turn.say("helps-not"), f"helped-not:{about}", BAD),
            *(tip_choice(neighbour, turn.language, question_id) for neighbour in neighbours),
            *translate_choice(turn, tip.id),
        )
        self._practice.note_answer(tip.id, turn.now.date())
        text = tip_text(turn, tip, self._knowledge.sources, self._practice.of(tip.id))
        return Reply(text, choices)

    def _did_you_mean(self, turn: Turn, tips: tuple[Tip, ...]) -> Reply:
        question_id = turn.message.id
        choices = (
            *(tip_choice(tip, turn.language, question_id) for tip in tips),
            Choice(turn.say("none-of-these"), f"none-of-these:{question_id}"),
        )
        return Reply(turn.say("did-you-mean"), choices)

    def _offer(self, turn: Turn, text_id: str, question_id: str) -> Reply:
        choices = (
            Choice(turn.say("pass-on-yes"), f"{PASS_ON}:{question_id}", YES),
            Choice(turn.say("pass-on-no"), "leave-it:", NO),
        )
        return Reply(turn.say(text_id), choices)


def tip_choice(tip: Tip, language: Language, question_id: str = "") -> Choice:
    """A choice that shows a tip; `question_id` is the message that asked, if one did."""
    label = tip.title[tip.nearest_language(language)]
    return Choice(label, f"tip:{tip.id} {question_id}".rstrip())


def tip_text(turn: Turn, tip: Tip, sources: Mapping[str, Source], evidence: Evidence | None = None) -> str:
    """A tip as it is given as an answer, in the language of the turn if it has that."""
    language = tip.nearest_language(turn.language)
    cited = [cited_as(turn, reference, sources) for reference in tip.sources]
    credit = [turn.say("source-credit", name=escape(tip.credit))] if tip.credit else []
    body = tip.body[language]
    if language != turn.language:
        body = f"{turn.say('only-in-other-language')}\n\n{body}"
    body = "\n\n".join(filter(None, [body, in_words(turn, evidence)]))
    return turn.say("answer", title=tip.title[language], body=body, source="; ".join([*cited, *credit]))


def cited_as(turn: Turn, reference: SourceReference, sources: Mapping[str, Source]) -> str:
    """Where a tip comes from: a text, or what somebody knows from their work."""
    if reference.id != PRACTICE:
        return citation(turn, sources[reference.id], turn.language)
    if not reference.section:
        return turn.say("source-practice")
    return turn.say("source-practice-of", organisation=escape(reference.section))


def citation(turn: Turn, source: Source, language: Language) -> str:
    """A source as it stands under a tip."""
    date = source.date[language] if source.date else turn.say("source-undated")
    return f"{source.title}, {source.publisher}, {date}"
