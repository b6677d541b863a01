// Does in VS Code what a person does, through the commands that the buttons call, and writes what it saw to a file.
const fs = require('node:fs');
const vscode = require('vscode');

const { DRIVER_LOG: LOG, DRIVER_NOTEBOOK: NOTEBOOK } = process.env;
const FIGURE = 'application/vnd.plotly.v1+json';
const STEP_LIMIT_MS = 120_000;

function note(entry) {
  fs.appendFileSync(LOG, JSON.stringify(entry) + '\n');
}

async function step(name, work) {
  const start = Date.now();
  try {
    const detail = await Promise.race([
      work(),
      new Promise((_, reject) => setTimeout(() => reject(new Error(`not done after ${STEP_LIMIT_MS / 1000} s`)), STEP_LIMIT_MS)),
    ]);
    note({ step: name, ok: true, ms: Date.now() - start, detail });
  } catch (error) {
    note({ step: name, ok: false, ms: Date.now() - start, error: error.message });
  }
}

function require_(condition, message) {
  if (!condition) throw new Error(message);
}

async function until(condition, message) {
  for (let i = 0; i < STEP_LIMIT_MS / 100; i++) {
    if (condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(message);
}

const codeCells = (notebook) => notebook.getCells().filter((cell) => cell.kind === vscode.NotebookCellKind.Code);
const mimes = (cell) => cell.outputs.flatMap((output) => output.items.map((item) => item.mime));
const text = (cell) => cell.outputs.flatMap((output) => output.items.map((item) => new TextDecoder().decode(item.data))).join('\n');

function figures(notebook) {
  return codeCells(notebook).flatMap((cell) => cell.outputs.flatMap((output) => output.items.filter((item) => item.mime === FIGURE)))
    .map((item) => new TextDecoder().decode(item.data));
}

/** Runs cells as the Run buttons do and waits for their end. */
async function run(notebook, cells) {
  const before = new Map(cells.map((cell) => [cell, cell.executionSummary?.timing?.startTime]));
  const ranges = cells.map((cell) => ({ start: cell.index, end: cell.index + 1 }));
  await vscode.commands.executeCommand('notebook.cell.execute', { ranges, document: notebook.uri });
  await until(() => cells.every((cell) => cell.executionSummary?.success !== undefined && cell.executionSummary?.timing?.startTime !== before.get(cell))
    || cells.some((cell) => cell.executionSummary?.success === false && cell.executionSummary?.timing?.startTime !== before.get(cell)), 'the cells did not end');
}

async function insert(notebook, source) {
  const edit = new vscode.WorkspaceEdit();
  edit.set(notebook.uri, [vscode.NotebookEdit.insertCells(notebook.cellCount, [new vscode.NotebookCellData(vscode.NotebookCellKind.Code, source, 'csharp')])]);
  await vscode.workspace.applyEdit(edit);
  return notebook.cellAt(notebook.cellCount - 1);
}

async function activate() {
  let notebook;
  let before;
  await step('open', async () => {
    notebook = await vscode.workspace.openNotebookDocument(vscode.Uri.file(NOTEBOOK));
    const editor = await vscode.window.showNotebookDocument(notebook);
    await vscode.commands.executeCommand('notebook.selectKernel', { id: 'rankcollapse-csharp', extension: 'rankcollapse.workbook', notebookEditor: editor });
    return { cells: notebook.cellCount, storedFigures: figures(notebook).length };
  });
  await step('save changes no byte', async () => {
    const original = fs.readFileSync(NOTEBOOK);
    const cell = await insert(notebook, '1');
    const edit = new vscode.WorkspaceEdit();
    edit.set(notebook.uri, [vscode.NotebookEdit.deleteCells(new vscode.NotebookRange(cell.index, cell.index + 1))]);
    await vscode.workspace.applyEdit(edit);
    require_(await notebook.save(), 'the notebook was not saved');
    require_(original.equals(fs.readFileSync(NOTEBOOK)), 'the saved file differs from the committed one');
    return { bytes: original.length };
  });
  await step('run all', async () => {
    before = figures(notebook);
    await run(notebook, codeCells(notebook));
    const failed = codeCells(notebook).filter((cell) => !cell.executionSummary?.success);
    require_(failed.length === 0, `${failed.length} cells failed: ${failed.map(text).join('\n').slice(0, 500)}`);
    const now = figures(notebook);
    require_(now.length > 0 && now.length === before.length, `${now.length} figures, ${before.length} stored`);
    require_(now.every((figure, i) => JSON.stringify(sorted(JSON.parse(figure))) === JSON.stringify(sorted(JSON.parse(before[i])))), 'a figure differs from the stored one');
    return { figures: now.length, claims: codeCells(notebook).flatMap(mimes).filter((mime) => mime.includes('claim')).length };
  });
  await step('show a claim', async () => {
    const cell = codeCells(notebook).find((c) => mimes(c).some((mime) => mime.includes('claim')));
    const editor = vscode.window.activeNotebookEditor;
    editor.revealRange(new vscode.NotebookRange(cell.index, cell.index + 1), vscode.NotebookEditorRevealType.AtTop);
    await new Promise((resolve) => setTimeout(resolve, 4000)); // for the screenshot
  });
  await step('change a parameter and see new figures', async () => {
    const cell = codeCells(notebook).find((c) => c.metadata?.metadata?.tags?.includes('parameters') ?? c.metadata?.tags?.includes('parameters'));
    const source = cell.document.getText();
    const changed = source.replace(/(Seed \{ get; init; \} = )(\d+)/, (_, left, n) => left + (Number(n) + 1));
    require_(changed !== source, 'the parameters cell has no seed');
    const edit = new vscode.WorkspaceEdit();
    edit.replace(cell.document.uri, new vscode.Range(cell.document.positionAt(0), cell.document.positionAt(source.length)), changed);
    await vscode.workspace.applyEdit(edit);
    await run(notebook, codeCells(notebook));
    const now = figures(notebook);
    const different = now.filter((figure, i) => JSON.stringify(sorted(JSON.parse(figure))) !== JSON.stringify(sorted(JSON.parse(before[i])))).length;
    require_(different > 0, 'no figure changed');
    return { changedFigures: different };
  });
  await step('complete a member and hover', async () => {
    const cell = await insert(notebook, 'parameters.');
    const list = await vscode.commands.executeCommand('vscode.executeCompletionItemProvider', cell.document.uri, new vscode.Position(0, 11));
    const names = list.items.map((item) => (typeof item.label === 'string' ? item.label : item.label.label));
    require_(names.includes('Seed'), `Seed is not among ${names.slice(0, 10)}`);
    const hovers = await vscode.commands.executeCommand('vscode.executeHoverProvider', cell.document.uri, new vscode.Position(0, 3));
    require_(hovers.length > 0, 'no hover');
    return { members: names.length };
  });
  await step('interrupt an endless loop and go on', async () => {
    await run(notebook, [await insert(notebook, 'var kept = 42;')]);
    const endless = await insert(notebook, 'Console.WriteLine("before");\nwhile (true) { }');
    const running = run(notebook, [endless]);
    await until(() => text(endless).includes('before'), 'the loop did not start');
    await vscode.commands.executeCommand('notebook.cancelExecution', { ranges: [{ start: endless.index, end: endless.index + 1 }], document: notebook.uri });
    await running;
    require_(endless.executionSummary.success === false && text(endless).includes('Interrupted'), `not interrupted: ${text(endless)}`);
    const after = await insert(notebook, 'kept');
    await run(notebook, [after]);
    require_(text(after).includes('42'), `the variable is gone: ${text(after)}`);
  });
  await step('an error names its cell and line', async () => {
    const cell = await insert(notebook, 'var zero = 0;\nvar r = 1 / zero;');
    await run(notebook, [cell]);
    require_(/Cell In\[\d+\], line 2/.test(text(cell)), text(cell));
  });
  await step('restart', async () => {
    await vscode.commands.executeCommand('rankcollapse.restartKernel');
    const cell = await insert(notebook, 'kept');
    await run(notebook, [cell]);
    require_(text(cell).includes('CS0103'), `the variable is still there: ${text(cell)}`);
  });
  note({ done: true });
}

/** Keys in order at every depth, so that two ways of writing the same figure compare equal. */
function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]));
}

module.exports = { activate: () => void activate() };
