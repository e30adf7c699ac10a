// Opens a page in headless Chromium and keeps it open until standard input ends.
import { chromium } from "playwright-core";

const [executablePath, page] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
process.stdin.on("end", () => browser.close()).resume();
await (await browser.newPage()).goto(page);
