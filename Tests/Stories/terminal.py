"""A program in a pseudo-terminal: what a learner types and what a learner reads."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time

ESCAPES = re.compile(r"\x1b(\[[0-9;?]*[A-Za-z]|\].*?\x07|[()][AB0])")


class Failed(Exception):
    """A story that did not go as it is told."""


class Terminal:
    """One run of a program with a terminal of its own."""

    def __init__(self, command, folder, environment, rows=40, columns=100):
        self.text = ""
        self.mark = 0
        self.status = None
        self.pid, self.file = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.execvpe(command[0], command, environment)
        self.resize(rows, columns)

    def resize(self, rows, columns):
        fcntl.ioctl(self.file, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read(self, seconds):
        """Takes what is there; false when the program has closed its terminal."""
        if not select.select([self.file], [], [], seconds)[0]:
            return True
        try:
            more = os.read(self.file, 65536)
        except OSError:
            return False
        self.text += ESCAPES.sub("", more.decode("utf-8", "replace")).replace("\r", "")
        return bool(more)

    def expect(self, *words, seconds=30):
        """Waits for one of these words after the last ones; returns the seconds it took."""
        began = time.monotonic()
        while True:
            found = [self.text.find(word, self.mark) for word in words]
            hits = [(place, word) for place, word in zip(found, words) if place >= 0]
            if hits:
                place, word = min(hits)
                self.mark = place + len(word)
                return time.monotonic() - began
            if time.monotonic() - began > seconds or not self.read(0.05):
                raise Failed(f"never said {' or '.join(words)!r}; it said:\n{self.text[self.mark:][-1500:]}")

    def never(self, word, seconds=0.5):
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.read(0.05):
            pass
        if word in self.text[self.mark:]:
            raise Failed(f"said {word!r}")

    def press(self, keys):
        os.write(self.file, keys.encode())

    def wait(self, seconds=10):
        """Waits for the end of the program and returns its exit status; -N for signal N."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.read(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                while self.read(0.05) and select.select([self.file], [], [], 0.05)[0]:
                    pass
                self.status = os.waitstatus_to_exitcode(status)
                return self.status
        raise Failed("did not end")

    def is_echoing(self):
        """Whether the terminal behaves as a shell wants it."""
        return bool(termios.tcgetattr(self.file)[3] & termios.ECHO)

    def end(self):
        if self.status is None:
            try:
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
            except (ProcessLookupError, ChildProcessError):
                pass
        os.close(self.file)


def run(command, folder, environment, seconds=120):
    """Runs without a terminal; returns exit status, standard output and standard error."""
    done = subprocess.run(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True,
        text=True, timeout=seconds)
    return done.returncode, done.stdout, done.stderr
