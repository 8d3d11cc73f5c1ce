"""Groups, as tests have them."""

from tests.wire.telegram.loops import Home, at_home
from tests.wire.telegram.media import content_of
from tests.wire.telegram.membership import changed_standing, promoted
from tests.wire.telegram.people import Person, standing_in, text_content
from tests.wire.telegram.refusals import Json
from tests.wire.telegram.shown import Shown, shown
from tests.wire.telegram.state import Chat, Standing, User, World


class Group:
    """A group or supergroup with the bot in it."""

    def __init__(self, world: World, home: Home, chat: Chat) -> None:
        self.home = home
        self._world = world
        self._chat = chat

    @property
    def id(self) -> int:
        """The id of its chat."""
        return self._chat.id

    @property
    @at_home
    def sees(self) -> list[Shown]:
        """What stands in it from the bot, oldest first."""
        bot = self._world.bot
        return [
            shown(message)
            for message in self._chat.messages.values()
            if message.sender is bot and not message.is_service
        ]

    @at_home
    def says(
        self,
        person: Person,
        text: str,
        *,
        mention: bool = False,
        replies_to: Shown | None = None,
        thread: int | None = None,
    ) -> Shown:
        """Have a member type something; `mention`: after the bot's @name."""
        typed = f"@{self._world.bot.username} {text}" if mention else text
        reply_to = standing_in(self._world, replies_to) if replies_to else None
        return self._receives(person, text_content(typed), reply_to=reply_to, thread=thread)

    @at_home
    def sends(self, person: Person, kind: str, caption: str = "") -> Shown:
        """Have a member send something that is no text."""
        return self._receives(person, content_of(kind, caption))

    def _receives(self, person: Person, content: Json, **more: object) -> Shown:
        assert person.user in self._chat.members, "only members can write in a group"
        return shown(self._world.receive(self._chat, person.user, content, **more))

    @at_home
    def adds(self, person: Person) -> None:
        """Let somebody join."""
        self._chat.members.append(person.user)
        self._announces(person.user, {"new_chat_members": [person.user.as_json()]})

    @at_home
    def removes(self, person: Person) -> None:
        """Let somebody leave."""
        self._chat.members.remove(person.user)
        self._announces(person.user, {"left_chat_member": person.user.as_json()})

    @at_home
    def renames(self, title: str) -> None:
        """Change the title."""
        self._chat.title = title
        self._announces(self._owner, {"new_chat_title": title})

    @at_home
    def kicks_bot(self) -> None:
        """Remove the bot for good."""
        changed_standing(self._world, self._chat, self._owner, Standing.KICKED)

    @at_home
    def adds_bot(self) -> None:
        """Bring the bot (back) in."""
        changed_standing(self._world, self._chat, self._owner, Standing.MEMBER)
        self._announces(self._owner, {"new_chat_members": [self._world.bot.as_json()]})

    @at_home
    def makes_bot_admin(self) -> None:
        """Make the bot an administrator: privacy mode no longer holds, and it may delete."""
        promoted(self._world, self._chat, self._owner)

    @at_home
    def opens_topic(self) -> int:
        """Make a new topic in a forum; its message_thread_id."""
        assert self._chat.topics is not None, "only forums have topics"
        name = {"forum_topic_created": {"name": "Onderwerp", "icon_color": 0x6FB9F0}}
        message = self._world.post(self._chat, self._owner, name)
        message.is_service, message.thread = True, message.id
        self._chat.topics.add(message.id)
        self._world.updates.put("message", message.as_json())
        return message.id

    @at_home
    def becomes_supergroup(self) -> "Group":
        """Upgrade: the group has another id from now on, and both say so. Returns the new one."""
        old = self._chat
        assert old.kind == "group", "this is a supergroup already"
        new = self._world.group(old.title, old.members, is_super=True, is_forum=False)
        new.bot_is_admin = old.bot_is_admin
        self._announces(self._owner, {"migrate_to_chat_id": new.id})
        old.moved_to = new
        group = Group(self._world, self.home, new)
        group._announces(self._owner, {"migrate_from_chat_id": old.id})
        return group

    @property
    def _owner(self) -> User:
        return self._chat.members[0]

    def _announces(self, by: User, content: Json) -> None:
        self._world.receive(self._chat, by, content, is_service=True)
