#!/usr/bin/env python3
"""Draws text with a console font into a PNG picture, to look at: what the console would show, pixel by pixel.

    show.py FONT.psf PICTURE.png [TEXT_FILE]

Without a file, draws a sample of every script. Arabic is drawn as it is given: shaped, and from left to right.
"""

import argparse
import sys
from pathlib import Path

from PIL import Image

import psf

INK, PAPER, MISSING = (238, 238, 238), (16, 16, 24), (200, 40, 40)

SAMPLE = """\
ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz
0123456789 !"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~
Français : À bientôt, « Où est l’hôpital ? » ÉÈÊËÀÂÇÙÛÜÔÎÏŒÆ œæ €
Español: ¿Dónde está? ¡Mañana! Português: informação ÃÕ ãõ
Română: Știință, Țară, școală, țigară, Ăă Ââ Îî şţ ŞŢ
Türkçe: İstanbul’da ışık, ağaç, çiğ, ŞĞÜÖÇ
Polski: Zażółć gęślą jaźń ĄĆĘŁŃÓŚŹŻ
Česky: Příliš žluťoučký kůň ďábelské ĎŤŇ Ő Ű ő ű ß
Українська: Їжак, ґанок, Ґудзик, єдність, Щастя, п’ять, Є І Ї
Русский: Съешь ещё этих мягких булок, Ёлка, Йод, ЖФЦЩЪЫЬЭЮЯ
АаВЕеКМНОоРрСсТуХх “q” ‘q’ „q‚ … – — · • ° § £ × ½ № ª º ²
┌─┬─┐ ┏━━━┓ ╔═══╗ ░░▒▒▓▓██ ▁▂▃▄▅▆▇█ ▖▗▘▙▚▛▜▝▞▟ ← ↑ → ↓ ▲ ▼ ◀ ▶
│ │ │ ┃   ┃ ║   ║ ░░▒▒▓▓██ ▛▀▀▜ ▐██▌ ● ○ ■ □ ✓ ✗ ☐ ☑ ⌂ ⏎ ⌫ �
├─┼─┤ ┃   ┃ ║   ║ ░░▒▒▓▓██ ▌  ▐ ▐██▌ ≤ ≥ ² ©  ●○● ■□■ ▲▼▲
└─┴─┘ ┗━━━┛ ╚═══╝ ░░▒▒▓▓██ ▙▄▄▟ ▐██▌ ▶ Ouvert  ◀ Retour
ﻲﺤﺼﻟﺍ ﻦﻴﻣﺄﺘﻟﺍﻭ ﺔﻣﺎﻗﻹﺍ ﺔﻗﺎﻄﺑ ؟ﻰﻔﺸﺘﺴﻤﻟﺍ ﻦﻳﺃ ،ﺔﻳﺪﻠﺒﻟﺍ ﻲﻓ ﻢﻜﺑ ﺎﺒﺣﺮﻣ
ﻢﻠﻇ ﺶﺸﺷ ﺲﺴﺳ ﺾﻀﺿ ﺺﺼﺧ ـــ ٥٠٪ ﻦﻴﻨﺛﻹﺍ ،ﺪﺣﻷﺍ :ﺎﺣﺎﺒﺻ 12 ﻰﻟﺇ 9 ﻦﻣ ﺡﻮﺘﻔﻣ ﺐﻴﺒﻄﻟﺍ
ﻲﻴﻴﻳ ﻚﻤﻛ ﺓﺓ ﺅﺅ ﺊﺌﺋ ﻰﯩﯨ ﺞﺠﺟ ﻎﻐﻏ ﻊﻌﻌﻋ ﻪﻬﻬﻫ ﻖﻘﻗ ﻞﺴﻏ ﻥﻶﻓ ﻥﻺﻓ ﻥﻸﻓ ﻼﺑ ﻵ ﻹ ﻷ ﻻ
ﻂﻈﻃ ﺩﺫﺭﺯ ﺚﺜﺛ ـ ؛ » ﻢﻌﻧ « ۰۱۲۳۴۵۶۷۸۹ ٠١٢٣٤٥٦٧٨٩
ﻪﻟﺍﮊ ﺞﻨﭘ ﺭﺎﻬﭼ ،ﮏﺷﺰﭘ ﯽﻫﺍﻮﮔ ؟ﺖﺳﺎﺠﮐ ﯼﺭﺍﺩﺮﻬﺷ ﻭ ﻪﻧﺎﺨﺑﺎﺘﮐ !ﺪﯾﺪﻣﺁ ﺵﻮﺧ
ﻢﻫﺍﻮﺧﯽﻣ ﭻﭙﭼ ﭗﭙﺳ ﮋﭘ ﭻﮔ ﯽﯿﯾ ﮓﮕﮕﮔ ﮏﮑﮐ ﮊﮊ ﭻﭽﭽﭼ ﭗﭙﭙﭘ
"""


def picture(font, text):
    """The text as an image; a character that the font does not have is a red cell."""
    width, height, glyphs = font
    shown = {character: bitmap for bitmap, characters in glyphs for character in characters}
    rows = text.splitlines()
    columns = max((len(row) for row in rows), default=1)
    image = Image.new("RGB", (width * columns, height * len(rows)), PAPER)
    for line, row in enumerate(rows):
        for column, character in enumerate(row):
            bitmap = shown.get(character)
            for y in range(height):
                for x in range(width):
                    if bitmap is None:
                        image.putpixel((column * width + x, line * height + y), MISSING)
                    elif bitmap[y] >> (width - 1 - x) & 1:
                        image.putpixel((column * width + x, line * height + y), INK)
    return image


def main():
    """Reads the command line, draws."""
    parser = argparse.ArgumentParser(description="Draws text with a console font.")
    parser.add_argument("font", type=Path)
    parser.add_argument("picture", type=Path)
    parser.add_argument("text", type=Path, nargs="?")
    options = parser.parse_args()
    text = options.text.read_text(encoding="utf-8") if options.text else SAMPLE
    picture(psf.read(options.font.read_bytes()), text).save(options.picture)


if __name__ == "__main__":
    try:
        main()
    except (OSError, ValueError) as failure:
        sys.exit(str(failure))
