"""Writes and reads PSF2, the font files of the Linux console. Knows nothing of how glyphs are drawn.

The format is that of kbd (psf.h): eight little-endian words of 32 bits (magic, version, size of this header, flags, number
of glyphs, bytes a glyph, height, width), the glyphs row by row with each row filled up to whole bytes, then for each glyph
the characters that it shows, in UTF-8, ended by 0xFF.

A bitmap is a tuple of rows; a row is a whole number whose highest bit, that of weight 2**(width-1), is the left pixel.
"""

import struct

MAGIC = 0x864AB572
HAS_UNICODE_TABLE = 1
HEADER = struct.Struct("<8I")
END_OF_GLYPH = b"\xff"
BEGIN_OF_SEQUENCE = b"\xfe"


def write(width, height, glyphs):
    """The bytes of a font. `glyphs` is a list of pairs: a bitmap and the text of the characters that it shows."""
    row_bytes = (width + 7) // 8
    padding = row_bytes * 8 - width
    header = HEADER.pack(MAGIC, 0, HEADER.size, HAS_UNICODE_TABLE, len(glyphs), row_bytes * height, height, width)
    bitmaps = b"".join((row << padding).to_bytes(row_bytes, "big") for bitmap, _ in glyphs for row in bitmap)
    table = b"".join(text.encode() + END_OF_GLYPH for _, text in glyphs)
    return header + bitmaps + table


def read(data):
    """Width, height and pairs of bitmap and characters, as `write` takes them."""
    magic, _, header, flags, count, glyph_bytes, height, width = HEADER.unpack_from(data)
    if magic != MAGIC or not flags & HAS_UNICODE_TABLE:
        raise ValueError("not a PSF2 font with a Unicode table")
    row_bytes = (width + 7) // 8
    padding = row_bytes * 8 - width
    table = data[header + count * glyph_bytes :].split(END_OF_GLYPH)
    glyphs = []
    for index in range(count):
        start = header + index * glyph_bytes
        rows = (data[start + row * row_bytes : start + (row + 1) * row_bytes] for row in range(height))
        bitmap = tuple(int.from_bytes(row, "big") >> padding for row in rows)
        glyphs.append((bitmap, table[index].split(BEGIN_OF_SEQUENCE)[0].decode()))
    return width, height, glyphs
