#!/usr/bin/env python3
"""Makes the guest's disk, kernel and initrd of the system of rootfs.py, the folder guest/ and our binaries. Run it as root.

    image.py BINARIES        the folder in which cargo left `repere` and `repere-helper`
"""

import argparse
import contextlib
import gzip
import lzma
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import rootfs
from cache import CACHE, HERE, REPOSITORY, SCRATCH, run, say

DISK = CACHE / "root.img"
KERNEL = CACHE / "vmlinux"
INITRD = CACHE / "initrd"
SIZE = "900M"
# The screen's driver is in the initrd, so that the console has its framebuffer before the terminal starts.
EARLY_MODULES = ["virtio_pci", "virtio_blk", "ext4", "bochs", "virtio_gpu"]
ENABLED = ["repere.service", "repere-helper.socket", "check-shell.service"]
# What a guest of a few minutes has no use for; some of it takes half a minute of emulated time.
MASKED = [
    "getty@tty1.service", "serial-getty@ttyS0.service", "getty-static.service", "apt-daily.timer",
    "apt-daily-upgrade.timer", "e2scrub_all.timer", "e2scrub_reap.service", "fstrim.timer", "dpkg-db-backup.timer",
]


def unpack_zstd(data):
    """What comes before the end of the compressed part, which the program complains of: more follows it in the file."""
    return subprocess.run(["zstd", "-dcq"], input=data, check=False, capture_output=True).stdout


def raw_kernel(packed):
    """The kernel without its wrapping: QEMU starts it directly, and no emulated second goes into unpacking it."""
    unpackers = {
        b"\xfd7zXZ\x00": lambda data: lzma.LZMADecompressor().decompress(data),
        b"\x28\xb5\x2f\xfd": unpack_zstd,
        b"\x1f\x8b\x08": gzip.decompress,
    }
    for magic, unpack in unpackers.items():
        at = packed.find(magic)
        while at >= 0:
            with contextlib.suppress(lzma.LZMAError, OSError, EOFError):
                kernel = unpack(packed[at:])
                if kernel.startswith(b"\x7fELF"):
                    return kernel
            at = packed.find(magic, at + 1)
    sys.exit("no kernel found in vmlinuz")


def fill(root, binaries):
    """Puts into `root` what is ours."""
    shutil.copytree(HERE / "guest", root, dirs_exist_ok=True)
    for path in (HERE / "guest").rglob("*"):
        os.chown(root / path.relative_to(HERE / "guest"), 0, 0)
    for name in ("repere", "repere-helper"):
        shutil.copy(binaries / name, root / "usr/bin" / name)
        (root / "usr/bin" / name).chmod(0o755)
    fonts = root / "usr/share/repere/fonts"
    fonts.mkdir(parents=True)
    for font in sorted((REPOSITORY / "kiosk/system/fonts").glob("*.psf")):
        shutil.copy(font, fonts)
    shutil.copy(REPOSITORY / "kiosk/system/helper/helper.toml", root / "etc/repere/helper.toml")
    run("chroot", root, "useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent",
        "--shell", "/usr/sbin/nologin", "repere")
    run("systemctl", f"--root={root}", "enable", *ENABLED)
    run("systemctl", f"--root={root}", "mask", *MASKED)
    run("systemctl", f"--root={root}", "set-default", "multi-user.target")


def console_cache(root):
    """What console-setup would otherwise make with Perl at each start, which takes longer than all the rest.

    A change of /etc/default counts as newer by the whole second; outside a console setupcon writes an American keymap.
    """
    for name in ("keyboard", "console-setup"):
        os.utime(root / "etc/default" / name, (1_500_000_000, 1_500_000_000))
    subprocess.run(["chroot", str(root), "setupcon", "--save-only"], check=False, capture_output=True)
    keymap = run("chroot", root, "sh", "-c", ". /etc/default/keyboard; "
                 "ckbcomp -model $XKBMODEL -layout $XKBLAYOUT ${XKBVARIANT:+-variant $XKBVARIANT}")
    with gzip.open(root / "etc/console-setup/cached_UTF-8_del.kmap.gz", "wt") as file:
        file.write(keymap)


def initrd(root):
    """The kernel's version, after making the initrd in `root`."""
    version = next((root / "lib/modules").iterdir()).name
    tools = root / "etc/initramfs-tools"
    (tools / "modules").write_text("\n".join(EARLY_MODULES) + "\n")
    conf = tools / "initramfs.conf"
    lines = [line for line in conf.read_text().splitlines() if not line.startswith(("MODULES=", "COMPRESS="))]
    conf.write_text("\n".join([*lines, "MODULES=list", "COMPRESS=zstd"]) + "\n")
    run("mount", "-t", "proc", "proc", root / "proc")
    try:
        run("chroot", root, "update-initramfs", "-u", "-k", version)
    finally:
        run("umount", root / "proc")
    return version


def build(binaries):
    """Makes disk, kernel and initrd in the cache."""
    system = rootfs.build()
    with tempfile.TemporaryDirectory(prefix="repere-vm-", dir=SCRATCH) as folder:
        root = pathlib.Path(folder) / "root"
        root.mkdir()
        run("tar", "-C", root, "--numeric-owner", "-xf", system)
        say("system unpacked")
        fill(root, binaries)
        console_cache(root)
        version = initrd(root)
        KERNEL.write_bytes(raw_kernel((root / f"boot/vmlinuz-{version}").read_bytes()))
        shutil.copy(root / f"boot/initrd.img-{version}", INITRD)
        unfinished = DISK.with_suffix(".part")
        unfinished.unlink(missing_ok=True)
        run("truncate", "-s", SIZE, unfinished)
        run("mke2fs", "-q", "-t", "ext4", "-L", "repere", "-m", "1", "-d", root, unfinished)
        unfinished.rename(DISK)
    say(f"Linux {version}; {DISK}: {DISK.stat().st_blocks * 512 >> 20} MB; initrd {INITRD.stat().st_size >> 20} MB")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("binaries", type=pathlib.Path, metavar="BINARIES")
    build(arguments.parse_args().binaries)
