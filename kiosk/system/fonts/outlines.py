"""Draws glyphs from the outlines of a typeface into a cell. Knows the typeface and the cell, and nothing of font files.

Letters are drawn by the hinting that the typeface carries for one-bit screens: stems of one letter come out equally thick.
Its largest size that the cell takes leaves the last row of the cell blank, so that no letter touches the line below. The few
that are larger lose the rows or columns that repeat their neighbour.

Arabic is drawn without hinting, from outlines sixteen times too large: the typeface lets tails run into the next cell, which
a console would cut, and its highest and lowest marks leave the cell. So each form is narrowed as far as it is too wide, and
what is above or below the line that joins the letters is lowered as far as it is too high. The joining line itself has the
same rows in every glyph and reaches the edges of the cell.
"""

import unicodedata
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

OVERSIZE = 16
# Of 255: a pixel is set where the outline covers this much of it. A little under half, as bold letters want.
COVERED = 116
# The joining line of Arabic lies between the baseline and this height in the typeface (U+0640 in units of the em).
JOINING_LINE = 225
# What stays free between an end of an Arabic letter and the edge of the cell, in units of the em: nearly one pixel of 16.
MARGIN = 70


@dataclass(frozen=True)
class Size:
    """A cell, and how the typeface stands in it: all in pixels."""

    width: int
    height: int
    # Of the em. The advance of a letter, rounded, is the width of the cell.
    em: int
    # Rows above the baseline.
    ascent: int
    # How far Arabic stands above the baseline of the others: its tails are deeper than its letters are high.
    lift: int

    @property
    def name(self):
        """As files are called."""
        return f"{self.width}x{self.height}"


