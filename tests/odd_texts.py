"""Texts that a store has to give back as they were."""

ODD_TEXTS = (
    "",
    "nul \0 in het midden",
    "half \ud83d teken",
    "\u2028 👩🏽‍🏫 e\u0301 \U0010ffff",
    "\\u0000 \"'",
)
