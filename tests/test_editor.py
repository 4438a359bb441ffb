"""The worker's editor: which one it is, by whatever name it is called, and that it leaves no copy of the text."""

import os
import pty
import select
import shutil
import signal
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from casejournal.desk.editor import FAMILIES, editor
from tests.world import Cj, Replies
from tests.world import editor as scripted

VIM = ("-n", "-i", "NONE")
QUIET = {
    "vim": VIM, "vi": VIM, "view": VIM, "vim.basic": VIM, "vim.tiny": VIM, "vim.exe": VIM, "nvim": VIM,
    "gvim": ("-f", "-n"), "nano": ("--ignorercfiles",), "pico": ("--ignorercfiles",), "emacs": ("--eval",),
    "emacs-gtk": ("--eval",), "emacs29": ("--eval",), "micro": ("-backup", "false"), "joe": ("-nobackups",),
}  # fmt: skip


def program(folder: Path, name: str, says: str = "") -> Path:
    """A program of that name, which tells that version."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\necho '{says}'\n")
    path.chmod(0o700)
    return path


# Which options


@pytest.mark.parametrize("name", QUIET)
def test_an_editor_is_kept_quiet_by_the_name_it_has(tmp_path: Path, name: str) -> None:
    path = program(tmp_path / "bin", name, "VIM - Vi IMproved 9.1")

    words = editor(str(path)).call(tmp_path / "text.txt", 3)

    assert words[0] == str(path)
    assert tuple(words[1 : 1 + len(QUIET[name])]) == QUIET[name]
    assert words[-2:] == ["+3", str(tmp_path / "text.txt")]


@pytest.mark.parametrize(("name", "to"), [("vi", "vim.basic"), ("editor", "nano"), ("view", "vim.tiny"), ("e", "nvim")])
def test_an_editor_is_kept_quiet_by_what_its_name_leads_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, to: str
) -> None:
    real = program(tmp_path / "real", to)
    for folder, behind in (("alternatives", real), ("bin", tmp_path / "alternatives" / name)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).symlink_to(behind)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=os.pathsep)

    assert editor(name).family is editor(str(real)).family is not None


@pytest.mark.parametrize(("command", "line"), [("busybox", "vi"), ("nvi", "vi"), ("elvis", "ex")])
def test_another_vi_is_given_no_options_of_vim(tmp_path: Path, command: str, line: str) -> None:
    other = program(tmp_path / "real", command, "usage: vi [-R] [file]")
    (tmp_path / line).symlink_to(other)
    plain = program(tmp_path / "bin", "vi", "usage: vi [-R] [file]")

    assert editor(str(plain)).call(Path("text.txt"), 1) == [str(plain), "text.txt"]
    assert editor(str(tmp_path / line)).family is None or command in {"nvi", "elvis", "busybox"}
    assert editor(f"{other} {line}").call(Path("text.txt"), 1) == [str(other), line, "text.txt"]


def test_the_quiet_options_stand_before_the_workers_own_and_behind_env(tmp_path: Path) -> None:
    path = program(tmp_path / "bin", "nano")

    words = editor(f"env LANG=C {path} --softwrap").call(Path("text.txt"), 1)

    assert words == ["env", "LANG=C", str(path), "--ignorercfiles", "--softwrap", "+1", "text.txt"]


def test_an_editor_that_is_not_known_is_given_the_file_alone(tmp_path: Path) -> None:
    path = program(tmp_path / "bin", "code")

    assert editor(f"{path} --wait").call(Path("text.txt"), 4) == [str(path), "--wait", "text.txt"]


@pytest.mark.parametrize("command", ["", "   ", "no-such-editor", "/no/such/vim", r"C:\Tools\vim.exe"])
def test_whatever_is_named_can_be_called(command: str) -> None:
    assert editor(command).call(Path("text.txt"), 1)[-1] == "text.txt"


# What was not saved


def test_what_vim_did_not_save_is_recovered_and_listed(cj: Cj, sari: str) -> None:
    path = program(cj.home / "bin", "vim")
    path.write_text('#!/bin/sh\nfor file; do :; done\necho Her words. > "$(dirname "$file")/.text.txt.swp"\nexit 1\n')
    cj("note", sari, "--edit", env={"VISUAL": str(path)})
    left, _text = cj.json("status")["left_behind"]
    path.write_text(f'#!/bin/sh\necho "$@" > {cj.home}/called\nexit 1\n')

    result = cj("draft", "resume", env={"VISUAL": str(path)})

    assert left.endswith(".text.txt.swp")
    assert left in result.err
    assert (cj.home / "called").read_text().strip().endswith(f"-r {left}")


def test_what_nano_saved_at_its_end_is_the_text_that_is_gone_on_with(cj: Cj, sari: str) -> None:
    path = program(cj.home / "bin", "nano")
    path.write_text('#!/bin/sh\nfor file; do :; done\necho "Her words." > "$file.save"\nexit 1\n')
    cj("note", sari, "--edit", env={"VISUAL": str(path)})
    path.write_text('#!/bin/sh\nfor file; do :; done\necho "More of them." >> "$file"\nexit 1\n')
    cj("draft", "resume", env={"VISUAL": str(path)})
    path.write_text("#!/bin/sh\nexit 0\n")

    cj.ok("draft", "resume", env={"VISUAL": str(path)}, asks=Replies(True, "", [], "", []))

    assert cj.json("show", sari)["notes"][0]["body"] == "Her words.\nMore of them."
    assert cj.json("status")["left_behind"] == []


def test_what_an_editor_makes_is_private(cj: Cj, sari: str) -> None:
    spy = cj.home / "spy"

    cj.ok("note", sari, "--edit", env=scripted(cj, f'umask > {spy}; echo Text. > "$file"'))

    assert spy.read_text().strip() == "0077"


# The real ones

SETTINGS = {
    ".vimrc": "set backup undofile backupskip=\nset backupdir=~/ undodir=~/ directory=~/\n",
    ".config/nvim/init.vim": "set backup undofile backupskip=\nset backupdir=~/ undodir=~/ directory=~/\n",
    ".nanorc": 'set backup\nset backupdir "~/"\nset historylog\n',
    ".emacs": """(setq backup-directory-alist '((".*" . "~/b")))(savehist-mode 1)"""
    """(setq savehist-additional-variables '(kill-ring) backup-enable-predicate (lambda (_) t))""",
}
"""Settings with which each of them leaves copies."""
VIM_KEYS = ("iWolframite\x1b", "yy", ":w\r", "ddp", ":wq\r")
REAL = {
    "vi": VIM_KEYS,
    "vim": VIM_KEYS,
    "vim.tiny": VIM_KEYS,
    "nvim": VIM_KEYS,
    "nano": ("Wolframite\x0b", "\x15", "\x0f", "\r", "\x18"),
    "emacs -nw": ("Wolframite\x01", "\x0b", "\x19", "\x18\x13", "\x18\x03"),
    "micro": ("Wolframite", "\x06", "Wolframite\r", "\x13", "\x11"),
    "joe": ("Wolframite\x01", "\x19", "\x1f", "\x0bx"),
}
"""Keys that write a word, copy it, save and leave."""


