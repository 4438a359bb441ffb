"""An entry of the directory as HSDS, and back. What an imported object says besides stays as it was, word for word."""

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import msgspec

from casejournal.domain.agency import Agency, Phone, ServiceStatus
from casejournal.domain.areas import Area
from casejournal.domain.names import folded, same_name
from casejournal.exchange.hsds.soundness import day

Object = dict[str, Any]
TAXONOMY = "casejournal areas of life"
_OF_THE_SERVICE = {
    "description": "description",
    "eligibility": "eligibility_description",
    "fees": "fees_description",
    "wait_time": "wait_time",
    "how_to_apply": "application_process",
    "email": "email",
    "website": "url",
    "alert": "alert",
}
"""The texts of an entry that are texts of the service."""
_PLACE = {
    "address": "address_1",
    "city": "city",
    "province": "state_province",
    "postal_code": "postal_code",
    "country": "country",
}


class Ids:
    """The ids that the entries of one journal have where they brought none: the same whenever they are asked for."""

    def __init__(self, journal: str) -> None:
        self._space = uuid5(NAMESPACE_URL, f"urn:casejournal:{journal}")

    def of(self, *told: str) -> str:
        """The id of what is told so: `service`, `W-55MX`."""
        return str(uuid5(self._space, "/".join(told)))

    @staticmethod
    def inside(owner: str, *told: str) -> str:
        """The id of an object inside the one with the id `owner`."""
        return str(uuid5(UUID(owner), "/".join(told)))


def answers(organization: Object | None, service: Object | None) -> dict[str, Any]:
    """What these objects say of the fields of an entry. Every field they can speak of is there."""
    org, own = organization or {}, service or {}
    name = _text(org, "name") or _text(own, "name")
    called = _text(own, "name") if org else ""
    place = _first_address(org, own) or {}
    said: dict[str, Any] = {field: _text(own, theirs) for field, theirs in _OF_THE_SERVICE.items()}
    said |= {field: _text(place, theirs) for field, theirs in _PLACE.items()}
    said["fees"] = said["fees"] or _text(own, "fees")
    said["email"] = said["email"] or _text(org, "email")
    said["website"] = said["website"] or _text(org, "website")
    address = filter(None, (said["address"], _text(place, "address_2")))
    return said | {
        "name": name,
        "service": "" if same_name(called, name) else called,
        "about": _text(org, "description"),
        "areas": tuple(_areas(own)),
        "phones": tuple(_phones(org, own)),
        "address": ", ".join(address),
        "hours": tuple(_several(org, own, "schedules", hours_of)),
        "documents": tuple(_texts(own.get("required_documents"), lambda each: _text(each, "document"))),
        "contacts": tuple(_several(org, own, "contacts", contact_of)),
        "languages": tuple(_texts(own.get("languages"), lambda each: _text(each, "name"))),
        "status": next((each for each in ServiceStatus if each == own.get("status")), ServiceStatus.ACTIVE),
        "assured_on": day(_text(own, "assured_date")),
    }


def exported(entry: Agency, ids: Ids) -> tuple[Object, Object | None]:
    """The organization and the service of an entry: as they were imported, but for what was changed since. The service
    is None for an organization that came without one and still has none.
    """
    org = copy.deepcopy(entry.hsds.get("organization") or {})
    own = copy.deepcopy(entry.hsds.get("service"))
    now = {name: getattr(entry, name) for name in answers(None, None)}
    before = answers(org, own) if entry.hsds else answers(None, None)
    changed = {name: value for name, value in now.items() if value != before[name]}
    _organization(org, entry, ids, changed)
    if own is None and entry.hsds and not changed.keys() - {"name", "about"}:
        return org, None
    own = own or {}
    _service(own, entry, ids, changed)
    return org, own


def _organization(org: Object, entry: Agency, ids: Ids, changed: Mapping[str, Any]) -> None:
    org.setdefault("id", ids.of("organization", folded(entry.name)))
    if "name" in changed or not org.get("name"):
        org["name"] = entry.name
    if "about" in changed or org.get("description") is None:
        org["description"] = entry.about or entry.description or entry.name


def _service(own: Object, entry: Agency, ids: Ids, changed: Mapping[str, Any]) -> None:
    own.setdefault("id", ids.of("service", entry.ref))
    if "service" in changed or ("name" in changed and not entry.service) or not own.get("name"):
        own["name"] = entry.service or entry.name
    own["status"] = entry.status.value
    for field, theirs in _OF_THE_SERVICE.items():
        if field in changed:
            _set(own, theirs, changed[field])
    if "assured_on" in changed:
        _set(own, "assured_date", msgspec.to_builtins(entry.assured_on) or "")
    for field, (theirs, reads, writes) in _LISTS.items():
        if field in changed:
            own[theirs] = [*_kept(own, theirs, reads, changed[field], writes)]
    if "phones" in changed:
        own["phones"] = [*_kept(own, "phones", lambda each: _text(each, "number"), entry.phones, _phone)]
    if changed.keys() & _PLACE.keys():
        _set_place(own, entry)
    if "areas" in changed:
        others = [each for each in own.get("attributes") or [] if not _is_ours(each)]
        own["attributes"] = [*others, *(_attribute(own["id"], area) for area in entry.areas)]


