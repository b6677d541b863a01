// Opens VS Code in a headless browser, waits for what the driver reports, and keeps a screenshot of each step.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';

const [, , modules, address, log, shots, browserPath] = process.argv;
const { chromium } = createRequire(path.join(modules, 'x.js'))('playwright-core');
const LIMIT_MS = 300_000;

const browser = await chromium.launch({
  executablePath: browserPath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const page = await browser.newPage({ viewport: { width: 1400, height: 1900 } });
await page.goto(address, { timeout: 60_000 });

const entries = () => (fs.existsSync(log) ? fs.readFileSync(log, 'utf8').trim().split('\n').filter(Boolean).map((line) => JSON.parse(line)) : []);
const start = Date.now();
let seen = 0;
let failed = 0;
for (;;) {
  for (const entry of entries().slice(seen)) {
    seen++;
    if (entry.done) {
      console.log(`drawn figures in view: ${await drawn()}`);
      await browser.close();
      process.exit(failed ? 1 : 0);
    }
    if (!entry.ok) failed++;
    console.log(`${entry.ok ? 'ok    ' : 'FAILED'} ${entry.step} (${(entry.ms / 1000).toFixed(1)} s) ${JSON.stringify(entry.detail ?? entry.error ?? '')}`);
    await page.screenshot({ path: path.join(shots, `${String(seen).padStart(2, '0')}-${entry.step.replace(/\W+/g, '-')}.png`) });
  }
  if (Date.now() - start > LIMIT_MS) {
    await page.screenshot({ path: path.join(shots, 'out-of-time.png') });
    console.log(`FAILED the driver was not done after ${LIMIT_MS / 1000} s`);
    await browser.close();
    process.exit(1);
  }
  await new Promise((resolve) => setTimeout(resolve, 250));
}

async function drawn() {
  let count = 0;
  for (const frame of page.frames()) count += await frame.locator('.js-plotly-plot .main-svg').count().catch(() => 0);
  return count;
}
