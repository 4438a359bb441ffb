"""Everyday words of both languages that are also names: in a note they are more often the word than the name.

The list need not be whole. A name that is missing here is hidden wherever it stands, so more is hidden than need be; a
word belongs here only when workers write it in notes without meaning anybody.
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
    art ash august autumn bay bill bob brave bright brook brown can chance chase clay cliff dale dawn day dean dee
    earl east eve faith fern fond forest frank free gale gay gene glad glen good grace grant gray green grey guy
    hale hall happy hazel heather heaven holly hope hunter iris ivy jade jet jewel joy junior justice king lance
    lane lark leaf lily long love low made major mark mason may mercy merry mine miss nick north olive page pat
    patience pearl penny pie poppy price prince ray red rich river rob rock rod rose royal ruby rusty sage sandy sky
    skip small star sterling stone storm sue sum summer sun tan terry trinity trip victor violet wade ward west
    white will win winter wood woods wren young
    """.split()  # noqa: SIM905 - read as a list of words
)
