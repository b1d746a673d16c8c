import os
import signal
import socket

LOCALHOST = "127.0.0.1"


def get_safe_port() -> int:
    """A free port."""
    with socket.socket() as sock:
        sock.bind((LOCALHOST, 0))
        return sock.getsockname()[1]


def kill_process_tree(parent_pid: int) -> None:
    """Ends a server; it has no children of its own."""
    os.kill(parent_pid, signal.SIGTERM)
