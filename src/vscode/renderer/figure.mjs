// Draws a plotly figure with the plotly.js that lies beside this file: nothing is fetched from anywhere.
let loading;

function plotly() {
  loading ??= import(new URL('./plotly.min.js', import.meta.url)).then(() => globalThis.Plotly);
  return loading;
}

export function activate() {
  const shown = new Map();
  return {
    async renderOutputItem(item, element, signal) {
      const figure = item.json();
      element.style.maxWidth = `${figure.layout?.width ?? 900}px`;
      element.setAttribute('role', 'img');
      element.setAttribute('aria-label', figure.layout?.meta?.alternativeText ?? figure.layout?.title?.text ?? 'figure');
      const Plotly = await plotly();
      if (signal?.aborted) return;
      await Plotly.newPlot(element, figure.data, figure.layout, { displaylogo: false, ...figure.config });
      if (figure.frames?.length) await Plotly.addFrames(element, figure.frames);
      shown.set(item.id, element);
    },
    disposeOutputItem(id) {
      for (const [key, element] of shown) {
        if (id !== undefined && key !== id) continue;
        globalThis.Plotly?.purge(element);
        shown.delete(key);
      }
    },
  };
}
