"""Free text as it is kept with a meeting: one line, without signs that steer a screen. Pure."""


def one_line(text: str, longest: int) -> str:
    """The text on one line, cut off where it gets endless."""
    shown = "".join(sign if sign.isprintable() else " " for sign in text[: longest * 4])
    return " ".join(shown.split())[:longest].strip()


def is_too_long(text: str, longest: int) -> bool:
    """Whether a text doesn't fit, so that its author has to say it shorter."""
    return len(" ".join(text.split())) > longest
