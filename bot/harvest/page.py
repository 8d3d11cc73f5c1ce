"""The harvest as one page that needs nothing else: to open, to print, to send on."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from importlib import resources
from string import Template

from bot.contract import Language
from bot.harvest.chart import drawn
from bot.harvest.words import OUTCOMES, WORDS, decimal
from handlers.reflect.harvest import Harvest, MeetingHarvest


def page(harvest: Harvest, language: Language) -> bytes:
    """The whole page, as UTF-8."""
    words = WORDS[language]
    template = Template(resources.files("bot.harvest").joinpath("page.html").read_text(encoding="utf-8"))
    chart = drawn(harvest, language, "svg").decode()
    return template.substitute(
        language=language,
        title=escape(f"{words['title']} {harvest.network}"),
        period=escape(period(harvest, words)),
        chart=chart[chart.index("<svg") :],
        meetings=section(words["meetings"], meetings(harvest.meetings, language)),
        steps=section(words["steps"], steps(harvest, language)),
        shared=section(words["shared"], shared(harvest, language)),
        quotes=section(words["quotes"], quotes(harvest)),
        prompts=section(words["prompts"], prompts(harvest)),
        note=escape(words["note"]),
    ).encode()


def period(harvest: Harvest, words: Mapping[str, str]) -> str:
    """From when to when."""
    days = [f"{day:%d-%m-%Y}" if day else "…" for day in (harvest.first, harvest.last)]
    return f"{words['period']}: {days[0]} – {days[1]}" if harvest.first or harvest.last else ""


def section(title: str, body: str) -> str:
    """A part with its heading; nothing where there is nothing to show."""
    return f"<section><h2>{escape(title)}</h2>{body}</section>" if body else ""


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; nothing without rows."""
    lines = ["".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows]
    if not lines:
        return ""
    top = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def meetings(found: Sequence[MeetingHarvest], language: Language) -> str:
    """Each meeting on a line."""
    words = WORDS[language]
    head = [words[name] for name in ("date", "meeting", "there", "looked_back", "mark")]
    return table(
        head,
        (
            (
                f"{each.start:%d-%m-%Y}",
                each.theme,
                str(each.there),
                str(each.looked_back),
                words["few"] if each.average is None else decimal(each.average, language),
            )
            for each in found
        ),
    )


def steps(harvest: Harvest, language: Language) -> str:
    """How many steps had which outcome."""
    words = WORDS[language]
    rows = [
        (name, str(harvest.steps[outcome]))
        for outcome, name in OUTCOMES[language].items()
        if harvest.steps.get(outcome)
    ]
    return table((words["outcome"], words["count"]), rows)


def shared(harvest: Harvest, language: Language) -> str:
    """The steps that people shared."""
    words = WORDS[language]
    head = (words["step"], words["outcome"], words["learned"])
    return table(
        head, ((each.text, OUTCOMES[language][each.outcome], each.learned or "") for each in harvest.shared)
    )


def quotes(harvest: Harvest) -> str:
    """What people take along, by meeting."""
    return "".join(
        f"<h3>{escape(meeting.theme)}</h3>" + "".join(map(quoted, meeting.quotes))
        for meeting in harvest.meetings
        if meeting.quotes
    )


def prompts(harvest: Harvest) -> str:
    """The answers to prompts."""
    return "".join(
        f"<h3>{escape(each.prompt)}</h3>" + "".join(map(quoted, each.answers)) for each in harvest.prompts
    )


def quoted(text: str) -> str:
    """Somebody's words."""
    return f"<blockquote>{escape(text)}</blockquote>"
