"""What the bot knows: curated tips, and what a text asks of them."""

from knowledge_base.alike import Alike, Near
from knowledge_base.base import KnowledgeBase, load_knowledge_base
from knowledge_base.decision import (
    Decision,
    Found,
    Judgement,
    Ranked,
    SmallTalk,
    Suggestions,
    Unknown,
    Urgent,
)
from knowledge_base.likeness import closest
from knowledge_base.prompt_files import Anonymity, Prompt, PromptKind, load_prompts
from knowledge_base.tip_files import PRACTICE, Source, SourceReference, Theme, Tip, TipFileError

__all__ = [
    "PRACTICE",
    "Alike",
    "Anonymity",
    "Decision",
    "Found",
    "Judgement",
    "KnowledgeBase",
    "Near",
    "Prompt",
    "PromptKind",
    "Ranked",
    "SmallTalk",
    "Source",
    "SourceReference",
    "Suggestions",
    "Theme",
    "Tip",
    "TipFileError",
    "Unknown",
    "Urgent",
    "closest",
    "load_knowledge_base",
    "load_prompts",
]
