"""Files that somebody with bad luck or bad intentions might deliver. Made from a generator of random numbers alone."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from functools import cache, partial
from random import Random

import xlsxwriter

CANARIES = ("123456782", "truus.kanarie@voorbeeld.nl", "Kanarie", "06-12345678", "7471 AB")
"""Personal values that stand in some of the files, and may never stand in a message."""
HEADER = ("zaaknummer", "clientnummer", "gemeente", "kern", "praktijk", "geslacht", "leeftijdscategorie",
"verwijsdatum",
          "eerste contact", "aanbod", "terugkoppeling", "uren", "bedrag")  # fmt: skip
ROW = ("A{n}", "P{n}", "Hof van Twente", "Goor", "Praktijk Goor", "v", "75-84", "{d}-03-2026", "{d}-04-2026",
       "koken en samen eten", "ja", "1,5", "€ 1.234,50")  # fmt: skip
HOSTILE = (
    "=cmd|' /C calc'!A0", "+31", "@SUM(A1)", "-2+3", '"', '""', "'", "\x00", "\r", "\n", "\t", ";", ",", "\ufeff",
    "\u202e",
    "😀" * 50, "9999-12-31", "31-12-9999", "1-1-0001", "-5", "1e999", "1e-999", "NaN", "inf", "99999999999999999999",
    "-€ 3,00", "#N/B", "#REF!", "x" * 40_000, "1.234", "03-04-26", "00-00-0000", "29-02-2025", "٣-٤-٢٠٢٦", "İ", "ß",
    "½", "²",
    "123456782", "truus.kanarie@voorbeeld.nl", "Truus Kanarie", "Mw. Kanarie", "06-12345678", "7471 AB", "(" * 500,
    "a" * 300 + "!", "1-" * 400, "0" * 400, " " * 400 + "x", "€" * 300, "van " * 200,
)  # fmt: skip
HARMLESS = tuple(text for text in HOSTILE if not any(canary in text for canary in CANARIES))
"""For between other letters: half a name in the middle of a word is no name that a guard can know."""
XML_HOSTILE = (
    'r="XFD1048576"', 'r="A0"', 'r="ZZZZZ99999999"', 't="s"', 't="e"', 't="b"', 't="d"', 't="inlineStr"', 's="9999"',
    "<v>99999999999</v>", "<v>-1</v>", "<v>2958466</v>", "<v>1e308</v>", "<v>NaN</v>", "<v></v>", "<f>1/0</f>",
    "&x;", "<!--",
    "<!DOCTYPE x [<!ENTITY a 'aaaa'>]>", "]]>", '<mergeCell ref="A1:XFD1048576"/>', '<mergeCell ref="B2:B9"/>',
    "</row>",
    'table:number-rows-repeated="99999999"', 'table:number-columns-repeated="99999999"', 'office:value="x"',
)  # fmt: skip
FAR = 40
"""The row of a cell beyond the table, below all others."""
TOKEN = re.compile(r'(?<![a-z:-])[a-z:-]++="[^"]*"|<v>[^<]*</v>|<[^>]+>|(?<=>)[^<>]++(?=<)')
"""Each looked for where it begins alone: in four million zeros every place would else be the start of a text."""
ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-32", "latin-1", "cp037", "utf-7")


def mutant(random: Random) -> tuple[str, bytes]:
    """A name and its bytes."""
    kind = random.choice(("csv", "csv", "xlsx", "ods"))
    if kind == "csv":
        return "levering.csv", _csv(random)
    content = _workbook(random) if kind == "xlsx" else _ods()
    for _ in range(random.choice((1, 1, 2, 4))):
        content = random.choice((_parts, _parts, _parts, _bytes, _zip))(random, content)
    return f"levering.{kind}", content


def rows(random: Random) -> list[list[str]]:
    table = [list(HEADER), *([c.format(n=n, d=n % 28 + 1) for c in ROW] for n in range(random.randint(0, 12)))]
    for _ in range(random.choice((0, 1, 1, 3, 9))):
        row = random.choice(table)
        place = random.randrange(len(row))
        row[place] = random.choice((random.choice(HOSTILE), f"{row[place]} {random.choice(HOSTILE)}", ""))
    changes: list[Callable[[], object]] = [
        lambda: table.insert(0, ["Registratie 2026"]), lambda: table[0].append(random.choice(HEADER)),
        table[-1].pop, partial(random.shuffle, table), lambda: table[0].extend(f"k{n}" for n in range(500)),
        lambda: table.append(["Totaal", "12"]), lambda: table.append(list(table[-1])), table[0].reverse,
    ]  # fmt: skip
    for change in random.sample(changes, random.choice((0, 0, 1, 2))):
        change()
    return [row or [""] for row in table]


def _csv(random: Random) -> bytes:
    mark, end = random.choice(";;;,\t|"), random.choice(("\n", "\r\n", "\r"))
    quote = random.choice((lambda c: c, lambda c: '"' + c.replace('"', '""') + '"'))
    text = end.join(mark.join(quote(cell) for cell in row) for row in rows(random))
    content = text.encode(random.choice(ENCODINGS), "replace")
    for _ in range(random.choice((0, 0, 1, 3))):
        content = _bytes(random, content)
    return content


def _workbook(random: Random) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": random.random() < 0.3}) as book:
        for sheet in (book.add_worksheet() for _ in range(random.choice((1, 1, 2)))):
            for line, row in enumerate(rows(random), start=random.choice((0, 0, 3))):
                sheet.write_row(line, random.choice((0, 0, 0, 5)), [cell.replace("\x00", "")[:32_767] for cell in row])
            if random.random() < 0.2:
                sheet.merge_range(random.randrange(5), 0, 7, random.randrange(1, 9), "samen")
            if random.random() < 0.1:
                sheet.write(FAR, random.choice((9, 700, 16_383)), "ver")
            sheet.write_datetime(20, 7, date(9999, 12, 31), book.add_format({"num_format": "dd-mm-yyyy"}))
    return _further(out.getvalue()) if random.random() < 0.5 else out.getvalue()


def _further(content: bytes) -> bytes:
    """The far cell in the last row that a sheet can have. To let xlsxwriter do it costs a hundred times as much."""

    def moved(data: bytes) -> bytes:
        return re.sub(rb'( r="[A-Z]*)%d"' % (FAR + 1), rb'\g<1>1048576"', data)

    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = {part.filename: packed.read(part) for part in packed.infolist()}
    return _zipped({name: moved(data) if "sheet" in name else data for name, data in parts.items()})


def _zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for part, data in parts.items():
            packed.writestr(part, data)
    return out.getvalue()


@cache
def _ods() -> bytes:
    cell = (
        '<table:table-cell office:value-type="string" table:number-columns-repeated="1"><text:p>{}</text:p>'
        "</table:table-cell>"
    )
    lines = [HEADER, *([c.format(n=n, d=n + 1) for c in ROW] for n in range(5))]
    body = "".join(f"<table:table-row>{''.join(cell.format(c) for c in line)}</table:table-row>" for line in lines)
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr(
            "META-INF/manifest.xml", '<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
        )
        packed.writestr("content.xml", f'<?xml version="1.0"?><office:document-content{spaces}><office:body>'
                        f'<office:spreadsheet><table:table table:name="B">{body}</table:table></office:spreadsheet>'
                        "</office:body></office:document-content>")  # fmt: skip
    return out.getvalue()


def _parts(random: Random, content: bytes) -> bytes:
    """One part of the zip with something else in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = {part.filename: packed.read(part) for part in packed.infolist()}
    except Exception:  # an earlier mutation has broken the zip
        return _bytes(random, content)
    likely = [name for name in parts if "sheet" in name or "content" in name or "shared" in name] or list(parts)
    name = random.choice([*likely, random.choice(list(parts))])
    parts[name] = random.choice((_bytes, _xml, _xml, _xml))(random, parts[name])
    if random.random() < 0.05:
        del parts[random.choice(list(parts))]
    return _zipped(parts)


