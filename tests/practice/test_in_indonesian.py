"""A case and a group, whole, at the command line and in Indonesian: answers, days and names as one says them there."""

from tests.commands.test_in_indonesian import met
from tests.world import Cj


class InIndonesian:
    """A worker who types Indonesian and reads no English."""

    def __init__(self, cj: Cj) -> None:
        cj.env["CJ_LANG"] = "id"
        self.cj = cj

    def __call__(self, *words: str, stdin: str = "") -> str:
        """Run a command that has to succeed and to speak Indonesian. Returns what it showed."""
        shown = self.cj.ok(*words, stdin=stdin)
        assert met(shown.out + shown.err) == [], words
        return shown.out

    def refused(self, code: int, *words: str) -> str:
        """Run a command that has to end with this code, in Indonesian. Returns what it said."""
        said = self.cj(*words)
        assert (said.code, met(said.out + said.err)) == (code, []), (words, said)
        return said.err


def test_bu_sari_from_the_first_contact_to_the_last(cj: Cj) -> None:
    say = InIndonesian(cj)

    say.refused(14, "show", "sari")
    say.refused(4, "intake", "--client", "Bu Sari")
    say.refused(16, "intake", "--client", "Bu Sari", "--presenting-problem", "x", "--area", "rumah tangga")
    say(
        "intake", "--client", "Bu Sari", "--presenting-problem", "Anak saya tidak mau sekolah.", "--area", "keluarga",
        "--area", "pendidikan", "--safety", "perlu perhatian", "--safety-note", "Suaminya mudah marah.",
        "--channel", "telepon", "--on", "kemarin", "--birth", "12 Mei 1990", "--confidentiality-explained",
    )  # fmt: skip
    say("safety", "sari", "--warning-sign", "suaminya pulang mabuk", "--what-helps", "menginap di rumah ibu")
    assert "Skor: " in say.refused(16, "assess", "sari", "--underlying-problem", "x", "--domain", "keluarga=9:x")
    say.refused(5, "plan", "sari", "--goal", "Rina sekolah", "--agreed", "ya")
    say(
        "assess", "sari", "--underlying-problem", "Uang habis sejak suaminya di-PHK.", "--shared-by", "keduanya",
        "--domain", "penghasilan=2:tidak ada uang", "--domain", "keluarga=1:bertengkar", "--strength", "ia menjahit",
        "--risk", "sedang", "--risk-review-on", "minggu depan",
    )  # fmt: skip
    planned = cj.json(
        "plan", "sari", "--goal", "Rina kembali ke sekolah", "--agreed", "ya", "--review-on", "bulan depan",
        "--task", "klien: tanya sekolah sebelum Jumat #1", "--task", "pendamping: hubungi wali kelas sebelum besok #1",
    )  # fmt: skip
    asked, called = (task["ref"] for task in planned["new_tasks"])
    noted = cj.json("note", "sari", "Rina mau bicara.", "--channel", "kunjungan rumah", "--role", "pembela")["ref"]
    say("note", "sari", "-", "--next-step", "temui kepala sekolah", "--next-on", "senin", stdin="Ia menelepon.\n")
    say("task", "done", asked)
    say("task", "add", "sari", "Antar beras", "--who", "lembaga", "--due", "lusa")
    say.refused(16, "note", "sari", "x", "--on", "03/04/2026")
    say.refused(16, "note", "sari", "x", "--on", "besok")
    say.refused(16, "note", "sari", "x", "--channel", "merpati")

    referral = cj.json("refer", "sari", "--to", "Puskesmas Melati", "--reason", "perlu tenaga ahli")["ref"]
    say.refused(6, "refer", "update", referral, "dikirim")
    say(
        "consent", "sari", "--recipient", "Puskesmas Melati", "--purpose", "konseling keluarga", "--scope", "nama",
        "--scope", "masalah yang muncul", "--given-by", "klien", "--expires-on", "bulan depan",
    )  # fmt: skip
    say("refer", "update", referral, "dikirim")
    say("refer", "update", referral, "diterima", "--told-by", "Ibu Dewi")
    assert "Dengan hormat" in say("letter", referral)
    say("review", "sari", "--rate", "1=0", "--by", "klien", "--next-on", "+30h")
    say("principles", "checklist", "sari", "--acceptance", "terjaga", "--participation", "goyah: saya yang memutuskan")

    for look in (
        ("today",), ("list",), ("show", "sari"), ("history", "sari"), ("task", "list"), ("status",),
        ("consent", "show", "sari"), ("safety", "show", "sari"), ("principles", "trend"), ("principles", "roles"),
        ("config",), ("key", "list"), ("report",), ("report", "--access"), ("verify",), ("draft", "list"),
    ):  # fmt: skip
        say(*look)
        say(*look, "--plain")

    say.refused(17, "check", "sari")

    say("amend", noted, "--set", "Cara kontak=telepon", "--reason", "salah pilih")
    say.refused(16, "amend", noted, "--set", "warna=merah", "--reason", "x")
    say("strike", noted, "--reason", "salah kasus", "--yes")
    say("undo", "--yes")
    say("task", "drop", called, "--because", "sudah tidak perlu")
    say.refused(5, "close", "sari", "--reason", "tujuan tercapai", "--outcome", "1=tercapai")
    say(
        "close", "sari", "--reason", "tujuan tercapai", "--outcome", "1=tercapai:Rina sekolah lagi",
        "--because", "keluarga melanjutkannya",
    )  # fmt: skip
    say("reopen", "sari", "--reason", "ayahnya kambuh")


def test_ibu_tangguh_one_session_and_the_end(cj: Cj) -> None:
    say = InIndonesian(cj)
    say("intake", "--client", "Bu Sari", "--presenting-problem", "Tidak ada yang membeli jahitan saya.")

    say(
        "group",
        "form",
        "--name",
        "Ibu Tangguh",
        "--purpose",
        "Menjual jahitan bersama",
        "--decides",
        "musyawarah mufakat",
    )
    say("group", "join", "tangguh", "sari", "--aim", "tidak sendirian")
    say("group", "join", "tangguh", "--alias", "Bu Wati")
    say.refused(16, "group", "session", "tangguh", "--everyone", "--stage", "bingung")
    say(
        "group", "session", "tangguh", "--everyone", "--programme", "Saling bercerita", "--stage", "pembentukan",
        "--decision", "menjual di pasar: semua sepakat", "--task", "a: aturan memakai balai", "--choice", "wati>sari",
        "--member-note", "sari=berani bicara", "--next-on", "minggu depan",
    )  # fmt: skip
    for look in (("show", "tangguh"), ("sociogram", "tangguh"), ("list",)):
        say("group", *look)
        say("group", *look, "--plain")
    say("principles", "checklist", "tangguh", "--principle", "tujuan bersama=terjaga")
    say("group", "review", "tangguh", "--process", "Makin akrab", "--result", "Tiga pesanan")
    say("group", "leave", "tangguh", "wati", "--because", "pindah rumah")
    say("group", "close", "tangguh", "--reason", "selesai sesuai rencana", "--because", "pesanan selesai")
