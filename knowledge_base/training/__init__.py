"""Learns how to weigh the signals, from questions that stand in no tip: `make train`.

Everything is deterministic and takes a few minutes; the result is a few dozen numbers.
"""