def _xml(random: Random, content: bytes) -> bytes:
    """A token of the XML in another's place."""
    text = content.decode("utf-8", "replace")
    places = list(TOKEN.finditer(text))
    if not places:
        return content
    place = random.choice(places)
    return (text[: place.start()] + random.choice(XML_HOSTILE) + text[place.end() :]).encode("utf-8", "replace")


def _bytes(random: Random, content: bytes) -> bytes:
    start = random.randrange(len(content) + 1)
    end = min(len(content), start + random.choice((1, 2, 20, 500)))
    new = random.choice(
        (b"", content[start:end] * 3, random.randbytes(5), random.choice(HARMLESS).encode("utf-8", "replace"))
    )
    return random.choice(
        (content[:start] + new + content[end:], content[:start] + new + content[start:], content[:start])
    )


def _zip(random: Random, content: bytes) -> bytes:
    """Tricks with the packing itself."""
    out = io.BytesIO(content)
    try:
        with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as packed:
            name = random.choice(("../../etc/passwd", "xl/workbook.xml", "content.xml", "/abs", "a" * 5_000, "x\x01y"))
            packed.writestr(name, random.choice((b"", b"<x/>", bytes(2**22))))
            packed.comment = random.randbytes(random.choice((0, 100)))
    except Exception:
        return _bytes(random, content)
    return out.getvalue()
