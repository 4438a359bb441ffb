"""The screen of `cj verify`."""

from collections.abc import Iterator

from casejournal.render.page import Block, Heading, Page, Prose, Tone, Words
from casejournal.storage.file_log import ACCESS
from casejournal.storage.verify import Report
from casejournal.words import _, ngettext


def verify_page(report: Report) -> Page:
    """The verdict, then for each file what is wrong and what can still be read, then remarks."""
    return tuple(_blocks(report))


def _blocks(report: Report) -> Iterator[Block]:
    verdict = (
        Words(_("Everything is as it was written."), Tone.GOOD)
        if report.sound
        else Words(_("Not everything is as it was written."), Tone.DANGER)
    )
    lines = ngettext("{n} line", "{n} lines", report.lines).format(n=report.lines)
    files = ngettext("{n} file", "{n} files", report.files).format(n=report.files)
    read = _("read: {lines} in {files}").format(lines=lines, files=files)
    yield Heading((verdict,), read, top=True)
    for each in report.verdicts:
        yield Heading(
            (Words(each.file, Tone.REF),),
            ngettext("{n} line can be read", "{n} lines can be read", each.readable).format(n=each.readable),
        )
        for finding in each.findings:
            yield Prose(Words(finding.told(), Tone.DANGER), indent=2)
    for sentence, facts in report.remarks:
        yield Prose(Words(_(sentence).format(**facts), Tone.WARN))
    if any(each.readable and each.file != ACCESS for each in report.verdicts):
        yield Prose(Words(_("To save what can still be read of a case or group: cj salvage REF -o FILE")))
    if not report.sound:
        yield Prose(
            Words(
                _("Nothing was changed. Copy the journal folder before you do anything else; the rest is in a backup.")
            )
        )
