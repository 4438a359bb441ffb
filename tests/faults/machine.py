"""A machine that may stop at any moment: what its kernel holds, what its disk has, and every state it may wake up in.

What a disk promises, and no more: an fsync of a file keeps its content, but not its name; a name that was made, changed
or taken away is kept by an fsync of its folder. Until then each of them may have reached the disk or not, in any order;
of content that was not synced there may be nothing, a half, NULs in its place, or all.
"""

import itertools
import math
import os
import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

Tree = dict[str, bytes | None]
"""The content of each file by its path; None for a folder."""


class File:
    """The content of a file, whatever its names."""

    def __init__(self, content: bytes = b"", *, is_synced: bool = False) -> None:
        self.content = content
        self.synced = content if is_synced else b""

    def may_hold(self) -> list[bytes]:
        """What may be in it after the machine stopped: what was lost first, what was kept last."""
        pairs = enumerate(zip(self.synced, self.content, strict=False))
        same = next((at for at, (old, new) in pairs if old != new), min(len(self.synced), len(self.content)))
        kept, fresh = self.content[:same], self.content[same:]
        return [*dict.fromkeys((self.synced, kept + b"\0" * len(fresh), kept + fresh[: len(fresh) // 2], self.content))]


class Folder:
    """The names in a folder: as the kernel holds them, and as they are on the disk."""

    def __init__(self) -> None:
        self.names: dict[str, File | Folder] = {}
        self.synced: dict[str, File | Folder] = {}


Node = File | Folder
Change = tuple[tuple[Folder, str, Node | None], ...]
"""Names that change in one step: what each leads to from then on, None for nothing."""


class Handle:
    """An open file or folder."""

    def __init__(self, node: Node, *, appends: bool) -> None:
        self.node = node
        self.appends = appends
        self.at = 0


class Machine:
    """Follows what a program asks of the folder `root`, which is on the disk whole when this begins.

    What lies in the folders `in_memory` is gone when the machine stops.
    """

    def __init__(self, root: Path, *in_memory: str) -> None:
        self.root = root.resolve()
        self.in_memory = in_memory
        self.top = _scan(self.root)
        self.pending: list[Change] = []
        self._handles: dict[int, Handle] = {}

    def tree(self) -> Tree:
        """What the kernel holds: what everybody sees until the machine stops."""
        return self._without_memory(_tree(self.top, lambda folder: folder.names, lambda file: file.content))

    def may_wake_up_with(self, most: int, seed: int = 0) -> Iterator[Tree]:
        """Every state the machine may wake up in, each once. Of more than `most`, the plainest and a sample."""
        seen: list[Tree] = []
        unsynced = [file for file in self._files() if file.content != file.synced]
        choices: list[Sequence[Any]] = [(False, True)] * len(self.pending) + [file.may_hold() for file in unsynced]
        for choice in _combinations(choices, most, seed):
            happened, held = choice[: len(self.pending)], dict(zip(unsynced, choice[len(self.pending) :], strict=True))
            tree = self._after(happened, held)
            if tree not in seen:
                seen.append(tree)
                yield tree

    def _after(self, happened: Sequence[bool], held: dict[File, bytes]) -> Tree:
        names: dict[Folder, dict[str, Node]] = {}
        for change, did in zip(self.pending, happened, strict=True):
            if did:
                _apply(change, lambda folder: names.setdefault(folder, dict(folder.synced)))
        return self._without_memory(
            _tree(self.top, lambda folder: names.get(folder, folder.synced), lambda file: held.get(file, file.content))
        )

    def _files(self) -> list[File]:
        """Every file that may be there after a stop."""
        found: dict[File, None] = {}
        folders, seen = [self.top], set[Folder]()
        while folders:
            folder = folders.pop()
            seen.add(folder)
            later = (node for change in self.pending for at, _name, node in change if at is folder)
            for node in (*folder.synced.values(), *later):
                if isinstance(node, File):
                    found[node] = None
                elif isinstance(node, Folder) and node not in seen:
                    folders.append(node)
        return [*found]

    def _without_memory(self, tree: Tree) -> Tree:
        return {path: held for path, held in tree.items() if path.partition("/")[0] not in self.in_memory}

    # What the program did

    def did(self, operation: str, arguments: Sequence[Any], how: dict[str, Any], result: Any) -> None:
        """Follow an operation of `os` that went well."""
        getattr(self, f"_{operation}")(*arguments, result=result, **how)

    def _utime(self, *_arguments: Any, **_how: Any) -> None:
        """A time is neither a name nor content."""

    def _open(self, path: Any, flags: int, _mode: int = 0, *, dir_fd: int | None = None, result: int) -> None:
        folder, name = self._at(path, dir_fd)
        if folder is None:
            return
        if name and name not in folder.names:
            self._change((folder, name, File()))
        node = folder.names[name] if name else folder
        if flags & os.O_TRUNC and isinstance(node, File):
            node.content = b""
        self._handles[result] = Handle(node, appends=bool(flags & os.O_APPEND))

    def _write(self, descriptor: int, data: Any, *, result: int) -> None:
        if handle := self._handles.get(descriptor):
            assert isinstance(handle.node, File)
            at = len(handle.node.content) if handle.appends else handle.at
            self._put(handle.node, bytes(data)[:result], at)
            handle.at = at + result

    def _pwrite(self, descriptor: int, data: Any, at: int, *, result: int) -> None:
        if handle := self._handles.get(descriptor):
            assert isinstance(handle.node, File)
            self._put(handle.node, bytes(data)[:result], at)

    def _put(self, file: File, data: bytes, at: int) -> None:
        file.content = file.content[:at].ljust(at, b"\0") + data + file.content[at + len(data) :]

    def _ftruncate(self, descriptor: int, size: int, *, result: None) -> None:
        if handle := self._handles.get(descriptor):
            assert isinstance(handle.node, File)
            handle.node.content = handle.node.content[:size].ljust(size, b"\0")

    def _fsync(self, descriptor: int, *, result: None) -> None:
        handle = self._handles.get(descriptor)
        if handle and isinstance(handle.node, File):
            handle.node.synced = handle.node.content
        elif handle:
            for change in [each for each in self.pending if any(at is handle.node for at, _name, _node in each)]:
                _apply(change, lambda folder: folder.synced)
                self.pending.remove(change)

    def _close(self, descriptor: int, *, result: None) -> None:
        self._handles.pop(descriptor, None)

    def _mkdir(self, path: Any, *_mode: int, dir_fd: int | None = None, result: None, **_more: int) -> None:
        folder, name = self._at(path, dir_fd)
        if folder:
            self._change((folder, name, Folder()))

    def _unlink(self, path: Any, *, dir_fd: int | None = None, result: None) -> None:
        folder, name = self._at(path, dir_fd)
        if folder:
            self._change((folder, name, None))

    _rmdir = _remove = _unlink

    def _link(self, path: Any, to: Any, *, result: None, **_more: Any) -> None:
        (folder, name), (into, new) = self._at(path, None), self._at(to, None)
        if folder and into:
            self._change((into, new, folder.names[name]))

    def _rename(self, path: Any, to: Any, *, result: None, **_more: Any) -> None:
        (folder, name), (into, new) = self._at(path, None), self._at(to, None)
        if folder and into:
            self._change((into, new, folder.names[name]), (folder, name, None))

    _replace = _rename

    def _change(self, *change: tuple[Folder, str, Node | None]) -> None:
        _apply(change, lambda folder: folder.names)
        self.pending.append(change)

    def _at(self, path: Any, dir_fd: int | None) -> tuple[Folder | None, str]:
        """The folder that holds the name, and the name; no name for `root` itself; no folder for what is elsewhere."""
        if dir_fd is not None:
            handle = self._handles.get(dir_fd)
            return (handle.node if handle and isinstance(handle.node, Folder) else None), os.fspath(path)
        whole = Path(path).parent.resolve() / Path(path).name
        if not whole.is_relative_to(self.root):
            return None, ""
        parts, folder = whole.relative_to(self.root).parts, self.top
        for part in parts[:-1]:
            within = folder.names[part]
            assert isinstance(within, Folder)
            folder = within
        return folder, parts[-1] if parts else ""


def write(tree: Tree, folder: Path) -> None:
    """Make `folder` hold this and nothing else."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(mode=0o700)
    for path, content in tree.items():
        if content is None:
            (folder / path).mkdir(mode=0o700)
        else:
            (folder / path).write_bytes(content)
            (folder / path).chmod(0o600)


def _scan(path: Path) -> Folder:
    folder = Folder()
    with os.scandir(path) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                folder.names[entry.name] = _scan(Path(entry.path))
            elif entry.is_file(follow_symlinks=False):
                folder.names[entry.name] = File(Path(entry.path).read_bytes(), is_synced=True)
    folder.synced = dict(folder.names)
    return folder


def _tree(
    folder: Folder, names: Callable[[Folder], dict[str, Node]], content: Callable[[File], bytes], within: str = ""
) -> Tree:
    tree: Tree = {}
    for name, node in sorted(names(folder).items()):
        if isinstance(node, File):
            tree[within + name] = content(node)
        else:
            tree[within + name] = None
            tree |= _tree(node, names, content, f"{within}{name}/")
    return tree


def _apply(change: Change, names: Callable[[Folder], dict[str, Node]]) -> None:
    for folder, name, node in change:
        if node is None:
            names(folder).pop(name, None)
        else:
            names(folder)[name] = node


def _combinations(choices: list[Sequence[Any]], most: int, seed: int) -> Iterator[tuple[Any, ...]]:
    """Every combination. Of more than `most`: all lost, all kept, each alone kept and lost, and some drawn."""
    if math.prod(map(len, choices)) <= most:
        yield from itertools.product(*choices)
        return
    lost, kept = tuple(each[0] for each in choices), tuple(each[-1] for each in choices)
    plain = [lost, kept]
    for at, options in enumerate(choices):
        plain += [(*lost[:at], option, *lost[at + 1 :]) for option in options[1:]]
        plain += [(*kept[:at], option, *kept[at + 1 :]) for option in options[:-1]]
    draw = random.Random(seed)  # noqa: S311 - the same states in each run
    drawn = (tuple(draw.choice(options) for options in choices) for _each in itertools.count())
    yield from itertools.islice(itertools.chain(plain, drawn), max(most, 2))
