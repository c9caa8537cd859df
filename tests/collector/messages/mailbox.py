"""Receivers of messages for the tests: a mail server, and a web server for webhooks, both on this machine."""

import socket
import threading
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from aiosmtpd.controller import Controller

from helpcentre.collector.messages.parcel import Parcel
from helpcentre.contract.messages import Message

ID = "6f1c1d52-3d2c-4c4e-9b57-0a3c1d2e4f50"


def message(**more):
    given = {
        "id": ID,
        "language": "it",
        "email": "anna@example.com",
        "text": "La lampada non si accende.\nHo già provato un'altra presa.",
        "consent": True,
    }
    return Message(**given | more)


def parcel(received=1_795_000_000_000, **more):
    facts = {name: more.pop(name) for name in Parcel._fields if name in more}
    return Parcel(message(**more), received, **{"site": "Bottega Lume", **facts})


class Mails:
    """The e-mails that a server took; `answer` is what it says to the next ones."""

    def __init__(self):
        self.taken, self.answer = [], "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.answer.startswith("250"):
            self.taken.append((envelope, message_from_bytes(envelope.original_content, policy=default)))
        return self.answer


def unused_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextmanager
def mail_server():
    """Yield the mails and the port of a mail server."""
    mails = Mails()
    controller = Controller(mails, hostname="127.0.0.1", port=unused_port())
    controller.start()
    try:
        yield mails, controller.port
    finally:
        controller.stop()


@contextmanager
def webhook_server(status=204, port=0):
    """Yield the requests that a web server got, as (headers, body), and its address."""
    taken = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"]))
            taken.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(status)
            self.send_header("location", "http://127.0.0.1:9/elsewhere")
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield taken, f"http://127.0.0.1:{server.server_port}/hook"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
