"""Keep the promises of speed and memory honest: one table, and exit code 1 when a budget is missed.

    python benchmarks/run.py [--sizes 10,1000] [--rounds 21] [--only note,list] [--peers]

Every figure of time is a ratio of two whole processes that ran in turn, in the same minute, on the same machine: cj
against the bare import of the libraries it stands on, or against itself on a smaller journal. cj runs sealed and
unlocked, so deriving the key from a passphrase, which is slow on purpose, is not in it.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

import peers
import story
from measure import Command, CommandFailed, Ratio, always, compare, in_turn, run
from place import CJ, Journal, JournalNotMade, Place, journal, private_place

BARE = "import typer, tinydb"
RICH = "import typer, rich.console, rich.table, tinydb"
FOUND_PROBLEMS = 17
"""The exit code of `cj check` where it finds something."""
MANY_CASES = 10_000
FEW_CASES = 10
MANY = 100_000
SEARCH = {"Taskwarrior": 0.3, "jrnl": 0.1}
"""The budget of a search through so many records, by peer."""
MIB = 1 << 20
ARGON2ID = 64
"""In MiB: what making a way into the journal takes, whatever its size."""


class Row(NamedTuple):
    """One line of the table."""

    what: str
    against: str
    value: float
    budget: float | None
    detail: str
    unit: str = "x"

    @property
    def measured(self) -> str:
        """The figure and its unit: 1.32 x, 0.0007 x."""
        return f"{self.value:.2f} {self.unit}" if self.value >= 0.1 else f"{self.value:.1g} {self.unit}"

    @property
    def missed(self) -> bool:
        """Whether it is over its budget."""
        return self.budget is not None and self.value > self.budget


class Bench:
    """What is to be measured, and the journals made for it, each made when it is first needed."""

    def __init__(self, place: Place, sizes: Sequence[int], rounds: int) -> None:
        self.place = place
        self.sizes = sorted(sizes)
        self.rounds = rounds
        self.journal = cache(lambda cases, records: journal(place, cases, records))

    def of_size(self, records: int) -> Journal:
        """The journal of that many records, 200 to a case."""
        return self.journal(*story.shape(records))

    def of_cases(self, cases: int) -> Journal:
        """The journal of that many cases of a few records."""
        return self.journal(cases, story.A_CASE_OF_FEW)

    @property
    def lists(self) -> list[int]:
        """The numbers of cases whose list is measured: the sizes, as far as one worker's cabinet goes."""
        return [size for size in self.sizes if FEW_CASES < size <= MANY_CASES]

    def python(self, code: str, *, terminal: bool = False) -> Command:
        """The interpreter that runs cj, started as cj is."""
        return Command(f"python: {code}", always(sys.executable, "-c", code), self.place.env, terminal)

    def compared(self, what: str, one: Command, other: Command, budget: float | None) -> Row:
        """A ratio of time and its budget, if it has one."""
        return timed(what, compare(one, other, self.rounds), other.name, budget)


def timed(what: str, ratio: Ratio, against: str, budget: float | None) -> Row:
    """A ratio as a line of the table."""
    ours, theirs = (f"{1000 * seconds:,.0f}" for seconds in ratio.seconds)
    detail = f"{ratio.low:.2f}-{ratio.high:.2f} of {ratio.pairs} pairs, {ours} / {theirs} ms"
    return Row(what, against, ratio.middle, budget, detail)


def memory(bench: Bench) -> Iterator[Row]:
    """The most memory each command holds, in a pipe or on a screen. First of all, while this process is small."""
    large, many = bench.of_size(bench.sizes[-1]), bench.of_cases(max([FEW_CASES, *bench.lists]))
    of_large = (note(large), show(large), search(large, story.RARE), search(large, story.OFTEN))
    for command in (*of_large, cj(many, "list"), cj(many, "today")):
        peak = max(run(command._replace(terminal=terminal)).peak for terminal in (False, True) for _ in range(2))
        what = f"memory of {command.name}, {_size(large if command in of_large else many)}"
        yield Row(what, "", peak / MIB, 60, "peak of 4 runs", "MiB")
    with_passphrase = {**large.env, "CJ_PASSPHRASE_FILE": str(bench.place.passphrase)}
    copy, other = bench.place.folder / "copy.zip", bench.place.folder / "restored"
    for words in (
        ("backup", copy),
        ("restore", copy, "--journal", other),
        ("verify", "--deep", "--journal", other),
    ):
        command = Command(f"cj {words[0]}", always(CJ, *words), with_passphrase)
        yield Row(f"memory of {command.name}, {_size(large)}", "", run(command).peak / MIB, 60, "one run", "MiB")
    renewed = Command("cj key renew", always(CJ, "key", "renew", "--yes", "--journal", other), with_passphrase)
    yield Row(
        f"memory of cj key renew, {_size(large)}",
        "",
        run(renewed).peak / MIB - ARGON2ID,
        60,
        "one run, without Argon2id's 64 MiB",
        "MiB",
    )


