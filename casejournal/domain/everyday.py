"""Everyday words of both languages that are also names: in a note they are more often the word than the name.

The list need not be complete. A name that is missing here is hidden wherever it stands, so more is hidden than needed.
A word belongs here only if workers write it in notes without meaning anybody.
"""

PARTICLES = frozenset({"anak", "i", "ni"})
"""Words that stand before Balinese names, and name nobody by themselves."""

EVERYDAY = PARTICLES | frozenset(
    """
    adil agung aman arti asa bagus baik bakti bangun bersih besar budi bulan bunga cahaya cantik cinta damai doa dua
    emas fajar gembira gunung hakim harapan hari harum hati hujan ikhlas iman indah jujur kasih kuat laut lima malam
    manis merah merdeka muda mulia murah musim nasib nyata padi pertama puas puji putih putra putri raja ratu rejeki
    rezeki rindu rupa sabar sakti segar sehat sempurna senang senja setia subur suci sumber syukur tabah taman teguh
    terang tiga tulus tunggal umum untung utama warna yang
    art august autumn bay bill bob brave bright brook brown can chance chase clay dawn day dean dee east eve faith
    fond forest frank free gay glad good grace grant gray green grey guy hall happy heaven hope hunter joy junior
    justice king lane leaf long love low made major mark mason may mercy merry mine nick north page pat
    patience penny pie price prince red rich river rob rock rose royal ruby rusty sage sky skip small star sterling
    stone storm sue sum summer sun tan trinity trip ward west white will win winter wood woods young
    """.split()  # noqa: SIM905 - read as a list of words
)
GLUED = ("ibu", "bu", "bapak", "pak", "mbak", "mas", "kakak", "kak", "abang", "bang", "adik", "dik")
"""The forms of address that are written together with a name: BuSari, pakbudi."""
RUN_TOGETHER = frozenset(
    """
    buah buaya bubar bubur budak budaya budi buka bukan bukit bukti buku bulan bulat bulu bumbu bumi bunga bungkus
    buntu bunuh bunyi buru buruh buruk burung busa busana busuk buta butir butuh
    pakai pakan pakar paket paksa paku bapaknya ibunya ibukota
    masa masak masalah masam masih masin masing massa masuk masya masyarakat
    kakanda kaki dikit diktat bangga bangku bangsa bangun bangunan abangan adikara
    """.split()  # noqa: SIM905 - read as a list of words
)
"""Everyday words that begin like a form of address and go on like a short name: bulan (month) is not Bu Lan."""
