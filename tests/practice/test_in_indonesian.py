"""A case and a group, whole, at the command line and in Indonesian: answers, days and names as one says them there."""

from tests.commands.test_in_indonesian import met
from tests.world import Cj


class Sehari:
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
    cj_ = Sehari(cj)

    cj_.refused(14, "show", "sari")
    cj_.refused(4, "intake", "--client", "Bu Sari")
    cj_.refused(16, "intake", "--client", "Bu Sari", "--presenting-problem", "x", "--area", "rumah tangga")
    cj_(
        "intake", "--client", "Bu Sari", "--presenting-problem", "Anak saya tidak mau sekolah.", "--area", "keluarga",
        "--area", "pendidikan", "--safety", "perlu perhatian", "--safety-note", "Suaminya mudah marah.",
        "--channel", "telepon", "--on", "kemarin", "--birth", "12 Mei 1990", "--confidentiality-explained",
    )  # fmt: skip
    cj_("safety", "sari", "--warning-sign", "suaminya pulang mabuk", "--what-helps", "menginap di rumah ibu")
    cj_.refused(5, "plan", "sari", "--goal", "Rina sekolah", "--agreed", "ya")
    cj_(
        "assess", "sari", "--underlying-problem", "Penghasilan hilang sejak suaminya di-PHK.", "--shared-by", "keduanya",
        "--domain", "penghasilan=2:tidak ada uang", "--domain", "keluarga=1:bertengkar", "--strength", "pandai menjahit",
        "--risk", "sedang", "--risk-review-on", "minggu depan",
    )  # fmt: skip
    planned = cj.json(
        "plan", "sari", "--goal", "Rina kembali ke sekolah", "--agreed", "ya", "--review-on", "bulan depan",
        "--task", "klien: tanya sekolah sebelum Jumat #1", "--task", "pendamping: hubungi wali kelas sebelum besok #1",
    )  # fmt: skip
    asked, called = (task["ref"] for task in planned["new_tasks"])
    noted = cj.json("note", "sari", "Rina mau bicara.", "--channel", "kunjungan rumah", "--role", "pembela")["ref"]
    cj_("note", "sari", "-", "--next-step", "temui kepala sekolah", "--next-on", "senin", stdin="Ia menelepon.\n")
    cj_("task", "done", asked)
    cj_("task", "add", "sari", "Antar beras", "--who", "lembaga", "--due", "lusa")
    cj_.refused(16, "note", "sari", "x", "--on", "03/04/2026")
    cj_.refused(16, "note", "sari", "x", "--on", "besok")
    cj_.refused(16, "note", "sari", "x", "--channel", "merpati")

    referral = cj.json("refer", "sari", "--to", "Puskesmas Melati", "--reason", "perlu tenaga ahli")["ref"]
    cj_.refused(6, "refer", "update", referral, "dikirim")
    cj_(
        "consent", "sari", "--recipient", "Puskesmas Melati", "--purpose", "konseling keluarga", "--scope", "nama",
        "--scope", "masalah yang muncul", "--given-by", "klien", "--expires-on", "bulan depan",
    )  # fmt: skip
    cj_("refer", "update", referral, "dikirim")
    cj_("refer", "update", referral, "diterima", "--told-by", "Ibu Dewi")
    assert "Dengan hormat" in cj_("letter", referral)
    cj_("review", "sari", "--rate", "1=0", "--by", "klien", "--next-on", "+30h")
    cj_("principles", "checklist", "sari", "--acceptance", "terjaga", "--participation", "goyah: saya yang memutuskan")

    for look in (
        ("today",), ("list",), ("show", "sari"), ("history", "sari"), ("task", "list"), ("status",),
        ("consent", "show", "sari"), ("safety", "show", "sari"), ("principles", "trend"), ("principles", "roles"),
        ("config",), ("key", "list"), ("report", "--access"), ("verify",), ("draft", "list"),
    ):  # fmt: skip
        cj_(*look)
        cj_(*look, "--plain")

    cj_.refused(17, "check", "sari")

    cj_("amend", noted, "--set", "Cara kontak=telepon", "--reason", "salah pilih")
    cj_.refused(16, "amend", noted, "--set", "warna=merah", "--reason", "x")
    cj_("strike", noted, "--reason", "salah kasus", "--yes")
    cj_("undo", "--yes")
    cj_("task", "drop", called, "--because", "sudah tidak perlu")
    cj_.refused(5, "close", "sari", "--reason", "tujuan tercapai", "--outcome", "1=tercapai")
    cj_(
        "close", "sari", "--reason", "tujuan tercapai", "--outcome", "1=tercapai:Rina sekolah lagi",
        "--because", "keluarga melanjutkannya",
    )  # fmt: skip
    cj_("reopen", "sari", "--reason", "ayahnya kambuh")


def test_ibu_tangguh_one_session_and_the_end(cj: Cj) -> None:
    cj_ = Sehari(cj)
    cj_("intake", "--client", "Bu Sari", "--presenting-problem", "Tidak ada yang membeli jahitan saya.")

    cj_(
        "group",
        "form",
        "--name",
        "Ibu Tangguh",
        "--purpose",
        "Menjual jahitan bersama",
        "--decides",
        "musyawarah mufakat",
    )
    cj_("group", "join", "tangguh", "sari", "--aim", "tidak sendirian")
    cj_("group", "join", "tangguh", "--alias", "Bu Wati")
    cj_.refused(16, "group", "session", "tangguh", "--everyone", "--stage", "bingung")
    cj_(
        "group", "session", "tangguh", "--everyone", "--programme", "Saling bercerita", "--stage", "pembentukan",
        "--decision", "menjual di pasar: semua sepakat", "--task", "a: aturan memakai balai", "--choice", "wati>sari",
        "--member-note", "sari=berani bicara", "--next-on", "minggu depan",
    )  # fmt: skip
    for look in (("show", "tangguh"), ("sociogram", "tangguh"), ("list",)):
        cj_("group", *look)
        cj_("group", *look, "--plain")
    cj_("principles", "checklist", "tangguh", "--principle", "tujuan bersama=terjaga")
    cj_("group", "review", "tangguh", "--process", "Makin akrab", "--result", "Tiga pesanan")
    cj_("group", "leave", "tangguh", "wati", "--because", "pindah rumah")
    cj_("group", "close", "tangguh", "--reason", "selesai sesuai rencana", "--because", "pesanan selesai")
