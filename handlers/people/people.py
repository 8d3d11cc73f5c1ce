"""Who somebody is: people, their networks and roles, and the doors through which they come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from bot.contract import Address, Language


class Role(StrEnum):
    """What somebody is in a network."""

    MEMBER = "member"
    FACILITATOR = "facilitator"


class Function(StrEnum):
    """What somebody does in the organisation."""

    PRACTITIONER = "practitioner"
    BEHAVIOURAL_SCIENTIST = "behavioural_scientist"
    POLICY = "policy"
    DIRECTOR = "director"
    EXPERT_BY_EXPERIENCE = "expert_by_experience"
    EDUCATION = "education"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Network:
    """A learning network and how it goes about things.

    `reminders`, `reflect_after` and `prompts_every` are ISO 8601 durations; `quiet` is `21:00-08:00`, or None
    when messages may come at any hour; `open_ask`: anybody may ask it questions.
    """

    id: int
    key: str
    name: str
    timezone: str
    language: Language
    reminders: tuple[str, ...] = ("P14D", "P2D", "PT2H")
    quiet: str | None = "21:00-08:00"
    open_ask: bool = False
    reflect_after: str = "PT1H"
    prompts_every: str = "P2W"


@dataclass(frozen=True, slots=True)
class Membership:
    """Somebody's place in a network. `reminders` are their own lead times; None: as the network does it."""

    network: Network
    role: Role
    reminders: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody we know. `pseudonym` stands for them where their name must not.

    `last_network_id` is the network that they chose last, when they were asked which.
    """

    id: int
    pseudonym: str
    name: str
    organisation: str | None
    function: Function | None
    language: Language | None
    memberships: tuple[Membership, ...] = ()
    started_at: datetime | None = None
    paused_until: datetime | None = None
    last_network_id: int | None = None

    @property
    def networks(self) -> tuple[Network, ...]:
        """The networks this person is in."""
        return tuple(membership.network for membership in self.memberships)

    @property
    def facilitates(self) -> tuple[Network, ...]:
        """The networks this person is a facilitator of."""
        return tuple(place.network for place in self.memberships if place.role is Role.FACILITATOR)

    def role_in(self, network_id: int) -> Role | None:
        """What this person is in a network; None when they are not in it."""
        roles = (place.role for place in self.memberships if place.network.id == network_id)
        return next(roles, None)


@dataclass(frozen=True, slots=True)
class Door:
    """A chat through which a person comes; `address` is how the platform names them."""

    platform: str
    address: str
    conversation: str | None
    preferred: bool
    reachable: bool


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is at a door. `language` is what was chosen at it by somebody we don't know (yet);
    `private_chat` is where they are reached through it, None while they are not."""

    person: Person | None = None
    language: Language | None = None
    is_operator: bool = False
    private_chat: str | None = None

    @property
    def is_member(self) -> bool:
        """Whether they are in any network."""
        return self.is_operator or (self.person is not None and bool(self.person.memberships))

    @property
    def is_facilitator(self) -> bool:
        """Whether they are a facilitator of any network."""
        return self.is_operator or (self.person is not None and bool(self.person.facilitates))


STRANGER = Visitor()


class People(Protocol):
    """Everybody we know."""

    async def at_door(self, platform: str, sender: str) -> Visitor: ...
    async def get(self, person_id: int) -> Person | None: ...
    async def all(self, network_id: int | None = None) -> list[Person]: ...
    async def add(
        self,
        name: str,
        organisation_id: int | None,
        function: Function | None,
        language: Language | None,
        at: datetime,
        *,
        started: bool,
    ) -> int: ...
    async def change(self, person_id: int, **news: Any) -> None: ...
    async def place(self, person_id: int, network_id: int, role: Role, at: datetime) -> bool: ...
    async def change_role(self, person_id: int, network_id: int, old: Role, new: Role) -> bool: ...
    async def remove(self, person_id: int, network_id: int) -> bool: ...
    async def remind(
        self, person_id: int, network_id: int, reminders: Sequence[str] | None, at: datetime
    ) -> None: ...
    async def count(self, network_id: int, role: Role) -> int: ...
    async def doors_of(self, person_id: int) -> list[Door]: ...
    async def erase(self, person_id: int) -> None: ...


class Networks(Protocol):
    """The networks there are."""

    async def add(self, key: str, name: str, **settings: Any) -> int: ...
    async def keyed(self, key: str) -> Network | None: ...
    async def get(self, network_id: int) -> Network | None: ...
    async def all(self) -> list[Network]: ...
    async def change(self, network_id: int, at: datetime, **news: Any) -> None: ...
    async def hold(self, network_id: int) -> None: ...
    async def anybody_may_ask(self) -> bool: ...


class Organisations(Protocol):
    """Where people work."""

    async def names(self) -> Sequence[str]: ...
    async def ensure(self, name: str) -> int: ...


class Doors(Protocol):
    """The chats through which people come."""

    async def opened(self, platform: str, sender: str, conversation: str) -> None: ...
    async def closed(self, address: Address, reason: str, at: datetime) -> None: ...
    async def private_chat(self, platform: str, sender: str) -> Address | None: ...
    async def belongs_to(self, platform: str, sender: str, person_id: int) -> None: ...
    async def prefer(self, person_id: int, platform: str, sender: str) -> None: ...
    async def move(self, old_person_id: int, new_person_id: int) -> None: ...
    async def release(self, person_id: int, platform: str, sender: str) -> bool: ...
    async def owner(self, platform: str, sender: str) -> int | None: ...
    async def speak(self, platform: str, sender: str, language: Language) -> None: ...
