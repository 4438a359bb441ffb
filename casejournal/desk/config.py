"""Settings: a flag, else a CJ_ variable, else a line of config.toml, else the default. Read when asked for."""

import re
from collections.abc import Callable, Mapping
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from casejournal.desk.refusals import SettingsNotUnderstood
from casejournal.domain.choice import meant
from casejournal.domain.vocabulary import every
from casejournal.errors import Failure, NotText, NotValid, UnknownName
from casejournal.storage import disk, own
from casejournal.storage.platform import user_folder
from casejournal.words import LANGUAGES, N_, _, visible

if TYPE_CHECKING:
    from casejournal.desk.own_lists import OwnLists
    from casejournal.desk.own_questions import OwnQuestions, Trouble


class Source(Enum):
    """Where a setting's value comes from."""

    FLAG = N_("option")
    VARIABLE = N_("variable")
    FILE = N_("config.toml")
    DEFAULT = N_("default")


class Setting(msgspec.Struct, frozen=True):
    """One thing a worker can set."""

    name: str
    default: str | bool | int | tuple[str, ...]
    help: str
    least: int = 0
    choices: tuple[str, ...] = ()

    @property
    def variable(self) -> str:
        """The variable that sets it: CJ_LANG."""
        return f"CJ_{self.name.upper()}"


_TEXT = "utf-8-sig"
"""Some editors put a byte order mark before the text."""
FORMATS = ("narrative", "soap", "dap", "birp", "girp")
_CALLED = {"narrative": N_("narrative")}
"""The values of settings that people call by another word."""
SETTINGS = (
    Setting("journal", "", N_("The folder of your journal.")),
    Setting("worker", "", N_("Your name, which signs every record. If empty: your login name.")),
    Setting("lang", "", N_("The language of screens and letters."), choices=LANGUAGES),
    Setting("plain", False, N_("Lines with labels; no boxes and no colour.")),
    Setting("pager", "", N_("The program that shows long answers page by page. If empty: PAGER, or less.")),
    Setting("editor", "", N_("The editor for long texts. If empty: VISUAL or EDITOR.")),
    Setting("unlock_minutes", 15, N_("The journal locks itself after this many minutes without use."), least=1),
    Setting("unlock_hours", 8, N_("The journal locks itself after this many hours, even in use."), least=1),
    Setting("agency", "", N_("Your agency, for the head of letters.")),
    Setting(
        "headings", "", N_("A file with the headings of your agency's case report; cj print --template makes one.")
    ),
    Setting("note_format", "narrative", N_("How notes are laid out."), choices=FORMATS),
    Setting(
        "principle_set",
        "",
        N_("Which principles your checklists ask about, if not the six: biestek, or a set of your own."),
    ),
    Setting("stale_days", 365, N_("After so many days a service of your directory must be confirmed anew."), least=1),
    Setting("areas", (), N_("Areas of life of your own, besides the usual ones.")),
)
TABLES = ("plan_templates", "principle_sets", "intake_fields", "competencies")
"""What config.toml holds besides the settings."""
BY_NAME = {setting.name: setting for setting in SETTINGS}


def setting(name: str) -> Setting:
    """The setting of that name. Raises UnknownName."""
    try:
        return BY_NAME[name.strip().replace("-", "_")]
    except KeyError:
        raise UnknownName(what=N_("setting"), asked=name, known=", ".join(BY_NAME)) from None


def parse(known: Setting, text: str) -> Any:
    """`text` as a value of the setting. Raises NotValid."""
    if isinstance(known.default, bool):
        if text.casefold() in {"1", "true", "on"} | every("yes"):
            return True
        if text.casefold() in {"0", "false", "off", ""} | every("no"):
            return False
        raise NotValid(field=known.name, problem=N_("this must be yes or no"))
    if isinstance(known.default, int):
        if not text.isdecimal() or len(text) > len("10000") or not known.least <= int(text) <= 10_000:
            raise NotValid(field=known.name, problem=N_("this must be a whole number from 1 to 10000"))
        return int(text)
    if isinstance(known.default, tuple):
        return tuple(word.strip() for word in text.split(",") if word.strip())
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise NotText(source=known.name) from error
    if known.choices and (found := meant(text, [(each, _CALLED.get(each, each)) for each in known.choices])):
        return found[0]
    if known.choices:
        raise NotValid(
            field=known.name, problem=_("this must be one of: {choices}").format(choices=", ".join(known.choices))
        )
    return text


