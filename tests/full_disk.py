"""A real disk of a few kilobytes, which a test can fill."""

import os
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

KILOBYTES = 256


@dataclass
class Disk:
    path: Path

    def fill(self, leaving=0):
        """Leave this many kilobytes free."""
        with (self.path / "filling").open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(b"x" * 4096)
            except OSError:
                pass
            file.truncate(file.tell() - leaving * 1024)

    def make_room(self):
        (self.path / "filling").unlink()

    def files(self):
        """Name what was put there, but for what fills it."""
        return sorted(
            name
            for _folder, _folders, names in os.walk(self.path)
            for name in names
            if name != "filling"
        )


@contextmanager
def mounted(path, kilobytes=KILOBYTES):
    path.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(path)]
    try:
        done = subprocess.run(mount, capture_output=True, text=True, check=False)  # noqa: S603 - our own arguments
    except FileNotFoundError:
        pytest.skip("there is no mount on this machine")
    if done.returncode:
        pytest.skip(f"no disk can be mounted: {done.stderr.strip()}")
    try:
        yield Disk(path)
    finally:
        # At once, even if something still has a file of it open.
        subprocess.run(["umount", "--lazy", str(path)], check=True)  # noqa: S603, S607 - the same
