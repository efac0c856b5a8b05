"""Build the runnable folder, start what was built, and print its size.

    python installer/build.py [--dist DIR]

The folder is ``DIR/ctiapp``; DIR is ``dist`` unless given. What was built is started as a user's
machine starts it: from another directory, with no Python, no checkout and no display about.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STEPS = 3
START_S = 120


def build(dist: Path) -> Path:
    """Run PyInstaller; return the folder."""
    with tempfile.TemporaryDirectory(prefix="ctiapp-build-") as work:
        subprocess.run(
            [
                *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"),
                *("--distpath", str(dist), "--workpath", work),
                str(ROOT / "installer" / "ctiapp.spec"),
            ],
            check=True,
        )
    return dist / "ctiapp"


def start(program: Path, *arguments: str, cwd: Path) -> str:
    """Run what was built, away from everything it was built from; return what it printed."""
    kept = {"HOME", "LANG", "PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "USERPROFILE"}
    env = {name: value for name, value in os.environ.items() if name in kept}
    done = subprocess.run(
        [str(program), *arguments],
        cwd=cwd,
        env=env | {"QT_QPA_PLATFORM": "offscreen"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        timeout=START_S,
        check=True,
    )
    return done.stdout


def check(folder: Path) -> None:
    """Ask what was built for its version, and let it drive through the first steps of the tour."""
    program = folder / ("ctiapp.exe" if sys.platform == "win32" else "ctiapp")
    with tempfile.TemporaryDirectory(prefix="ctiapp-start-") as away:
        print(start(program, "--version", cwd=Path(away)).strip())
        pictures = Path(away) / "tour"
        start(program, "tour", "--out", str(pictures), "--steps", str(STEPS), cwd=Path(away))
        found = sorted(path.name for path in pictures.glob("*.png"))
    if len(found) < STEPS:
        sys.exit(f"the tour painted {len(found)} pictures, not {STEPS}: {found}")
    print(f"started, painted {', '.join(found)}")


def size_mb(folder: Path) -> float:
    """Return the size of a folder in MB, links not followed."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files) / 1e6


def main() -> int:
    """Build, start, and say how large it is."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--dist", type=Path, default=ROOT / "dist", metavar="DIR")
    folder = build(parser.parse_args().dist.resolve())
    print(f"{folder}: {size_mb(folder):.0f} MB")
    check(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
