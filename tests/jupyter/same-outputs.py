"""Runs notebooks with nbclient and compares their outputs with the ones stored in them, which the workbook's own runner made.

Equal means: every output of every cell, its type, its MIME types and their content; ids of cells and displays do not count. Of static
pictures only the presence counts: a front end may draw them at another moment.
"""
import sys

import nbclient
import nbformat


def outputs(cell):
    found = []
    for output in cell.get("outputs", []):
        output = dict(output)
        output.pop("execution_count", None)
        if "data" in output:
            output["data"] = {mime: ("a picture" if mime == "image/png" else value) for mime, value in output["data"].items()}
        found.append(output)
    return found


failed = False
for path in sys.argv[1:]:
    stored = nbformat.read(path, as_version=4)
    fresh = nbformat.read(path, as_version=4)
    nbclient.NotebookClient(fresh, kernel_name=".net-csharp", timeout=300, resources={"metadata": {"path": path.rsplit("/", 1)[0]}}).execute()
    different = [i for i, (a, b) in enumerate(zip(stored.cells, fresh.cells)) if a.cell_type == "code" and outputs(a) != outputs(b)]
    failed |= bool(different)
    print(f"{path.rsplit('/', 1)[1]}: {sum(c.cell_type == 'code' for c in stored.cells)} code cells, outputs differ in {different or 'none'}")
sys.exit(failed)
