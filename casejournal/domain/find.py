"""Which case a worker means: a ref, the beginning of one, a name, or @ for the case last worked on. Never a guess."""

from collections.abc import Collection

from casejournal.domain.refs import is_whole, read_ref
from casejournal.domain.summary import Summary
from casejournal.errors import Ambiguous, CaseNotFound


def find_case(asked: str, summaries: Collection[Summary]) -> Summary:
    """The one case that answers to `asked`. Raises CaseNotFound or Ambiguous, which names the candidates."""
    candidates = _by_ref(asked, summaries) or _by_name(asked, summaries)
    if not candidates:
        raise CaseNotFound(asked=asked)
    if len(candidates) > 1:
        raise Ambiguous(asked=asked, candidates=_named(candidates))
    return candidates[0]


def _by_ref(asked: str, summaries: Collection[Summary]) -> list[Summary]:
    ref = read_ref(asked)
    if ref is None:
        return []
    if is_whole(ref):
        return [summary for summary in summaries if summary.ref == ref]
    return [summary for summary in summaries if summary.ref.startswith(ref)]


def _by_name(asked: str, summaries: Collection[Summary]) -> list[Summary]:
    if not asked.strip():
        return []
    whole = [summary for summary in summaries if summary.is_called(asked)]
    return whole or [summary for summary in summaries if summary.answers_to(asked)]


def _named(candidates: list[Summary], most: int = 8) -> str:
    named = ", ".join(f"{summary.ref} ({summary.client})" for summary in candidates[:most])
    return named if len(candidates) <= most else f"{named}, …"
