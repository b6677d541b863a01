// Jupyter Notebook in a headless browser: opens a notebook and does what a person does, through the page's own controls.
import path from 'node:path';
import { createRequire } from 'node:module';

const [, , modules, address, shots, browserPath] = process.argv;
const { chromium } = createRequire(path.join(modules, 'x.js'))('playwright-core');
const LIMIT_MS = 120_000;

const browser = await chromium.launch({
  executablePath: browserPath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const page = await browser.newPage({ viewport: { width: 1400, height: 1200 } });
page.setDefaultTimeout(LIMIT_MS);
let count = 0;
let failed = 0;

async function step(name, work) {
  const start = Date.now();
  try {
    const detail = await work();
    console.log(`ok     ${name} (${((Date.now() - start) / 1000).toFixed(1)} s) ${detail ?? ''}`);
  } catch (error) {
    failed++;
    console.log(`FAILED ${name}: ${error.message.split('\n')[0]}`);
  }
  await page.screenshot({ path: path.join(shots, `${String(++count).padStart(2, '0')}-${name.replace(/\W+/g, '-')}.png`) });
}

function check(condition, message) {
  if (!condition) throw new Error(message);
}

/** Adds a cell at the end, runs it as Shift+Enter does, and waits for its end. */
async function cell(code, { wait = true } = {}) {
  const index = await page.evaluate((source) => {
    const { notebook } = window.Jupyter;
    const added = notebook.insert_cell_at_bottom('code');
    added.set_text(source);
    const at = notebook.find_cell_index(added);
    notebook.select(at);
    notebook.execute_cell();
    return at;
  }, code);
  if (wait) await ended(index);
  return index;
}

const ended = (index) => page.waitForFunction((i) => /^\d+$/.test(String(window.Jupyter.notebook.get_cell(i).input_prompt_number)) && !window.Jupyter.notebook.get_cell(i).running, index);
const text = (index) => page.evaluate((i) => window.Jupyter.notebook.get_cell(i).output_area.element.text(), index);

await step('open', async () => {
  await page.goto(address);
  await page.waitForFunction(() => window.Jupyter?.notebook?.kernel?.is_connected() && window.Jupyter.notebook.kernel.info_reply?.status === 'ok');
  return page.evaluate(() => window.Jupyter.notebook.kernel.info_reply.implementation);
});

await step('run all', async () => {
  await page.evaluate(() => {
    window.Jupyter.notebook.clear_all_output();
    window.Jupyter.notebook.execute_all_cells();
  });
  await page.waitForFunction(() => window.Jupyter.notebook.get_cells().filter((c) => c.cell_type === 'code').every((c) => /^\d+$/.test(String(c.input_prompt_number))));
  const errors = await page.locator('.output_error').count();
  check(errors === 0, `${errors} cells failed`);
});

await step('see a figure', async () => {
  await page.waitForSelector('.output_png img');
  await page.locator('.output_png img').first().scrollIntoViewIfNeeded();
  return `${await page.locator('.output_png img').count()} figures`;
});

await step('complete a member', async () => {
  await page.evaluate(() => {
    const { notebook } = window.Jupyter;
    const added = notebook.insert_cell_at_bottom('code');
    added.set_text('parameters.');
    notebook.select(notebook.find_cell_index(added));
    notebook.edit_mode();
    added.code_mirror.setCursor(0, 'parameters.'.length);
    added.focus_editor();
  });
  await page.keyboard.press('Tab');
  await page.waitForSelector('#complete');
  const members = await page.locator('#complete option').allTextContents();
  check(members.includes('Seed'), `Seed is not among ${members.slice(0, 10)}`);
  await page.keyboard.press('Escape');
  return `${members.length} members`;
});

await step('interrupt an endless loop', async () => {
  await cell('var kept = 42;');
  const endless = await cell('Console.WriteLine("started");\nwhile (true) { }', { wait: false });
  await page.waitForFunction((i) => window.Jupyter.notebook.get_cell(i).output_area.element.text().includes('started'), endless);
  await page.evaluate(() => window.Jupyter.notebook.kernel.interrupt());
  await ended(endless);
  check((await text(endless)).includes('interrupted'), await text(endless));
});

await step('run the next cell', async () => {
  const next = await cell('kept');
  check((await text(next)).includes('42'), await text(next));
});

await browser.close();
process.exit(failed ? 1 : 0);
