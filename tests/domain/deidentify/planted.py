"""What tells who somebody is, as workers write it in both languages. What stands in braces must not be left over."""

import re

NAMES = """
{Ratih} datang pagi-pagi. | Tadi ibu {ratih} menangis. | {RATIH} marah! | {Ratih}nya sudah sehat. | {Ratih}lah yang pergi.
rumah Bu {Ratih}, di atas | di{Ratih} tenang | tante{Ratih} masak | bu{ratih} pulang | {Ratih Wulandari} lulus
{ratih wulandari} menangis | {Wulandari} lalu pulang | bersama {RatihWulandari} tadi | {Ratih_Wulandari} hadir
{Ratih-Wulandari} hadir | She saw {Ratih}’s house. | {Ratih's} mother came. | with {Ratih}, again | ({Ratih}) | *{Ratih}*
{Dimas} tidak sekolah | {dimas} tidur | {DIMAS}! | si {Dimas} | anaknya {Dimas} sakit | {Dimas}'s shoes | Mas {Dimas} kerja
Pak {Soeharto} lewat | pak {Suharto} lewat | {SUHARTO} | Bapak {Suharto}nya | {soeharto} dan istri | pak{Suharto}
{José Nuraini} | {Jose} datang | {Nur’aini} kawan | {nur aini} kawan | {NURAINI}
Mbah {Tuminah} sakit | eyang {Tuminah} | oma {Tuminah} | Opa {Sastro} di kamar | Tante {Lina} bilang | Om {Bobby} juga
Mr {Harun} came | Mrs. {Walters} cried | Dr. {Lestari} said | Ms {Kowalski} left | Prof. {Anton Bakker} | Ustadz {Abdul}
her friend {Rudi} came | adiknya {Joko Susanto} pulang | suaminya, {Bambang}, pergi | Suami saya, {Bambang}, di rumah
anak bernama {Rini} | a girl called {Melissa} | tetangga {Parjo} marah | the neighbour {Peter} helped | kakaknya {Yuni}
Pak RT {Slamet} | Bu Guru {Endang} menelepon | Hj. {Aminah} | Sdri. {Kartika} | H. {Mansyur} | Pak Lurah {Wagiman}
{Rahma} menulis | worker {Rahma} wrote | {Handayani} ikut | {Sumarni} dari kelompok | {Bu Tuti Handayani} tanya
"""

NUMBERS = """
NIK {3404121203900001} | nik 34{04 1212 0390 0001} | 3404.1212.0390.0002 KK | NIK: {340412 120390 0001} | KK no {3404122808080005}
No. KK {3404-1228-0808-0005} | BPJS {0001234567890} | bpjs 0001 2345 67890 | KIS {0002233445566} | NPWP {12.345.678.9-012.000}
NPWP {1234567890123456} | SIM C {12345678901234} | SIM A no. {9012-3456-789012} | paspor {C1234567} | passport no {A 7654321}
passport number: {X1234567} | plat {AB 1234 XY} | motor {B 6789 UVW} | mobil {D 45 AA} hitam | {H 1234 BC} diparkir
nopol {ad 5678 kl} | her car plate {AB 9988 CD} | STNK {1234567} | BPKB no. {K-0123456} | no rangka {MH1JF5110AK123456}
rekening BRI {1234-01-012345-50-1} | rek. {0123456789} a.n. | BCA {8730123456} | account number {00123-4567-89} | IBAN {DE89370400440532013000}
no. RM {00-12-34} | rekam medis {123456} | MRN {4455667} | medical record no. {A-99812} | nomor RM: {12.34.56}
akta lahir no. {3404-LT-12032014-0012} | birth certificate {BC-778812} | ijazah {DN-04 Ma 0012345} | STR {12 01 3 2 1 15-1234567} | NISN {0051234567}
LP/{B/123/IV/2024/SPKT} | laporan polisi {LP/B/77/2024} | certificate no. {CN 55-1234} | student id {S2019-0042} | NIP {19800101 200501 2 001}
IMEI {356938035643809} | serial number {SN-44X9921} | {00:1A:2B:3C:4D:5E} | id pelanggan {512345678901} | meteran {86012345678}
PKH {3404-0012-7781} | polis {P-2210-8837} | insurance number {INS-991-23} | no peserta {770123} | kartu {98765432} | kode {55512345}
nol delapan satu dua tiga empat lima | {zero eight one two three four} five | ref {C-7K4Q} dan {N-55MX} | kode {AB12CD3456}
"""

