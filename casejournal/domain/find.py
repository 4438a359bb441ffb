"""Which case or group a worker means: a ref, the beginning of one, a name. Never a guess."""

from collections.abc import Collection
from typing import TypeVar

from casejournal.domain.group.summary import GroupSummary
from casejournal.domain.label import Label
from casejournal.domain.refs import is_whole, read_ref
from casejournal.domain.summary import Summary
from casejournal.errors import Ambiguous, CaseNotFound, GroupNotFound

Found = TypeVar("Found", bound=Label)


def find_case(asked: str, cases: Collection[Summary]) -> Summary:
    """The one case that answers to `asked`. Raises CaseNotFound, or Ambiguous, which names the candidates."""
    return _only(_candidates(asked, cases), asked, CaseNotFound)


def find_group(asked: str, groups: Collection[GroupSummary]) -> GroupSummary:
    """The one group that answers to `asked`. Raises GroupNotFound, or Ambiguous, which names the candidates."""
    return _only(_candidates(asked, groups), asked, GroupNotFound)


def find_either(asked: str, labels: Collection[Label]) -> Label:
    """The one case or group that answers to `asked`. Raises CaseNotFound, or Ambiguous, which names the candidates."""
    return _only(_candidates(asked, labels), asked, CaseNotFound)


def _candidates(asked: str, labels: Collection[Found]) -> list[Found]:
    return _by_ref(asked, labels) or _by_name(asked, labels)


def _only(candidates: list[Found], asked: str, not_found: type[CaseNotFound | GroupNotFound]) -> Found:
    if not candidates:
        raise not_found(asked=asked)
    if len(candidates) > 1:
        raise Ambiguous(asked=asked, candidates=_named(candidates))
    return candidates[0]


def _by_ref(asked: str, labels: Collection[Found]) -> list[Found]:
    ref = read_ref(asked)
    if ref is None:
        return []
    if is_whole(ref):
        return [label for label in labels if label.ref == ref]
    return [label for label in labels if label.ref.startswith(ref)]


def _by_name(asked: str, labels: Collection[Found]) -> list[Found]:
    if not asked.strip():
        return []
    whole = [label for label in labels if label.is_called(asked)]
    return whole or [label for label in labels if label.answers_to(asked)]


def _named(candidates: list[Found], most: int = 8) -> str:
    named = ", ".join(f"{label.ref} ({label.name})" for label in candidates[:most])
    return named if len(candidates) <= most else f"{named}, …"
