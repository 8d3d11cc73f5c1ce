"""`leernetwerk ask`: one question, or many, without storing anything."""

import asyncio
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cli.errors import REFUSED, WRONG_SETTINGS, leave
from bot.cli.output import print_json
from bot.settings import SettingsError, load_settings
from bot.store import StoreError, published_tips
from knowledge_base import (
    Found,
    Judgement,
    KnowledgeBase,
    SmallTalk,
    Suggestions,
    Tip,
    Urgent,
    load_knowledge_base,
)


def ask(
    question: Annotated[str | None, typer.Argument(help="The question, in Dutch or English.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
    batch: Annotated[str | None, typer.Option(help="A file with a question per line; - for stdin.")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="What each signal adds.")] = False,
) -> None:
    """Ask the tip base. Nothing is stored; no token and no database is needed.

    Where there is a database, its published tips, of every network, are read too.
    """
    if (question is None) == (batch is None):
        leave("Give one question, or --batch FILE.", WRONG_SETTINGS)
    lines = batch_lines(batch) if batch is not None else None
    knowledge = load_knowledge_base()
    knowledge.take_in(published())
    if lines is not None:
        for line in lines:
            print_json(report(knowledge, line))
    elif as_json:
        shares = {"explain": explained(knowledge, question or "")} if explain else {}
        print_json({**report(knowledge, question or ""), **shares})
    elif explain:
        show_shares(knowledge, question or "")
    else:
        print(readable(knowledge.judge(question or "", None)))


def published() -> list[Tip]:
    """The tips in the database, if there is one; when it can't be read, the files alone have to do."""
    try:
        return asyncio.run(published_tips(load_settings().database_url))
    except (SettingsError, StoreError) as error:
        print(f"Only the tips in files: {error}", file=sys.stderr)
        return []


def batch_lines(name: str) -> Iterator[str]:
    """The lines of a batch file, without their ends; empty lines are questions too."""
    if name == "-":
        return (decoded(line.removesuffix(b"\n")) for line in sys.stdin.buffer)
    try:
        content = Path(name).read_bytes()
    except OSError as error:
        leave(f"{name} can't be read: {error.strerror}.", REFUSED)
    return (decoded(line) for line in content.removesuffix(b"\n").split(b"\n")) if content else iter(())


def decoded(line: bytes) -> str:
    """One line as text; only a line feed ends a line, whatever else stands in it."""
    return line.removesuffix(b"\r").decode("utf-8", errors="replace")


def report(knowledge: KnowledgeBase, question: str) -> dict[str, Any]:
    """The judgement of a question in the form that scripts rely on."""
    started = time.perf_counter()
    judgement = knowledge.judge(question, None)
    elapsed_ms = (time.perf_counter() - started) * 1000
    tip, suggestions = visible_tips(judgement)
    return {
        "question": question,
        "outcome": outcome(judgement),
        "urgent": isinstance(judgement.decision, Urgent),
        "tip": tip,
        "suggestions": suggestions,
        "ranking": [[ranked.tip.id, round(ranked.score, 6)] for ranked in judgement.ranking[:10]],
        "language": judgement.language or "nl",
        "confidence": round(judgement.confidence, 6),
        "elapsed_ms": round(elapsed_ms, 3),
    }


def outcome(judgement: Judgement) -> str:
    """The decision in one word."""
    match judgement.decision:
        case Found():
            return "answer"
        case Suggestions():
            return "suggest"
        case SmallTalk():
            return "smalltalk"
        case _:
            return "unknown"


def visible_tips(judgement: Judgement) -> tuple[str | None, list[str]]:
    """The id of the answer, if there is one, and the ids that are shown beside or instead of it."""
    match judgement.decision:
        case Found(tip, neighbours):
            return tip.id, [neighbour.id for neighbour in neighbours]
        case Suggestions(tips):
            return None, [tip.id for tip in tips]
        case _:
            return None, []


def readable(judgement: Judgement) -> str:
    """The judgement for human eyes."""
    language = judgement.language or "nl"
    match judgement.decision:
        case Found(tip, neighbours):
            spoken = tip.nearest_language(language)
            also = "".join(f"\n- {n.title[n.nearest_language(language)]} [{n.id}]" for n in neighbours)
            return f"{tip.title[spoken]} [{tip.id}]\n\n{tip.body[spoken]}\n{also}"
        case Suggestions(tips):
            titles = [f"- {tip.title[tip.nearest_language(language)]} [{tip.id}]" for tip in tips]
            return "\n".join(["?", *titles])
        case SmallTalk(replies):
            return replies[language]
        case Urgent(texts):
            return texts[language]
        case _:
            return "-"


def explained(knowledge: KnowledgeBase, question: str) -> list[dict[str, Any]]:
    """What each signal adds to the best tips, in the form that scripts rely on."""
    return [
        {
            "tip": found.tip.id,
            "score": round(found.probability, 6),
            "shares": {name: round(share, 3) for name, share in found.shares.items()},
        }
        for found in knowledge.explain(question, None)
    ]


def show_shares(knowledge: KnowledgeBase, question: str) -> None:
    """What each signal adds to the best tips, as a table."""
    rows = explained(knowledge, question)
    names = list(rows[0]["shares"]) if rows else []
    print(f"{'tip':30} {'score':>8} " + " ".join(f"{name:>9}" for name in names))
    for row in rows:
        shares = " ".join(f"{row['shares'][name]:9.2f}" for name in names)
        print(f"{row['tip']:30} {row['score']:8.3f} {shares}")
