"""Bring ``resources/translations`` up to date with the words in the code.

Run it after a change of words; then write what is unfinished into the ``.ts`` and run it again:

    python -m ctiapp.tools.translations
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

from ctiapp.paths import resource

SOURCES = "ctiapp/ui/words*.py"
"""The files with words, the main one first."""
LOCALES = {"en": ("-pluralonly",), "zh_CN": ()}


def _tool(name: str) -> str:
    """The path of one of Qt's translation tools, as the PySide6 wheel brings them."""
    beside = Path(sys.executable).parent / f"pyside6-{name}"
    found = shutil.which(beside) or shutil.which(f"pyside6-{name}")
    if found is None:
        raise SystemExit(f"pyside6-{name} is missing: install PySide6-Essentials")
    return found


def update(folder: Path, root: Path) -> None:
    """Write ``.ts`` and ``.qm`` of every language into ``folder``, from the sources in ``root``."""
    for locale, options in LOCALES.items():
        ts = folder / f"ctiapp_{locale}.ts"
        _run("lupdate", *map(str, sorted(root.glob(SOURCES))), "-ts", str(ts), *options)
        _run("lrelease", "-silent", str(ts), "-qm", str(ts.with_suffix(".qm")))


def _run(name: str, *arguments: str) -> None:
    extra = (
        ("-silent", "-no-obsolete", "-locations", "none", "-no-ui-lines")
        if name == "lupdate"
        else ()
    )
    done = subprocess.run(
        [_tool(name), *arguments, *extra], check=False, capture_output=True, text=True
    )
    if done.returncode or "warning" in done.stderr.lower():
        raise SystemExit(f"{name}: {done.stdout}{done.stderr}")


def unfinished(ts: Path) -> list[str]:
    """The sources that have no translation yet in that file."""
    return [
        message.findtext("source", "")
        for message in ET.parse(ts).getroot().iter("message")  # noqa: S314 - our own file
        if (found := message.find("translation")) is None or found.get("type") or _empty(found)
    ]


def _empty(translation: ET.Element) -> bool:
    forms = translation.findall("numerusform")
    return not all(form.text for form in forms) if forms else not translation.text


def main() -> int:
    """Update the files in the checkout and print what is not translated."""
    folder = resource("translations")
    update(folder, Path(__file__).resolve().parents[2])
    left = [(ts.name, source) for ts in sorted(folder.glob("*.ts")) for source in unfinished(ts)]
    for name, source in left:
        print(f"{name}: {source}")
    return 1 if left else 0


if __name__ == "__main__":
    raise SystemExit(main())
