"""Firefox and WebKit, each with one tab."""

import json
import os
import shutil
import subprocess
import time
from abc import ABC, abstractmethod
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

from selenium import webdriver
from selenium.common.exceptions import (
    ElementNotInteractableException,
    WebDriverException,
)
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.remote_connection import RemoteConnection

from tests.browser.sites import answers, free_port

HERE = Path(__file__).parent
LIMIT = 60  # seconds, on a slow and busy machine
# The directory is the one of Debian; MiniBrowser is not meant to be started by people.
MINI_BROWSERS = "/usr/lib/*/webkit2gtk-4.*/MiniBrowser"
# So that the window can be as narrow as a phone, its toolbar takes no room.
NARROW = "* { min-width: 0; padding: 0; margin: 0; font-size: 1px }\n"


class MissingProgramError(Exception):
    """A program is not installed."""


def program(*names, package):
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        raise MissingProgramError(
            f"{names[0]} is not installed. Debian: apt-get install {package}"
        )
    return found


def until(test, what):
    """Wait until a test succeeds, and return what it found."""
    end = time.monotonic() + LIMIT
    while not (found := test()):
        if time.monotonic() > end:
            raise TimeoutError(what)
        time.sleep(0.05)
    return found


class Tab(ABC):
    """What both engines can do."""

    @abstractmethod
    def go(self, url):
        """Open an address."""

    @abstractmethod
    def run(self, script):
        """Return what a function in JavaScript returns."""

    def wait(self, script):
        """Wait until a function in JavaScript returns something true."""
        return until(lambda: self.run(script), script)

    def wait_for_url(self, part):
        until(lambda: part in self.url, f"{part} in {self.url}")


