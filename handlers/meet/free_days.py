"""Public and school holidays in the Netherlands, as far as they are known. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from holidays import PUBLIC, SCHOOL, country_holidays

from bot.contract import Language

REGIONS = ("Noord", "Midden", "Zuid")
NAMES_IN: dict[Language, str] = {"nl": "nl", "en": "en_US"}
AUTUMN, SUMMER = "Herfstvakantie", "Zomervakantie"  # the first and the last of a school year
AUGUST = 8
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class FreeDay:
    """What a day is, as far as people may be away. `regions` of the school holidays, none for all three."""

    public: str | None = None
    school: str | None = None
    regions: tuple[str, ...] = ()
    is_weekend: bool = False
    knows_schools: bool = True


def free_day(day: date, language: Language) -> FreeDay:
    """What is known of a day. School holidays are set some years ahead; beyond, they are not known."""
    public = known(day.year, PUBLIC, "", language).get(day)
    schools = {region: known(day.year, SCHOOL, region, language).get(day) for region in REGIONS}
    away = tuple(region for region in REGIONS if schools[region])
    names = sorted({name for name in schools.values() if name})
    return FreeDay(
        public,
        names[0] if names else None,
        () if len(away) == len(REGIONS) else away,
        day.weekday() >= SATURDAY,
        bool(away) or knows_schools(day),
    )


def knows_schools(day: date) -> bool:
    """Whether the school holidays of the school year around a day are known."""
    first = day.year if day.month >= AUGUST else day.year - 1
    return all(
        AUTUMN in known(first, SCHOOL, region, "nl").values()
        and SUMMER in known(first + 1, SCHOOL, region, "nl").values()
        for region in REGIONS
    )


@lru_cache(maxsize=256)
def known(year: int, category: str, region: str, language: Language) -> Mapping[date, str]:
    """The holidays of a year in a region, by day."""
    found = country_holidays(
        "NL", subdiv=region or None, years=year, categories=(category,), language=NAMES_IN[language]
    )
    return dict(found.items())
