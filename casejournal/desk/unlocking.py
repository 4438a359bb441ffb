"""How the desk gets the journal key: kept from before, from a script's passphrase source, or by asking."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from casejournal.desk.config import Config
from casejournal.desk.named import named
from casejournal.desk.refusals import Locked, PassphraseOnSeveralLines, PassphraseSourceFailed
from casejournal.errors import DiskRefused, Failure, NotText
from casejournal.storage import disk, keys
from casejournal.storage.header import Header, opened, require_marked
from casejournal.storage.kernel import leave_no_dump
from casejournal.storage.keys import Slot
from casejournal.storage.known import KnownHeader
from casejournal.storage.platform import runtime_folder, user_folder, words_of
from casejournal.storage.recovery import read_words
from casejournal.storage.refusals import HeaderDamaged, KeyNotKept, NotAFolder, WrongPassphrase
from casejournal.storage.unlocked import Unlocked, sweep
from casejournal.words import N_, _

Got = TypeVar("Got")

TRIES = 3
SOURCE = "CJ_PASSPHRASE"
"""Where a script names the passphrase: this with _FILE, or with _COMMAND."""
_PATIENCE = 60


def place(env: Mapping[str, str], header: Header) -> Unlocked:
    """The place where the key of this journal is kept while it is unlocked."""
    return Unlocked(runtime_folder(env), header.id)


def known(env: Mapping[str, str], folder: Path) -> KnownHeader:
    """What this machine remembers of the header of the journal in `folder`."""
    return KnownHeader(user_folder("state", env), folder)


def key_of(  # noqa: PLR0917 - what the desk knows, in one place
    header: Header,
    folder: Path,
    config: Config,
    env: Mapping[str, str],
    now: datetime,
    ask: Callable[[str], str] | None,
    tell: Callable[[str], None],
) -> bytes | None:
    """The journal key; None for a plain journal. `ask` asks a person; it is None if nobody can be asked.

    Raises Locked, WrongPassphrase, PassphraseSourceFailed, HeaderDamaged if the journal was sealed before, or
    HeaderExchanged if this machine has seen a newer header in `folder`.
    """
    seen = known(env, folder)
    seen.require(header)
    if not header.sealed:
        require_as_sealed_as_seen(header, env)
        seen.remember(header)
        return None
    key = _key_of(header, config, env, now, ask, tell)
    require_marked(header, key)
    seen.remember(header)
    return key


def _key_of(  # noqa: PLR0917 - as `key_of`
    header: Header,
    config: Config,
    env: Mapping[str, str],
    now: datetime,
    ask: Callable[[str], str] | None,
    tell: Callable[[str], None],
) -> bytes:
    sweep(runtime_folder(env), now)
    leave_no_dump()
    kept = place(env, header).take(now)
    if kept is not None:
        if keys.check_of(kept, header.id) == header.key_check:
            return kept
        place(env, header).forget()  # the journal has another key since
    given = given_key(header, env)
    if given is not None:
        return given
    if ask is None:
        raise Locked
    key = _ask(header, ask, tell)
    keep_if_possible(key, header, config, env, now, tell)
    return key


def given_key(header: Header, env: Mapping[str, str]) -> bytes | None:
    """The key opened with the passphrase that a script gives; None if it gives none. It is not kept.

    Raises WrongPassphrase, HeaderDamaged, or what `given_passphrase` does.
    """
    given = given_passphrase(env)
    if given is None:
        return None
    key = opened(header, given)[0]
    _remember(header, env)
    return key


def require_as_sealed_as_seen(header: Header, env: Mapping[str, str]) -> None:
    """Raises HeaderDamaged for a plain journal that this machine has seen sealed."""
    if not header.sealed and _seen_sealed(env, header).exists():
        raise HeaderDamaged(problem=N_("this journal was sealed before, and now it says that it is not"))


def _seen_sealed(env: Mapping[str, str], header: Header) -> Path:
    return user_folder("state", env) / "sealed" / header.id


def _remember(header: Header, env: Mapping[str, str]) -> None:
    """Note outside the journal that it is sealed. If somebody then makes it look plain, nothing is written to it."""
    seen = _seen_sealed(env, header)
    try:
        if not seen.exists():
            disk.private_folder(seen.parent)
            disk.replace(seen, b"")
    except (OSError, DiskRefused):
        pass  # without this note the journal still opens


def keep_if_possible(  # noqa: PLR0917 - as `key_of`
    key: bytes,
    header: Header,
    config: Config,
    env: Mapping[str, str],
    now: datetime,
    tell: Callable[[str], None],
) -> None:
    """Keep the journal unlocked, or tell why it is open for this command only. A place that may be a disk is told."""
    try:
        keep(key, header, config, env, now)
    except (KeyNotKept, DiskRefused, NotAFolder) as failure:
        told = _("The journal cannot stay unlocked: {reason}").format(reason=failure.message())
        tell(f"{told} {failure.hint()}" if isinstance(failure, KeyNotKept) else told)
        return
    spot = place(env, header)
    if not spot.is_surely_in_memory(now):
        told = _("The key is kept in {folder}; this system does not say whether that is in memory or on a disk.")
        tell(told.format(folder=spot.folder))


def keep(key: bytes, header: Header, config: Config, env: Mapping[str, str], now: datetime) -> None:
    """Keep the journal unlocked from now on, for as long as the settings say.

    Raises KeyNotKept, DiskRefused or NotAFolder.
    """
    _remember(header, env)
    idle = timedelta(minutes=config.value("unlock_minutes"))
    place(env, header).keep(key, now, idle, timedelta(hours=config.value("unlock_hours")))


def given_passphrase(env: Mapping[str, str], source: str = SOURCE) -> str | None:
    """The passphrase from `source`_FILE or `source`_COMMAND; None if neither is set. Raises PassphraseSourceFailed,
    PassphraseOnSeveralLines or NotText.
    """
    if path := env.get(f"{source}_FILE"):
        return _read(f"{source}_FILE", _from_file(Path(named(path)), f"{source}_FILE"))
    if command := env.get(f"{source}_COMMAND"):
        return _read(f"{source}_COMMAND", _from_command(command, f"{source}_COMMAND"))
    return None


def opened_by(header: Header, typed: str) -> tuple[bytes, Slot]:
    """The journal key and the slot that opened, however many line ends were pasted around what was typed.

    Raises WrongPassphrase or HeaderDamaged.
    """
    try:
        return opened(header, _bare(typed))
    except WrongPassphrase:
        if typed == _bare(typed):
            raise
        return opened(header, typed)  # chosen when line ends were still kept


def on_one_line(text: str, source: str) -> str:
    """A passphrase without the line ends around it; recovery words may stand on several lines.

    Raises PassphraseOnSeveralLines for any other, which nobody could type again.
    """
    passphrase = _bare(text)
    if len(passphrase.splitlines()) > 1 and read_words(passphrase) is None:
        raise PassphraseOnSeveralLines(source=source)
    return passphrase


def _bare(text: str) -> str:
    return text.removeprefix("\ufeff").strip("\r\n")


def is_given(env: Mapping[str, str], source: str = SOURCE) -> bool:
    """Whether a script gives the passphrase. Only looks at the variables; reads and runs nothing."""
    return bool(env.get(f"{source}_FILE") or env.get(f"{source}_COMMAND"))


def _ask(header: Header, ask: Callable[[str], str], tell: Callable[[str], None]) -> bytes:
    def attempt() -> bytes:
        return opened_by(header, ask(_("Passphrase of the journal")))[0]

    return within_tries(attempt, lambda failure: tell(f"{failure.message()} {failure.hint()}"), WrongPassphrase)


def within_tries(attempt: Callable[[], Got], tell: Callable[[Failure], None], *mistakes: type[Failure]) -> Got:
    """The result of `attempt`, which may fail with `mistakes`: each is told, and it is tried again, 3 times in all.

    Raises the last mistake.
    """
    for _again in range(TRIES - 1):
        try:
            return attempt()
        except mistakes as failure:
            tell(failure)
    return attempt()


def _from_file(path: Path, source: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise PassphraseSourceFailed(source=source, reason=error.strerror or "") from error


def _from_command(command: str, source: str) -> bytes:
    import subprocess  # lazy: only a script names a command

    try:
        return subprocess.check_output(words_of(command), stdin=subprocess.DEVNULL, timeout=_PATIENCE)
    except (OSError, ValueError, IndexError, subprocess.SubprocessError) as error:
        raise PassphraseSourceFailed(source=source, reason=_why_not_run(error)) from error


def _why_not_run(error: Exception) -> str:
    import subprocess  # lazy: it is loaded where a command failed

    match error:
        case subprocess.TimeoutExpired():
            return N_("it took too long")
        case subprocess.CalledProcessError():
            return N_("it ended with an error")
        case OSError():
            return error.strerror or type(error).__name__
    return N_("this is not a command")


def _read(source: str, data: bytes) -> str:
    try:
        passphrase = on_one_line(data.decode(), source)
    except UnicodeDecodeError as error:
        raise NotText(source=source) from error
    if not passphrase:
        raise PassphraseSourceFailed(source=source, reason=N_("it is empty"))
    return passphrase
