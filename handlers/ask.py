"""A question and its answer: a tip, a few to choose from, or the honest "I don't know"."""

from bot.contract import Choice, Language, Reply
from handlers.questions import LONGEST_QUESTION, Heard, ShortMemory
from handlers.turn import Turn
from knowledge_base import Found, KnowledgeBase, SmallTalk, Source, Suggestions, Tip, Urgent

PASS_ON = "pass-on"
GOOD, BAD, YES, NO = "👍", "👎", "✅", "❌"


class Ask:
    """The handlers of everything that has to do with one question."""

    def __init__(self, knowledge: KnowledgeBase, memory: ShortMemory) -> None:
        self._knowledge = knowledge
        self._memory = memory

    async def question(self, turn: Turn, text: str) -> list[Reply]:
        """Answer a question from the tip base."""
        if not text.strip():
            return [Reply(turn.say("empty"))]
        decision = self._knowledge.judge(text).decision
        if isinstance(decision, SmallTalk):
            return [Reply(decision.replies[turn.language])]
        if isinstance(decision, Urgent):
            return [Reply(decision.texts[turn.language])]
        self._memory.keep(turn.message, Heard(text, turn.language))
        if isinstance(decision, Found):
            return [self._answer(turn, decision.tip, decision.neighbours, turn.message.id)]
        if isinstance(decision, Suggestions):
            return [self._did_you_mean(turn, decision.tips)]
        return [self._offer(turn, "unknown", turn.message.id)]

    async def tip(self, turn: Turn, argument: str) -> list[Reply]:
        """Show the tip that was chosen: `ID` or `ID question-id`."""
        tip_id, _, question_id = argument.partition(" ")
        tip = self._knowledge.tip(tip_id)
        if tip is None:
            return [Reply(turn.say("closed"))]
        return [self._answer(turn, tip, (), question_id)]

    async def command(self, turn: Turn, argument: str) -> list[Reply]:
        """`/vraag`: the question behind it, or an invitation to ask."""
        if not argument:
            return [Reply(turn.say("ask-prompt"))]
        return await self.question(turn, argument)

    async def helped(self, turn: Turn, argument: str) -> list[Reply]:
        """Keep that a tip helped."""
        await self._keep_opinion(turn, argument, helped=True)
        return [Reply(turn.say("helped"))]

    async def helped_not(self, turn: Turn, argument: str) -> list[Reply]:
        """Keep that a tip did not help, and offer to pass the question on."""
        tip_id, _, question_id = argument.partition(" ")
        await self._keep_opinion(turn, tip_id, helped=False)
        return [self._offer(turn, "helped-not", question_id)]

    async def none_of_these(self, turn: Turn, argument: str) -> list[Reply]:
        """None of the suggestions was meant: offer to pass the question on."""
        return [self._offer(turn, "unknown", argument)]

    async def pass_on(self, turn: Turn, argument: str) -> list[Reply]:
        """Store the question now that its author says so."""
        heard = self._memory.recall(turn.message, argument)
        if heard:
            return [await self._store(turn, heard)]
        await turn.wait_for(PASS_ON, {})
        return [Reply(turn.say("type-again" if argument else "type-question"))]

    async def typed_again(self, turn: Turn, text: str) -> list[Reply]:
        """The question to pass on: typed once more, or for the first time."""
        return [await self._store(turn, Heard(text, self._knowledge.language(text, turn.language)))]

    async def leave_it(self, turn: Turn, _: str) -> list[Reply]:
        """The question is not passed on."""
        return [Reply(turn.say("not-passed-on"))]

    async def _store(self, turn: Turn, heard: Heard) -> Reply:
        asker, sender = turn.message.address, turn.message.sender
        text = heard.text.strip()[:LONGEST_QUESTION]
        await turn.tx.questions.add(asker, sender, text, heard.language, turn.now)
        if len(heard.text.strip()) > LONGEST_QUESTION:
            return Reply(turn.say("passed-on-shortened", length=LONGEST_QUESTION))
        return Reply(turn.say("passed-on"))

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
        )
        return Reply(self._tip_text(turn, tip), choices)

    def _tip_text(self, turn: Turn, tip: Tip) -> str:
        language = tip.nearest_language(turn.language)
        cited = "; ".join(
            citation(turn, self._knowledge.sources[reference.id], turn.language) for reference in tip.sources
        )
        body = tip.body[language]
        if language != turn.language:
            body = f"{turn.say('only-in-other-language')}\n\n{body}"
        return turn.say("answer", title=tip.title[language], body=body, source=cited)

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


def citation(turn: Turn, source: Source, language: Language) -> str:
    """A source as it stands under a tip."""
    date = source.date[language] if source.date else turn.say("source-undated")
    return f"{source.title}, {source.publisher}, {date}"
