// A notebook controller for C# notebooks: cells run in the workbook's kernel, without Python and without another extension.
const fs = require('node:fs');
const path = require('node:path');
const vscode = require('vscode');
const { Kernel } = require('./kernel');
const { CellOutputs, Displays, errorOutput } = require('./outputs');
const { registerLanguageFeatures } = require('./language');

const CONTROLLER = 'rankcollapse-csharp';
const EXTENSION = 'rankcollapse.workbook';
const SHOWN_LANGUAGES = ['html', 'markdown', 'javascript', 'mermaid'];

/** One kernel a notebook, by the notebook's address. */
const sessions = new Map();
let log;

function activate(context) {
  log = vscode.window.createOutputChannel('RankCollapse kernel');
  const controller = vscode.notebooks.createNotebookController(CONTROLLER, 'jupyter-notebook', '.NET (C#)');
  controller.supportedLanguages = ['csharp', 'polyglot-notebook', ...SHOWN_LANGUAGES];
  controller.supportsExecutionOrder = true;
  controller.description = 'The workbook\'s own kernel';
  controller.executeHandler = (cells, notebook) => runCells(controller, notebook, cells);
  controller.interruptHandler = (notebook) => sessions.get(address(notebook))?.kernel.interrupt().catch(() => {});

  const offer = (notebook) => isCSharp(notebook) && controller.updateNotebookAffinity(notebook, vscode.NotebookControllerAffinity.Preferred);
  vscode.workspace.notebookDocuments.forEach(offer);
  select(vscode.window.activeNotebookEditor);
  context.subscriptions.push(
    controller,
    log,
    vscode.workspace.onDidOpenNotebookDocument(offer),
    vscode.workspace.onDidCloseNotebookDocument(end),
    vscode.window.onDidChangeActiveNotebookEditor(select),
    vscode.commands.registerCommand('rankcollapse.restartKernel', (target) => {
      const notebook = vscode.workspace.notebookDocuments.find((n) => address(n) === target?.notebookEditor?.notebookUri?.toString())
        ?? vscode.window.activeNotebookEditor?.notebook;
      if (notebook) end(notebook);
    }),
    registerLanguageFeatures((notebook) => sessions.get(address(notebook))),
    { dispose: () => [...sessions.values()].forEach(({ kernel }) => kernel.dispose()) },
  );
}

/** Preferring a controller does not select it once there is a second one, so an active C# notebook gets ours by command. */
function select(editor) {
  if (!editor || !isCSharp(editor.notebook)) return;
  vscode.commands.executeCommand('notebook.selectKernel', { id: CONTROLLER, extension: EXTENSION, notebookEditor: editor });
}

function isCSharp(notebook) {
  const spec = notebook.metadata?.metadata?.kernelspec;
  return notebook.notebookType === 'jupyter-notebook' && (spec?.name === '.net-csharp' || /^c(#|sharp)$/i.test(spec?.language ?? ''));
}

async function runCells(controller, notebook, cells) {
  for (const cell of cells) if (!(await runCell(controller, notebook, cell))) return;
}

async function runCell(controller, notebook, cell) {
  const execution = controller.createNotebookCellExecution(cell);
  const session = open(notebook);
  execution.start(Date.now());
  await execution.clearOutput();
  const outputs = new CellOutputs(execution, session.displays);
  try {
    const language = SHOWN_LANGUAGES.includes(cell.document.languageId) ? `#!${cell.document.languageId}\n` : '';
    const reply = await session.execute(language + cell.document.getText(), (type, content) => outputs.take(type, content));
    await outputs.done();
    execution.executionOrder = reply.execution_count;
    execution.end(reply.status === 'ok', Date.now());
    return reply.status === 'ok';
  } catch (error) {
    await outputs.done();
    await execution.appendOutput(errorOutput({ ename: 'KernelEnded', evalue: error.message, traceback: [error.message, 'The next cell starts a new kernel; variables are gone.'] }));
    execution.end(false, Date.now());
    return false;
  }
}

/** The notebook's session; a new one when it has none or its kernel has ended. */
function open(notebook) {
  const known = sessions.get(address(notebook));
  if (known && !known.kernel.ended) return known;
  const folder = notebook.uri.scheme === 'file' || notebook.uri.scheme === 'vscode-remote' ? path.dirname(notebook.uri.fsPath) : process.cwd();
  const kernel = new Kernel(command(folder), folder, (line) => log.appendLine(line));
  const session = {
    kernel,
    displays: new Displays(),
    execute: (code, output) =>
      kernel.request('execute_request', { code, silent: false, store_history: true, allow_stdin: false, stop_on_error: true }, 'shell', output),
  };
  sessions.set(address(notebook), session);
  return session;
}

function command(folder) {
  const given = vscode.workspace.getConfiguration('rankcollapse').get('kernelCommand');
  if (given?.length) return given;
  const roots = (vscode.workspace.workspaceFolders ?? []).map((f) => f.uri.fsPath);
  for (const start of [folder, ...roots])
    for (let at = start; ; at = path.dirname(at)) {
      const script = path.join(at, 'workbook');
      if (fs.existsSync(script) && fs.existsSync(path.join(at, 'RankCollapse.sln'))) return [script, 'kernel', 'start'];
      if (path.dirname(at) === at) break;
    }
  throw new Error('No workbook script was found above the notebook. Open the repository\'s folder, or set rankcollapse.kernelCommand to the program that starts the kernel.');
}

function end(notebook) {
  sessions.get(address(notebook))?.kernel.dispose();
  sessions.delete(address(notebook));
}

function address(notebook) {
  return notebook.uri.toString();
}

module.exports = { activate };
