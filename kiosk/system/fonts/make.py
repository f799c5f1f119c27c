#!/usr/bin/env python3
"""Makes the console fonts of Repère from DejaVu Sans Mono Bold: see README.md.

    make.py [--check] [--typeface FILE]

Writes repere-16x32.psf and its larger sisters beside this file. With --check, writes nothing: makes them again and says
which differ from those that are here. The same typeface and the versions of requirements.txt give the same bytes.
"""

import argparse
import hashlib
import sys
import tomllib
import unicodedata
from pathlib import Path

from fontTools.ttLib import TTFont

import lines
import psf
from outlines import Size, Typeface

HERE = Path(__file__).resolve().parent
TYPEFACE = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono-Bold.ttf"
# Of version 2.37, in fonts-dejavu-core 2.37-6 of Debian 12.
SHA256 = "2964f6dac8e6e9d71613928340f17bf868e9ea51692cca333c79e74962f02233"
# All that the console can hold.
GLYPHS = 512

# The ems are the largest whose advance rounds to the width of the cell; the ascents leave room for the deepest comma and
# one blank row below it.
SIZES = [
    Size(width=16, height=32, em=27, ascent=25, lift=2),
    Size(width=20, height=40, em=34, ascent=31, lift=2),
    Size(width=24, height=48, em=40, ascent=37, lift=3),
    Size(width=32, height=64, em=53, ascent=50, lift=4),
]


class Refusal(Exception):
    """A sentence that says why no font was made."""


def characters_of(group):
    """The characters of a group of characters.toml, in order."""
    listed = [chr(code) for first, last in group.get("ranges", []) for code in range(int(first, 16), int(last, 16) + 1)]
    return listed + list(group.get("characters", ""))


def read_characters(path):
    """What to draw, as a way for each character; and what has the glyph of which other character."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    ways, same = {}, {}
    for group in data["group"]:
        for character in characters_of(group):
            ways.setdefault(character, group["draw"])
    for entry in data["same"]:
        for code, other in entry["pairs"].items():
            same[chr(int(code, 16))] = chr(int(other, 16))
    # U+FE8F says of itself that it is "<isolated> 0628".
    forms = {unicodedata.decomposition(form): form for form in ways}
    for letter in characters_of(data["isolated"]):
        same[letter] = forms[f"<isolated> {ord(letter):04X}"]
    return ways, same


def drawn(size, typeface_path, units_per_em, ways):
    """The glyph of each character at one size."""
    typeface = Typeface(typeface_path, units_per_em, size)
    draw = {
        "letters": typeface.letter,
        "arabic": typeface.arabic,
        "symbols": typeface.symbol,
        "geometry": lambda character: lines.draw(character, size.width, size.height),
    }
    return {character: draw[way](character) for character, way in ways.items()}


def shared(drawings, same):
    """The characters of each glyph, by its index: those of ASCII at their code, the others in the places left.

    Characters share a glyph only where they look alike at every size, and so have the same index in every font: what
    stands on a console keeps its meaning while another size is loaded, for the kernel remembers indices, not characters.
    """
    groups = {}
    for character in drawings[0]:
        groups.setdefault(tuple(drawing[character] for drawing in drawings), []).append(character)
    if len(groups) > GLYPHS:
        raise Refusal(f"{len(groups)} different glyphs, and the console holds {GLYPHS}.")
    holder = {character: group for group in groups.values() for character in group}
    for character, other in same.items():
        holder[other].append(character)
    places = [""] * GLYPHS
    others = []
    for group in groups.values():
        code = ord(group[0])
        if code < 0x7F:
            places[code] = "".join(group)
        else:
            others.append("".join(group))
    others.reverse()
    return [place or (others.pop() if others else "") for place in places]


def open_typeface(path, ways):
    """Units of the em of the typeface, which is the one that was measured and has all that it must draw."""
    found = hashlib.sha256(Path(path).read_bytes()).hexdigest()
    if found != SHA256:
        raise Refusal(f"{path} is not DejaVu Sans Mono Bold 2.37: its SHA-256 is {found}.")
    font = TTFont(path)
    known = font.getBestCmap()
    missing = [character for character, way in ways.items() if way != "geometry" and ord(character) not in known]
    if missing:
        raise Refusal(f"The typeface does not have {' '.join(missing)}.")
    return font["head"].unitsPerEm


def main():
    """Reads the command line, makes the four fonts, writes or compares them."""
    parser = argparse.ArgumentParser(description="Makes the console fonts of Repère.")
    parser.add_argument("--check", action="store_true", help="write nothing; say which fonts differ from those here")
    parser.add_argument("--typeface", default=TYPEFACE, metavar="FILE", help=f"default: {TYPEFACE}")
    options = parser.parse_args()
    ways, same = read_characters(HERE / "characters.toml")
    units_per_em = open_typeface(options.typeface, ways)
    drawings = [drawn(size, options.typeface, units_per_em, ways) for size in SIZES]
    places = shared(drawings, same)
    used = len([texts for texts in places if texts])
    differing = []
    for size, drawing in zip(SIZES, drawings, strict=True):
        blank = (0,) * size.height
        glyphs = [(drawing[texts[0]] if texts else blank, texts) for texts in places]
        data = psf.write(size.width, size.height, glyphs)
        path = HERE / f"repere-{size.name}.psf"
        if not options.check:
            path.write_bytes(data)
            print(f"{path.name}: {len(ways) + len(same)} characters, {used} glyphs, {len(data)} bytes")
        elif not path.exists() or path.read_bytes() != data:
            differing.append(path.name)
    if differing:
        raise Refusal(f"Not what make.py makes: {', '.join(differing)}. Run make.py, look at the result, commit it.")


if __name__ == "__main__":
    try:
        main()
    except (Refusal, OSError) as refusal:
        sys.exit(str(refusal))
