"""A harvest as a picture, a page to print, and a workbook."""

from bot.harvest.chart import picture
from bot.harvest.page import page
from bot.harvest.workbook import workbook

__all__ = ["page", "picture", "workbook"]
