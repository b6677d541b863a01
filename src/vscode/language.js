// Completion and hover in cells, from the kernel's knowledge of all cells that ran.
const vscode = require('vscode');

const CELLS = { scheme: 'vscode-notebook-cell', language: 'csharp' };
const KINDS = {
  class: 'Class', struct: 'Struct', interface: 'Interface', enum: 'Enum', delegate: 'Class', namespace: 'Module', method: 'Method', function: 'Function',
  property: 'Property', field: 'Field', event: 'Event', local: 'Variable', parameter: 'Variable', variable: 'Variable', keyword: 'Keyword', constant: 'Constant',
};

/**
 * @param {(notebook: vscode.NotebookDocument) => { kernel: object } | undefined} sessionOf
 */
function registerLanguageFeatures(sessionOf) {
  return vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(CELLS, {
      async provideCompletionItems(document, position) {
        const reply = await ask('complete_request', document, position, sessionOf);
        if (!reply?.matches?.length) return [];
        const text = document.getText();
        const range = new vscode.Range(document.positionAt(fromPoints(text, reply.cursor_start)), document.positionAt(fromPoints(text, reply.cursor_end)));
        const types = reply.metadata?._jupyter_types_experimental ?? [];
        return reply.matches.map((match, i) => {
          const item = new vscode.CompletionItem(match, vscode.CompletionItemKind[KINDS[types[i]?.type] ?? 'Text']);
          item.detail = types[i]?.signature || undefined;
          item.range = range;
          return item;
        });
      },
    }, '.'),
    vscode.languages.registerHoverProvider(CELLS, {
      async provideHover(document, position) {
        const reply = await ask('inspect_request', document, position, sessionOf, { detail_level: 0 });
        if (!reply?.found) return undefined;
        return new vscode.Hover(new vscode.MarkdownString(reply.data['text/markdown'] ?? reply.data['text/plain']));
      },
    }),
  );
}

async function ask(type, document, position, sessionOf, more = {}) {
  const notebook = vscode.workspace.notebookDocuments.find((n) => n.getCells().some((cell) => cell.document === document));
  const session = notebook && sessionOf(notebook);
  if (!session || session.kernel.ended) return undefined;
  const code = document.getText();
  return session.kernel.request(type, { code, cursor_pos: toPoints(code, document.offsetAt(position)), ...more }).catch(() => undefined);
}

// The protocol counts characters, VS Code counts halves of surrogate pairs.
function toPoints(text, offset) {
  return [...text.slice(0, offset)].length;
}

function fromPoints(text, points) {
  return [...text].slice(0, points).join('').length;
}

module.exports = { registerLanguageFeatures };
