"""A terminal that is closed, and a system that shuts down, act like Ctrl-C: what was typed is kept."""

import signal


def stop_when_the_terminal_closes() -> None:
    """From now on a closed terminal raises KeyboardInterrupt."""
    for name in ("SIGHUP", "SIGTERM"):  # Windows has no SIGHUP
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _stop)


def _stop(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt
