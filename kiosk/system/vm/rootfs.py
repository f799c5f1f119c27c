#!/usr/bin/env python3
"""Builds the guest's system: Debian stable with a kernel, systemd and the console, nothing of Repère. Run it as root.

The result is one tar file in the cache, made again only when this file changes or with --again.
"""

import argparse
import hashlib
import os
import pathlib

from cache import CACHE, SCRATCH, run, say

SUITE = "trixie"
MIRROR = os.environ.get("REPERE_VM_MIRROR", "http://deb.debian.org/debian")
# The generic kernel: the one for clouds has neither a framebuffer nor USB.
PACKAGES = [
    "systemd-sysv", "udev", "kmod", "initramfs-tools", "linux-image-amd64", "zstd",
    "kbd", "console-setup", "console-setup-linux", "dosfstools", "e2fsprogs", "procps",
]
# What a machine without a network, sound and a real graphics card does not read.
LEFT_OUT = ["/usr/share/man/*", "/usr/share/doc/*", "/usr/share/locale/*", "/usr/share/info/*"] + [
    f"{top}/modules/*/kernel/{part}/*"
    for top in ("/lib", "/usr/lib")
    for part in (
        "drivers/net", "drivers/media", "drivers/infiniband", "drivers/gpu/drm/amd", "drivers/gpu/drm/nouveau",
        "drivers/gpu/drm/radeon", "drivers/gpu/drm/i915", "drivers/gpu/drm/xe", "sound",
    )
]


def rootfs():
    """The tar file that this recipe makes; its name changes with the recipe."""
    recipe = hashlib.sha256(pathlib.Path(__file__).read_bytes()).hexdigest()[:12]
    return CACHE / f"rootfs-{SUITE}-{recipe}.tar"


def build(again=False):
    """Builds the tar file unless it is there."""
    target = rootfs()
    if target.exists() and not again:
        say(f"{target} is there")
        return target
    CACHE.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(".part.tar")
    say(f"Debian {SUITE} from {MIRROR}")
    run(
        "mmdebstrap", "--mode=root", "--variant=minbase", "--format=tar", f"--include={','.join(PACKAGES)}",
        *[f"--dpkgopt=path-exclude={path}" for path in LEFT_OUT],
        SUITE, unfinished, MIRROR,
        env={**os.environ, "TMPDIR": str(SCRATCH), "DEBIAN_FRONTEND": "noninteractive"},
    )
    unfinished.rename(target)
    for old in CACHE.glob(f"rootfs-{SUITE}-*.tar"):
        if old != target:
            old.unlink()
    say(f"{target}: {target.stat().st_size >> 20} MB")
    return target


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--again", action="store_true", help="build it even if it is there")
    build(arguments.parse_args().again)