CONTACTS = """
HP {081234567890} | hp {0812-3456-7890} | {0812 3456 7890} | {+62 812 3456 7890} | {+6281234567890} | wa {6281234567890}
WA: {0857.1234.5678} | telp {(0274) 512345} | tlp {0274-512345} | {021 5551234} | telepon {512345} | phone {555-1234} | call {0812 345 6789}
fax {0274 512346} | tel: {+1 (212) 555-0147} | mobile {07700 900123} | {0062 812 3456 7890} | hubungi {085612345678}
{sari.dewi@gmail.com} | {SARI_DEWI@YAHOO.CO.ID} | {sari (at) gmail dot com} | {sari@puskesmas-kalasan.go.id} | surel {a.b+c@mail.org}
{https://facebook.com/sari.dewi} | {http://x.org/~sari?q=1} | {www.instagram.com/sari} | {wa.me/6281234567890} | {t.me/saridewi} | {bit.ly/sari123}
{sari-dewi.blogspot.com} | situs {tokosari.co.id} | {@saridewi} | ig {sari_cantik99} | IG: {sari.cantik} | instagram: {saricantik}
fb: {Siti Kalimah} | facebook {Siti Kalimah Putri} | akun tiktok {@dimas.keren} | telegram: {budi88} | username: {jokotingkir} | twitter {dewi_2001}
192.168.1.10 dicatat sebagai {192.168.1.10} | {10.0.0.254:8080} | {2001:0db8:85a3:0000:0000:8a2e:0370:7334} | {foto_sari.jpg} | {IMG-20240312-WA0001.jpeg} | {KTP Sari}.pdf
"""

PLACES = """
{Jl. Kaliurang km 5 No. 12} | {jl kaliurang} ramai | {Jalan Magelang} macet | {Gang Melati No 3} | {Gg. Mawar} | {gg mawar 2} | {Jln. Solo}
{RT 03/RW 05} | {RT 3 RW 5} | {rt 03 rw 05} | {RT/RW 003/005} | {RW 11} | {Perumahan Griya Asri Blok C4 No. 7} | {Perum Candi Gebang} | {Blok F 12}
{Kav. 8} | {Komplek Polri} | {Rusunawa Marunda} | {Apartemen Kalibata} | desa {Caturtunggal} | {Desa Condongcatur} | {Kel. Baciro} | {Kelurahan Terban}
{Kec. Depok} | {Kecamatan Gondokusuman} | {Kab. Sleman} | {Kabupaten Bantul} | {Kota Semarang} | {Dusun Ngaglik} | {Kp. Melayu} | {Kampung Ambon} | {Padukuhan Karang}
pindah ke {Sleman} | pindah ke {sleman} | dari {Gunungkidul} | di {Kulon Progo} | moved to {Surabaya} | lives in {Condongcatur} | born in {Banyuwangi}
tinggal di {Kalasan} | dari {Pleret} kemarin | ke {Malang} lusa | in {Batu}, near | {caturtunggal} itu di {Jogja} | pulang ke {Wonosari} | kerja di {Tangerang Selatan}
{12 Baker Street} | {Flat 4, 12 Elm Road} | postcode {55281} | kode pos {55223} | {Sleman 55284} | {-7.7956, 110.3695} | {7°46'12"S 110°22'30"E} | {6P4C+GRX}
SMPN {3 Depok} | SD {Muhammadiyah Sapen} | Puskesmas {Ngemplak} | RSUP {Sardjito} | Masjid {Al-Falah} | {Sunrise} Clinic | Pasar {Beringharjo} | Polsek {Mlati} | Panti Asuhan {Bina Siwi}
Klinik {Mawar} | Yayasan {Harapan Umat} | Gereja {Santo Yusup} | Universitas {Gadjah Mada} | {Kotabaru} di Sewon
"""

DATES = """
{12/03/2024} | {12-3-24} | {12.03.2024} | {2024-03-12} | {2024/03/12} | {12 Maret 2024} | {12 maret} | {12 Mar 2024} | {MARET 2024} | {Maret 2024}
{March 12, 2024} | {Mar 12} | {12th of March} | {the 3rd of April 2023} | {12 March} | {March 2024} | {5-7 Maret 2024} | {5 s/d 7 April 2024} | {03/2024}
tanggal {5} saja | tgl {17} | tgl. {9/11} | on the {5}th. | until the {23}rd, | Senin {12/3} | Monday, {4 March 2024} | Kamis, {14-03-2024}
sejak {Juli} | bulan {Agustus} | since {July} | in {October} | akhir {November} | last {February} | awal {januari} | {17 Agustus} | {1 Januari 2023}
lahir {12 Maret 1990} | lahir tahun {1990} | kelahiran {1985} | born {1931} | born on {5 May 2001} | TTL: Sleman, {12-03-1990} | DOB {03/04/1988} | tgl lahir {1 Jan 2010}
umur {93} tahun | {93} tahun usianya | {95}-year-old | aged {91} | usia {102} | Mbah Tuminah ({97}) | berumur {91} | {sembilan puluh tiga} tahun | {ninety-three} years old | age {99}
{2024-03} | {20 Maret 2024} | {29 Februari 2024} | {Desember 2023} | sejak {1929} | tahun {1930}
"""


def read(table: str) -> list[tuple[str, tuple[str, ...]]]:
    """Each sentence without its braces, and what stood in them."""
    lines = [part.strip() for line in table.strip().splitlines() for part in line.split(" | ")]
    return [(re.sub(r"[{}]", "", line), tuple(re.findall(r"\{([^}]+)\}", line))) for line in lines if "{" in line]


TABLES = {name: read(table) for name, table in
          (("names", NAMES), ("numbers", NUMBERS), ("contacts", CONTACTS), ("places", PLACES), ("dates", DATES))}  # fmt: skip
