"""What the shell offers while a command line is typed: commands, options, answers, refs with names. It never asks.

A shell runs `cj` with `_CJ_COMPLETE` set to its own name and the words typed so far, the unfinished one last. Each line
that comes back is a value, a tab, and what it means. `:files` alone says that the shell knows better.
"""

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
import typer

from casejournal.commands import COMMANDS, TOPICS
from casejournal.commands._table import VerbFirst, first_word, walked
from casejournal.desk import Desk
from casejournal.domain.choice import Choice
from casejournal.domain.field import Among
from casejournal.domain.label import Label
from casejournal.domain.names import bare
from casejournal.domain.refs import read_ref
from casejournal.forms.fields import Field, Kind, fields
from casejournal.forms.options import explain, unescaped
from casejournal.words import _, visible

SHELLS = ("bash", "zsh", "fish", "powershell")
FILES = ":files"
_MOST = 60
"""No more lines than a person would look through."""


class Offer(msgspec.Struct, frozen=True):
    """A value that could be typed next, and what it means."""

    value: str
    meaning: str = ""


class _Place(msgspec.Struct, frozen=True):
    """Where on the command line the unfinished word stands."""

    ctx: Any
    command: Any
    words: Sequence[str]
    """The finished words behind the command."""
    word: str
    desk: Desk
    shell: str


def answer(root: Any, typed: Sequence[str], desk: Desk, shell: str) -> str:
    """The lines for that shell. Whatever goes wrong, or is locked, gives none: nobody looks at a message here."""
    lines: list[str] = []
    for _at, name, _param, value in walked(typed[:-1], root.params):
        if name == "--journal" and value:
            desk.flags["journal"] = value
    with contextlib.suppress(Exception):
        for offer in _offers(_place(root, typer.Context(root, info_name="cj", obj=desk), typed, desk, shell)):
            lines.append(f"{offer.value}\t{' '.join(visible(offer.meaning, lines=False).split())}".rstrip("\t"))
            if len(lines) == _MOST:
                break
    return "\n".join(lines)


def as_typed(words: Sequence[str], shell: str) -> list[str]:
    """The words without the quotes that the shell leaves on them: bash on all, every shell on the unfinished one. What
    bash parts at `=` is put together.
    """
    if shell != "bash":
        return [*words[:-1], *map(_unquoted, words[-1:])]
    whole: list[str] = []
    for word in words:
        joins = whole and (word == "=" or whole[-1].endswith("=")) and whole[-1].startswith("--")
        whole[-1:] = [whole[-1] + _unquoted(word)] if joins else [*whole[-1:], _unquoted(word)]
    return whole


def _unquoted(word: str) -> str:
    """A word, or what is joined to an option, without its quotes. The last one may still be missing."""
    option, equals, value = word.partition("=") if word.startswith("--") else ("", "", word)
    return option + equals + value.replace("\\", "").strip("\"'")


def _place(command: Any, ctx: Any, words: Sequence[str], desk: Desk, shell: str) -> _Place:
    """The innermost command that the finished words name."""
    *before, word = words or [""]
    while hasattr(command, "list_commands"):
        names = command.list_commands(ctx)
        at = first_word(before, command.params)
        if at is None or before[at] not in names:
            break
        name, before = before[at], [*before[:at], *before[at + 1 :]]
        command = command.get_command(ctx, name)
    return _Place(ctx, command, before, word, desk, shell)


def _offers(place: _Place) -> Iterator[Offer]:
    command = place.command
    if isinstance(command, VerbFirst):
        first = next(iter(command.commands.values()))
        alone = first_word(place.words, [*command.params, *first.params]) is None
        if alone and not place.word.startswith("-"):
            yield from _verbs(command, place)
        place = msgspec.structs.replace(place, command=first)
    elif hasattr(command, "list_commands") and not place.word.startswith("-"):
        if first_word(place.words, command.params) is None:
            yield from _verbs(command, place)
        return
    yield from _of_a_command(place)


def _verbs(command: Any, place: _Place) -> Iterator[Offer]:
    for name in command.list_commands(place.ctx):
        if name.startswith(place.word) and not (
            isinstance(command, VerbFirst) and name == next(iter(command.commands))
        ):
            yield Offer(name, command.get_command(place.ctx, name).get_short_help_str(70))


def _of_a_command(place: _Place) -> Iterator[Offer]:
    known = {name: param for param in place.command.params for name in (*param.opts, *param.secondary_opts)}
    name, equals, value = place.word.partition("=")
    last = known.get(place.words[-1]) if place.words else None
    if "--" not in place.words and equals and _takes_a_value(known.get(name)):
        joined = "" if place.shell == "bash" else f"{name}="
        within = msgspec.structs.replace(place, word=value)
        yield from (Offer(joined + each.value, each.meaning) for each in _values(known[name], within))
    elif "--" not in place.words and place.word.startswith("-"):
        yield from _options(place)
    elif _takes_a_value(last):
        yield from _values(last, place)
    else:
        yield from _next_argument(place)


