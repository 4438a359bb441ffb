"""What was found in a text: what it is, on what ground it is replaced, and what stands instead."""

from collections.abc import Mapping

import msgspec

from casejournal.domain.choice import Choice
from casejournal.words import N_, _


class What(Choice):
    """What tells who somebody is. The letters are those of the Safe Harbor list, 45 CFR 164.514(b)(2)(i)."""

    NAME = "name", N_("name of a person")
    AGENCY = "agency", N_("name of an agency or a group")
    PLACE = "place", N_("place smaller than a province")
    DATE = "date", N_("date, moved")
    BIRTH = "birth", N_("birth")
    AGE = "age", N_("age over 89")
    PHONE = "phone", N_("telephone or fax number")
    EMAIL = "email", N_("e-mail address")
    IDENTITY = "identity", N_("identity number")
    MEDICAL = "medical", N_("medical record number")
    SCHEME = "scheme", N_("number with an insurance or a programme")
    ACCOUNT = "account", N_("account number")
    LICENCE = "licence", N_("certificate or licence number")
    VEHICLE = "vehicle", N_("vehicle number")
    DEVICE = "device", N_("device number")
    WEB = "web", N_("web address")
    NETWORK = "network", N_("network address")
    PHOTO = "photo", N_("picture, recording or other file")
    HANDLE = "handle", N_("name in a network or an app")
    NUMBER = "number", N_("another number or code")
    SECRET = "secret", N_("code word")
    REF = "ref", N_("ref of this journal")
    ASKED = "asked", N_("word you chose to hide")


WHY: Mapping[What, str] = {
    What.NAME: "A",
    What.AGENCY: "B, R",
    What.PLACE: "B",
    What.DATE: "C",
    What.BIRTH: "C",
    What.AGE: "C",
    What.PHONE: "D, E",
    What.EMAIL: "F",
    What.IDENTITY: "G",
    What.MEDICAL: "H",
    What.SCHEME: "I",
    What.ACCOUNT: "J",
    What.LICENCE: "K",
    What.VEHICLE: "L",
    What.DEVICE: "M",
    What.WEB: "N",
    What.NETWORK: "O",
    What.PHOTO: "P, Q",
    What.HANDLE: "R",
    What.NUMBER: "R",
    What.SECRET: "R",
    What.REF: "R",
    What.ASKED: "R",
}
"""The items of the Safe Harbor list under which each falls."""

_INSTEAD: Mapping[What, str] = {
    What.NAME: N_("[name]"),
    What.AGENCY: N_("[name of an agency]"),
    What.PLACE: N_("[a place]"),
    What.DATE: N_("[date]"),
    What.BIRTH: N_("[birth]"),
    What.AGE: N_("90+"),
    What.PHONE: N_("[telephone]"),
    What.EMAIL: N_("[e-mail]"),
    What.IDENTITY: N_("[identity number]"),
    What.MEDICAL: N_("[medical record number]"),
    What.SCHEME: N_("[membership number]"),
    What.ACCOUNT: N_("[account number]"),
    What.LICENCE: N_("[certificate number]"),
    What.VEHICLE: N_("[vehicle number]"),
    What.DEVICE: N_("[device number]"),
    What.WEB: N_("[web address]"),
    What.NETWORK: N_("[network address]"),
    What.PHOTO: N_("[file]"),
    What.HANDLE: N_("[account name]"),
    What.NUMBER: N_("[number]"),
    What.SECRET: N_("[code word]"),
    What.REF: N_("[ref]"),
    What.ASKED: N_("[hidden]"),
}


def instead_of(what: What) -> str:
    """What stands for it where nothing more can be said, in the reader's language."""
    return _(_INSTEAD[what])


AROUND = 28
"""Letters on both sides of what was found, to be seen in the review."""


class Piece(msgspec.Struct, frozen=True):
    """A piece of a text that is replaced."""

    begin: int
    end: int
    what: What | None
    """None for what no later rule may touch and stays as it is: a sum of money."""
    instead: str = ""


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One replacement: where, what it was, what stands there now."""

    ref: str
    """The record, as the journal knows it."""
    field: str
    """The title of the field, a sentence still to be translated."""
    what: What
    before: str
    instead: str
    left: str = ""
    """What stands around it, shortened."""
    right: str = ""


class Doubt(msgspec.Struct, frozen=True, kw_only=True):
    """Something that may tell who somebody is, and that no rule can decide."""

    word: str
    why: str
    """A sentence still to be translated."""
    times: int
    ref: str
    left: str
    right: str
    """Where it stands first, and what is around it."""
