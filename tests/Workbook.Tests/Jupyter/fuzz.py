"""40,000 multipart messages that are malformed, unsigned, wrongly signed or replayed, sent by Debian's python3-zmq."""
import json
import os
import random
import sys
import tempfile
import time

import zmq
from jupyter_client.manager import start_new_kernel

COUNT = 10_000
witness = os.path.join(tempfile.mkdtemp(), "executed")
chance = random.Random(int(sys.argv[1]))
manager, client = start_new_kernel(kernel_name=".net-csharp")
connection = manager.get_connection_info()
session = client.session


def memory():
    """Resident bytes of the kernel."""
    with open(f"/proc/{manager.provisioner.process.pid}/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def signed(kind, content):
    return session.serialize(session.msg(kind, content))


def harmful():
    """An execute request that would leave a file behind."""
    return signed("execute_request", {"code": f'System.IO.File.WriteAllText("{witness}", "");', "silent": False})


def broken(parts):
    """The parts of a signed message, spoilt in one of the ways that a front end or an attacker can."""
    way = chance.randrange(11)
    if way == 0:
        parts[1] = b""
    elif way == 1:
        parts[1] = bytes(chance.choice(b"0123456789abcdef") for _ in range(64))
    elif way == 2:
        parts[1] = parts[1][: chance.randrange(1, 64)]
    elif way == 3:
        parts[5] = parts[5].replace(b"executed", b"executes")
    elif way == 4:
        parts = parts[: chance.randrange(1, 6)]
    elif way == 5:
        parts = [chance.randbytes(chance.randrange(0, 300)) for _ in range(chance.randrange(1, 12))]
    elif way == 6:
        parts[2], parts[5] = parts[5], parts[2]
    elif way == 7:
        parts[0] = b"<IDS|MS>"
    elif way == 8:
        parts = parts[:2] + [b"{" * chance.randrange(1, 200)] + parts[3:]
    elif way == 9:
        parts[2] = chance.choice([b"[]", b"null", b"{}", b'{"msg_id": 1, "msg_type": "execute_request"}', b'{"msg_id": "\\ud800", "msg_type": "a"}',
                                  b'{"msg_id": "a", "msg_id": "b", "msg_type": "execute_request"}', b"[" * 1000, b"\xff\xfe", b""])
        parts[1] = session.sign(parts[2:6])  # Well signed, and no message.
    else:
        parts = [b""] * chance.randrange(1, 100)
    return parts


context = zmq.Context()
sockets = {}
for channel in ("shell", "control", "stdin"):
    sockets[channel] = context.socket(zmq.DEALER)
    sockets[channel].linger = 5000
    sockets[channel].sndhwm = 0
    sockets[channel].connect(f"tcp://127.0.0.1:{connection[channel + '_port']}")
heart = context.socket(zmq.REQ)
heart.connect(f"tcp://127.0.0.1:{connection['hb_port']}")


def beat():
    start = time.monotonic()
    heart.send(b"beat")
    assert heart.poll(5000), "no heartbeat"
    assert heart.recv() == b"beat"
    return time.monotonic() - start


def settle():
    """Everything sent so far has been looked at when each channel has answered a good request."""
    for channel in ("shell", "control"):
        sockets[channel].send_multipart(signed("kernel_info_request", {}))
        assert sockets[channel].poll(20000), f"no answer on {channel}"
        while sockets[channel].poll(100):
            sockets[channel].recv_multipart()


# A replay: the second of two equal requests must not run.
client.execute_interactive("var runs = 0;", timeout=30)
once = signed("execute_request", {"code": "runs++;", "silent": True, "store_history": False, "user_expressions": {}, "allow_stdin": False, "stop_on_error": True})
for _ in range(50):
    sockets["shell"].send_multipart(once)
settle()


def burst(count):
    slowest = 0
    for i in range(count):
        sockets[chance.choice(list(sockets))].send_multipart(broken(harmful()))
        if i % 1000 == 0:
            slowest = max(slowest, beat())
    settle()
    return slowest


# Memory is compared after the first 10,000, over 30,000 more: 20 MB of parts, none of which may stay.
slowest = burst(COUNT)
before = memory()
slowest = max(slowest, burst(3 * COUNT))
after = memory()
values = []
client.execute_interactive("runs + 1", timeout=30, output_hook=lambda m: values.append(m["content"].get("data", {}).get("text/plain")))
print(json.dumps({
    "alive": manager.is_alive(), "executed": os.path.exists(witness), "runs": [v for v in values if v], "grown": after - before, "slowestBeat": slowest,
}))
client.stop_channels()
manager.shutdown_kernel()
