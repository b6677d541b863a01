"""A front end made of Debian's python3-jupyter-client; each function is one conversation, printed as JSON."""
import json
import os
import subprocess
import sys
import time
from queue import Empty

from jupyter_client.manager import start_new_kernel


def until_idle(client, request, seen):
    """What iopub says about a request, up to its idle state."""
    while True:
        message = client.get_iopub_msg(timeout=30)
        if message["parent_header"].get("msg_id") != request:
            continue
        seen.append((message["msg_type"], message["content"]))
        if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
            return seen


def reply(client, request, channel="shell"):
    while True:
        message = getattr(client, f"get_{channel}_msg")(timeout=30)
        if message["parent_header"].get("msg_id") == request:
            return message


def ask(client, kind, content, channel="shell"):
    message = client.session.msg(kind, content)
    getattr(client, f"{channel}_channel").send(message)
    return message["header"]["msg_id"]


def run(client, code, **options):
    request = client.execute(code, **options)
    return reply(client, request)["content"], until_idle(client, request, [])


def queue(manager, client):
    """A cell that fails takes along the cells that wait; a later one runs."""
    run(client, "1")
    requests = [client.execute(c) for c in ['Thread.Sleep(500); throw new Exception("no")', "var a = 1;", "a"]]
    states = [reply(client, r)["content"]["status"] for r in requests]
    client.execute('Thread.Sleep(500); throw new Exception("no")', stop_on_error=False)
    kept = client.execute("7")
    return {"states": states, "kept": reply(client, kept)["content"]["status"], "later": run(client, "2")[0]["status"]}


def options(manager, client):
    first, published = run(client, "var n = 20;", user_expressions={"double": "2 * n", "wrong": "m"})
    silent, heard = run(client, "n + 1", silent=True)
    unstored, _ = run(client, "n + 2", store_history=False)
    second, _ = run(client, "n + 3")
    return {
        "expressions": first["user_expressions"], "published": [t for t, _ in published], "input": published[1][1],
        "silent": [t for t, _ in heard], "counts": [r["execution_count"] for r in (first, silent, unstored, second)],
    }


def stdin(manager, client):
    request = client.execute('Console.Write("Name? "); var name = Console.ReadLine(); name.ToUpper()', allow_stdin=True)
    asked = client.get_stdin_msg(timeout=30)
    client.input("ada")
    answered = reply(client, request)["content"]["status"]
    values = [c["data"]["text/plain"] for t, c in until_idle(client, request, []) if t == "execute_result"]
    refused, _ = run(client, "Console.ReadLine()", allow_stdin=False)
    waiting = client.execute("Console.ReadLine()", allow_stdin=True)
    client.get_stdin_msg(timeout=30)
    manager.interrupt_kernel()
    return {
        "asked": asked["msg_type"], "answered": answered, "values": values, "refused": refused["evalue"],
        "interrupted": reply(client, waiting)["content"]["ename"],
    }


def others(manager, client):
    """Comms, debugging, unknown types, and interruption while a cell runs."""
    opened = ask(client, "comm_open", {"comm_id": "c1", "target_name": "widget", "data": {}})
    comm = until_idle(client, opened, [])
    info = reply(client, ask(client, "comm_info_request", {}))["content"]
    message = until_idle(client, ask(client, "comm_msg", {"comm_id": "c1", "data": {}}), [])
    debug = reply(client, ask(client, "debug_request", {"type": "request", "seq": 3, "command": "initialize"}, "control"), "control")["content"]
    unknown = reply(client, ask(client, "dance_request", {}))["content"]
    run(client, "var kept = 5;")
    endless = client.execute("while (true) { }")
    time.sleep(0.5)
    start = time.monotonic()
    reply(client, ask(client, "kernel_info_request", {}, "control"), "control")
    control = time.monotonic() - start
    manager.interrupt_kernel()
    interrupted = reply(client, endless)["content"]["ename"]
    handle, shown = run(client, 'var d = display("one"); d.Update("two");')
    ids = [(t, c["transient"]["display_id"]) for t, c in shown if "display" in t]
    return {
        "comm": [t for t, _ in comm], "closed": comm[1][1]["comm_id"], "comms": info["comms"], "message": [t for t, _ in message], "debug": debug,
        "unknown": unknown["evalue"], "control": control, "interrupted": interrupted, "kept": run(client, "kept")[1][2][1]["data"]["text/plain"],
        "displays": ids,
    }


def life(manager, client):
    """Restart forgets variables; shutdown ends the process."""
    run(client, "var x = 1;")
    manager.restart_kernel(now=False)
    client.wait_for_ready(timeout=30)
    forgotten = run(client, "x")[0]["status"]
    start = time.monotonic()
    manager.shutdown_kernel(now=False)
    return {"forgotten": forgotten, "shutdown": time.monotonic() - start, "alive": manager.is_alive()}


def output(manager, client):
    """5,000 lines in order, then 20 MB."""
    run(client, "1")
    start = time.monotonic()
    _, heard = run(client, 'for (var i = 0; i < 5000; i++) Console.WriteLine($"line {i}");')
    lines = time.monotonic() - start
    text = "".join(c["text"] for t, c in heard if t == "stream")
    start = time.monotonic()
    _, heard = run(client, 'var row = new string(\'x\', 1023); for (var i = 0; i < 20480; i++) Console.WriteLine(row);')
    return {
        "inOrder": text == "".join(f"line {i}\n" for i in range(5000)), "lines": lines, "large": time.monotonic() - start,
        "bytes": sum(len(c["text"]) for t, c in heard if t == "stream"),
    }


def orphan(manager, client):
    """A front end that starts a kernel, keeps it busy and is killed leaves no kernel behind."""
    code = (
        "import time\nfrom jupyter_client.manager import start_new_kernel\n"
        "manager, client = start_new_kernel(kernel_name='.net-csharp')\n"
        "print(manager.provisioner.process.pid, flush=True)\nclient.execute('while (true) { }')\ntime.sleep(60)\n"
    )
    front_end = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    kernel = int(front_end.stdout.readline())
    time.sleep(1)
    front_end.kill()
    front_end.wait()
    end = time.monotonic() + 10
    while os.path.exists(f"/proc/{kernel}") and time.monotonic() < end:
        time.sleep(0.05)
    return {"left": os.path.exists(f"/proc/{kernel}")}


def timing(manager, client):
    run(client, "1 + 1")
    times = []
    for _ in range(100):
        start = time.monotonic()
        run(client, "1 + 1")
        times.append(time.monotonic() - start)
    return {"median": sorted(times)[50], "p95": sorted(times)[95]}


if __name__ == "__main__":
    started = time.monotonic()
    manager, client = start_new_kernel(kernel_name=".net-csharp")
    ready = time.monotonic() - started
    try:
        print(json.dumps({**globals()[sys.argv[1]](manager, client), "ready": ready}))
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
