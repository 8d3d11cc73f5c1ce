"""How the code is cut: length of functions, lines of test per line of code."""

import ast
import io
import tokenize
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PRODUCT = ("bot", "handlers", "knowledge_base", "scheduler")
SHORT, LONG = 8, 30


def main() -> None:
    """Print the figures."""
    lengths = sorted(length for path in sources(*PRODUCT) for length in function_lengths(path))
    median, ninth = lengths[len(lengths) // 2], lengths[int(len(lengths) * 0.9)]
    print(f"{len(lengths)} functions: half within {median} lines, nine in ten within {ninth}")
    print(f"within {SHORT}: {share(lengths, SHORT):.0%}, within {LONG}: {share(lengths, LONG):.0%}")
    code = sum(lines_of_code(path) for path in sources(*PRODUCT))
    tests = sum(lines_of_code(path) for path in sources("tests"))
    print(f"{code} lines of code, {tests} of tests: {tests / code:.2f} lines of test per line of code")


def sources(*folders: str) -> Iterator[Path]:
    """The Python files of some folders, migrations left out: those are made by a tool."""
    for folder in folders:
        yield from (path for path in (ROOT / folder).rglob("*.py") if "versions" not in path.parts)


def function_lengths(path: Path) -> Iterator[int]:
    """The lines of each function's body, docstring left out."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            yield (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def lines_of_code(path: Path) -> int:
    """Lines that hold code: no blank lines, comments or docstrings."""
    source = path.read_text(encoding="utf-8")
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in SKIPPED and not is_docstring(token):
            lines.update(range(token.start[0], token.end[0] + 1))
    return len(lines)


SKIPPED = (
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
)


def is_docstring(token: tokenize.TokenInfo) -> bool:
    """Whether a token is a text on lines of its own."""
    return token.type == tokenize.STRING and token.line.lstrip().startswith(('"""', "'''"))


def share(lengths: list[int], most: int) -> float:
    """Which share of the functions is at most so long."""
    return sum(length <= most for length in lengths) / len(lengths)
