namespace Workbook.Tests.Notebooks;

/// <summary>Notebook texts for the tests.</summary>
internal static class Sample
{
    public const string Kernel = "\"kernelspec\": {\"display_name\": \".NET (C#)\", \"language\": \"C#\", \"name\": \".net-csharp\"}";

    /// <summary>In the form in which VS Code saves: saving it must not change a byte.</summary>
    public const string Canonical =
        """
        {
         "cells": [
          {
           "attachments": {
            "a.png": {
             "image/png": "AAAA"
            }
           },
           "cell_type": "markdown",
           "id": "intro",
           "metadata": {
            "unknown": {
             "x": 1e-7,
             "y": [
              1,
              2.5
             ]
            }
           },
           "source": [
            "# Title <b>&amp;</b>\n",
            "ünïcode 😀 \ud83d"
           ]
          },
          {
           "cell_type": "code",
           "execution_count": 3,
           "id": "3fa85f64",
           "metadata": {
            "polyglot_notebook": {
             "kernelName": "csharp"
            },
            "tags": [
             "parameters"
            ]
           },
           "outputs": [
            {
             "name": "stdout",
             "output_type": "stream",
             "text": [
              "one\n",
              "two"
             ]
            },
            {
             "data": {
              "application/vnd.plotly.v1+json": {
               "data": [
                {
                 "y": [
                  1,
                  0.1,
                  1e+21
                 ]
                }
               ],
               "layout": {}
              },
              "application/x-unknown": "kept\nas it is",
              "image/png": "iVBORw0KGgo=",
              "image/svg+xml": [
               "<svg>\n",
               "</svg>"
              ],
              "text/plain": [
               "a figure"
              ]
             },
             "metadata": {
              "custom": true
             },
             "output_type": "display_data"
            },
            {
             "data": {
              "text/plain": [
               "42"
              ]
             },
             "execution_count": 3,
             "metadata": {},
             "output_type": "execute_result"
            },
            {
             "ename": "InvalidOperationException",
             "evalue": "no",
             "output_type": "error",
             "traceback": [
              "\u001b[31mno\u001b[0m"
             ]
            }
           ],
           "source": []
          },
          {
           "cell_type": "raw",
           "id": "raw-1",
           "metadata": {},
           "source": [
            "raw\n"
           ]
          }
         ],
         "metadata": {
          "kernelspec": {
           "display_name": ".NET (C#)",
           "language": "C#",
           "name": ".net-csharp"
          },
          "language_info": {
           "name": "csharp"
          },
          "polyglot_notebook": {
           "kernelInfo": {
            "defaultKernelName": "csharp"
           }
          }
         },
         "nbformat": 4,
         "nbformat_minor": 5
        }

        """;

    /// <summary>A notebook with these cells (JSON) and the C# kernel.</summary>
    public static string Notebook(string cells, int minor = 5) =>
        $$"""{"cells": [{{cells}}], "metadata": { {{Kernel}} }, "nbformat": 4, "nbformat_minor": {{minor}} }""";

    /// <summary>A new, empty folder below the temporary one, deleted with its content at the end of the test.</summary>
    public sealed class Folder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("rankcollapse-test-").FullName;

        public string File(string name) => System.IO.Path.Combine(Path, name);

        public string[] Names => [.. Directory.EnumerateFiles(Path).Select(file => System.IO.Path.GetFileName(file)).Order(StringComparer.Ordinal)];

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
