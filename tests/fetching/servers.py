"""Servers of all tempers, and a network in which they are the public internet."""

import socket
import ssl
import threading
from contextlib import suppress

import httpcore

from fetching import Network

PUBLIC = "93.184.216.34"


class Server:
    """Answers each connection with `behave(connection)` in a thread, and counts them."""

    def __init__(self, behave):
        self.behave, self.connections = behave, 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        with suppress(OSError):
            while True:
                connection, _address = self.listener.accept()
                self.connections += 1
                threading.Thread(target=self.answer, args=[connection], daemon=True).start()

    def answer(self, connection):
        with suppress(OSError), connection:
            self.behave(connection)

    def close(self):
        self.listener.close()


class Internet:
    """Names and their addresses; every address leads to the one server that is ours: what is
    public to `public`, all else to `private`, which nobody should ever reach."""

    def __init__(self, public: Server, private: Server, names: dict[str, list[list[str]]]):
        self.public, self.private, self.names = public, private, names
        self.asked: list[str] = []
        self.trusted = ssl.create_default_context()

    def resolve(self, host: str, port: int) -> list[str]:
        """The next answer for a name; its last one from then on. As the system does for others."""
        self.asked.append(host)
        if host not in self.names:
            return [each[4][0] for each in socket.getaddrinfo(host, port)]
        answers = self.names[host]
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def connect(self, address: str, port: int, timeout: float):
        server = self.public if address == PUBLIC else self.private
        return httpcore.SyncBackend().connect_tcp("127.0.0.1", server.port, timeout=timeout)

    @property
    def network(self) -> Network:
        return Network(self.resolve, self.connect, lambda: self.trusted)


def request_of(connection) -> bytes:
    """The head of a request."""
    received = b""
    while b"\r\n\r\n" not in received:
        if not (more := connection.recv(4096)):
            break
        received += more
    return received


def saying(answer: bytes):
    """A server that says always the same."""

    def behave(connection):
        request_of(connection)
        connection.sendall(answer)

    return behave


def ok(body: bytes = b"hello") -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)


def redirect(location: str, status: int = 302) -> bytes:
    return b"HTTP/1.1 %d Found\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n" % (
        status,
        location.encode(),
    )
