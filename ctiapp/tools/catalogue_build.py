"""Make the catalogues of `ctiapp.tools.catalogue` from the handbooks.

Run it with the folder where the handbooks lie; they are no part of this repository:

    python -m ctiapp.tools.catalogue_build FOLDER

What a handbook says is read from its overview and its chapters. What it does not say in a form that
can be read (the chapters' names in English, what reads and what writes, what is destroyed by
default) stands in `ctiapp.tools.catalogue_words`.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from ctiapp.paths import resources
from ctiapp.tools import catalogue_words as words

Entry = dict[str, Any]
"""An endpoint, as the catalogue's file has it."""

Lines = Sequence[str]

_NAME = r"[a-z_]+(?:/[a-z_]+)*"
_FENCE = "```"


class HandbookError(Exception):
    """A handbook is not what was expected; the text says where."""


# --- the P-Series --------------------------------------------------------------------------------

_P_ROW = re.compile(rf"(GET|POST)\t({_NAME})\t")
_P_HEAD = "HTTP 请求方式\tAPI endpoint\t说明"
_P_PARAMETER = re.compile(
    r"(?:<code>)?([a-z0-9_]+)(?:</code>)?\t(?:[^\t]*\t)?[是否]\t(?:<code>)?(Integer|Array|Object)?"
)
_P_URL = re.compile(rf"(GET|POST) ?\{{[^}}]*}}/\{{[^}}]*}}/({_NAME})(?=\?|$)")


def p_series(folder: Path) -> Iterator[Entry]:
    """The overview's tables (l. 148-370); types from the tables of the chapters."""
    lines = _lines(folder / "p-series-openapi-v1.0-handbook.zh.txt")
    chapters = _p_chapters(lines)
    section = ""
    for number, line in enumerate(lines, 1):
        if line == _P_HEAD:
            section = _heading(lines, number - 1) or section
        elif row := _P_ROW.match(line):
            method, name = row[1], row[2]
            printed, types = chapters.pop(name, (method, {}))
            if printed != method:
                raise HandbookError(f"{name}: {method} in the overview, {printed} in its chapter")
            file = "@download_resource_url" if name.endswith("/download") else None
            yield _entry("p-series", name, method, section, f"l. {number}", types=types, file=file)
    if chapters:
        raise HandbookError(f"chapters of what the overview lacks: {', '.join(chapters)}")


def _p_chapters(lines: Lines) -> dict[str, tuple[str, dict[str, str]]]:
    """Method and types of each chapter's endpoint."""
    found: dict[str, tuple[str, dict[str, str]]] = {}
    starts = [number for number, line in enumerate(lines) if line == "请求 URL"]
    for begin, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        block = lines[begin:end]
        printed = "".join(_fenced(block)).replace("\\", "")
        if printed.startswith("ws"):  # the event stream
            continue
        url = _P_URL.match(printed)
        if url is None:
            raise HandbookError(f"l. {begin + 1}: no endpoint in {printed!r}")
        found[url[2]] = url[1], _types(_part(block, "请求参数", "响应参数"), _P_PARAMETER)
    return found


# --- the Cloud PBX -------------------------------------------------------------------------------

_CLOUD_URL = re.compile(rf"/api/v1\.1\.0/({_NAME})\?")
_CLOUD_PARAMETER = re.compile(r"([A-Za-z]+)\t[是否]\t(Object)?")
_CLOUD_LINK = re.compile(rf"/api/v1\.1\.0/({_NAME}/download)\?")


def cloud(folder: Path) -> Iterator[Entry]:
    """The overview (l. 228-350), then what only chapters have: the session, and the downloads."""
    lines = _lines(folder / "cloud-pbx-api-v1.1.0-handbook.zh.txt")
    chapters = _cloud_chapters(lines)
    overview = lines.index("API 接口概览")
    section = ""
    for number, line in enumerate(lines[overview : chapters["login"][0]], overview + 1):
        if line == "功能\tEndpoint":
            section = _heading(lines, number - 1) or section
        elif "\t" in line and (url := _CLOUD_URL.search(line)):
            _, types = chapters.pop(url[1], (0, {}))
            yield _entry("cloud", url[1], "POST", section, f"l. {number}", types=types)
    for name, (number, types) in chapters.items():
        yield _entry("cloud", name, "POST", "API 验证", f"l. {number}", types=types)
    links: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if link := _CLOUD_LINK.search(line):
            links.setdefault(link[1], number)
    for name, number in links.items():
        yield _entry("cloud", name, "GET", "下载", f"l. {number}")


