// Firefox, driven over WebDriver BiDi: each line of the input is a command in JSON, and
// each line of the output its answer. Arguments: the program, and preferences in JSON.
const readline = require("node:readline");
const puppeteer = require("puppeteer-core");

const [program, preferences] = process.argv.slice(2);
// Nothing leaves this computer: whatever is not local goes to a proxy that is not there.
const QUIET = {
  "network.proxy.type": 1,
  "network.proxy.http": "127.0.0.1",
  "network.proxy.http_port": 9,
  "network.proxy.ssl": "127.0.0.1",
  "network.proxy.ssl_port": 9,
  "dom.ipc.processCount": 1,
};
const LIMIT = 60_000; // milliseconds, on a slow and busy machine

const COMMANDS = {
  size: (page, { width, height }) => page.setViewport({ width, height }),
  go: (page, { url }) => page.goto(url, { timeout: LIMIT }).then((answer) => answer?.status()),
  run: (page, { script }) => page.evaluate(script),
  click: (page, { at }) => page.locator(at).setTimeout(LIMIT).click(),
  type: async (page, { at, text }) => {
    await page.focus(at);
    await page.keyboard.type(text);
  },
  press: (page, { key }) => page.keyboard.press(key),
  url: (page) => page.url(),
  print: (page, { file, format }) => page.pdf({ path: file, format }).then(() => null),
  picture: (page, { file, whole }) =>
    page.screenshot({ path: file, fullPage: Boolean(whole) }).then(() => null),
};

async function main() {
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: program,
    extraPrefsFirefox: { ...QUIET, ...JSON.parse(preferences ?? "{}") },
    timeout: 2 * LIMIT,
    protocolTimeout: 3 * LIMIT,
  });
  const say = (answer) => process.stdout.write(`${JSON.stringify(answer)}\n`);
  try {
    const page = await browser.newPage();
    say({ answer: await browser.version() });
    for await (const line of readline.createInterface({ input: process.stdin })) {
      const command = JSON.parse(line);
      try {
        say({ answer: (await COMMANDS[command.do](page, command)) ?? null });
      } catch (error) {
        say({ failed: String(error) });
      }
    }
  } finally {
    await browser.close();
  }
}

main().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
