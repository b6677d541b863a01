using System.Globalization;

namespace Workbook.Export;

/// <summary>The page that draws one figure after another and sends the pictures back.</summary>
internal static class PicturePage
{
    /// <summary>Size of a figure whose layout names none, in CSS pixels: two of them side by side read well in a browser.</summary>
    private const int Width = 900, Height = 540;

    /// <summary>Picture pixels for each CSS pixel: sharp on a fine screen, and small enough to be kept in a repository.</summary>
    private const double Scale = 1.5;

    /// <summary>The page for so many figures.</summary>
    public static string Html(int figures) => Template
        .Replace("COUNT", figures.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("WIDTH", Width.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("HEIGHT", Height.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("SCALE", Scale.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private const string Template =
        """
        <!doctype html>
        <meta charset="utf-8">
        <div id="figure"></div>
        <script src="plotly.min.js"></script>
        <script>
        const scale = SCALE;

        async function pixels(figure) {
          const layout = figure.layout ?? {};
          // The frame that the slider is at; buttons and sliders themselves do nothing in a picture.
          const start = figure.frames?.[layout.sliders?.[0]?.active ?? 0] ?? figure.frames?.[0];
          delete layout.updatemenus;
          delete layout.sliders;
          const width = layout.width > 0 ? layout.width : WIDTH, height = layout.height > 0 ? layout.height : HEIGHT;
          Object.assign(layout, { width, height, autosize: false });
          const place = document.getElementById('figure');
          await Plotly.newPlot(place, { data: figure.data ?? [], layout, frames: figure.frames, config: { staticPlot: true } });
          if (start)
            await Plotly.animate(place, [start], { mode: 'immediate', frame: { duration: 0, redraw: true }, transition: { duration: 0 } });
          const image = new Image();
          image.src = await Plotly.toImage(place, { format: 'png', width, height, scale });
          await image.decode();
          Plotly.purge(place);
          const canvas = new OffscreenCanvas(image.width, image.height);
          const context = canvas.getContext('2d', { willReadFrequently: true });
          // A figure may be transparent, to suit light and dark pages; its text would vanish in a dark viewer.
          context.fillStyle = 'white';
          context.fillRect(0, 0, canvas.width, canvas.height);
          context.drawImage(image, 0, 0);
          return context.getImageData(0, 0, canvas.width, canvas.height);
        }

        const send = (address, body) => fetch(address, { method: 'POST', body });

        (async () => {
          for (let i = 0; i < COUNT; i++) {
            try {
              if (!globalThis.Plotly)
                throw new Error('plotly.js could not be loaded by the browser');
              const { width, height, data } = await pixels(await (await fetch(`figure/${i}`)).json());
              await send(`picture/${i}/${width}/${height}`, data);
            } catch (error) {
              await send(`problem/${i}`, String(error?.message ?? error));
            }
          }
          await send('done', '');
        })();
        </script>
        """;
}