def _takes_a_value(param: Any) -> bool:
    return param is not None and param.param_type_name == "option" and not param.is_flag


def _options(place: _Place) -> Iterator[Offer]:
    explain(getattr(place.command.callback, "form", None), place.command.params)
    for param in place.command.params:
        if param.param_type_name == "option" and not param.hidden:
            for name in (*param.opts, *param.secondary_opts):
                if name.startswith("--") and name.startswith(place.word):
                    yield Offer(name, _short(param.help or ""))


def _short(text: str) -> str:
    return unescaped(text).partition(". ")[0].removesuffix(".")


def _next_argument(place: _Place) -> Iterator[Offer]:
    """The values of the argument that comes next."""
    wanted = [param for param in place.command.params if param.param_type_name == "argument"]
    words, given = [*place.words], 0
    while (at := first_word(words, place.command.params)) is not None:
        words.pop(at)
        given += 1
    if given < len(wanted):
        yield from _values(wanted[given], place)
    elif wanted and wanted[-1].nargs == -1:
        yield from _values(wanted[-1], place)


def _values(param: Any, place: _Place) -> Iterable[Offer]:
    form = getattr(place.command.callback, "form", None)
    field = next((each for each in fields(form) if each.parameter == param.name), None) if form else None
    if param.param_type_name == "option" and field is not None:
        return _answers(field, place)
    metavar = (param.metavar or "").strip("[].").partition("|")[0]
    known = _BY_METAVAR.get(metavar) or _BY_METAVAR.get(f"{place.command.name} {metavar}")
    if known is None and "|" in (param.metavar or "") and param.metavar.islower():
        return _starting((Offer(each) for each in param.metavar.split("|")), place.word)
    return known(place) if known else ()


def _answers(field: Field, place: _Place) -> Iterable[Offer]:
    """The answers to a question, as the reader calls them; any answer in any language is understood."""
    if field.choices:
        return _chosen(field.choices, place)
    if field.kind is Kind.DAY:
        return _days(place)
    if field.name == "also" or field.name.endswith("case"):
        return _cases(place)
    if field.among is Among.COMPETENCIES:
        return _competencies(place)
    if place.command.name == "make" and field.name == "to":
        return _services(place)
    return ()


def _chosen(choices: Iterable[Choice], place: _Place) -> Iterator[Offer]:
    """The answers of a list, each as one word."""
    return _starting((Offer(_(each.label).lower().replace(" ", "_"), str(each)) for each in choices), place.word)


def _starting(offers: Iterable[Offer], word: str) -> Iterator[Offer]:
    """Those whose value begins with the word; where there are none, those whose meaning does."""
    every, asked = [*offers], word.casefold()
    found = [each for each in every if each.value.casefold().startswith(asked)]
    return iter(found or [each for each in every if each.meaning.casefold().startswith(asked)])


def _competencies(place: _Place) -> Iterator[Offer]:
    from casejournal.desk.competencies import competencies  # lazy: only where a competency comes next

    every = competencies(place.desk, tells=False)
    return _starting((Offer(each.code, each.title) for each in every), place.word)


def _days(place: _Place) -> Iterator[Offer]:
    from casejournal.domain import dates  # lazy: only where a day comes next

    said = (_("today"), _("yesterday"), _("tomorrow"))
    return _starting((Offer(each, dates.day(dates.understand(each, place.desk.today))) for each in said), place.word)


def _cases(place: _Place) -> Iterator[Offer]:
    return _labelled(place.desk.journal.labels.cases, place.word)


def _groups(place: _Place) -> Iterator[Offer]:
    return _labelled(place.desk.journal.labels.groups, place.word)


def _either(place: _Place) -> Iterator[Offer]:
    return _labelled(place.desk.journal.labels.every, place.word)


def _labelled(labels: Sequence[Label], word: str) -> Iterator[Offer]:
    """Those whose ref begins with the word; else, by the names that do, as they can be typed on."""
    asked = bare(word) if word else ""
    if not asked or read_ref(word):
        yield from (Offer(each.ref, each.name) for each in labels if each.ref.startswith(word.upper()))
    if not asked:
        return
    told: dict[str, list[str]] = {}
    for label in labels:
        for name in label.names:
            words = f" {bare(name)}"
            if (at := words.find(f" {asked}")) >= 0:
                rest = words[at + 1 :]
                told.setdefault(rest if rest == visible(rest) else label.ref, []).append(f"{label.ref} {label.name}")
                break
    yield from (Offer(name, ", ".join(meant)) for name, meant in told.items())


