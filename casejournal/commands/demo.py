"""`cj demo`: a fictional case, walked through every step there is, in a journal that is thrown away."""

import re
import shlex
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk, World
from casejournal.errors import ExitCode
from casejournal.render.page import Answer, Prose, Tone, Words, said
from casejournal.words import N_, _

app = typer.Typer(add_completion=False)

_PASSPHRASE = "a lamp, a river, nine stones"  # noqa: S105 - of a journal that lives for a second


class Scene(msgspec.Struct, frozen=True):
    """One step of the story: what happens, the command that writes it down, and how it ends."""

    told: str
    command: str
    ends: ExitCode = ExitCode.DONE


STORY = (
    Scene(N_("A journal, sealed with a passphrase."), "init"),
    Scene(
        N_("Ibu Ratih comes on a neighbour's advice. She tells the problem that shows."),
        """
        intake --client "Ibu Ratih" --birth "about 1988" --on=-22d --referred-by friend --voluntary
            --confidentiality-explained
            --presenting-problem "My boy will not go to school any more. Scolding does nothing."
            --area education --area family --household "Dimas, 12" --household "Ayu, 4"
            --safety concern --safety-note "She is alone with them, the rent is due, and the landlord shouts at them."
            --safe-contact-ways "message only" --safe-contact-never "the phone she shares with her brother-in-law"
        """,
    ),
    Scene(
        N_("Too early for a plan: nobody knows yet what the trouble is. The missing step is named."),
        'plan ratih --goal "The boy goes to school" --agreed yes',
        ExitCode.OUT_OF_ORDER,
    ),
    Scene(
        N_("A first visit. The next step becomes a task, and waits on the screen of the day."),
        """
        note @ "Dimas let me see his school bag: no shoes that fit, and three letters about fees he never showed her.
            He is ashamed, not lazy. Ratih cried, then laughed. She wants to speak with the school herself."
            --channel visit --role counsellor --role advocate --minutes 50 --attendee Dimas
            --next-step "Go with Ratih to the class teacher by +3d"
        """,
    ),
    Scene(
        N_("From the problem that shows to the real one."),
        """
        assess ratih --underlying-problem "There is no money for shoes and fees, and he is ashamed to say so."
            --evidence "The bag, and what he told on the way to the well." --shared-by worker
            --domain "income=1:day labour, two days a week" --domain "education=1:absent since July"
            --domain "family=3:they talk" --strength "She never missed a rent before."
            --risk medium --risk-review-on +7d --tie "the neighbour:strong:to_client"
        """,
    ),
    Scene(
        N_("The view changes, and both see it so. The arrows show what moved."),
        """
        assess ratih --underlying-problem "She gave up her sewing to nurse her mother, and told nobody."
            --evidence "She said it herself." --shared-by both --domain "income=1:day labour"
            --domain "education=2:two days last week" --strength "She sews well." --risk low
        """,
    ),
    Scene(
        N_("The landlord has threatened her. A safety plan is made with her; it stands on top of her case."),
        """
        safety ratih --warning-sign "he comes after dark, drunk" --what-helps "leave by the kitchen, with the children"
            --person "the neighbour, who is awake late" --service "women and children's hotline: 129"
            --never "call the shared phone" --made-with-client --review-on +7d
        """,
    ),
    Scene(N_("Safety comes first on the screen of the day."), "today"),
    Scene(
        N_("A plan drawn up together: goals in her words, and something for her to do herself."),
        """
        plan ratih --agreed yes --client-words "Slowly, but it moves." --how read_aloud --review-on +30d
            --goal '{statement = "Dimas goes to school", area = "education", measure = "the attendance book",
            weight = "3x1", starts_at = -2, levels.expected = "four days a week", levels.more = "every day"}'
            --goal '{statement = "I earn by sewing", area = "income", starts_at = -2,
            levels.expected = "one order a week"}'
            --task "client: ask the school what is owed by +3d #1" --task "worker: bring shoes by +2d #1"
            --task "client: sew one order a week by +14d #2"
        """,
    ),
    Scene(
        N_("Her mother needs care, which is beyond the worker. Without her consent nothing is sent."),
        """
        refer ratih --to "Puskesmas Melati" --reason beyond_competence --handoff warm --request "A nurse at home."
            --judged-able "They have a nurse who makes home visits."
        """,
    ),
    Scene("", "refer update REFERRAL sent", ExitCode.NO_CONSENT),
    Scene(
        N_("She is asked. The letter carries what she agreed to, and nothing else."),
        """
        consent ratih --purpose "care for her mother" --recipient "Puskesmas Melati" --scope name --scope household
            --given-by client --form thumbprint --expires-on +90d
        """,
    ),
    Scene("", "refer update REFERRAL sent"),
    Scene("", "letter REFERRAL"),
    Scene(
        N_("Sent is not received: every referral says whose turn it is. A status written by mistake is taken back."),
        "refer update REFERRAL waitlisted",
    ),
    Scene("", 'refer update REFERRAL --back "That was the answer for somebody else."'),
    Scene(
        N_("They say yes at once; what nobody told is marked so. The client confirms what came of it."),
        'refer update ratih accepted in_service --told-by "Bidan Wulan"',
    ),
    Scene("", 'refer update REFERRAL completed --outcome "A nurse comes twice a week." --confirmed-by "Ibu Ratih"'),
    Scene(N_("Tasks are done, hers too."), 'task done TASK:owed --evidence "She has the paper."'),
    Scene(
        "",
        """
        task done TASK:shoes --evidence "He wore them home." --kind-of-help material --amount 180000
            --provided-by "the mosque"
        """,
    ),
    Scene("", 'task done TASK:sew --evidence "Three orders."'),
    Scene("", 'task done TASK:teacher --evidence "Ratih spoke, I listened."'),
    Scene(
        N_("A slip of the pen, taken back. It stays readable in the history."), 'note @ "This belongs to another case."'
    ),
    Scene("", "undo --yes"),
    Scene(
        N_("Her son becomes a client himself. The two cases know of each other, and so does who is in danger."),
        """
        intake --client Dimas --birth "May 2014" --presenting-problem "They laugh at me." --area education
            --confidentiality-explained --safety none --related ratih=parent
        """,
    ),
    Scene(
        N_("One visit to both: one text, one contact in each case."), 'note ratih "At home, all three." --also dimas'
    ),
    Scene(
        N_("A note in the wrong case moves with all that hangs on it; both cases say so."),
        'note dimas "She counted the orders with me." --next-step "Bring her a price list by +5d"',
    ),
    Scene("", "note move NOTE:orders ratih"),
    Scene(
        N_("A task nobody needs any more is given up, with the reason. It was never done, and is not said to be."),
        'task drop TASK:price --because "She wrote one herself."',
    ),
    Scene(
        N_("Looking together at what was reached, goal by goal: 0 is what was expected."),
        'review ratih --rate 1=0 --rate 2=-1 --by client --helped "The neighbour."',
    ),
    Scene("", "review ratih --rate 1=0 --rate 2=1 --by worker"),
    Scene(
        N_("The principles, asked of oneself. What was strained is brought to supervision."),
        """
        principles checklist ratih --acceptance kept --participation "strained: I called the teacher without asking her"
            --confidentiality kept
        """,
    ),
    Scene(N_("Is the work complete and sound?"), "check ratih"),
    Scene(
        N_("Three women sew alone, each for herself. A group is planned before it meets: its charter asks why."),
        """
        group form --name "Benang Merah" --on=-21d --size 8 --admission open --meets "Saturdays, the village hall"
            --purpose "To sell together what each of us sews alone."
            --need "Each has work now and then; none can take an order of thirty alone."
            --criteria "women of the village who sew" --agency "A room, a sewing machine, one worker."
            --norm "what is said here stays here" --confidentiality-agreed-on=-21d --decides consensus
            --weighed "They know each other from the well; two can hardly read." --able "To sew, to count, to trust."
            --resource "the weekly market" --evaluation-plan "a round at the end of each session"
        """,
    ),
    Scene(
        N_("Who is in it: clients of this journal, and others by an alias. Each says what she wants of it."),
        'group join benang ratih --on=-21d --aim "One order a week, and company."',
    ),
    Scene("", 'group join benang --alias "Bu Wati" --on=-21d --aim "To learn to price my work."'),
    Scene("", 'group join benang --alias "Mbak Lilis" --on=-21d --aim "A machine I can use."'),
    Scene(
        N_("The first session. Who was there first, then what was done, decided, and seen."),
        """
        group session benang --everyone --on=-14d --aim "Who are we, what do we want?"
            --programme "Each brought one piece and told how she made it." --minutes 90 --with "Pak Joko"
            --guidance "I asked each to put her question to the one who had just spoken, not to me."
            --decision "we meet on Saturdays: consensus" --task "a: what the agency lends, and for how long"
            --task "b: aims said aloud" --stage forming --stage-evidence "they look at me before they answer"
            --process "Lilis hardly spoke." --result "Three aims are known." --next-on=-7d
        """,
    ),
    Scene(
        N_("The second. A note about one member stands in her own case, and names no other."),
        """
        group session benang --absent lilis --on=-7d --programme "What does a blouse cost to make?"
            --guidance "I kept silent while they counted." --decision "one price for all: vote"
            --task "d: who is good at what"
            --member-note "ratih=She did the sums for Wati and was proud of it."
            --stage storming --stage-evidence "two prices, two camps" --process "Loud, and nobody left."
            --resource "the weekly market" --next-on today
        """,
    ),
    Scene(
        N_("A session that did not take place counts in no rate."),
        'group session benang --cancelled "The road was flooded." --on=-3d',
    ),
    Scene(
        N_("The third, with somebody new, and with whom each would like to take an order."),
        """
        group session benang --absent lilis --new "Bu Sum" --programme "The first order: thirty aprons."
            --guidance "I only wrote down." --decision "Wati buys the cloth: consensus" --task "g: cloth on credit"
            --asked "With whom would you share an order?"
            --choice "ratih>wati" --choice "wati>ratih" --choice "sum>wati"
            --stage norming --stage-evidence "they say we" --result "An order, in writing." --next-on +7d
        """,
    ),
    Scene(N_("Lilis has stayed away twice in a row; it stands on the screen of the day."), "today"),
    Scene(N_("Who chose whom: only what was wished for is asked."), "group sociogram benang"),
    Scene(
        N_("The group is looked at by its own principles."),
        """
        principles checklist benang --principle decision_making=kept
            --principle "guided_interaction=strained: nobody went to see Lilis" --supervision
        """,
    ),
    Scene(
        N_("Continuous evaluation: process and result, each party's account to the whole."),
        """
        group review benang --process "They decide, I write." --result "One order; two can price their work."
            --account "members: we want a second machine" --aim "wati=reached:she set the price" --aim ratih=partly
            --next-on +30d
        """,
    ),
    Scene(N_("The group on one screen."), "group show benang"),
    Scene(N_("Has something been left undone?"), "check benang", ExitCode.FOUND_PROBLEMS),
    Scene(
        N_("The landlord has been spoken to, with the neighbourhood head. The safety plan ends, with the reason."),
        'safety end ratih --reason "He signed that he will not come after dark; she says she sleeps."',
    ),
    Scene(
        N_("The end, told to her beforehand, with what goes on afterwards."),
        """
        close ratih --reason goals_met --outcome "1=reached:four days a week" --outcome 2=reached
            --aftercare "The neighbour looks in on Sundays." --client-told-on today --client-told-how "at her door"
            --client-told-words "Now I can do it alone."
        """,
    ),
    Scene(N_("Everything about the case, on one screen."), "show ratih"),
    Scene(N_("Everything is as it was written."), "verify"),
)


