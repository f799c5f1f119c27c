#!/usr/bin/env python3
"""A virtual machine with the guest of image.py: its keys, its screen, its serial log, a root shell inside.

    vm.py [--memory MB] [--screen 1024x768]      starts it and reads lines: a key such as `plus`, `shift-equal` or `ret`;
                                                 `shot NAME`; `wait SECONDS`; `! COMMAND` in the guest's root shell; `quit`
"""

import argparse
import base64
import contextlib
import json
import pathlib
import socket
import struct
import subprocess
import sys
import tempfile
import time

import image
from cache import say

# Positions of keys on a French keyboard, by QEMU's names, which are those of an American one. Key names that are not here
# are QEMU's own: `down`, `ret`, `esc`, `f1`.
KEYS = {
    "plus": ("shift", "equal"), "star": ("backslash",), "question": ("shift", "m"), "zero": ("shift", "0"),
    **{str(digit): ("shift", str(digit)) for digit in range(1, 10)},
}


class Machine:
    """A running machine. Leaving the `with` ends it; nothing that it wrote to its disk is kept."""

    def __init__(self, out, memory=256, screen=(1024, 768), append="", extra=()):
        self.out = pathlib.Path(out)
        self.out.mkdir(parents=True, exist_ok=True)
        # The name of a socket is at most 107 bytes long.
        self.folder = tempfile.TemporaryDirectory(prefix="repere-vm-", dir="/tmp")
        self.ways = pathlib.Path(self.folder.name)
        self.serial_log = self.out / "serial.log"
        self.serial_log.write_text("")
        self.asked = 0
        width, height = screen
        kernel_line = (
            "root=/dev/vda ro console=ttyS0 console=tty1 quiet loglevel=3 systemd.show_status=0 "
            f"vt.global_cursor_default=0 mitigations=off panic=5 {append}"
        )
        # Always emulated: a /dev/kvm that opens and then runs no guest has been seen.
        self.command = [
            "qemu-system-x86_64", "-machine", "pc,accel=tcg,usb=off,vmport=off", "-cpu", "core2duo", "-smp", "1",
            "-m", str(memory), "-nodefaults", "-no-user-config", "-nic", "none", "-display", "none", "-no-reboot",
            "-device", f"VGA,xres={width},yres={height}", "-device", "virtio-rng-pci",
            "-chardev", f"file,id=log,path={self.serial_log}", "-serial", "chardev:log",
            "-chardev", f"socket,id=shell,path={self.ways}/shell,server=on,wait=off", "-serial", "chardev:shell",
            "-qmp", f"unix:{self.ways}/qmp,server=on,wait=off",
            "-drive", f"id=disk,if=none,format=raw,file={image.DISK},snapshot=on",
            "-device", "virtio-blk-pci,drive=disk",
            "-kernel", str(image.KERNEL), "-initrd", str(image.INITRD), "-append", kernel_line, *extra,
        ]

    def __enter__(self):
        self.started = time.monotonic()
        self.errors = self.out / "qemu.log"
        with self.errors.open("w") as errors:
            self.process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL, stderr=errors)
        self.monitor = self.connect("qmp")
        self.answers = self.monitor.makefile("r")
        self.answers.readline()
        self.ask("qmp_capabilities")
        self.shell = self.connect("shell")
        return self

    def __exit__(self, *_):
        with contextlib.suppress(OSError, RuntimeError, ValueError):
            self.ask("quit")
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.folder.cleanup()

    def seconds(self):
        """Since the machine was switched on."""
        return time.monotonic() - self.started

    def connect(self, name):
        while True:
            way = socket.socket(socket.AF_UNIX)
            try:
                way.connect(str(self.ways / name))
                return way
            except OSError:
                way.close()
                if self.process.poll() is not None:
                    raise RuntimeError(f"QEMU ended: {self.errors.read_text()}") from None
                time.sleep(0.05)

    def ask(self, command, **arguments):
        """One command to QEMU (QMP), and what it answers."""
        self.monitor.sendall(json.dumps({"execute": command, "arguments": arguments}).encode() + b"\n")
        while line := self.answers.readline():
            answer = json.loads(line)
            if "error" in answer:
                raise RuntimeError(f"{command}: {answer['error']['desc']}")
            if "return" in answer:
                return answer["return"]
        raise RuntimeError(f"QEMU ended: {self.errors.read_text()}")

    def press(self, key):
        """Presses a key of KEYS, a key that QEMU knows, or several at once with hyphens between them."""
        codes = KEYS.get(key) or key.split("-")
        self.ask("send-key", keys=[{"type": "qcode", "data": code} for code in codes], **{"hold-time": 60})

    def picture(self, name):
        """The screen as a PNG file, for people, and as a PPM file, for comparing."""
        for form in ("png", "ppm"):
            arguments = {"format": "png"} if form == "png" else {}
            self.ask("screendump", filename=str(self.out / f"{name}.{form}"), **arguments)
        return self.out / f"{name}.png"

    def run(self, command, seconds=60):
        """Runs a command in the guest as root, and returns what it prints. Waits for the shell as long as it takes."""
        self.asked += 1
        first, last = f"BEGIN{self.asked}:", f":END{self.asked}"
        # The quotes keep the marks from being found in the echo of the command itself.
        line = f"stty -echo -opost; printf '%s' BEGIN''{self.asked}:; {command}\nprintf '%s' :''END{self.asked}\n"
        until = time.monotonic() + seconds
        self.shell.settimeout(2)
        self.shell.sendall(line.encode())
        heard = b""
        while time.monotonic() < until:
            with contextlib.suppress(TimeoutError):
                heard += self.shell.recv(65536)
            text = heard.decode(errors="replace")
            if first in text and last in text.split(first, 1)[1]:
                return text.split(first, 1)[1].split(last, 1)[0].strip()
            if self.process.poll() is not None:
                raise RuntimeError(f"QEMU ended: {self.errors.read_text()}")
        raise TimeoutError(f"{command}: no end after {seconds} s; heard {heard.decode(errors='replace')!r}")

    def wait_for_shell(self, seconds=240):
        """Waits until the guest's root shell answers; what is written before it is there may be lost."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            with contextlib.suppress(TimeoutError):
                self.run("true", 3)
                return
        raise TimeoutError(f"no shell after {seconds} s; serial: {self.serial_log.read_text(errors='replace')[-2000:]}")

    def screen(self):
        """What the kernel has on the console: columns, rows, the cursor as column and row, and the lines of text."""
        while True:
            said = self.run("head -c 4 /dev/vcsa1 | base64 -w0; echo; base64 -w0 /dev/vcsu1")
            place, text = (base64.b64decode(line) for line in said.split("\n"))
            rows, columns, x, y = place
            # Otherwise the size changed between the two.
            if len(text) == columns * rows * 4:
                break
        cells = [chr(code) for code in struct.unpack(f"={columns * rows}I", text)]
        lines = ["".join(cells[row * columns:(row + 1) * columns]) for row in range(rows)]
        return columns, rows, (x, y), lines


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--memory", type=int, default=256)
    arguments.add_argument("--screen", default="1024x768")
    arguments.add_argument("--out", default="/tmp/repere-vm-out")
    given = arguments.parse_args()
    screen = tuple(int(side) for side in given.screen.split("x"))
    with Machine(given.out, given.memory, screen) as machine:
        for line in sys.stdin:
            match line.strip().split(None, 1):
                case ["quit"]:
                    return
                case ["shot", name]:
                    say(machine.picture(name))
                case ["wait", seconds]:
                    time.sleep(float(seconds))
                case ["!", command]:
                    machine.wait_for_shell()
                    say(machine.run(command, 300))
                case [*_]:
                    for key in line.split():
                        machine.press(key)
                        time.sleep(0.3)


if __name__ == "__main__":
    main()