def version(bench: Bench) -> Iterator[Row]:
    """The least cj can do."""
    command = Command("cj --version", always(CJ, "--version"), bench.place.env)
    yield bench.compared("version", command, bench.python("pass"), 3)


def notes(bench: Bench) -> Iterator[Row]:
    """Writing is as fast with years of work in the cabinet as on the first day.

    The budget is for a note in a script; at a terminal the answer is drawn, which has no budget of its own.
    """
    for size in bench.sizes:
        filled, empty = note(bench.of_size(size)), note(journal(bench.place, 1, 1))
        yield bench.compared(f"note, {size:,} records", filled, bench.python(BARE), 1.4)
        yield bench.compared(f"note, {size:,} records", filled, empty._replace(name="note, empty journal"), 1.15)
    drawn = note(bench.of_size(bench.sizes[-1]))._replace(terminal=True)
    yield bench.compared(f"note, {bench.sizes[-1]:,} records, screen", drawn, bench.python(RICH, terminal=True), None)


def shows(bench: Bench) -> Iterator[Row]:
    """A case of 200 records on the screen."""
    imports = bench.python(RICH, terminal=True)
    for size in bench.sizes:
        if size >= story.A_CASE_OF_MANY:
            shown = show(bench.of_size(size))._replace(terminal=True)
            yield bench.compared(f"show a case of 200, {size:,} records", shown, imports, 1.6)


def lists(bench: Bench) -> Iterator[Row]:
    """All cases in a pipe, the first fifty on a screen."""
    for cases in bench.lists:
        for terminal, where in ((True, "screen"), (False, "pipe")):
            many, few = (cj(bench.of_cases(count), "list")._replace(terminal=terminal) for count in (cases, FEW_CASES))
            yield bench.compared(f"list, {cases:,} cases, {where}", many, few._replace(name="list, 10 cases"), 2.5)


def reports(bench: Bench) -> Iterator[Row]:
    """The month in figures, over all cases, against the rules of `cj check` over the same ones; and its memory."""
    for size in bench.sizes:
        filled = bench.of_size(size)
        check = cj(filled, "check")._replace(ends=(0, FOUND_PROBLEMS))
        budget = 1.5 if size == bench.sizes[-1] else None  # it is over all of a large journal
        yield bench.compared(f"report of a month, {size:,} records", cj(filled, "report"), check, budget)
    peak = max(run(cj(filled, "report")).peak for _ in range(2))
    yield Row(f"memory of report, {bench.sizes[-1]:,} records", "", peak / MIB, 60, "peak of 2 runs", "MiB")


PRINTS = {"md": 3, "html": 3, "pdf": 5, "docx": 7}
"""The formats of a case on paper, and how many times as long as showing the case each may take."""


def prints(bench: Bench) -> Iterator[Row]:
    """A case of 200 records on paper, against the same case shown in a pipe."""
    filled = bench.of_size(next((size for size in bench.sizes if size >= story.A_CASE_OF_MANY), bench.sizes[-1]))
    for form, budget in PRINTS.items():
        paper = printed(filled, str(bench.place.folder / f"paper.{form}"))
        yield bench.compared(f"print a case of 200, {form}", paper, show(filled), budget)


def languages(bench: Bench) -> Iterator[Row]:
    """The same command in Indonesian and in English. The catalogue is read by each command that says anything."""
    size = bench.sizes[0]
    here, drawn = bench.of_size(size), bench.of_cases(FEW_CASES)
    for command in (note(here), show(here)._replace(terminal=True), cj(drawn, "list")._replace(terminal=True)):
        spoken = command._replace(env={**command.env, "CJ_LANG": "id"})
        english = command._replace(name=f"{command.name} in English", env={**command.env, "CJ_LANG": "en"})
        yield bench.compared(f"{command.name} in Indonesian, {size:,} records", spoken, english, 1.1)


def searches(bench: Bench) -> Iterator[Row]:
    """Every record of every case, for a word in one of them and for a phrase in every third. Budgets: see the peers."""
    for size in bench.sizes:
        for words in (story.RARE, story.OFTEN):
            looked_for = search(bench.of_size(size), words)
            yield bench.compared(f"{looked_for.name}, {size:,} records", looked_for, bench.python(BARE), None)


MEASURES: dict[str, Callable[[Bench], Iterator[Row]]] = {
    "memory": memory,
    "version": version,
    "note": notes,
    "show": shows,
    "list": lists,
    "search": searches,
    "report": reports,
    "print": prints,
    "languages": languages,
}


