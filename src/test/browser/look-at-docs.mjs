// Looks at the docs as people do, on a phone and on a desktop, by day and by night. Writes what is wrong, a line each, and
// takes pictures if it is told where to: node look-at-docs.mjs <browser> <http://localhost:8080> [<directory>]
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const [executablePath, toward, pictures] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const screens = { phone: { width: 360, height: 740 }, desktop: { width: 1280, height: 900 } };

const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});

for (const [screen, viewport] of Object.entries(screens)) {
  for (const colorScheme of ["light", "dark"]) {
    const context = await browser.newContext({ viewport, colorScheme });
    for (const path of ["/docs", "/docs/reference"]) {
      const page = await context.newPage();
      const where = `${path}, ${screen}, ${colorScheme}`;
      const complain = (what) => console.log(`${where}: ${what}`);
      page.on("console", (message) => ["error", "warning"].includes(message.type()) && complain(message.text()));
      page.on("pageerror", (error) => complain(error.message));
      page.on("request", (request) => {
        const url = request.url();
        if (!url.startsWith(toward) && !url.startsWith("data:")) complain(`asks for ${url}`);
      });
      await page.goto(toward + path, { waitUntil: "networkidle" });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (overflow > 0) complain(`is ${overflow} pixels too wide`);
      if (path === "/docs") {
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => window.axe.run());
        for (const { id, help, nodes } of violations) complain(`${id}: ${help}: ${nodes.map((node) => node.html).join(" ")}`);
      } else {
        const contract = await (await page.request.get(`${toward}/openapi?format=json`)).json();
        const count = Object.values(contract.paths).flatMap((item) => Object.values(item)).filter((each) => each.operationId);
        // A busy browser may have been idle before it asked for the contract.
        await page.locator(".opblock").nth(count.length - 1).waitFor().catch(() => {});
        const shown = await page.locator(".opblock").count();
        if (shown !== count.length) complain(`shows ${shown} of ${count.length} operations`);
        if (screen === "desktop") await tryOut(page, complain);
      }
      if (pictures) await page.screenshot({ path: `${pictures}/${where.replace(/\W+/g, "-")}.png`, fullPage: path === "/docs" });
      await page.close();
    }
    await context.close();
  }
}
await browser.close();

/** Calls the one endpoint that needs no token and changes nothing. */
async function tryOut(page, complain) {
  await page.goto(`${toward}/docs/reference#/Sessions/getKeys`, { waitUntil: "networkidle" });
  await page.reload({ waitUntil: "networkidle" });
  await page.locator("#operations-Sessions-getKeys .execute").click();
  const answer = page.locator("#operations-Sessions-getKeys .live-responses-table .response-col_status").last();
  const status = await answer.textContent({ timeout: 10_000 });
  if (!status.startsWith("200")) complain(`the keys were answered with ${status}`);
}