@app.command()
@verb()
def demo(desk: Desk) -> Answer:
    """Walk a fictional case and a group through every step there is, in a journal that is thrown away afterwards.

    Your own journal is not touched.
    """
    with TemporaryDirectory(prefix="cj-demo-") as folder:
        world = _stage(Path(folder), desk)
        for scene in STORY:
            code = _act(desk, world, scene.told, _filled(world, scene.command))
            if code != scene.ends:
                stopped = _("The demo stopped at this step, which is a defect.")
                return said("demo", {"stopped_at": scene.command}, Prose(Words(stopped)), exit_code=code or 1)
    end = _("That was all of it; the demo journal is gone. Begin your own: cj init")
    return said("demo", {"steps": len(STORY)}, Prose(Words(end, Tone.GOOD)))


def _stage(folder: Path, desk: Desk) -> World:
    """A world in which nothing of the worker's own is seen or touched."""
    passphrase = folder / "passphrase"
    passphrase.write_text(_PASSPHRASE, encoding="utf-8")
    env = {
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(folder / "runtime"),
        "CJ_JOURNAL": str(folder / "journal"),
        "CJ_PASSPHRASE_FILE": str(passphrase),
        "CJ_WORKER": "Rahma",
        "CJ_LANG": desk.flags.get("lang") or desk.config.value("lang"),
        "LANG": desk.env.get("LANG", ""),
    }
    return msgspec.structs.replace(desk.world, env=env)


def _filled(world: World, command: str) -> str:
    """The command with the refs that are only known by now: of the referral, of the task or note with a word in it."""
    if not re.search("REFERRAL|TASK:|NOTE:", command):
        return command
    journal = Desk(world, {}).journal
    files = [journal.case(case.ref) for case in journal.summaries()]
    tasks = {f"TASK:{word}": task.ref for file in files for task in file.tasks for word in task.what.split()}
    notes = {f"NOTE:{word}": note.ref for file in files for note in file.notes for word in note.body.split()}
    referral = next((each.ref for file in files for each in file.referrals), "")
    named = tasks | notes | {"REFERRAL": referral}
    return re.sub(r"(?:TASK|NOTE):\w+|REFERRAL", lambda word: named[word[0]], command)


def _act(desk: Desk, world: World, sentence: str, command: str) -> int:
    desk.screen.print(f"\n# {_(sentence)}" if sentence else "")
    desk.screen.print("$ cj " + "\n    ".join(line.strip() for line in command.strip().splitlines()) + "\n")
    return desk.again([*shlex.split(_folded(command)), *desk.flags_given()], world)


def _folded(command: str) -> str:
    """The command on one line."""
    return " ".join(command.split())
