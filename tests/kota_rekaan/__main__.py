"""Write the invented city's files: python -m tests.kota_rekaan [--out data/raw]."""

import argparse
from pathlib import Path

from tests.kota_rekaan.berkas import tulis_semua


def main() -> None:
    """Write every file of data/raw and the answer key beside this module."""
    argumen = argparse.ArgumentParser(prog="python -m tests.kota_rekaan", description=__doc__)
    argumen.add_argument("--out", type=Path, default=Path("data/raw"))
    argumen.add_argument("--kunci", type=Path, default=Path(__file__).with_name("kunci.yml"))
    pilihan = argumen.parse_args()
    for path in tulis_semua(pilihan.out, pilihan.kunci):
        print(path)


if __name__ == "__main__":
    main()
