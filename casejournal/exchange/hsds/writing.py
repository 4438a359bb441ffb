"""The directory as a file for others: JSON of organizations with their services, or a data package of CSV tables."""

import json
from collections.abc import Iterable

from casejournal.domain.agency import Agency
from casejournal.domain.record import Visibility
from casejournal.exchange.hsds.entry import Ids, Object, exported
from casejournal.exchange.hsds.package import packed
from casejournal.exchange.hsds.tables import taken_apart

FORMATS = ("json", "csv")


def organizations(entries: Iterable[Agency], ids: Ids) -> list[Object]:
    """Every organization, each with its services. Where entries say different things of one, the latest counts.

    Only what is for others to read is in it.
    """
    found: dict[str, Object] = {}
    services: dict[str, list[Object]] = {}
    for entry in sorted(entries, key=lambda each: each.last_written[0]):
        if entry.visibility is Visibility.RECORD:
            org, own = exported(entry, ids)
            found[org["id"]] = org
            services.setdefault(org["id"], []).extend([own] if own else [])
    return [{**org, "services": services[known]} if services[known] else org for known, org in sorted(found.items())]


def written(entries: Iterable[Agency], ids: Ids, form: str) -> bytes:
    """The directory in that format."""
    every = organizations(entries, ids)
    if form == "csv":
        return packed(taken_apart("organization", every))
    return json.dumps(every, ensure_ascii=False, indent=1).encode() + b"\n"
