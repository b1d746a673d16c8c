import contextlib
import os
import random
import signal
import socket

LOCALHOST = "127.0.0.1"


def get_safe_port() -> int:
    """A free port, of those that nobody gets who asks for any: it is still free when a server comes to listen there."""
    while True:
        port = random.randrange(20_000, 30_000)
        with contextlib.suppress(OSError), socket.socket() as sock:
            sock.bind((LOCALHOST, port))
            return port


def kill_process_tree(parent_pid: int) -> None:
    """Ends a server; it has no children of its own."""
    os.kill(parent_pid, signal.SIGTERM)
