"""The page for operators tells of every figure and path there is."""

from pathlib import Path

from bot.platforms import Serving
from bot.web import Figures, Metrics

PAGE = (Path(__file__).parents[2] / "docs" / "operating.md").read_text()


def test_every_metric_is_on_the_page_and_nothing_else() -> None:
    metrics = Metrics()
    metrics.asked("answer")
    metrics.handled("telegram", "text", "answered", 0.1)
    metrics.delivered("telegram", "sent", 0.1)
    shown = metrics.shown(Figures()).decode()
    names = {
        line.split()[2]
        for line in shown.splitlines()
        if line.startswith("# TYPE leernetwerk_") and not line.split()[2].endswith("_created")
    }
    on_page = {part.strip("`") for part in PAGE.split() if part.startswith("`leernetwerk_")}
    assert names == on_page


def test_every_way_to_get_on_is_on_the_page() -> None:
    assert all(serving in PAGE for serving in Serving)
