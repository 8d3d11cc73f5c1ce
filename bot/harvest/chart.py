"""The marks over time and what came of steps, drawn without a screen."""

import io
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from bot.contract import Language
from bot.harvest.words import OUTCOMES, WORDS, decimal
from handlers.reflect.harvest import Harvest
from handlers.reflect.small_steps import Outcome

MOST_UPRIGHT = 4  # dates that fit beside each other
BLUE, GREEN, SAND, CLAY, GREY = "#2b6a8f", "#4f8a5b", "#d9b25f", "#b5654a", "#b9bfc4"
COLOURS = {
    Outcome.DONE: GREEN,
    Outcome.PARTLY: SAND,
    Outcome.NOT_DONE: CLAY,
    Outcome.OPEN: BLUE,
    Outcome.DROPPED: GREY,
}


def picture(harvest: Harvest, language: Language) -> bytes:
    """A PNG for the chat."""
    return drawn(harvest, language, "png")


def drawn(harvest: Harvest, language: Language, form: str) -> bytes:
    """Both charts beside each other, as PNG or SVG."""
    figure = Figure(figsize=(9, 3.6), layout="constrained")
    FigureCanvasAgg(figure)
    left, right = figure.subplots(1, 2)
    draw_marks(left, harvest, language)
    draw_steps(right, harvest, language)
    file = io.BytesIO()
    figure.savefig(file, format=form, dpi=130, metadata={"Date": None} if form == "svg" else None)
    return file.getvalue()


def draw_marks(axes: Any, harvest: Harvest, language: Language) -> None:
    """The average mark of each meeting that has one."""
    words = WORDS[language]
    points = [(each.start, each.average) for each in harvest.meetings if each.average is not None]
    axes.set_title(words["mark"], fontsize=11)
    axes.set_ylim(0, 10)
    axes.set_ylabel(words["mark_axis"], fontsize=9)
    if not points:
        empty(axes, words["few"])
        return
    labels = [f"{start.day}-{start.month}-{start.year % 100:02}" for start, _ in points]
    places = list(range(len(points)))
    averages = [mark for _, mark in points]
    axes.plot(places, averages, color=BLUE, marker="o", linewidth=2)
    for place, mark in zip(places, averages, strict=True):
        axes.annotate(
            decimal(mark, language),
            (place, mark),
            (0, 7),
            textcoords="offset points",
            ha="center",
            fontsize=9,
        )
    is_crowded = len(points) > MOST_UPRIGHT
    turned = {"rotation": 45, "ha": "right"} if is_crowded else {}
    axes.set_xticks(places, labels, fontsize=8, **turned)
    axes.set_xlim(-0.5, len(points) - 0.5)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    axes.grid(axis="y", color="#e6e6e6")


def draw_steps(axes: Any, harvest: Harvest, language: Language) -> None:
    """How many steps had which outcome."""
    axes.set_title(WORDS[language]["steps"], fontsize=11)
    shown = [outcome for outcome in OUTCOMES[language] if harvest.steps.get(outcome)]
    if not shown:
        empty(axes, WORDS[language]["few"])
        return
    shown.reverse()
    counts = [harvest.steps[outcome] for outcome in shown]
    labels = [OUTCOMES[language][outcome].replace(", ", ",\n") for outcome in shown]
    bars = axes.barh(labels, counts, color=[COLOURS[outcome] for outcome in shown])
    axes.bar_label(bars, padding=3, fontsize=9)
    axes.set_xticks([])
    axes.set_xlim(0, max(counts) * 1.15)
    axes.tick_params(axis="y", length=0, labelsize=9)
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)


def empty(axes: Any, why: str) -> None:
    """A chart that can't be drawn says why."""
    axes.set_axis_off()
    axes.text(0.5, 0.5, why, ha="center", va="center", transform=axes.transAxes, color="#666666")
