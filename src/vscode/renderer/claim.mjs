// A claim as a small card: verdict, statement, prediction beside measurement, and why the tolerance is what it is.
// The edge is a background, because VS Code takes borders off what renderers draw.
const STYLE = `
  .claim { background: linear-gradient(to right, var(--edge) 4px, transparent 4px); padding: 6px 12px 6px 16px; margin: 4px 0; max-width: 760px; font-family: var(--vscode-font-family); }
  .claim .verdict { color: var(--edge); font-weight: 600; }
  .claim .id { opacity: 0.75; font-family: var(--vscode-editor-font-family); }
  .claim .why { opacity: 0.85; }
`;

export function activate() {
  return {
    renderOutputItem(item, element) {
      const claim = item.json();
      const edge = claim.holds ? 'var(--vscode-charts-green, #2e7d32)' : 'var(--vscode-charts-red, #c62828)';
      const card = document.createElement('div');
      card.className = 'claim';
      card.style.setProperty('--edge', edge);
      card.append(
        line('', [span('verdict', claim.holds ? 'holds ' : 'DOES NOT HOLD '), span('id', claim.id), ` · ${claim.kind}, ${claim.basis}`]),
        line('', [claim.statement]),
        line('', [`measured ${show(claim.measured)}, predicted ${claim.relation} ${show(claim.predicted)}${claim.tolerance ? ` ± ${show(claim.tolerance)}` : ''}`]),
        line('why', [claim.why]),
      );
      const style = document.createElement('style');
      style.textContent = STYLE;
      element.replaceChildren(style, card);
    },
  };
}

function line(className, children) {
  const div = document.createElement('div');
  div.className = className;
  div.append(...children);
  return div;
}

function span(className, text) {
  const span = document.createElement('span');
  span.className = className;
  span.textContent = text;
  return span;
}

function show(value) {
  if (Array.isArray(value)) return value.map(show).join(' to ');
  return typeof value === 'number' ? Number(value.toPrecision(5)).toString() : String(value);
}
