"""Which cases and groups go to somebody, on which consents, and what of them leaves."""

import functools
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from casejournal.desk import Desk, troubles
from casejournal.desk.at_intake import as_it_may_leave, own_questions
from casejournal.desk.handing_over import disclosure, hides, is_own, put_once
from casejournal.desk.members import in_groups
from casejournal.desk.refusals import NotAllConsent
from casejournal.domain.case_file import CaseFile
from casejournal.domain.consent import Leave, require
from casejournal.domain.disclosure import Disclosure, Means
from casejournal.domain.file import File
from casejournal.domain.refusals import NoConsent
from casejournal.errors import NotValid
from casejournal.exchange.export.leaving import Leaving, for_reader, handed_on, may_be_read, names_others
from casejournal.exchange.readable import readable_parts
from casejournal.exchange.shared import says
from casejournal.storage.refusals import Damaged
from casejournal.words import N_, _, ngettext

_NAMED = 12
"""So many cases are named in a sentence; of more, the number is told."""


class Going(msgspec.Struct, frozen=True, kw_only=True):
    """A case or group that may go, and on which leave; a group goes on that of its members."""

    ref: str
    leave: Leave | None = None


def may_go(desk: Desk, file: CaseFile, to: str, override: str, *, strict: bool = False) -> Going:
    """That the case may go to them, with everything it says. `strict` treats the worker like anybody else.

    Raises NotValid or NoConsent.
    """
    _require_readable(file, own=not strict and is_own(desk, to))
    wanted = says(file, desk.today)
    return Going(ref=file.ref, leave=require(file.consents, to, sorted(wanted), desk.today, file.ref, override))


def without_names(desk: Desk, ref: str) -> list[Going]:
    """That the case may leave as a ref; where `ref` is empty, every case and group that can be read. No consent is
    needed. Raises NotValid for an intake that is not for others.
    """
    if ref:
        _require_readable(desk.journal.case(ref), own=False)
        return [Going(ref=ref)]
    return [Going(ref=ref) for ref in _readable(desk)]


def _readable(desk: Desk) -> Iterator[str]:
    """Every case and group that others may know of. What cannot be read is told."""
    labels = sorted(label.ref for label in (*desk.journal.labels.cases, *desk.journal.labels.groups))
    with desk.progress(_("Reading"), len(labels)) as step:
        for file in troubles.that_open(desk.journal, labels, step):
            if may_be_read(file.first, own=False):
                yield file.ref


def _require_readable(file: CaseFile, *, own: bool) -> None:
    if not may_be_read(file.first, own=own):
        raise NotValid(field=file.ref, problem=N_("the intake is not for others to read, so the case is not exported"))


def every_one(desk: Desk, to: str, override: str, *, only_consented: bool, strict: bool = False) -> list[Going]:
    """Every case that may go to them, then the groups whose members all go. What stays is told.

    Raises NotAllConsent if a case lacks a consent and was not left out by `only_consented`.
    """
    going, lacking = [], []
    labels = desk.journal.labels.cases
    with desk.progress(_("Looking for consents"), len(labels)) as step:
        for ref in sorted(label.ref for label in labels):
            try:
                going.append(may_go(desk, desk.journal.case(ref), to, override, strict=strict))
            except NoConsent:
                lacking.append(ref)
            except NotValid as failure:
                desk.tell(failure.message())
            except Damaged as trouble:
                troubles.met(desk.journal, trouble)
            step()
    if lacking and not (only_consented and going):
        raise NotAllConsent(recipient=to, n=len(lacking), of=len(labels), cases=_named(lacking))
    if lacking:
        told = ngettext("{n} case is left out: {cases}.", "{n} cases are left out: {cases}.", len(lacking))
        desk.tell(told.format(n=len(lacking), cases=_named(lacking)))
    return [*going, *_groups(desk, {each.ref for each in going}, own=not strict and is_own(desk, to))]


def _groups(desk: Desk, cases: set[str], *, own: bool) -> Iterator[Going]:
    for group in sorted(desk.journal.labels.groups, key=lambda each: each.ref):
        if not cases.issuperset(group.cases):
            desk.tell(_("The group {ref} is left out, because not all its members are in it.").format(ref=group.ref))
        elif may_be_read(desk.journal.file(group.ref).first, own=own):
            yield Going(ref=group.ref)


def _named(refs: Sequence[str]) -> str:
    return ", ".join(refs[:_NAMED]) + (" …" if len(refs) > _NAMED else "")


def leaving(desk: Desk, going: Iterable[Going], to: str, *, strict: bool = False) -> Iterator[Leaving]:
    """What of each of them leaves, one after the other."""
    for each in going:
        yield of_one(desk, desk.journal.file(each.ref), to, strict=strict)


def of_one(desk: Desk, file: File, to: str, *, strict: bool = False, code_word: bool = False) -> Leaving:
    """What of that file leaves; in its lines the code word only if `code_word` says so."""
    own = not strict and is_own(desk, to)
    hide: Callable[[str], str] = str
    stays: frozenset[str] | None = None
    whole = file
    if isinstance(file, CaseFile) and not own:
        hide, stays = hides(desk, file), own_questions(desk).kept
        whole = _without_code_word(as_it_may_leave(desk, file))
    shown, left_out = for_reader(whole, own=own, hide=hide)
    lines = functools.partial(handed_on, own=own, stays=stays, code_word=code_word)
    return Leaving(
        file=shown,
        lines=lambda: lines(desk.journal.entries(file.ref)),
        left_out=left_out,
        groups=lambda: tuple(readable_parts(in_groups(desk, file.ref), desk.journal.group)),
    )


def _without_code_word(file: CaseFile) -> CaseFile:
    """The file without the word that proves who somebody is."""
    contact = msgspec.structs.replace(file.intake.safe_contact, code_word="")
    return file.with_record(msgspec.structs.replace(file.intake, safe_contact=contact))


def ask_about_others(desk: Desk, going: Iterable[Going], to: str) -> None:
    """Ask before what was written is handed on word for word, if it names clients of other cases.

    Raises Cancelled, or ConfirmationNeeded if nobody can be asked.
    """
    if is_own(desk, to):
        return
    naming = []
    for each in going:
        if each.leave is not None:
            hide = hides(desk, desk.journal.case(each.ref))
            lines = handed_on(desk.journal.entries(each.ref), own=False, stays=own_questions(desk).kept)
            if names_others(lines, hide):
                naming.append(each.ref)
    if naming:
        told = _("The records go out word for word, and those of {cases} name clients of other cases. Go on?")
        desk.confirm(told.format(cases=_named(naming)))


def recorded(desk: Desk, going: Iterable[Going], to: str, means: Means, form: str) -> Iterator[Disclosure]:
    """Write down in each case that it went to them, in that format. Returns the disclosures."""
    for each in going:
        if each.leave is None:
            continue
        with desk.journal.writing(each.ref, means.value) as drawer:
            content = fingerprint(drawer.file, form)
            yield put_once(drawer, disclosure(drawer, means, to, each.leave, content))


def fingerprint(file: File, form: str) -> str:
    """A digest of what the file says, apart from what was handed out of it, in that format: 32 hexadecimal digits."""
    digest = hashlib.sha256(form.encode())
    for record in file.every_record:
        if record.table != Disclosure.table:
            digest.update(msgspec.json.encode(record))
    return digest.hexdigest()[:32]
