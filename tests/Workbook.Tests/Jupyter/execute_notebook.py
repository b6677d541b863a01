"""Runs a notebook by Debian's python3-nbclient: the notebook, then where the executed copy goes."""
import os
import sys

import nbformat
from nbclient import NotebookClient

notebook = nbformat.read(sys.argv[1], as_version=4)
NotebookClient(notebook, timeout=60, allow_errors=True, resources={"metadata": {"path": os.path.dirname(sys.argv[1])}}).execute()
nbformat.write(notebook, sys.argv[2])
