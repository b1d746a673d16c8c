"""The servers of the tests are Begat: each test has one of its own, in a folder of its own."""

import contextlib
import os
import subprocess
import tempfile
import time

import requests

from tests.helper_functions import LOCALHOST, get_safe_port

BEGAT = os.environ["BEGAT_SERVER"].split("\n")


class ServerThread:
    """A server on a port, for as long as the context lasts. The application that MLflow's tests give is not used."""

    def __init__(self, _app, port):
        self.port = port
        self.url = f"http://{LOCALHOST}:{port}"

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        command = [*BEGAT, "serve", "--port", str(self.port), "--data", self.folder.name]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _await_server_up_or_die(self.port)
        return self.url

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.folder.cleanup()


@contextlib.contextmanager
def _init_server(backend_uri, root_artifact_uri, **_):
    with ServerThread(None, get_safe_port()) as url:
        yield url


def _await_server_up_or_die(port, timeout=120):
    deadline = time.time() + timeout
    while time.time() < deadline:
        with contextlib.suppress(requests.ConnectionError):
            if requests.get(f"http://{LOCALHOST}:{port}/health", timeout=10).ok:
                return
        time.sleep(0.05)
    raise TimeoutError(f"no server on {port} within {timeout} seconds")


def _send_rest_tracking_post_request(tracking_server_uri, api_path, json_payload, auth=None):
    return requests.post(tracking_server_uri + api_path, json=json_payload, auth=auth)
