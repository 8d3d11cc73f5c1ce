"""The outside: process, platforms, database."""