def _records(place: _Place) -> Iterator[Offer]:
    """Any record whose ref begins with the word; else cases and groups."""
    ref = read_ref(place.word)
    yield from _either(place)
    if ref:
        for card in place.desk.journal.cards().values():
            holder = card.label.name if card.label else ""
            yield from (Offer(each, holder) for each in card.each_ref() if each.startswith(ref) and each[0] not in "CG")


def _services(place: _Place) -> Iterator[Offer]:
    """The services of the directory whose name, or a word of it, begins so; else the refs that do."""
    from casejournal.desk.directory import directory  # lazy: only where a service comes next

    held = directory(place.desk)
    entries = held.beginning(place.word) or [each for each in held.by_name if each.ref.startswith(place.word.upper())]
    for entry in entries:
        name = entry.called
        yield Offer(name if name == visible(name, lines=False) else entry.ref, f"{entry.ref} {entry.city}".strip())


def _areas(place: _Place) -> Iterator[Offer]:
    from casejournal.domain.areas import Area  # lazy: only where an area comes next

    return _chosen(Area, place)


def _topics(place: _Place) -> Iterator[Offer]:
    from casejournal.knowledge.shelf import shelf  # lazy: only for `cj learn`
    from casejournal.words import language

    every = ((part, entry) for part in shelf() for entry in part.entries)
    told = language()
    return _starting(
        (Offer(entry.title.in_language(told), part.title.in_language(told)) for part, entry in every), place.word
    )


def _commands(place: _Place) -> Iterator[Offer]:
    return _starting(map(Offer, (*map(_, TOPICS), *COMMANDS)), place.word)


def _settings(place: _Place) -> Iterator[Offer]:
    from casejournal.desk.config import SETTINGS  # lazy: only for `cj config`

    return _starting((Offer(each.name, _(each.help)) for each in SETTINGS), place.word)


def _kinds(place: _Place) -> Iterator[Offer]:
    from casejournal.domain.kinds import every_kind  # lazy: only for `cj schema`

    return _starting((Offer(each.kind_name(), _(each.title)) for each in every_kind()), place.word)


def _looked_for(place: _Place) -> Iterator[Offer]:
    """In a search: what may stand before a colon, and what behind it, in the same word or the next."""
    from casejournal.domain.areas import Area  # lazy: only for `cj search`
    from casejournal.domain.roles import Role
    from casejournal.domain.vocabulary import prefixes, vocabulary
    from casejournal.words import language

    values: Mapping[str, Callable[[_Place], Iterable[Offer]]] = {
        "area": lambda within: _chosen(Area, within), "role": lambda within: _chosen(Role, within), "kind": _kinds,
        "case": _either, "from": _days, "to": _days,
    }  # fmt: skip
    parted = place.words[-1:] == [":"]  # bash takes the colon for a word of its own
    before = "".join(place.words[-2:] if parted else place.words[-1:])
    name, colon, word = place.word.partition(":")
    if before.endswith(":") and before[:-1].lower() in prefixes():
        yield from values[prefixes()[before[:-1].lower()]](place)
    elif colon and name.lower() in prefixes():
        offers = values[prefixes()[name.lower()]](msgspec.structs.replace(place, word=word))
        yield from (Offer(f"{name}:{each.value}", each.meaning) for each in offers)
    else:
        known = vocabulary(language()).prefixes.values()
        yield from (Offer(f"{words[0]}:") for words in known if place.word and words[0].startswith(place.word.lower()))


def _drafts(place: _Place) -> Iterator[Offer]:
    return _starting(
        (Offer(each.ref, " ".join(each.command)) for each in place.desk.journal.drafts.every()), place.word
    )


def _statuses(place: _Place) -> Iterator[Offer]:
    from casejournal.domain.referral_log import Status  # lazy: only for `cj refer update`

    return _chosen(Status, place)


def _files(_place: _Place) -> Iterator[Offer]:
    yield Offer(FILES)


_BY_METAVAR: Mapping[str, Callable[[_Place], Iterator[Offer]]] = {
    "CASE": _either, "GROUP": _groups, "REF": _records, "TASK": _records, "NOTE": _records, "CONSENT": _records,
    "FILE": _files, "DIR": _files, "TOPIC": _topics, "config NAME": _settings, "RECORD": _kinds, "DRAFT": _drafts,
    "SERVICE": _services, "AREA": _areas, "STATUS": _statuses, "DAY": _days, "COMMAND": _commands,
    "search WORD": _looked_for, "COMPETENCY": _competencies,
}  # fmt: skip
"""What comes where, by what the help calls it."""
