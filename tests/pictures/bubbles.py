"""Draws a conversation as a phone shows it: bubbles, with the choices under them. Pure."""

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

WIDTH = 420
SIDE = 14  # free at either side of the screen
PADDING = 11
LINE = 19
GAP = 10
CHOICE = 30
SIGNS = 48  # in a line
LETTER = 6.7  # the width of a sign, on average
IN_A_ROW = 6  # of choices that are no longer than
SHORT = 2  # signs
FONT = "font-family='Helvetica, Arial, sans-serif' font-size='13.5'"
BOLD = re.compile(r"\*\*(.+?)\*\*")
SLANTED = re.compile(r"(?<![\w\\])_(.+?)_(?!\w)")
MARKS = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~|])")


@dataclass(frozen=True, slots=True)
class Said:
    """A message in a picture; `mine` is on the right, `choices` are the buttons under it."""

    text: str
    mine: bool = False
    choices: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Bubble:
    """A message that is laid out: its lines and its size in pixels."""

    said: Said
    lines: Sequence[str]
    width: float
    height: float


def draw(title: str, conversation: Sequence[Said]) -> str:
    """An SVG picture of a conversation; `title` is read out to who can't see it."""
    bubbles = [laid_out(said) for said in conversation]
    height = sum(bubble.height + GAP for bubble in bubbles) + GAP
    parts = [
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{WIDTH}' height='{height:.0f}' role='img' {FONT}>",
        f"<title>{escape(title)}</title>",
        "<rect width='100%' height='100%' rx='12' fill='#e9edf0'/>",
        *placed(bubbles),
        "</svg>\n",
    ]
    return "\n".join(parts)


def placed(bubbles: Sequence[Bubble]) -> Iterator[str]:
    """The bubbles, one under the other."""
    top = float(GAP)
    for bubble in bubbles:
        yield from drawn(bubble, top)
        top += bubble.height + GAP


def laid_out(said: Said) -> Bubble:
    """A message with its lines broken."""
    lines = [line for paragraph in said.text.split("\n") for line in broken(paragraph)]
    widest = max(len(BOLD.sub(r"\1", line)) for line in lines)
    labels = max((len(choice) for choice in said.choices), default=0)
    width = min(WIDTH - 2 * SIDE - 24, max(widest, labels + 2, 8) * LETTER + 2 * PADDING)
    height = len(lines) * LINE + 2 * PADDING + len(rows(said.choices)) * (CHOICE + 4)
    return Bubble(said, lines, width, height)


def broken(paragraph: str) -> list[str]:
    """A paragraph in lines; what is bold or slanted stays so when it runs over the end of one."""
    lines, open_marks = [], ""
    for line in textwrap.wrap(paragraph, SIGNS, break_long_words=True) or [""]:
        marked = open_marks + line
        open_marks = "**" if marked.count("**") % 2 else "_" if is_slanting(marked) else ""
        lines.append(marked + open_marks)
    return lines


def is_slanting(line: str) -> bool:
    """Whether a slanted stretch begins in a line and doesn't end in it."""
    return line.startswith("_") and not SLANTED.match(line)


def drawn(bubble: Bubble, top: float) -> Iterator[str]:
    """One bubble and its choices."""
    said = bubble.said
    left = WIDTH - SIDE - bubble.width if said.mine else SIDE
    text_height = len(bubble.lines) * LINE + 2 * PADDING
    colour = "#d8f3dc" if said.mine else "#ffffff"
    yield (
        f"<rect x='{left:.1f}' y='{top:.1f}' width='{bubble.width:.1f}' height='{text_height:.1f}' "
        f"rx='11' fill='{colour}' stroke='#cfd6da'/>"
    )
    for number, line in enumerate(bubble.lines, 1):
        y = top + PADDING + number * LINE - 5
        yield f"<text x='{left + PADDING:.1f}' y='{y:.1f}' fill='#1b262c'>{styled(line)}</text>"
    for number, row in enumerate(rows(said.choices)):
        y = top + text_height + 4 + number * (CHOICE + 4)
        each = (bubble.width + 4) / len(row)
        for place, choice in enumerate(row):
            yield button(choice, left + place * each, y, each - 4)


def rows(choices: Sequence[str]) -> list[Sequence[str]]:
    """Choices as they stand under each other; numbers stand side by side."""
    length = IN_A_ROW if all(len(choice) <= SHORT for choice in choices) else 1
    return [choices[start : start + length] for start in range(0, len(choices), length)]


def button(label: str, left: float, top: float, width: float) -> str:
    """A choice that can be tapped."""
    return (
        f"<rect x='{left:.1f}' y='{top:.1f}' width='{width:.1f}' height='{CHOICE}' "
        "rx='8' fill='#f4f8fb' stroke='#8fb3c9'/>"
        f"<text x='{left + width / 2:.1f}' y='{top + 20:.1f}' text-anchor='middle' "
        f"fill='#1d5b7c'>{escape(label)}</text>"
    )


def styled(line: str) -> str:
    """A line with its bold and slanted parts, and without the signs that keep other signs literal."""
    shown = escape(line)
    shown = BOLD.sub(r"<tspan font-weight='bold'>\1</tspan>", shown)
    shown = SLANTED.sub(r"<tspan font-style='italic'>\1</tspan>", shown)
    return MARKS.sub(r"\1", shown)
