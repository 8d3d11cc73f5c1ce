"""Keeps what could point at a client out of the store."""