class Typeface:
    """A TrueType file at one size."""

    def __init__(self, path, units_per_em, size):
        self.size = size
        self.units_per_em = units_per_em
        # Basic layout: one character is one glyph, whatever libraries the machine has.
        layout = ImageFont.Layout.BASIC
        self.hinted = ImageFont.truetype(path, size.em, layout_engine=layout)
        self.large = ImageFont.truetype(path, size.em * OVERSIZE, layout_engine=layout)

    def letter(self, character):
        """A letter or sign at its natural size, by its hinting."""
        width, height, ascent = self.size.width, self.size.height, self.size.ascent
        sheet = Image.new("1", (3 * width, 3 * height), 0)
        canvas = ImageDraw.Draw(sheet)
        canvas.fontmode = "1"
        canvas.text((width, height + ascent), character, font=self.hinted, fill=1, anchor="ls")
        box = sheet.getbbox()
        if box is None:
            return (0,) * height
        left, top, right, bottom = box
        if right - left > width + 1:
            # A háček beside its letter: too wide to lose columns that nobody would miss.
            return self.narrowed(character)
        rows = [[int(sheet.getpixel((x, y)) > 0) for x in range(left, right)] for y in range(top, bottom)]
        rows, top, bottom = self.lower(rows, top - height, bottom - height)
        while len(rows[0]) > width:
            rows = turned(without_repetition(turned(rows), 0, len(rows[0])))
        left = min(max(left - width, 0), width - len(rows[0]))
        return bitmap(rows, left, top, width, height)

    def lower(self, rows, top, bottom):
        """Takes rows out of what is too high or too low, where the letter changes least; gives its new place."""
        ascent, last = self.size.ascent, self.size.height - 1
        while top < 0:
            rows = without_repetition(rows, 0, ascent - top)
            top += 1
        while bottom > last:
            rows = without_repetition(rows, ascent - top, len(rows))
            bottom -= 1
        return rows, top, bottom

    def outline(self, character):
        """The glyph sixteen times too large, on a sheet of three by three cells, its origin in the middle cell."""
        width, height = self.size.width * OVERSIZE, self.size.height * OVERSIZE
        sheet = Image.new("L", (3 * width, 3 * height), 0)
        baseline = height + self.size.ascent * OVERSIZE
        ImageDraw.Draw(sheet).text((width, baseline), character, font=self.large, fill=255, anchor="ls")
        return sheet, width, baseline

    def narrowed(self, character):
        """A letter that runs into the next cell, without hinting, narrowed as far as it is too wide."""
        sheet, origin, _ = self.outline(character)
        width, height = self.size.width, self.size.height
        left, _, right, _ = sheet.getbbox()
        across = (min(left, origin), max(right, origin + width * OVERSIZE))
        down = (height * OVERSIZE, (2 * height - 1) * OVERSIZE)
        return bitmap(reduced(sheet, across, down, width, height - 1), 0, 0, width, height)

    def symbol(self, character):
        """A mark without hinting, as large as fits between a thin margin and as high as capitals are, and in their middle."""
        sheet, _, _ = self.outline(character)
        sheet = sheet.crop(sheet.getbbox())
        capitals = self.hinted.getbbox("H", anchor="ls")
        room, tall = self.size.width - 2 * (self.size.width // 16), capitals[3] - capitals[1]
        scale = min(room / sheet.width, tall / sheet.height)
        width, height = max(2, round(sheet.width * scale)), round(sheet.height * scale)
        rows = reduced(sheet, (0, sheet.width), (0, sheet.height), width, height)
        left = (self.size.width - width) // 2
        top = self.size.ascent - tall + (tall - height) // 2
        return bitmap(rows, left, top, self.size.width, self.size.height)

    def arabic(self, character):
        """A form of an Arabic letter, or a sign or digit that stands beside them."""
        size, unit = self.size, self.size.em * OVERSIZE / self.units_per_em
        sheet, origin, baseline = self.outline(character)
        left, top, right, bottom = sheet.getbbox()
        joins_left, joins_right = joins(character)
        first, last = origin, origin + size.width * OVERSIZE
        if not joins_left:
            first = min(first, left - round(MARGIN * unit))
        if not joins_right:
            last = max(last, right + round(MARGIN * unit))
        line = round(JOINING_LINE * size.em / self.units_per_em)
        above, below = size.ascent - size.lift - line, size.height - 1 - size.ascent + size.lift
        upper_edge = baseline - round(JOINING_LINE * unit)
        parts = [
            ((min(top, upper_edge - above * OVERSIZE), upper_edge), above),
            ((upper_edge, baseline), line),
            ((baseline, max(bottom, baseline + below * OVERSIZE)), below),
        ]
        rows = [row for down, count in parts for row in reduced(sheet, (first, last), down, size.width, count)]
        for row in rows[above : above + line]:
            join(row, joins_left, joins_right, size.width)
        return bitmap(rows, 0, 0, size.width, size.height)


def joins(character):
    """Whether a form is joined to its neighbour on the left, and on the right."""
    name = unicodedata.name(character)
    left = name.endswith(("INITIAL FORM", "MEDIAL FORM", "TATWEEL"))
    right = name.endswith(("FINAL FORM", "MEDIAL FORM", "TATWEEL"))
    return left, right


def join(row, left, right, width):
    """Closes what rounding left open between the edge of the cell and the joining line: two pixels at most."""
    for wanted, places in ((left, (0, 1)), (right, (width - 1, width - 2))):
        if wanted:
            for place in places:
                row[place] = 1


def reduced(sheet, across, down, width, height):
    """A part of a sheet as rows of pixels, from how much of each the outline covers."""
    box = (across[0], down[0], across[1], down[1])
    part = sheet.resize((width, height), Image.Resampling.BOX, box=box)
    return [[int(part.getpixel((x, y)) >= COVERED) for x in range(width)] for y in range(height)]


def without_repetition(rows, first, last):
    """The rows without the one, of those from `first` to before `last`, that differs least from the row above it."""

    def difference(place):
        return sum(one != other for one, other in zip(rows[place], rows[place - 1]))

    place = min(range(max(first, 1), last), key=difference)
    return rows[:place] + rows[place + 1 :]


def turned(rows):
    """Columns as rows."""
    return [list(column) for column in zip(*rows)]


def bitmap(rows, left, top, width, height):
    """Rows of pixels at a place of an otherwise blank cell, as `psf` knows it."""
    cell = [0] * height
    for place, row in enumerate(rows):
        cell[top + place] = int("".join(map(str, row)), 2) << (width - left - len(row))
    return tuple(cell)