class Config:
    """The settings of one run. `flags` are what the command line said."""

    def __init__(self, env: Mapping[str, str], flags: Mapping[str, Any]) -> None:
        self.env = env
        """The variables of the worker's surroundings."""
        self._flags = flags
        self._file: dict[str, Any] | None = None

    @property
    def path(self) -> Path:
        """Where config.toml lies, or would lie: CJ_CONFIG, else the user's settings folder."""
        given = self.env.get("CJ_CONFIG")
        return Path(given) if given else user_folder("config", self.env) / "config.toml"

    def value(self, name: str) -> Any:
        """The value of the setting. Raises NotValid if it was set to something it cannot be."""
        return self.look_up(name)[0]

    def look_up(self, name: str) -> tuple[Any, Source]:
        """The value of the setting, and where it comes from. Raises what `value` does."""
        known = BY_NAME[name]
        if self._flags.get(name) is not None:
            flag = self._flags[name]
            return parse(known, flag) if isinstance(flag, str) else flag, Source.FLAG
        if self.env.get(known.variable):
            return parse(known, self.env[known.variable]), Source.VARIABLE
        if name in self._read():
            return _checked(known, self._read()[name]), Source.FILE
        return known.default, Source.DEFAULT

    def table(self, name: str) -> dict[str, Any]:
        """The tables under `name` in config.toml: plan templates by their names. Raises SettingsNotUnderstood."""
        found = self._read().get(name, {})
        if not isinstance(found, dict) or not all(isinstance(table, dict) for table in found.values()):
            raise SettingsNotUnderstood(
                path=str(self.path), problem=_("[{name}] must contain tables").format(name=name)
            )
        return found

    def own_questions(self) -> "OwnQuestions":
        """The worker's own questions at intake, and what is wrong with them. Raises SettingsNotUnderstood."""
        from casejournal.desk.own_questions import TABLE, read  # lazy: only an intake has some

        return read(self._read().get(TABLE, {}))

    def told_of(self, trouble: "Trouble") -> str:
        """A sentence about a question that was not understood, with the line of config.toml it stands in."""
        from casejournal.desk.own_questions import TABLE  # lazy, as above

        return self._told(trouble, TABLE, N_("config.toml, line {line}: {name}: {problem} Until then it is not asked."))

    def own_lists(self, taken: frozenset[str]) -> "OwnLists":
        """A school's own competencies, and what is wrong with them; `taken` are the names of other lists. Raises
        SettingsNotUnderstood.
        """
        from casejournal.desk.own_lists import TABLE, read  # lazy: only a portfolio has some

        return read(self._read().get(TABLE, {}), taken)

    def told_of_list(self, trouble: "Trouble") -> str:
        """A sentence about a competency that was not understood, with the line of config.toml it stands in."""
        from casejournal.desk.own_lists import TABLE  # lazy, as above

        sentence = N_("config.toml, line {line}: {name}: {problem} Until then it does not count.")
        return self._told(trouble, TABLE, sentence)

    def _told(self, trouble: "Trouble", table: str, sentence: str) -> str:
        from casejournal.desk.own_questions import line_of  # lazy, as above

        line = line_of(disk.read_outside(self.path).decode(_TEXT), trouble.name, trouble.word, table)
        named = ".".join(filter(None, (table, trouble.name, trouble.word)))
        problem = trouble.problem if trouble.problem.endswith("?") else f"{trouble.problem}."
        return _(sentence).format(line=line, name=visible(named, lines=False), problem=visible(problem, lines=False))

    def unknown(self) -> dict[str, str]:
        """What config.toml holds that is no setting, with the name that was likely meant; empty where none is near."""
        try:
            strangers = self._read().keys() - {*BY_NAME, *TABLES}
        except Failure:  # told where a setting is asked for
            return {}
        return {name: _nearest(name) for name in sorted(strangers)}

    def tell_of_unknown(self, tell: Callable[[str], None]) -> None:
        """Tell which lines of config.toml set nothing, and what they were likely meant to set."""
        for name, near in self.unknown().items():
            told = _("config.toml: there is no setting called “{name}”.").format(name=name)
            tell(f"{told} {_('Did you mean {meant}?').format(meant=near)}" if near else told)

    def change(self, name: str, text: str | None) -> None:
        """Write the setting into config.toml; None removes it. Every other line stays as the worker wrote it."""
        import tomlkit  # lazy: only this command writes TOML

        known = setting(name)
        value = None if text is None else parse(known, text)
        is_there = self._read() or self.path.exists()
        document = tomlkit.parse(disk.read_outside(self.path).decode(_TEXT)) if is_there else tomlkit.document()
        if value is None:
            document.pop(known.name, None)
        else:
            document[known.name] = list(value) if isinstance(value, tuple) else value
        disk.private_folder(self.path.parent)
        disk.replace(self.path, tomlkit.dumps(document).encode())
        self._file = None

    def _read(self) -> dict[str, Any]:
        if self._file is None:
            try:
                self._file = _loads(self.path.read_bytes())
            except FileNotFoundError:
                self._file = {}
            except OSError as error:
                raise own.cannot_read(self.path, error) from error
            except (ValueError, RecursionError) as error:
                raise SettingsNotUnderstood(path=str(self.path), problem=_not_toml(error)) from error
        return self._file


def _not_toml(error: Exception) -> str:
    """Why the file cannot be read, with the line if the parser names one."""
    line = re.search(r"line (\d+)", str(error))
    if line is None:
        return _("it is not valid TOML")
    if re.search("overwrite|twice", str(error)):
        return _("line {line} gives a name that stands in it already").format(line=line[1])
    return _("it is not valid TOML (line {line})").format(line=line[1])


def _nearest(name: str) -> str:
    from difflib import get_close_matches  # lazy: only for a name that is misspelled

    return next(iter(get_close_matches(name.casefold().replace("-", "_"), (*BY_NAME, *TABLES), 1)), "")


def _checked(known: Setting, found: Any) -> Any:
    if isinstance(found, list):
        found = ",".join(str(part) for part in found)
    return parse(known, str(found))


def _loads(data: bytes) -> dict[str, Any]:
    import tomllib  # lazy: many workers never write settings down

    return tomllib.loads(data.decode(_TEXT))