def installed(name: str) -> str:
    """The program, if it is here and is what its name says."""
    return shutil.which(name.split(maxsplit=1)[0]) or ""


def at_a_terminal(words: Sequence[str], home: Path, keys: Sequence[str], *, hang_up: bool = False) -> None:
    """Run a program at a terminal, and press these keys whenever it has drawn and waits. Then wait for its end."""
    for name, text in SETTINGS.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(text)
    child, terminal = pty.fork()
    if child == 0:  # pragma: no cover - another process
        clean = {name: value for name, value in os.environ.items() if not name.startswith("XDG")}
        os.chdir(home)
        os.umask(0o077)
        os.execvpe(words[0], [*words], clean | {"HOME": str(home), "TERM": "xterm"})  # noqa: S606
    left, end, drawn = list(keys), time.monotonic() + 15, False
    while time.monotonic() < end:
        if select.select([terminal], [], [], 0.15)[0]:
            try:
                drawn = bool(os.read(terminal, 65536)) or drawn
            except OSError:
                break
        elif left and drawn:
            os.write(terminal, left.pop(0).encode())
        elif hang_up and not left:
            break
    os.kill(child, signal.SIGHUP if hang_up else signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(terminal)


@pytest.mark.parametrize("name", REAL)
def test_a_real_editor_leaves_the_text_in_its_file_and_nowhere_else(tmp_path: Path, name: str) -> None:
    if not installed(name):
        pytest.skip(f"{name} is not installed here, so that its quiet options keep it quiet was not tried")
    folder, home = tmp_path / "run", tmp_path / "home"
    folder.mkdir()
    text = folder / "text.txt"
    text.write_text("Wolframite before\n")

    at_a_terminal(editor(name).call(text, 1), home, REAL[name])

    holds = [path for path in tmp_path.rglob("*") if path.is_file() and b"Wolframite" in path.read_bytes()]
    assert holds == [text]
    assert text.read_text() != "Wolframite before\n"


@pytest.mark.parametrize("name", ["vim", "nvim", "nano"])
def test_what_a_real_editor_did_not_save_when_the_terminal_was_closed_lies_beside_the_text(
    tmp_path: Path, name: str
) -> None:
    if not installed(name):
        pytest.skip(f"{name} is not installed here, so what it leaves of an unsaved text was not tried")
    folder, home = tmp_path / "run", tmp_path / "home"
    folder.mkdir()
    text = folder / "text.txt"
    text.write_text("\n")
    called = editor(name)

    keys = ("Wolframite",) if name == "nano" else ("iWolframite\x1b",)
    at_a_terminal(called.call(text, 1), home, keys, hang_up=True)

    holds = [path for path in tmp_path.rglob("*") if path.is_file() and b"Wolframite" in path.read_bytes()]
    assert holds == called.unsaved(folder)
    assert len(holds) == 1


def test_every_family_has_a_test_with_the_real_one() -> None:
    named = {each.split()[0].split(".")[0] for each in REAL} | {"gvim"}  # gvim wants a screen with windows

    assert all(family.names & named for family in FAMILIES)


def test_an_editor_called_vi_leaves_no_words_in_the_home_of_the_worker(cj: Cj, sari: str) -> None:
    spy = cj.home / "spy"
    path = program(cj.home / "bin", "vim.basic")
    path.write_text(f'#!/bin/sh\necho "$@" > {spy}\nfor file; do :; done\necho Text. > "$file"\n')
    (cj.home / "vi").symlink_to(path)

    cj.ok("note", sari, "--edit", env={"EDITOR": str(cj.home / "vi")})

    assert "-i NONE" in spy.read_text()
