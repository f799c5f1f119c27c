#!/usr/bin/env python3
"""Checks on a real Linux console that the size of the letters changes, and that what is drawn is what should be.

    check_console.py [--out FOLDER] [--memory MB] [--screen 1024x768]

Presses `+` through all sizes in French and in Arabic, and tries the three colours; at each step compares the grid that the
guest reports with the one that the screen's pixels give, and the picture with the characters and the fonts. Says each fault,
leaves a picture of each step in FOLDER, and ends with 1 if there was a fault.
"""

import argparse
import re
import sys
import time

from cache import say
from picture import FONTS, Picture, faults, glyphs_of
from vm import Machine

COMFORTABLE = (64, 22)
SMALLEST = (40, 12)
# Emulated, a page takes well under a second; the machine below may be busy.
PATIENCE = 30
# Letters of the Arabic block: on a console that joins nothing, each must have become one of the presentation forms.
UNSHAPED = re.compile("[\u0620-\u064a\u0671-\u06d3]")
SHAPED = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")


def sizes(screen):
    """The grid and the cell of each size on this screen: the rule of src/model/look.rs, written a second time."""
    grids = [((screen[0] // width, screen[1] // height), (width, height)) for width, height in FONTS]
    holds = [grid[0] >= COMFORTABLE[0] and grid[1] >= COMFORTABLE[1] for grid, _ in grids]
    normal = max((place for place, fits in enumerate(holds) if fits), default=0)
    return grids[normal:normal + 1] + [
        entry for entry in grids[normal + 1:] if entry[0][0] >= SMALLEST[0] and entry[0][1] >= SMALLEST[1]
    ]


class Check:
    """One run: the machine, and what was wrong."""

    def __init__(self, machine):
        self.machine = machine
        self.wrong = []
        self.steps = 0

    def fault(self, name, text):
        self.wrong.append(f"{name}: {text}")
        say(f"FAULT {self.wrong[-1]}")

    def still(self, grid=None):
        """What stands on the console once it has this grid and nothing changes any more."""
        until = time.monotonic() + PATIENCE
        before = None
        while True:
            now = self.machine.screen()
            if now == before and (grid is None or now[:2] == grid) and any(line.strip() for line in now[3]):
                return now
            if time.monotonic() > until:
                return now
            before = now
            time.sleep(0.3)

    def step(self, name, entry, pressed=None):
        """Presses a key, waits, looks; returns the lines of the console."""
        grid, cell = entry
        if pressed:
            self.machine.press(pressed)
            time.sleep(0.5)
        columns, rows, cursor, lines = self.still(grid)
        self.steps += 1
        name = f"{self.steps:02}-{name}"
        self.machine.picture(name)
        reported = tuple(int(word) for word in self.machine.run("stty -F /dev/tty1 size").split())
        if reported != (grid[1], grid[0]) or (columns, rows) != grid:
            said = f"{columns}×{rows} characters, the terminal says {reported[1]}×{reported[0]}"
            self.fault(name, f"{said}: not {grid[0]}×{grid[1]}")
            return lines
        picture = Picture(self.machine.out / f"{name}.ppm")
        found, pairs = faults(picture, cell, cursor, lines)
        # A page that changed in between, the clock for one, is looked at again.
        if found and self.machine.screen() != (columns, rows, cursor, lines):
            return self.step(f"{name[3:]}-again", entry)
        for text in found[:5] + ([f"and {len(found) - 5} more"] if len(found) > 5 else []):
            self.fault(name, text)
        self.cursor(name, cell, cursor, lines)
        inks = ", ".join(f"#{ink.hex()} on #{ground.hex()}" for ink, ground in sorted(pairs))
        say(f"{name}: {columns}×{rows}, cursor at {cursor[0] + 1},{cursor[1] + 1}; {inks}")
        return lines

    def cursor(self, name, cell, cursor, lines):
        """The cursor blinks, in the line that has the marker of the focus."""
        x, y = cursor
        line = lines[y].strip()
        if not (line.startswith("▶") or line.endswith("◀")):
            self.fault(name, f"the cursor is in row {y + 1}, which has no marker: {line!r}")
        seen = set()
        for _ in range(30):
            self.machine.ask("screendump", filename=str(self.machine.out / "cursor.ppm"))
            seen.add(Picture(self.machine.out / "cursor.ppm").part(x * cell[0], y * cell[1], *cell))
            if len(seen) > 1:
                return
            time.sleep(0.07)
        self.fault(name, "no cursor blinks")

    def round(self, name, all_sizes):
        """All sizes once, and back to the first."""
        first = self.step(f"{name}-normal", all_sizes[0])
        for grid, cell in all_sizes[1:]:
            self.step(f"{name}-{cell[0]}x{cell[1]}", (grid, cell), "plus")
        last = self.step(f"{name}-back", all_sizes[0], "plus")
        # Compared as they look: the kernel begins to keep characters when somebody first reads them, and guesses those that
        # stand there by then from their glyphs. The clock is in the first row; the row before the last tells of the change.
        glyphs = glyphs_of(all_sizes[0][1])
        for row, (before, after) in enumerate(zip(first[1:-2], last[1:-2], strict=True), 2):
            if [glyphs.get(character) for character in before] != [glyphs.get(character) for character in after]:
                self.fault(name, f"after all sizes row {row} is {after.rstrip()!r}, and was {before.rstrip()!r}")

    def number_of(self, pattern, lines):
        """The number of the choice whose line has this."""
        found = [re.match(r"\W*(\d)\s", line) for line in lines if re.search(pattern, line)]
        return next((match.group(1) for match in found if match), None)


def check(machine, screen):
    """All that is checked; returns what is wrong."""
    this = Check(machine)
    all_sizes = sizes(screen)
    machine.wait_for_shell()
    # Until then Debian's console-setup may load its font again; that is tried out further on, when it is expected.
    machine.run("udevadm settle", 120)
    this.still(all_sizes[0][0])
    say(f"the page stands {machine.seconds():.1f} s after switching on")
    this.round("french", all_sizes)

    # Debian's console-setup loads its font whenever udev finds a console, which may be long after the start.
    if len(all_sizes) > 1:
        this.step("before-console-setup", all_sizes[1], "plus")
        machine.run("/etc/console-setup/cached_setup_font.sh")
        this.step("after-console-setup", all_sizes[1])
        for _ in all_sizes[1:]:
            machine.press("plus")
            time.sleep(0.1)
        this.step("pressed-quickly", all_sizes[0])

    # The colours: the second page of the help has their choice.
    for place in range(3):
        machine.press("question")
        time.sleep(1)
        machine.press("pgdn")
        number = this.number_of("Couleurs", this.still()[3])
        if number is None:
            this.fault("colours", "no choice of colours on the second page of the help")
            break
        machine.press(number)
        time.sleep(1)
        this.step(f"colours-{place + 1}", all_sizes[0], "esc")

    languages = this.step("languages", all_sizes[0], "star")
    number = this.number_of("ﺔﻴﺑﺮﻌﻟﺍ", languages)
    if number is None:
        this.fault("languages", "العربية is not there, joined and from right to left")
        number = "4"
    machine.press(number)
    time.sleep(1)
    this.round("arabic", all_sizes)
    text = "".join(this.still()[3])
    if UNSHAPED.search(text) or not SHAPED.search(text):
        this.fault("arabic", "there are letters that are not joined")

    machine.press("end")
    time.sleep(1)
    lines = this.step("end-of-the-session", all_sizes[0])
    if SHAPED.search("".join(lines[:3])):
        this.fault("end", "the next visitor finds Arabic")
    units = machine.run("systemctl is-system-running; systemctl --failed --no-legend")
    if units != "running":
        this.fault("guest", units)
    say(machine.run("free -m"))
    say(machine.run("grep -E '^(Name|VmHWM|RssAnon|RssFile)' /proc/$(pidof repere)/status"))
    say(machine.run("journalctl -b -u repere -u repere-helper --no-pager -o cat | tail -20"))
    return this.wrong


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--out", default="/tmp/repere-vm-out", metavar="FOLDER")
    arguments.add_argument("--memory", type=int, default=256, metavar="MB")
    arguments.add_argument("--screen", default="1024x768")
    given = arguments.parse_args()
    screen = tuple(int(side) for side in given.screen.split("x"))
    with Machine(given.out, given.memory, screen) as machine:
        wrong = check(machine, screen)
    say(f"{len(wrong)} faults; pictures in {given.out}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