def _kept(
    own: Object, theirs: str, reads: Callable[[Object], str], values: Sequence[Any], writes: Callable[[Any], Object]
) -> Iterator[Object]:
    """The objects for these values: the one that stood for a value before, with all it says; else a new one."""
    before = {reads(each): each for each in own.get(theirs) or []}
    for value in values:
        new = writes(value)
        text = reads(new)
        yield before.pop(text, {"id": Ids.inside(own["id"], theirs, text)}) | new


def _set(own: Object, name: str, value: str) -> None:
    if value:
        own[name] = value
    else:
        own.pop(name, None)


def _phone(phone: Phone) -> Object:
    return {"number": phone.number, **({"description": phone.about} if phone.about else {})}


def _set_place(own: Object, entry: Agency) -> None:
    """Write the address into that of the first location, or into a new one. What is not known of it is empty: HSDS
    needs every part of an address.
    """
    told = {theirs: getattr(entry, field) for field, theirs in _PLACE.items()}
    place = _address_of([each.get("location") for each in own.get("service_at_locations") or []])
    if place is not None:
        place |= told
        place.pop("address_2", None)
    elif any(told.values()):
        ids = [Ids.inside(own["id"], what) for what in ("address", "location", "service_at_location")]
        address = {"id": ids[0], **told, "address_type": "physical"}
        location = {"id": ids[1], "location_type": "physical", "addresses": [address]}
        own.setdefault("service_at_locations", []).append({"id": ids[2], "location": location})


def _attribute(owner: str, area: str) -> Object:
    label = next((each.label for each in Area if each.value == area), area)
    term = {"id": str(uuid5(NAMESPACE_URL, f"urn:casejournal:area:{area}")), "code": area, "name": str(label)}
    term |= {"description": str(label), "taxonomy": TAXONOMY}
    return {"id": Ids.inside(owner, "area", area), "taxonomy_term": term}


def _is_ours(attribute: Object) -> bool:
    return bool((attribute.get("taxonomy_term") or {}).get("taxonomy") == TAXONOMY)


def _areas(own: Object) -> Iterator[str]:
    for each in own.get("attributes") or []:
        if _is_ours(each):
            term = each["taxonomy_term"]
            yield str(term.get("code") or term.get("name"))


def _phones(org: Object, own: Object) -> Iterator[Phone]:
    """The numbers of the service; if it has none, those of its places; else those of the organization."""
    for found in (own.get("phones"), _of_places(own, "phones"), org.get("phones")):
        if found:
            told = {_text(each, "number"): _text(each, "description") for each in found}
            yield from (Phone(number=number, about=about) for number, about in told.items())
            return


def _several(org: Object, own: Object, theirs: str, reads: Callable[[Object], str]) -> list[str]:
    """The texts of the service; if it has none, those of its places; else those of the organization."""
    every = (_texts(found, reads) for found in (own.get(theirs), _of_places(own, theirs), org.get(theirs)))
    return next((found for found in every if found), [])


def _of_places(own: Object, theirs: str) -> list[Object]:
    """What is said of the places of a service: at this service, and of the place itself."""
    found: list[Object] = []
    for each in own.get("service_at_locations") or []:
        found += [*(each.get(theirs) or []), *((each.get("location") or {}).get(theirs) or [])]
    return found


def _first_address(org: Object, own: Object) -> Object | None:
    places = [each.get("location") for each in own.get("service_at_locations") or []]
    return _address_of(places) or _address_of(org.get("locations") or [])


def _address_of(places: Sequence[Object | None]) -> Object | None:
    every = [address for place in places if place for address in place.get("addresses") or []]
    physical = [each for each in every if each.get("address_type") == "physical"]
    return next(iter([*physical, *every]), None)


def contact_of(contact: Object) -> str:
    """A contact as one text: the name, and what they do in brackets."""
    title = _text(contact, "title") or _text(contact, "department")
    name = _text(contact, "name") or title
    return f"{name} ({title})" if title and title != name else name


def hours_of(schedule: Object) -> str:
    """A schedule as one text: its description, else its days and times."""
    if told := _text(schedule, "description"):
        return told
    times = "-".join(filter(None, (_text(schedule, "opens_at")[:5], _text(schedule, "closes_at")[:5])))
    return " ".join(filter(None, (_text(schedule, "byday"), times)))


def _contact(text: str) -> Object:
    name, bracket, title = text.removesuffix(")").rpartition(" (") if text.endswith(")") else (text, "", "")
    return {"name": name, "title": title} if bracket else {"name": text}


_LISTS: dict[str, tuple[str, Callable[[Object], str], Callable[[Any], Object]]] = {
    "documents": ("required_documents", lambda each: _text(each, "document"), lambda text: {"document": text}),
    "languages": ("languages", lambda each: _text(each, "name"), lambda text: {"name": text}),
    "contacts": ("contacts", contact_of, _contact),
    "hours": ("schedules", hours_of, lambda text: {"description": text}),
}
"""The lists of an entry: their name in HSDS, an object as text, and a text as an object."""


def _texts(found: Sequence[Object] | None, reads: Callable[[Object], str]) -> list[str]:
    return [*dict.fromkeys(filter(None, map(reads, found or [])))]


def _text(found: Object, name: str) -> str:
    return str(found.get(name) or "").strip()


def raw(organization: Object | None, service: Object | None) -> Object:
    """The objects as an entry keeps them. What stands inside them as another entry is left out."""
    told = {"organization": organization and {k: v for k, v in organization.items() if k != "services"}}
    told["service"] = service and {k: v for k, v in service.items() if k != "organization"}
    return msgspec.to_builtins(told)  # type: ignore[no-any-return]
