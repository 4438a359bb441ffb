"""A file with a directory of services, whichever shape of HSDS it has: JSON of organizations or services, or CSV."""

import json
from collections.abc import Iterator
from typing import Any

import msgspec

from casejournal.exchange.hsds.package import unpacked
from casejournal.exchange.hsds.soundness import problems
from casejournal.exchange.hsds.tables import Object, put_together
from casejournal.exchange.refusals import NotADirectory
from casejournal.words import N_, _

_ZIP = b"PK"
_MOST_PROBLEMS = 5


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """One service of a file and its organization, or an organization without a service."""

    number: int
    """Which record of the file it is, from 1."""
    organization: Object | None
    service: Object | None
    problems: tuple[str, ...] = ()
    """Why it cannot be taken in."""

    @property
    def called(self) -> str:
        """What it is called, for people."""
        parts = (each.get("name") for each in (self.organization, self.service) if isinstance(each, dict))
        return ": ".join(str(part) for part in parts if part)


def read(data: bytes) -> list[Found]:
    """Every service and organization in a file, with what is wrong with it. Raises NotADirectory if it is none."""
    if data[:2] == _ZIP:
        organizations, services = put_together(unpacked(data))
        objects = [*organizations, *services]
    else:
        objects = _objects(_json(data))
    every = (pair for each in objects for pair in _pairs(each))
    return [
        Found(number=number, organization=org, service=own, problems=tuple(_wrong(org, own))[:_MOST_PROBLEMS])
        for number, (org, own) in enumerate(every, start=1)
    ]


def _json(data: bytes) -> Any:
    try:
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise NotADirectory(problem=N_("it is not readable text (UTF-8)")) from error
    except RecursionError as error:
        raise NotADirectory(problem=N_("it is nested too deeply")) from error
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        raise NotADirectory(problem=_("line {line} is no JSON").format(line=line)) from error


def _objects(found: Any) -> list[Any]:
    """The objects of a file: one, a list, or a page of an API."""
    if isinstance(found, dict) and isinstance(found.get("contents"), list):
        found = found["contents"]
    every = found if isinstance(found, list) else [found]
    if not every or not any(isinstance(each, dict) and "name" in each for each in every):
        raise NotADirectory(problem=N_("it has no organizations and no services"))
    return every


def _pairs(found: Any) -> list[tuple[Any, Any]]:
    """Each service of an object with its organization; an organization without services by itself."""
    if not isinstance(found, dict):
        return [(None, found)]
    told = dict(found)
    if _is_service(told):
        return [(told.pop("organization", None), told)]
    services = told.pop("services", None)
    if not isinstance(services, list) or not services:
        return [(told, None)]
    return [(told, each) for each in services]


def _is_service(found: Object) -> bool:
    """Whether an object is a service: it says so by its status or its organization, and holds no services."""
    return "services" not in found and ("status" in found or "organization" in found or "organization_id" in found)


def _wrong(org: Any, own: Any) -> Iterator[str]:
    if own is None and org is None:
        yield _("it is empty")
    if org is not None:
        yield from problems(org, "organization", "organization" if own is not None else "")
    if own is not None:
        yield from problems(own, "service")
