"""Moments in plain words, Dutch and English: what is meant, or what has to be asked. Pure."""

from scheduler.moments.answers import Ask, AskAbout, Impossible, Meaning, Understood, Why
from scheduler.moments.lengths import read_duration_words
from scheduler.moments.reading import read_moment
from scheduler.moments.rhythms import Rhythm, occurrences, read_rhythm
from scheduler.moments.showing import shown

__all__ = [
    "Ask",
    "AskAbout",
    "Impossible",
    "Meaning",
    "Rhythm",
    "Understood",
    "Why",
    "occurrences",
    "read_duration_words",
    "read_moment",
    "read_rhythm",
    "shown",
]
