// From the kernel's messages to VS Code's outputs of one cell, in order.
const vscode = require('vscode');

const { NotebookCellOutput, NotebookCellOutputItem } = vscode;

// Awaiting an append costs about 50 ms, so console text is gathered for as long.
const GATHER_MS = 50;

/** Which output a display id belongs to, in any cell of a notebook. */
class Displays extends Map {}

class CellOutputs {
  constructor(execution, displays) {
    this.execution = execution;
    this.displays = displays;
    this.work = Promise.resolve();
    this.text = '';
  }

  /** Takes one message of the kernel. */
  take(type, content) {
    if (type === 'stream') return this.#gather(content.name, content.text);
    this.#flush();
    if (type === 'update_display_data') return this.#then(() => this.#update(content));
    const output = toOutput(type, content);
    if (!output) return;
    const id = content.transient?.display_id;
    if (id) this.displays.set(id, output);
    this.stream = undefined;
    this.#then(() => this.execution.appendOutput(output));
  }

  /** Resolves when everything taken so far is shown. */
  async done() {
    this.#flush();
    await this.work;
  }

  #gather(name, text) {
    if (name !== this.stream?.name) {
      this.#flush();
      this.stream = { name, output: undefined };
    }
    this.text += text;
    this.timer ??= setTimeout(() => this.#flush(), GATHER_MS);
  }

  #flush() {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (!this.text) return;
    const { text, stream } = this;
    this.text = '';
    const item = stream.name === 'stderr' ? NotebookCellOutputItem.stderr(text) : NotebookCellOutputItem.stdout(text);
    this.#then(() => {
      if (stream.output) return this.execution.appendOutputItems(item, stream.output);
      stream.output = new NotebookCellOutput([item], { outputType: 'stream' });
      return this.execution.appendOutput(stream.output);
    });
  }

  #update(content) {
    const output = this.displays.get(content.transient?.display_id);
    return output && this.execution.replaceOutputItems(toItems(content.data), output);
  }

  #then(step) {
    // A step that fails (the notebook was closed, say) must not keep the later ones from being tried.
    this.work = this.work.then(step).catch((error) => console.error(error));
  }
}

function toOutput(type, content) {
  switch (type) {
    case 'display_data':
      return new NotebookCellOutput(toItems(content.data), { outputType: type, metadata: content.metadata ?? {} });
    case 'execute_result':
      return new NotebookCellOutput(toItems(content.data), { outputType: type, metadata: content.metadata ?? {}, executionCount: content.execution_count });
    case 'error':
      return errorOutput(content);
  }
}

/** An error whose lines of the form "in Cell 3, line 2" VS Code turns into links, because they look to it like IPython's. */
function errorOutput({ ename, evalue, traceback }) {
  const stack = traceback.join('\n').replace(/\bCell (\d+), line /g, 'Cell In[$1], line ');
  return new NotebookCellOutput([NotebookCellOutputItem.error({ name: ename, message: evalue, stack })], {
    outputType: 'error',
    originalError: { ename, evalue, traceback },
  });
}

function toItems(data) {
  // The first item is the one shown.
  const order = ['application/vnd.', 'text/html', 'text/markdown', 'image/svg+xml', 'image/png', 'image/jpeg', '', 'text/plain'];
  const rank = (mime) => (mime === 'text/plain' ? order.length : order.findIndex((prefix) => mime.startsWith(prefix)));
  return Object.entries(data)
    .sort(([a], [b]) => rank(a) - rank(b))
    .map(([mime, value]) => toItem(mime, value));
}

function toItem(mime, value) {
  if (mime === 'image/png' || mime === 'image/jpeg') return new NotebookCellOutputItem(Buffer.from(value, 'base64'), mime);
  if (typeof value === 'string') return NotebookCellOutputItem.text(value, mime);
  return NotebookCellOutputItem.json(value, mime);
}

module.exports = { CellOutputs, Displays, errorOutput };