def against_peers(bench: Bench, only: Sequence[str]) -> Iterator[Row]:
    """The same records in other programs: the reason for the budgets, and of a search the budget itself."""
    verbs = [verb for verb in ("note", "show", "list", "search", "search often") if verb.split()[0] in only]
    for size in bench.sizes if verbs else ():
        ours = bench.of_size(size)
        mine = {"note": note(ours), "show": show(ours), "list": cj(ours, "list")}
        mine |= {"search": search(ours, story.RARE), "search often": search(ours, story.OFTEN)}
        for peer in peers.on_this_machine(bench.place, size):
            for verb in verbs:
                theirs = peer.commands[verb]
                try:
                    ratio = compare(mine[verb], theirs, bench.rounds, warm_ups=1, patience=peers.PATIENCE)
                except CommandFailed as failure:
                    sys.stderr.write(f"left out: {failure}\n")
                    continue
                budget = SEARCH.get(theirs.name.split()[0]) if verb.startswith("search") and size >= MANY else None
                yield timed(f"{verb}, {size:,} records", ratio, theirs.name, budget)


def cj(journal: Journal, *words: str) -> Command:
    """A command of cj in that journal."""
    return Command(words[0], always(CJ, *words), journal.env)


def note(journal: Journal) -> Command:
    """A note, to one case after the other."""
    return Command("note", in_turn(journal.refs, lambda ref: [str(CJ), "note", ref, story.TEXT]), journal.env)


def show(journal: Journal) -> Command:
    """A case, one after the other."""
    return Command("show", in_turn(journal.refs, lambda ref: [str(CJ), "show", ref]), journal.env)


def printed(journal: Journal, output: str) -> Command:
    """A case on paper, one after the other."""
    return Command(
        "print", in_turn(journal.refs, lambda ref: [str(CJ), "print", ref, "-o", output, "--yes"]), journal.env
    )


def search(journal: Journal, words: str) -> Command:
    """A search through everything, whose answer is read by nobody."""
    return Command("search" if words == story.RARE else "search often", always(CJ, "search", words), journal.env)


def _size(journal: Journal) -> str:
    return f"{len(journal.refs):,} cases"


def table(rows: Sequence[Row]) -> str:
    """The rows under their titles, each column as wide as it needs."""
    cells = [("what", "against", "measured", "budget", "", "half of the pairs lie in; medians"), *map(_cells, rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(cells[0]))]
    return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in cells)


def _cells(row: Row) -> tuple[str, ...]:
    if row.budget is None:
        return row.what, row.against, row.measured, "", "", row.detail
    verdict = "MISSED" if row.missed else "kept"
    return row.what, row.against, row.measured, f"{row.budget:g} {row.unit}", verdict, row.detail


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what the command line asks for and print the table; 0, 1 for a missed budget, 2 if it cannot be told."""
    asked = _parser().parse_args(arguments)
    if not CJ.exists():
        sys.stderr.write(f"There is no cj beside {sys.executable}: run this with the Python that cj is installed in.\n")
        return 2
    try:
        with private_place() as place:
            rows = list(_told(_measured(Bench(place, asked.sizes, asked.rounds), asked.only, peers_too=asked.peers)))
    except (CommandFailed, JournalNotMade) as failure:
        sys.stderr.write(f"{failure}\n")
        return 2
    print(table(rows))
    missed = sum(row.missed for row in rows)
    print(f"\n{missed} of {sum(row.budget is not None for row in rows)} budgets missed.")
    return 1 if missed else 0


def _measured(bench: Bench, only: Sequence[str], *, peers_too: bool) -> Iterator[Row]:
    for name, measure in MEASURES.items():
        if name in only:
            yield from measure(bench)
    if peers_too:
        yield from against_peers(bench, only)


def _told(rows: Iterator[Row]) -> Iterator[Row]:
    for row in rows:
        sys.stderr.write(f"{row.what} / {row.against}: {row.measured}\n")
        yield row


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=_sizes, default=_sizes("10,1000,10000,100000"), help="records in the journals")
    parser.add_argument("--rounds", type=int, default=21, help="pairs for each ratio")
    parser.add_argument("--peers", action="store_true", help="also jrnl, Taskwarrior and stock TinyDB")
    parser.add_argument("--only", type=_names, default=list(MEASURES), metavar=",".join(MEASURES))
    return parser


def _sizes(text: str) -> list[int]:
    return [int(size) for size in text.replace("_", "").split(",")]


def _names(text: str) -> list[str]:
    names = text.split(",")
    if unknown := set(names) - set(MEASURES):
        raise argparse.ArgumentTypeError(f"not measured: {', '.join(sorted(unknown))}")
    return names


if __name__ == "__main__":
    sys.exit(main())
