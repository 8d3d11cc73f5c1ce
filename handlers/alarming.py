"""What the operator hears when something goes wrong, and when it is over."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.contract import Language, Reply
from handlers.texts import Catalogue
from scheduler.alarms import News, What

NAMES = {"telegram": "Telegram", "matrix": "Matrix"}


def alarm(texts: Catalogue, language: Language, news: News, zone: ZoneInfo) -> Reply:
    """One message about one trouble. It names nobody and quotes nothing."""
    since, platform = clock_time(news.since, zone), NAMES.get(news.trouble.subject, news.trouble.subject)
    match news.trouble.what, news.is_over:
        case What.TICK, False:
            return Reply(texts.say(language, "alarm-tick", since=since))
        case What.TICK, True:
            return Reply(texts.say(language, "alarm-tick-over"))
        case What.ANSWERS, False:
            return Reply(texts.say(language, "alarm-answers", since=since))
        case What.ANSWERS, True:
            return Reply(texts.say(language, "alarm-answers-over"))
        case What.MESSAGES, False:
            return Reply(texts.say(language, "alarm-messages", since=since))
        case What.MESSAGES, True:
            return Reply(texts.say(language, "alarm-messages-over"))
        case What.CLOCK, False:
            return Reply(texts.say(language, "alarm-clock", since=in_full(news.since, zone)))
        case What.CLOCK, True:
            return Reply(texts.say(language, "alarm-clock-over"))
        case What.PLATFORM, False:
            return Reply(texts.say(language, "alarm-platform", platform=platform, since=since))
        case _:
            return Reply(texts.say(language, "alarm-platform-over", platform=platform))


def in_full(moment: datetime, zone: ZoneInfo) -> str:
    """The same with its year, which is what a clock may have wrong."""
    return f"{moment.astimezone(zone):%d-%m-%Y %H:%M}"


def clock_time(moment: datetime, zone: ZoneInfo) -> str:
    """A moment on the clocks of the operator, with its day, since an alarm may be read much later."""
    return f"{moment.astimezone(zone):%d-%m %H:%M}"
