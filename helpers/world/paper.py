"""A PDF of plain text, written by hand: pages of lines in one font, and nothing else.

In: the lines of each page -> the file's bytes, the same on every machine. Out: layout. What a
reader makes of it is what real PDFs do: lines instead of sentences (ISO 32000-1, sections 7 and 9).
"""

from collections.abc import Sequence

WIDTH, HEIGHT, MARGIN, SIZE, LEADING = 595, 842, 60, 11, 15  # A4, in points


def pdf(pages: Sequence[Sequence[str]]) -> bytes:
    """The bytes of a PDF with these pages; a line is text in Latin-1."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for i, lines in enumerate(pages):
        objects += [_page(5 + 2 * i), _stream(lines)]
    return _file(objects)


def _page(contents: int) -> bytes:
    return (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] "
        f"/Resources << /Font << /F1 3 0 R >> >> /Contents {contents} 0 R >>"
    ).encode()


def _stream(lines: Sequence[str]) -> bytes:
    """One line below the other; brackets and backslashes are escaped."""
    shown = [line.translate({ord(c): f"\\{c}" for c in "\\()"}) for line in lines]
    start = f"BT /F1 {SIZE} Tf {LEADING} TL {MARGIN} {HEIGHT - MARGIN} Td\n"
    text = (start + "".join(f"({line}) Tj T*\n" for line in shown) + "ET").encode("latin-1")
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text)


def _file(objects: Sequence[bytes]) -> bytes:
    """Objects by number, then the table that says where each begins."""
    out, starts = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        starts.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = "".join(f"{start:010} 00000 n \n" for start in starts)
    size = len(objects) + 1
    return (
        out
        + f"xref\n0 {size}\n0000000000 65535 f \n{table}".encode()
        + f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n".encode()
    )