def _cloud_chapters(lines: Lines) -> dict[str, tuple[int, dict[str, str]]]:
    """Where each chapter has its endpoint, and the types of its parameters."""
    found: dict[str, tuple[int, dict[str, str]]] = {}
    starts = [number for number, line in enumerate(lines) if line == "Endpoint"]
    for begin, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        block = lines[begin:end]
        printed = next(line for line in block if line.startswith("POST "))
        url = _CLOUD_URL.search(f"{printed}?")
        if url is None:
            raise HandbookError(f"l. {begin + 1}: no endpoint in {printed!r}")
        found[url[1]] = (
            begin + 1,
            _types(_part(block, "请求参数", "响应参数"), _CLOUD_PARAMETER),
        )
    return found


# --- the K2 --------------------------------------------------------------------------------------

_K2_ROW = re.compile(rf"({_NAME}) \S")
_FACT_NAMES = re.compile(r"`(/?[a-z_]+(?:/[a-z_]+)*)`")
_LINK = re.compile(r"((?:recording|voicemail|cdr)/download)\?")
_FACT_JSON = re.compile(r"`([a-z]+)` R (?:\{|\*\*object\*\*)")


def k2(folder: Path) -> Iterator[Entry]:
    """The overview, then what only the fact sheet has; methods and types from that."""
    sheet = _lines(folder / "k2-v2.0.0-facts.md")
    facts = dict(_facts(sheet))
    lines = _lines(folder / "k2-ippbx-api-overview.zh.txt")
    section, sections = "", {"hotel": "酒店应用接口"}
    for number, line in enumerate(lines, 1):
        if line == "API Endpoint 描述":
            section = _heading(lines, number - 1) or section
        elif section and line.startswith("事件"):
            break
        elif section and (row := _K2_ROW.match(line)):
            sections.setdefault(row[1].partition("/")[0], section)
            _, cells = facts.pop(row[1], (0, ""))
            where = f"overview l. {number}"
            yield _entry("k2", row[1], "POST", section, where, types=_json_types(cells))
    for name, (number, cells) in facts.items():
        section = sections[name.partition("/")[0]]
        where = f"facts l. {number}"
        yield _entry("k2", name, "POST", section, where, types=_json_types(cells))
    yield from _fact_links("k2", sheet)


# --- OpenVox -------------------------------------------------------------------------------------

_INFERRED_NAME = re.compile(rf"`({_NAME})` \{{[^}}]*\}} is INFERRED")


def openvox(folder: Path) -> Iterator[Entry]:
    """The fact sheet, checked against the one page of the handbook that there is."""
    sheet = _lines(folder / "openvox-uc-v0.0.1-facts.md")
    facts = dict(_facts(sheet))
    page = (folder / "api-v0.0.1-extension-add.en.txt").read_text(encoding="utf-8")
    for name in re.findall(rf"POST /api/v0\.0\.1/({_NAME})\?", page):
        if name not in facts:
            raise HandbookError(f"{name}: on a page, and not in the fact sheet")
    for name, (number, cells) in facts.items():
        chapter = _chapter(sheet, number)
        section = chapter if chapter in words.SECTIONS else name.partition("/")[0]
        mark = cells.rstrip("| ").rpartition("|")[2]
        inferred = "INFERRED" in mark and "DOC" not in mark
        where = f"facts l. {number}"
        yield _entry("openvox", name, "POST", section, where, inferred=inferred)
        for other in _INFERRED_NAME.findall(cells):
            yield _entry("openvox", other, "POST", section, where, inferred=True)
    links = list(_fact_links("openvox", sheet))
    yield from links
    # Whoever gets a random string for a file fetches it as the recordings' link says.
    for name in facts:
        link = f"{name.removesuffix('/get_random')}/download"
        if name.endswith("/get_random") and link not in {each["name"] for each in links}:
            yield links[0] | {"name": link}


def _chapter(sheet: Lines, number: int) -> str:
    """The heading above a line of a fact sheet, without its number."""
    heading = next(line for line in reversed(sheet[:number]) if line.startswith("## "))
    return heading.lstrip("# 0123456789.")


# --- reading -------------------------------------------------------------------------------------


def _lines(path: Path) -> list[str]:
    return [line.rstrip() for line in path.read_text(encoding="utf-8").splitlines()]


def _heading(lines: Lines, before: int) -> str | None:
    """The nearest line above that is a heading; None where only "continued" stands there."""
    for line in reversed(lines[:before]):
        if re.fullmatch(r"表 \d+\. \(续\)", line):
            return None
        if line and not re.fullmatch(r"表 \d+\.", line):
            # A table that goes on after a page's end has its head again, and rows above it.
            return None if "\t" in line else line
    return None


def _fenced(block: Lines) -> list[str]:
    """The lines of the first fenced block."""
    begin = next(number for number, line in enumerate(block) if line.startswith(_FENCE))
    end = next(n for n in range(begin + 1, len(block)) if block[n].startswith(_FENCE))
    return [line.strip() for line in block[begin + 1 : end]]


