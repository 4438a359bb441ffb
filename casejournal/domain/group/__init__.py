"""Social group work (bimbingan sosial kelompok): a planned group, guided sessions, decisions of its own."""
