"""Meetings as files and feeds that calendars read."""
