"""An example network of invented people, to look around in: made anew, and never sent outside."""

from bot.demo.messenger import PLATFORM, Unsent
from bot.demo.playing import MARK, play
from bot.demo.story import Story, read_story

__all__ = ["MARK", "PLATFORM", "Story", "Unsent", "play", "read_story"]
