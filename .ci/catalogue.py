"""The sentences of the source, and their translations: collected, brought up to date, and checked."""

import ast
import io
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
LOCALE = ROOT / "casejournal" / "locale"
TEMPLATE = LOCALE / "casejournal.pot"


def sentences() -> Catalog:
    """Every sentence of the source, and the help of every command."""
    catalogue = Catalog()
    for path in (ROOT / "casejournal").rglob("*.py"):
        for sentence in translated(path):
            catalogue.add(sentence)
    for path in (ROOT / "casejournal" / "commands").rglob("*.py"):
        for text in docstrings(path):
            catalogue.add(text)
    return catalogue


TRANSLATE = {"_": 1, "N_": 1, "ngettext": 2}
"""The functions that translate, and how many sentences each is given."""


def translated(path: Path) -> Iterator[str | tuple[str, ...]]:
    """The sentences that a module translates, also inside an f-string, where Babel looks only from Python 3.12 on."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TRANSLATE:
            told = node.args[: TRANSLATE[node.func.id]]
            given = tuple(each.value for each in told if isinstance(each, ast.Constant) and isinstance(each.value, str))
            if len(given) == TRANSLATE[node.func.id]:
                yield given[0] if len(given) == 1 else given


def docstrings(path: Path) -> Iterator[str]:
    """The help texts in a module: the docstrings of functions with a decorator like `@app.command()`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and any(isinstance(each, ast.Call) for each in node.decorator_list):
            yield ast.get_docstring(node) or ""


def translations() -> dict[Path, Catalog]:
    """The translations, by their files."""
    return {path: read(path) for path in sorted(LOCALE.glob("*/LC_MESSAGES/casejournal.po"))}


def read(path: Path) -> Catalog:
    """The catalogue in a file."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def bring_up_to_date() -> None:
    """Write the sentences into the template, and into each translation those it lacks; drop those that are gone."""
    template = sentences()
    TEMPLATE.write_text(written(template, header=False), encoding="utf-8")
    for path, catalogue in translations().items():
        catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
        path.write_text(written(catalogue), encoding="utf-8")


def written(catalogue: Catalog, *, header: bool = True) -> str:
    """A catalogue as the text of its file."""
    out = io.BytesIO()
    write_po(out, catalogue, omit_header=not header, sort_output=True, width=0, ignore_obsolete=True)
    return out.getvalue().decode()


def problems() -> Iterator[str]:
    """What is wrong with the template and the translations, a line each."""
    template = sentences()
    if TEMPLATE.read_text(encoding="utf-8") != written(template, header=False):
        yield "the template is behind the source; run .ci/check.py --catalogue"
    for path, catalogue in translations().items():
        name = path.relative_to(LOCALE)
        yield from (
            f"{name}: an orphan: {message.id!r}" for message in catalogue if message.id and message.id not in template
        )
        for sentence in template:
            message = catalogue.get(sentence.id)
            if sentence.id and (problem := _problem(sentence, message)):
                yield f"{name}: {problem}: {sentence.id!r}"


def _problem(sentence: Message, message: Message | None) -> str:
    """What is wrong with the translation of one sentence; empty if nothing is."""
    if message is None or not message.string or not all(_texts(message.string)):
        return "untranslated"
    if message.fuzzy:
        return "fuzzy"
    wanted = set().union(*map(_placeholders, _texts(sentence.id)))
    if any(_placeholders(text) != wanted for text in _texts(message.string)):
        return "other placeholders"
    return ""


def _texts(said: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said)


def _placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{\w*\}", text))