def _part(block: Lines, begin: str, end: str) -> Lines:
    """What stands between two headings; to the end where the second is missing."""
    if begin not in block:
        return []
    first = block.index(begin)
    return block[first : block.index(end, first)] if end in block[first:] else block[first:]


def _types(rows: Lines, row: re.Pattern[str]) -> dict[str, str]:
    """The parameters that are no text; of several of one name the first counts: it is outermost."""
    found: dict[str, str] = {}
    for line in rows:
        if match := row.match(line):
            kind = {None: "", "Integer": "integer"}.get(match[2], "json")
            found.setdefault(match[1], kind)
    return {name: kind for name, kind in found.items() if kind}


def _facts(sheet: Lines) -> Iterator[tuple[str, tuple[int, str]]]:
    """Each endpoint in the tables of requests of a fact sheet, with its line and all cells."""
    reading = False
    for number, line in enumerate(sheet, 1):
        if line.startswith("#"):
            reading = bool(re.match(r"## \d+\. (?:Session|Requests)", line))
        if not (reading and line.startswith("| `")):
            continue
        first = ""
        cell = line.split("|")[1].replace("?token=", "").replace("?type=", "")
        for name in _FACT_NAMES.findall(cell):
            prefix = first.rpartition("/")[0]
            bare = name.startswith("/") or ("/" not in name and prefix)
            whole = f"{prefix}/{name.lstrip('/')}" if bare else name
            first = first or whole
            yield whole, (number, line)


def _json_types(cells: str) -> dict[str, str]:
    return dict.fromkeys(_FACT_JSON.findall(cells), "json")


def _fact_links(kind: str, sheet: Lines) -> Iterator[Entry]:
    """The links by which files are fetched, as far as a fact sheet prints or infers them."""
    links: dict[str, tuple[int, bool]] = {}
    for number, line in enumerate(sheet, 1):
        for name in _LINK.findall(line):
            inferred = kind == "openvox" or not name.startswith("recording")
            links.setdefault(name, (number, inferred))
    for name, (number, inferred) in links.items():
        yield _entry(kind, name, "GET", "下载", f"facts l. {number}", inferred=inferred)


def _entry(
    kind: str,
    name: str,
    method: str,
    section: str,
    where: str,
    *,
    types: dict[str, str] | None = None,
    inferred: bool = False,
    file: str | None = None,
) -> Entry:
    if file is None and name.endswith("/get_random"):
        file = f"{name.partition('/')[0]}/download"
    entry: Entry = {
        "name": name,
        "method": method,
        "access": words.access(kind, name),
        "section": words.SECTIONS[section],
        "where": where,
    }
    danger = words.DANGERS[kind].get(name)
    extra = {"inferred": inferred, "types": types, "danger": danger, "file": file}
    return entry | {key: value for key, value in extra.items() if value}


# --- writing -------------------------------------------------------------------------------------

READERS: Final[dict[str, tuple[str, Callable[[Path], Iterator[Entry]]]]] = {
    "p-series": ("/openapi/v1.0", p_series),
    "cloud": ("/api/v1.1.0", cloud),
    "k2": ("/api/v2.0.0", k2),
    "openvox": ("/api/v0.0.1", openvox),
}
"""Each kind's path, and what reads its handbook."""


def text(kind: str, folder: Path) -> str:
    """The catalogue of a kind as its file has it: one endpoint a line.

    Raises:
        HandbookError: a handbook is another than was expected.
        OSError: a handbook cannot be read.
    """
    path, read = READERS[kind]
    entries = list(read(folder))
    known = [entry["name"] for entry in entries]
    if twice := {name for name in known if known.count(name) > 1}:
        raise HandbookError(f"{kind}: twice {', '.join(sorted(twice))}")
    if lost := set(words.DANGERS[kind]) - set(known):
        raise HandbookError(f"{kind}: words for nothing: {', '.join(sorted(lost))}")
    rows = ",\n".join(f"  {json.dumps(entry)}" for entry in entries)
    head = f' "kind": {json.dumps(kind)},\n "path": {json.dumps(path)},\n'
    return f'{{\n{head} "endpoints": [\n{rows}\n ]\n}}\n'


def main(argv: Sequence[str]) -> int:
    """Write every catalogue; the handbooks' folder is named on the command line."""
    if len(argv) != 1:
        print("usage: python -m ctiapp.tools.catalogue_build FOLDER", file=sys.stderr)
        return 2
    folder = resources() / "api"
    folder.mkdir(exist_ok=True)
    try:
        for kind in READERS:
            (folder / f"{kind}.json").write_text(text(kind, Path(argv[0])), encoding="utf-8")
    except (HandbookError, OSError) as err:
        print(err, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
