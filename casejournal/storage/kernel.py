"""Asks the Linux kernel to keep a secret for a time, in its own memory, which is never swapped. It forgets by itself.

A secret is a `user` key in the keyring of the user, keyrings(7): each terminal and each job of this user finds it, no
other user does. It is asked by cffi, which `cryptography` has loaded already; ctypes would cost each command 1.5 ms.
"""

import os
import sys
from collections.abc import Callable
from functools import cache

from casejournal.storage.platform import ON_LINUX

_ADD_KEY = {"x86_64": 248, "aarch64": 217, "riscv64": 217, "loongarch64": 217, "ppc64le": 269, "s390x": 278}
"""The number of the call add_key(2) by machine; keyctl(2) is two further on each of them."""
_KEYCTL = 2
_SETPERM, _LINK, _SEARCH, _READ, _SET_TIMEOUT, _INVALIDATE = 5, 8, 10, 11, 15, 21
_THREAD, _USER = -1, -4
"""Two keyrings: one that ends with this process, and the one of the user."""
_RIGHTS = 0x3F0B0000
"""All to whoever has the keyring; to other sessions of the user: look, read, find. Nothing to anybody else."""
_ROOM = 4096
_DUMPABLE = 4


class Secret:
    """A secret that the kernel keeps under a name."""

    def __init__(self, name: str) -> None:
        self._name = name.encode() + b"\0"

    def put(self, secret: bytes, seconds: int) -> bool:
        """Keep `secret` for so many seconds, in place of an earlier one. False if this kernel keeps no secrets.

        It becomes findable only after it has its time: nothing is left without one if the process ends in between.
        """
        found = _ask(0, b"user\0", self._name, secret, len(secret), _THREAD)
        return found > 0 and all(
            _ask(_KEYCTL, *step) >= 0
            for step in ((_SETPERM, found, _RIGHTS), (_SET_TIMEOUT, found, seconds), (_LINK, found, _USER))
        )

    def get(self) -> bytes | None:
        """The secret; None if its time is over, or there is none."""
        room = bytearray(_ROOM)
        size = _ask(_KEYCTL, _READ, self._found(), room, _ROOM)
        return bytes(room[:size]) if 0 <= size <= _ROOM else None

    def prolong(self, seconds: int) -> None:
        """Keep it for so many seconds from now on. A secret that was dropped meanwhile does not come back."""
        _ask(_KEYCTL, _SET_TIMEOUT, self._found(), seconds)

    def drop(self) -> bool:
        """Forget it at once, for every process. Returns whether there was one."""
        return _ask(_KEYCTL, _INVALIDATE, self._found()) == 0

    def _found(self) -> int:
        """The number of the key; 0 if there is none, for -1 would name a keyring."""
        return max(_ask(_KEYCTL, _SEARCH, _USER, b"user\0", self._name, 0), 0)


def leave_no_dump() -> None:
    """See to it that the system writes nothing of the memory of this process to a disk if it crashes."""
    if ON_LINUX:
        _function("prctl")(_DUMPABLE, 0, 0, 0, 0)


def _ask(call: int, *arguments: int | bytes | bytearray) -> int:
    """What the kernel answers; -1 for a refusal."""
    if sys.platform == "linux" and sys.maxsize > 2**32:
        first = _ADD_KEY.get(os.uname().machine)
        if first is not None:
            return _function("syscall")(first + call, *arguments)
    return -1


@cache
def _function(name: str) -> Callable[..., int]:
    """The function of the C library that takes numbers and bytes, and returns a number."""
    import _cffi_backend as c  # lazy: only on Linux

    number = c.new_primitive_type("long")
    array = c.new_array_type(c.new_pointer_type(c.new_primitive_type("char")), None)
    function = c.load_library(None, 0).load_function(c.new_function_type((number,), number, True), name)

    def ask(first: int, *arguments: int | bytes | bytearray) -> int:
        passed = (c.cast(number, each) if isinstance(each, int) else c.from_buffer(array, each) for each in arguments)
        return int(function(first, *passed))

    return ask
