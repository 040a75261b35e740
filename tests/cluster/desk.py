"""The publisher's process, and the steps that it is sent one after the other."""

import itertools
import json
import subprocess
import sys
import threading
import time

from tests.browser.sites import ROOT
from tests.cluster.judging import Commit

# What is withdrawn is gone for three steps, longer than it may still be seen.
ROUND = [
    "withdraw",
    "article",
    "contact",
    "withdrawn",
    "hide",
    "setting",
    "figure",
    "hidden",
]
EDITS = {"article", "contact", "setting", "figure", "withdrawn", "hidden"}


class Desk:
    """Sends one step after the other, each again until it is committed."""

    def __init__(self, settings, log, pace):
        self.pace = pace
        self.commits, self.failures = [], []
        self.numbers = dict.fromkeys(EDITS, 0)
        # Whoever holds it takes several steps with none between them.
        self.guard, self.is_over = threading.RLock(), threading.Event()
        self.thread = threading.Thread(target=self.go_on)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.cluster.publisher"],
            cwd=ROOT,
            env=settings,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        self.heard("ready")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.is_over.set()
        if self.thread.ident:
            self.thread.join()
        with self.process:
            self.process.stdin.close()
            self.process.wait(30)

    def heard(self, word):
        """Wait for a line of the publisher's; the audit log writes there as well."""
        for line in self.process.stdout:
            if line.startswith(word):
                return line.removeprefix(word)
        raise RuntimeError("the publisher's process ended")

    def do(self, step):
        """Take one step, however often it takes."""
        with self.guard:
            number = self.number_of(step)
            while not self.is_over.is_set():
                self.process.stdin.write(f"{step} {number}\n")
                self.process.stdin.flush()
                told = json.loads(self.heard("told"))
                if "committed" in told:
                    times = told["committed"], told["begun"]
                    self.commits.append(Commit(step, number, *times))
                    return
                self.failures.append((time.time(), step, told["failed"]))
                self.is_over.wait(0.3)

    def number_of(self, step):
        """Return the next number of a mark, or the last one of what is withdrawn."""
        if step in EDITS:
            self.numbers[step] += 1
            return self.numbers[step]
        return self.numbers["withdrawn" if step == "withdraw" else "hidden"]

    def go_on(self):
        for step in itertools.cycle(ROUND):
            if self.is_over.wait(self.pace):
                return
            self.do(step)
