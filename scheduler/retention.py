"""How long what is kept, and what happens then: one table with all that is known of people. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from scheduler.durations import Duration, parse_duration

UTC_ZONE = ZoneInfo("UTC")
MEND = "use KIND=PERIOD, with commas between, as in questions=P18M,audit=P36M"


class Fate(StrEnum):
    """What happens to data past its time."""

    ERASED = "erased"
    ANONYMISED = "anonymised"  # what is left says nothing about anybody


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of data: `keep` is counted from what the kind's entry in `docs/privacy.md` says.

    `columns` are those that say something about a person, by table.
    """

    kind: str
    keep: str
    fate: Fate
    columns: Mapping[str, Sequence[str]]

    def before(self, now: datetime) -> datetime:
        """What is from before this moment is past its time."""
        return self.period.before(now.astimezone(UTC), UTC_ZONE)

    @property
    def period(self) -> Duration:
        """How long it is kept."""
        return parse_duration(self.keep)


DOOR = (
    "platform",
    "sender",
    "conversation",
    "language",
    "preferred",
    "unreachable_since",
    "unreachable_reason",
    "ownerless_since",
)
TIP_WORDS = ("theme", "title", "body", "sources", "phrasings", "credit")
TIP_LIFE = (
    "network_id",
    "status",
    "author",
    "created_at",
    "changed_at",
    "published_at",
    "offered_at",
    "consent_asked_at",
)
RULES = (
    Rule(
        "members",
        "P30D",
        Fate.ERASED,
        {
            "people": (
                "name",
                "pseudonym",
                "organisation_id",
                "function",
                "language",
                "started_at",
                "paused_until",
                "created_at",
                "left_at",
                "last_network_id",
            ),
            "memberships": ("network_id", "role", "since", "reminders"),
            "doors": DOOR,
            "calendar_feeds": ("created_at",),
        },
    ),
    Rule("visitors", "P12M", Fate.ERASED, {"doors": DOOR}),
    Rule(
        "questions",
        "P12M",
        Fate.ERASED,
        {
            "questions": (
                "platform",
                "conversation",
                "sender",
                "text",
                "language",
                "asked_at",
                "network_id",
                "group_id",
                "helped",
                "reopened",
            ),
            "question_groups": (
                "network_id",
                "status",
                "created_at",
                "claimed_at",
                "nudged_at",
                "answer",
                "answered_at",
                "earlier_answer",
                "brought_at",
                "said_asked_at",
            ),
        },
    ),
    Rule(
        "reflections",
        "P18M",
        Fate.ERASED,
        {
            "reflections": ("network_id", "meeting_id", "mark", "takeaway", "quotable", "answered_at"),
            "small_steps": (
                "network_id",
                "meeting_id",
                "tip",
                "text",
                "ask_when",
                "ask_at",
                "asked",
                "outcome",
                "learned",
                "shared",
                "created_at",
                "closed_at",
            ),
            "prompt_answers": (
                "network_id",
                "day",
                "prompt",
                "anonymity",
                "text",
                "quotable",
                "answered_at",
            ),
            "anonymous_answers": (),
        },
    ),
    Rule(
        "prompts",
        "P13M",
        Fate.ERASED,
        {"prompts_asked": ("network_id", "day", "prompt", "asked_on", "state"), "prompt_rounds": ()},
    ),
    Rule(
        "tips",
        "P12M",
        Fate.ERASED,
        {
            "tips": TIP_WORDS + TIP_LIFE,
            "tip_reviews": ("tip", "network_id", "author", "verdict", "remark", "at"),
        },
    ),
    Rule(
        "experiences",
        "P12M",
        Fate.ANONYMISED,
        {
            "tip_uses": (
                "tip",
                "network_id",
                "helped_at",
                "ask_at",
                "asked",
                "asked_at",
                "outcome",
                "context",
                "shared",
                "approved",
                "answered_at",
            )
        },
    ),
    Rule("opinions", "P12M", Fate.ANONYMISED, {"feedback": ("platform", "sender", "tip", "helped", "at")}),
    Rule(
        "messages",
        "P3M",
        Fate.ERASED,
        {
            "outbox": (
                "key",
                "kind",
                "platform",
                "conversation",
                "thread",
                "subject",
                "network_id",
                "language",
                "reply",
                "status",
                "not_before",
                "not_after",
                "attempts",
                "lapsed",
                "reason",
                "sent_at",
                "message_id",
            )
        },
    ),
    Rule(
        "lists",
        "P37D",
        Fate.ERASED,
        {
            "choice_list": (
                "key",
                "platform",
                "conversation",
                "owner",
                "language",
                "choices",
                "expires_at",
                "closed_at",
            )
        },
    ),
    Rule(
        "steps",
        "P7D",
        Fate.ERASED,
        {
            "pending_step": (
                "platform",
                "conversation",
                "sender",
                "name",
                "data",
                "prompt_key",
                "language",
                "expires_at",
            ),
            "expected_answers": ("prompt_key", "about", "name", "data", "language", "expires_at"),
        },
    ),
    Rule(
        "surplus",
        "P7D",
        Fate.ERASED,
        {"surplus": ("platform", "conversation", "sender", "message", "at")},
    ),
    Rule("gaps", "P24M", Fate.ERASED, {"unknown_counts": ()}),
    Rule("guard-counts", "P24M", Fate.ERASED, {"guard_counts": ()}),
    Rule(
        "attendance",
        "P36M",
        Fate.ANONYMISED,
        {
            "rsvps": ("meeting_id", "answer", "answered_at", "for_version"),
            "attendance": ("meeting_id", "organisation_id", "status"),
            "invitees": ("meeting_id", "invited_at", "version", "cancel_told", "card_key"),
            "meeting_preparers": ("meeting_id",),
            "meetings": (
                "network_id",
                "theme",
                "local_start",
                "timezone",
                "duration",
                "place",
                "link",
                "status",
                "cancel_reason",
                "created_by",
                "created_at",
            ),
        },
    ),
    Rule(
        "guests",
        "P30D",
        Fate.ANONYMISED,
        {"rsvps": ("replaced_by_name",), "attendance": ("name", "replaced_by")},
    ),
    Rule(
        "agenda",
        "P12M",
        Fate.ERASED,
        {
            "agenda_items": ("network_id", "meeting_id", "text", "created_at", "chosen"),
            "agenda_votes": ("item_id",),
        },
    ),
    Rule("handled", "P30D", Fate.ERASED, {"handled": ()}),
    Rule(
        "invitations",
        "P30D",
        Fate.ERASED,
        {
            "invitations": ("network_id", "role", "uses_left", "expires_at", "created_by"),
            "link_codes": ("expires_at",),
        },
    ),
    Rule("wrong-codes", "P1D", Fate.ERASED, {"wrong_codes": ("platform", "sender", "wrong", "last_at")}),
    Rule(
        "audit",
        "P24M",
        Fate.ERASED,
        {"audit": ("at", "actor", "network_id", "action", "subject", "detail")},
    ),
)


