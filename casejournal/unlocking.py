"""How the desk comes by the journal key: kept from before, from a script's passphrase source, or by asking."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from casejournal.config import Config
from casejournal.errors import Locked, NotText, PassphraseSourceFailed, WrongPassphrase
from casejournal.storage import keys
from casejournal.storage.header import Header
from casejournal.storage.platform import runtime_folder
from casejournal.storage.unlocked import Unlocked
from casejournal.words import N_

TRIES = 3
_PATIENCE = 60


def place(env: Mapping[str, str], header: Header) -> Unlocked:
    """Where the key of this journal is kept while it is unlocked."""
    return Unlocked(runtime_folder(env), header.id)


def key_of(
    header: Header,
    config: Config,
    env: Mapping[str, str],
    now: datetime,
    ask: Callable[[str], str] | None,
) -> bytes | None:
    """The journal key; None for a plain journal. `ask` puts the question to a person, None when nobody is there.

    Raises Locked, WrongPassphrase or PassphraseSourceFailed.
    """
    if not header.sealed:
        return None
    kept = place(env, header).take(now)
    if kept is not None:
        return kept
    given = given_passphrase(env)
    if given is not None:
        return keys.unwrap(header.slot, given, header.id)
    if ask is None:
        raise Locked
    key = _ask(header, ask)
    keep(key, header, config, env, now)
    return key


def keep(key: bytes, header: Header, config: Config, env: Mapping[str, str], now: datetime) -> None:
    """Leave the journal unlocked from now on, for as long as the settings say."""
    idle = timedelta(minutes=config.value("unlock_minutes"))
    place(env, header).keep(key, now, idle, timedelta(hours=config.value("unlock_hours")))


def given_passphrase(env: Mapping[str, str]) -> str | None:
    """The passphrase a script gives, by CJ_PASSPHRASE_FILE or CJ_PASSPHRASE_COMMAND. Raises PassphraseSourceFailed."""
    if path := env.get("CJ_PASSPHRASE_FILE"):
        return _first_line("CJ_PASSPHRASE_FILE", _from_file(Path(path)))
    if command := env.get("CJ_PASSPHRASE_COMMAND"):
        return _first_line("CJ_PASSPHRASE_COMMAND", _from_command(command))
    return None


def _ask(header: Header, ask: Callable[[str], str]) -> bytes:
    for left in reversed(range(TRIES)):
        try:
            return keys.unwrap(header.slot, ask(N_("Passphrase of the journal")), header.id)
        except WrongPassphrase:
            if not left:
                raise
    raise WrongPassphrase  # pragma: no cover - the loop returns or raises


def _from_file(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise PassphraseSourceFailed(source="CJ_PASSPHRASE_FILE", reason=error.strerror or "") from error


def _from_command(command: str) -> bytes:
    import shlex  # lazy: only a script names a command
    import subprocess

    try:
        return subprocess.check_output(shlex.split(command), stdin=subprocess.DEVNULL, timeout=_PATIENCE)
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise PassphraseSourceFailed(source="CJ_PASSPHRASE_COMMAND", reason=reason) from error


def _first_line(source: str, data: bytes) -> str:
    try:
        line = data.decode().splitlines()[0] if data else ""
    except UnicodeDecodeError as error:
        raise NotText(source=source) from error
    if not line:
        raise PassphraseSourceFailed(source=source, reason=N_("it is empty"))
    return line
