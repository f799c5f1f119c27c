"""Where built things are kept: outside the repository, so that nothing large is ever committed."""

import os
import pathlib
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parents[2]
CACHE = pathlib.Path(os.environ.get("REPERE_VM_CACHE", pathlib.Path.home() / ".cache" / "repere-vm"))
# Unpacking a system is thousands of small files: memory is several times faster than a disk.
SCRATCH = pathlib.Path("/dev/shm") if os.access("/dev/shm", os.W_OK) else CACHE

STARTED = time.monotonic()


def say(text):
    """One line on the standard output, with the seconds since the start."""
    print(f"[{time.monotonic() - STARTED:6.1f}] {text}", flush=True)


def run(*command, **options):
    """Runs a program, and ends this one with its output if it fails."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False, **options)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout
