"""Libraries that not everybody has: what needs one says by which name it is installed."""

from collections.abc import Iterator
from contextlib import contextmanager

from casejournal.exchange.refusals import ExtraMissing


@contextmanager
def extra(form: str, name: str) -> Iterator[None]:
    """Around an import: if the library is not there, ExtraMissing names the extra of ours that brings it."""
    try:
        yield
    except ImportError as error:
        raise ExtraMissing(form=form, extra=name) from error
