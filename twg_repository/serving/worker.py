"""The process that serves: gunicorn's threads, with an end to what clients send slowly."""

from gunicorn.workers.gthread import ThreadWorker

from twg_repository.serving.deadlines import HEADERS, deadlines


class Worker(ThreadWorker):
    def handle(self, conn):
        """Read a request and answer it; the head has to be there in time."""
        with deadlines.within(conn.sock, HEADERS):
            return super().handle(conn)
