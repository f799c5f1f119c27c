"""Compares a picture of a console with what the kernel says stands there, pixel by pixel.

The kernel keeps, beside the numbers of glyphs that it draws, the characters that were written. Where the two differ, as
they do when a font is changed under a text, only the picture shows it.
"""

import pathlib
import sys

from cache import REPOSITORY

sys.path.insert(0, str(REPOSITORY / "kiosk/system/fonts"))
import psf

FONTS = [(16, 32), (20, 40), (24, 48), (32, 64)]
# WCAG 2.2, 1.4.6.
CONTRAST = 7.0


def glyphs_of(cell):
    """What each character looks like in the font of this cell: the rows from above, the highest bit on the left."""
    data = (REPOSITORY / f"kiosk/system/fonts/repere-{cell[0]}x{cell[1]}.psf").read_bytes()
    return {character: bitmap for bitmap, characters in psf.read(data)[2] for character in characters}


class Picture:
    """A PPM file, as QEMU writes it."""

    def __init__(self, path):
        data = pathlib.Path(path).read_bytes()
        kind, width, height, most, self.pixels = split_header(data)
        if (kind, most) != (b"P6", 255):
            raise ValueError(f"{path} is no PPM file of 8 bits")
        self.width, self.height = width, height

    def row(self, x, y, width):
        """Pixels beside each other."""
        start = (y * self.width + x) * 3
        part = self.pixels[start : start + width * 3]
        return [part[at : at + 3] for at in range(0, len(part), 3)]

    def part(self, x, y, width, height):
        """The bytes of a part, to be compared with those of another picture."""
        starts = (((y + line) * self.width + x) * 3 for line in range(height))
        return b"".join(self.pixels[start : start + width * 3] for start in starts)


def split_header(data):
    """The four words of the header, and the pixels after the one blank that ends it."""
    words, at = [], 0
    while len(words) < 4:
        end = at
        while not data[end : end + 1].isspace():
            end += 1
        words.append(data[at:end])
        at = end + 1
    return words[0], int(words[1]), int(words[2]), int(words[3]), data[at:]


def luminance(colour):
    """Relative luminance, WCAG 2.2."""
    parts = [value / 255 for value in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """Between 1 and 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def faults(picture, cell, cursor, lines):
    """What is not on the picture as it should be, and the pairs of colours that are there, as ink and ground.

    `cell` is the size of a character in pixels. The cell of the cursor is left out: it blinks.
    """
    width, height = cell
    glyphs = glyphs_of(cell)
    found, pairs = [], set()
    for y, line in enumerate(lines):
        for x, character in enumerate(line):
            if (x, y) == cursor:
                continue
            glyph = glyphs.get(character)
            where = f"column {x + 1}, row {y + 1}, {character!r} U+{ord(character):04X}"
            if glyph is None:
                found.append(f"{where}: not in the font")
                continue
            ink, ground = set(), set()
            for place, bits in enumerate(glyph):
                pixels = picture.row(x * width, y * height + place, width)
                for bit, pixel in enumerate(pixels):
                    (ink if bits >> (width - 1 - bit) & 1 else ground).add(pixel)
            if len(ink) > 1 or len(ground) > 1 or (ink and ink == ground):
                found.append(f"{where}: something else is drawn there")
            elif ink and ground:
                pairs.add((*ink, *ground))
    for ink, ground in sorted(pairs):
        if contrast(ink, ground) < CONTRAST:
            found.append(f"#{ink.hex()} on #{ground.hex()} has a contrast of {contrast(ink, ground):.1f}:1")
    right, below = len(lines[0]) * width, len(lines) * height
    rest = picture.part(right, 0, picture.width - right, picture.height) + picture.part(
        0, below, picture.width, picture.height - below
    )
    if len({rest[at : at + 3] for at in range(0, len(rest), 3)}) > 1:
        found.append("something is left beside the characters")
    return found, pairs
