"""Frames, blocks and shades, drawn by arithmetic from edge to edge of the cell: outlines of a typeface leave seams between
cells. Knows the cell and the name that Unicode gives a character, and no typeface.
"""

import unicodedata

LIGHT, HEAVY, DOUBLE = "LIGHT", "HEAVY", "DOUBLE"

# What the words of "BOX DRAWINGS LIGHT DOWN AND RIGHT" say of the arms of a frame.
ARMS = {
    "LEFT": "l",
    "RIGHT": "r",
    "UP": "u",
    "DOWN": "d",
    "HORIZONTAL": "lr",
    "VERTICAL": "ud",
}

# The quarters of a cell: upper left, upper right, lower left, lower right.
QUADRANTS = {
    "▖": "c",
    "▗": "d",
    "▘": "a",
    "▝": "b",
    "▚": "ad",
    "▞": "bc",
    "▙": "acd",
    "▛": "abc",
    "▜": "abd",
    "▟": "bcd",
}

EIGHTHS = {
    "ONE EIGHTH": 1,
    "ONE QUARTER": 2,
    "THREE EIGHTHS": 3,
    "HALF": 4,
    "FIVE EIGHTHS": 5,
    "THREE QUARTERS": 6,
    "SEVEN EIGHTHS": 7,
}


class Cell:
    """The pixels of one cell. Rectangles take both first and leave out both last coordinates."""

    def __init__(self, width, height):
        self.width, self.height = width, height
        self.pixels = [[0] * width for _ in range(height)]

    def fill(self, left, top, right, bottom, value=1):
        """Sets a rectangle, or blanks it."""
        for y in range(max(0, top), min(self.height, bottom)):
            for x in range(max(0, left), min(self.width, right)):
                self.pixels[y][x] = value

    def rows(self):
        """The bitmap, as `psf` knows it."""
        return tuple(int("".join(map(str, row)), 2) for row in self.pixels)


def light(width):
    """Thickness of a light line in pixels: an eighth of the cell, which stands well beside bold letters."""
    return (width + 4) // 8


def centred(length, thickness):
    """Where a line of this thickness begins, so that all thicknesses have one middle."""
    return (length - thickness) // 2


def draw(character, width, height):
    """The bitmap of a character of the groups drawn by geometry."""
    cell = Cell(width, height)
    name = unicodedata.name(character)
    if name.startswith("BOX DRAWINGS"):
        frame(cell, next(weight for weight in (LIGHT, HEAVY, DOUBLE) if weight in name), arms_of(name))
    elif name.endswith("SHADE"):
        shade(cell, name.split()[0])
    else:
        block(cell, character, name)
    return cell.rows()


def arms_of(name):
    """The arms of a frame: some of the letters of "lrud"."""
    return "".join(arms for word, arms in ARMS.items() if word in name.split())


def band(cell, arms, thickness):
    """The rectangles of the arms of a line: each from its edge of the cell through the middle square."""
    left, top = centred(cell.width, thickness), centred(cell.height, thickness)
    right, bottom = left + thickness, top + thickness
    rectangles = {
        "l": (0, top, right, bottom),
        "r": (left, top, cell.width, bottom),
        "u": (left, 0, right, bottom),
        "d": (left, top, right, cell.height),
    }
    return [rectangles[arm] for arm in arms]


def frame(cell, weight, arms):
    """A line, corner or crossing of one weight. A double line is a thick one with a groove."""
    line = light(cell.width)
    thickness = {LIGHT: line, HEAVY: 2 * line, DOUBLE: 3 * line}[weight]
    for rectangle in band(cell, arms, thickness):
        cell.fill(*rectangle)
    if weight == DOUBLE:
        for rectangle in band(cell, arms, line):
            cell.fill(*rectangle, value=0)


def shade(cell, density):
    """A grain of dots, an eighth of the cell wide, that goes on into the next cell."""
    grain = cell.width // 8
    for y in range(cell.height):
        for x in range(cell.width):
            column, row = x // grain % 2, y // grain % 2
            light_dot = column == 0 and row == 0
            dot = {"LIGHT": light_dot, "MEDIUM": column == row, "DARK": not light_dot}[density]
            cell.pixels[y][x] = int(dot)


def block(cell, character, name):
    """A full block, a part of one that is a number of eighths, or quadrants."""
    width, height = cell.width, cell.height
    if character in QUADRANTS:
        for quarter in QUADRANTS[character]:
            left = width // 2 if quarter in "bd" else 0
            top = height // 2 if quarter in "cd" else 0
            cell.fill(left, top, left + width // 2, top + height // 2)
        return
    if name == "FULL BLOCK":
        cell.fill(0, 0, width, height)
        return
    side, _, part = name.removesuffix(" BLOCK").partition(" ")
    eighths = EIGHTHS[part]
    across, down = (eighths * width + 4) // 8, eighths * height // 8
    cell.fill(
        *{
            "UPPER": (0, 0, width, down),
            "LOWER": (0, height - down, width, height),
            "LEFT": (0, 0, across, height),
            "RIGHT": (width - across, 0, width, height),
        }[side]
    )