class Firefox(Tab):
    """Firefox, through the program beside this file."""

    def __init__(self, folder, preferences=None):
        node = program("node", "nodejs", package="npm")
        firefox = program("firefox-esr", "firefox", package="firefox-esr")
        if not (HERE / "node_modules/puppeteer-core").exists():
            raise MissingProgramError(
                "puppeteer-core is not installed. Run: make browser-test"
            )
        self.log = (folder / "firefox.log").open("w+")
        self.process = subprocess.Popen(  # noqa: S603 - our own command
            [node, "firefox.cjs", firefox, json.dumps(preferences or {})],
            cwd=HERE,
            # As root, Firefox refuses to use the folder of somebody else.
            env={**os.environ, "HOME": str(folder)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.log,
            text=True,
        )
        self.hear()

    def hear(self):
        if not (line := self.process.stdout.readline()):
            self.log.seek(0)
            raise RuntimeError(f"Firefox has stopped: {self.log.read()}")
        said = json.loads(line)
        if "failed" in said:
            raise RuntimeError(said["failed"])
        return said["answer"]

    def do(self, what, **more):
        self.process.stdin.write(json.dumps({"do": what, **more}) + "\n")
        self.process.stdin.flush()
        return self.hear()

    def go(self, url):
        return self.do("go", url=url)

    def resize(self, width, height=900):
        self.do("size", width=width, height=height)

    def run(self, script):
        return self.do("run", script=f"({script})()")

    def click(self, at):
        self.do("click", at=at)

    def type(self, at, text):
        self.do("type", at=at, text=text)

    def press(self, key):
        self.do("press", key=key)

    @property
    def url(self):
        return self.do("url")

    def print(self, file, paper="letter"):
        self.do("print", file=str(file), format=paper)
        return file

    def picture(self, file, whole=False):
        self.do("picture", file=str(file), whole=whole)

    def close(self):
        self.process.stdin.close()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(LIMIT)
        self.process.kill()
        self.process.stdout.close()
        self.log.close()


class WebKit(Tab):
    """WebKit as GNOME builds it, in MiniBrowser, through selenium."""

    def __init__(self, folder):
        driver = program("WebKitWebDriver", package="webkit2gtk-driver")
        mini = next(Path("/").glob(MINI_BROWSERS[1:]), None)
        if mini is None:
            raise MissingProgramError(f"There is no {MINI_BROWSERS}")
        with ExitStack() as stack:
            self.display = stack.enter_context(screen())
            port = free_port()
            env = environment(folder, self.display)
            inside = [program("dbus-run-session", package="dbus-daemon"), "--", driver]
            stack.enter_context(
                running([*inside, f"--port={port}"], folder / "webkit.log", env)
            )
            until(lambda: answers(port), "WebKitWebDriver")
            options = webdriver.WebKitGTKOptions()
            options.binary_location = str(mini)
            options.add_argument("--automation")
            # Nothing leaves this computer.
            options.add_argument("--proxy=http://127.0.0.1:9")
            options.add_argument("--ignore-host=localhost")
            self.driver = webdriver.Remote(
                RemoteConnection(
                    client_config=ClientConfig(f"http://127.0.0.1:{port}")
                ),
                options=options,
            )
            stack.callback(self.driver.quit)
            self.driver.set_script_timeout(LIMIT)
            self.focus_window(env)
            self.stack = stack.pop_all()

    def focus_window(self, env):
        """Give the window the keyboard, as there is no window manager to do it."""
        tool = program("xdotool", package="xdotool")
        found = [tool, "search", "--sync", "--onlyvisible", "--class", "MiniBrowser"]
        subprocess.run(  # noqa: S603 - our own command
            [*found, "windowfocus"], env=env, check=True, timeout=LIMIT
        )

    def go(self, url):
        self.driver.get(url)

    def resize(self, width, height=900):
        """Give the page this size, whatever the frame of the window takes."""
        for _ in range(2):
            self.frame(width, height)
        until(lambda: self.is_resized(width, height), f"{width} pixels")

    def frame(self, width, height):
        """Give the window the size of the page and of all that it draws around it."""
        inner = self.run("() => [innerWidth, innerHeight]")
        outer = self.driver.get_window_size()
        wide = outer["width"] + width - inner[0]
        high = outer["height"] + height - inner[1]
        # The page may still have the size that its window had before.
        if wide > 0 and high > 0:
            self.driver.set_window_size(wide, high)

    def is_resized(self, width, height):
        if self.run("() => innerWidth") == width:
            return True
        self.frame(width, height)
        return False

    def run(self, script):
        return self.driver.execute_script(f"return ({script})()")

    def click(self, at):
        element = self.driver.find_element(By.CSS_SELECTOR, at)
        # What is scrolled into view may move what is laid out only then.
        until(lambda: self.is_clicked(element), at)

    def is_clicked(self, element):
        self.driver.execute_script("arguments[0].scrollIntoView()", element)
        try:
            element.click()
        except ElementNotInteractableException:
            return False
        return True

    def type(self, at, text):
        self.driver.find_element(By.CSS_SELECTOR, at).send_keys(text)

    def press(self, key):
        keys = getattr(Keys, key.upper())
        webdriver.ActionChains(self.driver).send_keys(keys).perform()

    @property
    def url(self):
        with suppress(WebDriverException):
            return self.driver.current_url
        return ""

    def picture(self, file):
        self.driver.save_screenshot(str(file))

    def close(self):
        self.stack.close()


def environment(folder, display):
    """Return what WebKit needs to start anywhere, also as root in a container."""
    look = folder / "gtk-3.0"
    look.mkdir(exist_ok=True)
    (look / "gtk.css").write_text(NARROW)
    return {
        **os.environ,
        "DISPLAY": display,
        "HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
        "XDG_CACHE_HOME": str(folder),
        "XDG_DATA_HOME": str(folder),
        "XDG_RUNTIME_DIR": str(folder),
        "GDK_BACKEND": "x11",
        "LIBGL_ALWAYS_SOFTWARE": "1",
        "NO_AT_BRIDGE": "1",
        "WEBKIT_DISABLE_DMABUF_RENDERER": "1",
        "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
    }


@contextmanager
def running(command, log, env=None, **more):
    """Run a program, and end it with all that it has started."""
    with log.open("w") as kept:
        process = subprocess.Popen(  # noqa: S603 - our own command
            command, stdout=kept, stderr=kept, env=env, start_new_session=True, **more
        )
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, 15)
            process.wait(LIMIT)


@contextmanager
def screen():
    """Return the name of an X display that nobody sees."""
    server = program("Xvfb", package="xvfb")
    reading, writing = os.pipe()
    command = [server, "-displayfd", str(writing), "-screen", "0", "1600x1200x24"]
    log = Path(os.devnull)
    with (
        closing(os.fdopen(reading)) as said,
        running([*command, "-nolisten", "tcp"], log, pass_fds=[writing]),
    ):
        os.close(writing)
        yield f":{said.readline().strip()}"
