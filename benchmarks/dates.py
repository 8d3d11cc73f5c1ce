"""How many moments in plain words are understood, asked about, or got wrong without asking."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import process_time
from typing import get_args
from zoneinfo import ZoneInfo

from benchmarks.machine import percentile
from bot.cli.tips import line
from bot.contract import Language
from knowledge_base.evaluation import Share
from scheduler.moments import Ask, Meaning, Understood, read_moment

FOLDER = Path(__file__).parent / "dates"
ZONE = ZoneInfo("Europe/Amsterdam")
RIGHT, ASKED, WRONG = "right", "asked or refused, needlessly or another thing", "wrong without asking"


@dataclass(frozen=True, slots=True)
class Phrase:
    """What somebody types, when, and what is meant: a wall time, "ask" or "impossible"."""

    text: str
    language: Language
    now: datetime
    expected: str


def main() -> None:
    """Print the figures of each set, and what was not right."""
    for path in sorted(FOLDER.glob("*.tsv")):
        print(f"\n{path.name}")
        show_set(list(read_phrases(path)))


def read_phrases(path: Path) -> Iterator[Phrase]:
    """The phrases of a file with the columns phrase, language, now, expected."""
    languages: dict[str, Language] = {language: language for language in get_args(Language)}
    for row in path.read_text(encoding="utf-8").splitlines()[1:]:
        text, language, now, expected = row.split("\t")
        yield Phrase(text, languages[language], on_the_wall(now), expected)


def on_the_wall(text: str) -> datetime:
    """A moment in ISO 8601, of our zone when it has no offset."""
    read = datetime.fromisoformat(text)
    return read.astimezone(ZONE) if read.tzinfo else read.replace(tzinfo=ZONE)


def show_set(phrases: Sequence[Phrase]) -> None:
    """The figures of one set, and what was not right."""
    times, judged = [], []
    for phrase in phrases:
        started = process_time()
        meaning = read_moment(phrase.text, phrase.now, ZONE, phrase.language)
        times.append(process_time() - started)
        judged.append((judgement(phrase, meaning), phrase, meaning))
    counts = Counter(verdict for verdict, _, _ in judged)
    for verdict in (RIGHT, WRONG, ASKED):
        print(line(verdict, Share(counts[verdict], len(judged))))
    print(f"one phrase: p50 {percentile(times, 0.5):.2f} ms, p99 {percentile(times, 0.99):.2f} ms")
    for verdict, phrase, meaning in judged:
        if verdict != RIGHT:
            print(f"  {verdict}: {phrase.text!r} ({phrase.language}, {phrase.now:%a %d %b %H:%M %Y})")
            print(f"    expected {phrase.expected}, got {in_short(meaning)}")


def judgement(phrase: Phrase, meaning: Meaning) -> str:
    """Whether a phrase was read as it was meant; a moment that was not meant is the one thing that harms."""
    if isinstance(meaning, Understood):
        is_moment = phrase.expected not in ("ask", "impossible")
        return RIGHT if is_moment and meaning.start == on_the_wall(phrase.expected) else WRONG
    kind = "ask" if isinstance(meaning, Ask) else "impossible"
    return RIGHT if phrase.expected == kind else ASKED


def in_short(meaning: Meaning) -> str:
    """What was read, in a line."""
    if isinstance(meaning, Understood):
        return f"{meaning.start:%Y-%m-%dT%H:%M}"
    if isinstance(meaning, Ask):
        return f"ask {meaning.question}: {', '.join(f'{each:%Y-%m-%dT%H:%M}' for each in meaning.options)}"
    return f"impossible: {meaning.why}"


if __name__ == "__main__":
    main()
