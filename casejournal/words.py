"""The words of the screens: every sentence passes through here on its way to a person.

`_` translates a sentence when it is shown, `N_` only marks one where it is defined. One process speaks one language at
a time; `speak` chooses it before the first sentence.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from gettext import GNUTranslations

LOCALE = Path(__file__).parent / "locale"
LANGUAGES = (
    "en",
    *sorted(each.name for each in os.scandir(LOCALE) if each.name != "en" and Path(each, "words.json").exists()),
)
"""English, the language of the sources, and those that have their words in `locale/`."""
NARROWEST = 20
"""In columns. Text is never wrapped narrower than this."""

_language = "en"
_translate: Callable[[str], str] | None = None
_translate_number: Callable[[str, str, int], str] | None = None


def speak(language: str) -> bool:
    """From now on sentences come in `language`, or in English where its catalogue has no translation.

    Returns whether there is a catalogue and it can be read; if not, sentences come in English.
    """
    global _language, _translate, _translate_number  # noqa: PLW0603 - the one place where the language is kept
    _language, _translate, _translate_number = language, None, None
    if language == "en":
        return True
    catalogue = _catalogue(language)
    if catalogue is None:
        _language = "en"
        return False
    _translate, _translate_number = catalogue.gettext, catalogue.ngettext
    return True


@cache
def _catalogue(language: str) -> "GNUTranslations | None":
    """The sentences of a language; None if they are missing or cannot be read."""
    from gettext import GNUTranslations  # lazy: English, the language of the sources, needs no catalogue
    from struct import error as torn

    path = LOCALE / language / "LC_MESSAGES" / "casejournal.mo"
    try:
        if not path.is_file():  # a pipe would be waited for
            return None
        with path.open("rb") as file:
            return GNUTranslations(file)
    except (OSError, ValueError, LookupError, torn):
        return None


def in_every_language(sentence: str) -> tuple[str, ...]:
    """`sentence`, given in English or as this process says it, in each language there is; English first."""
    if isinstance(sentence, Named):
        return sentence.texts
    sentence = _in_english().get(sentence, sentence)
    catalogues = (_catalogue(each) for each in LANGUAGES if each != "en")
    return (sentence, *(each.gettext(sentence) for each in catalogues if each is not None and sentence))


def _in_english() -> Mapping[str, str]:
    """The English of each sentence of this process."""
    return _read_backwards(_language) if _translate else {}


@cache
def _read_backwards(language: str) -> Mapping[str, str]:
    sentences = getattr(_catalogue(language), "_catalog", {})  # gettext has no other way to read one backwards
    return {said: english for english, said in sentences.items() if isinstance(english, str) and english}


def language() -> str:
    """The language of this process."""
    return _language


def _(sentence: str) -> str:
    """`sentence` in the language of this process."""
    return str(_translate(sentence) if _translate and sentence else sentence)


def ngettext(one: str, many: str, number: int) -> str:
    """`one` or `many`, translated: whichever form this language uses for `number`. `{n}` is still to be filled in."""
    if _translate_number:
        return _translate_number(one, many, number)
    return one if number == 1 else many


class Phrase(str):
    """A sentence of the program, still to be translated. What a person wrote is never a Phrase."""

    __slots__ = ()


class Named(str):
    """What a person calls something in several languages, given as pairs of a language and a text. It is the text in
    the language of this process, else the first.
    """

    __slots__ = ("texts",)

    texts: tuple[str, ...]

    def __new__(cls, called: Iterable[tuple[str, str]]) -> Self:
        """The name in the language of now."""
        by_language = dict(called)
        name = str.__new__(cls, by_language.get(_language) or next(iter(by_language.values()), ""))
        name.texts = tuple(by_language.values())
        return name


def N_(sentence: str) -> Phrase:  # noqa: N802 - gettext's own name for "mark, do not translate yet"
    """`sentence` marked for the catalogue, to be translated when it is shown."""
    return Phrase(sentence)


def visible(text: str, *, lines: bool = True) -> str:
    """`text` with every character that could act on a terminal shown instead of obeyed.

    Control characters become their picture (ESC is `␛`), characters that turn the writing direction or hide become
    `⟨U+202E⟩`. New lines and tabs stay when `lines` is true, and become `⏎` and a space when it is not.
    """
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_ON_LINES if lines else _ON_ONE_LINE)


def storable(text: str) -> str:
    """`text` as it can be written down. Bytes of a file's name that are not UTF-8 are spelled out, as in Python."""
    return text.encode(errors="surrogateescape").decode(errors="backslashreplace")


_KEPT = frozenset("\u200c\u200d\u00a0\u202f")
"""Joiners that scripts and emoji need, and spaces that do not break: unprintable to Python, harmless to a terminal."""


class _Shown(dict[int, str]):
    """What each character is shown as. It is decided once a character, for `str.translate` looks up every one."""

    def __missing__(self, code: int) -> str:
        harmless = chr(code).isprintable() or chr(code) in _KEPT
        self[code] = shown = chr(code) if harmless else f"⟨U+{code:04X}⟩"
        return shown


_PICTURES = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "␡"}
_ON_ONE_LINE = _Shown(_PICTURES | {ord("\n"): "⏎", ord("\t"): " "})
_ON_LINES = _Shown(_PICTURES | {ord("\n"): "\n", ord("\t"): "\t"})


def width_beside_the_answer() -> int:
    """The columns of the terminal at which people are asked and told: standard error. The answer may go to a file."""
    import shutil  # lazy: only a terminal wraps

    try:
        columns = 0 if os.environ.get("COLUMNS") else os.get_terminal_size(2).columns
    except OSError:  # it is no terminal
        columns = 0
    return max((columns or shutil.get_terminal_size().columns) - 1, NARROWEST)


_COPIED = "    "


def wrapped(text: str, *, first: str = "", then: str = "") -> str:
    """`text` wrapped to the width of the terminal. The first line begins with `first`, the others with `then`. A line
    that is set in by four spaces is to be copied, and stays whole.
    """
    import textwrap  # lazy, as above

    wrap = textwrap.TextWrapper(
        width_beside_the_answer(),
        initial_indent=first,
        subsequent_indent=then,
        replace_whitespace=False,
        break_on_hyphens=False,  # an option is copied from the screen: --no-input stays in one piece
    )
    return "\n".join(line if line.startswith(_COPIED) else wrap.fill(line) for line in text.split("\n"))