def rules_with(changes: str) -> tuple[Rule, ...]:
    """The rules with other periods: `questions=P18M,audit=P36M`. Raises ValueError, with the mend."""
    periods = dict(change_of(part) for part in changes.split(",") if part.strip())
    return tuple(replace(rule, keep=periods.get(rule.kind, rule.keep)) for rule in RULES)


def change_of(part: str) -> tuple[str, str]:
    """The kind and the period in `questions=P18M`."""
    kind, sign, keep = (piece.strip() for piece in part.partition("="))
    if not sign:
        raise ValueError(MEND)
    if kind not in {rule.kind for rule in RULES}:
        raise ValueError(f"{kind} is none of {', '.join(rule.kind for rule in RULES)}")
    check_period(keep)
    return kind, keep


def check_period(keep: str) -> None:
    """Raise ValueError, with the mend, unless this is a period of whole days."""
    period = parse_duration(keep)
    if period.exact or period.is_zero:
        raise ValueError("a period is in whole days, weeks or months, such as P30D or P12M")


def columns_by_table(rules: Sequence[Rule] = RULES) -> dict[str, tuple[str, ...]]:
    """Every column that says something about a person, by table."""
    found: dict[str, dict[str, None]] = {}
    for rule in rules:
        for table, columns in rule.columns.items():
            found.setdefault(table, {}).update(dict.fromkeys(columns))
    return {table: tuple(columns) for table, columns in found.items()}
