"""Many clients, few at work, and an end to what is slow."""

import io
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event, current_thread

import pytest
from django.conf import settings as project
from django.db import OperationalError, connection

from tests.load import Load
from twg_repository import bodies, connections, errors
from twg_repository.serving.bounded import Bounded
from twg_repository.serving.deadlines import Deadlines

MEGABYTE = 1024 * 1024


def environ(**more) -> dict:
    return {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "wsgi.input": io.BytesIO()} | more


def answering(body: bytes = b"ok"):
    def application(environ, start_response):
        start_response("200 OK", [("Content-Length", str(len(body)))])
        return [body]

    return application


def bounded(application, threads=2, waiting=2, seconds=5.0, bodies=2) -> Bounded:
    return Bounded(application, errors.refuse, threads, waiting, seconds, bodies)


def ask(application, **more) -> tuple[str, dict, bytes]:
    told = []
    answer = application(environ(**more), lambda *start: told.append(start))
    return told[-1][0], dict(told[-1][1]), b"".join(answer)


class TestWhoWorks:
    def test_few_threads_answer_many_clients(self):
        seen = set()

        def application(environ, start_response):
            seen.add(current_thread().name)
            time.sleep(0.01)
            return answering()(environ, start_response)

        site = bounded(application, threads=3, waiting=50)
        with ThreadPoolExecutor(30) as clients:
            statuses = list(clients.map(lambda _n: ask(site)[0], range(60)))

        assert set(statuses) == {"200 OK"}
        assert len(seen) == 3

    @pytest.mark.parametrize(("path", "says"), [("/", "Back in a moment"), ("/ar/x", 'lang="ar"')])
    def test_who_finds_no_place_is_asked_to_come_again(self, path, says):
        gone, go = Barrier(3), Event()

        def application(environ, start_response):
            gone.wait(5)
            go.wait(5)
            return answering()(environ, start_response)

        site = bounded(application, threads=2, waiting=0)
        with ThreadPoolExecutor(2) as clients:
            working = [clients.submit(ask, site) for _n in range(2)]
            gone.wait(5)
            status, headers, page = ask(site, PATH_INFO=path)
            go.set()
            assert [each.result()[0] for each in working] == ["200 OK"] * 2

        assert (status, headers["Retry-After"]) == ("503 Service Unavailable", "5")
        assert says in page.decode()

    def test_nobody_waits_longer_than_is_said(self):
        go = Event()

        def application(environ, start_response):
            go.wait(5)
            return answering()(environ, start_response)

        site = bounded(application, threads=1, waiting=5, seconds=0.05)
        with ThreadPoolExecutor(1) as clients:
            working = clients.submit(ask, site)
            time.sleep(0.1)
            assert ask(site)[0] == "503 Service Unavailable"
            go.set()
            assert working.result()[0] == "200 OK"
        assert ask(site)[0] == "200 OK"

    def test_a_failure_is_the_servers_to_tell(self):
        def application(environ, start_response):
            raise TimeoutError("not ours")

        with pytest.raises(TimeoutError, match="not ours"):
            ask(bounded(application))

    def test_what_is_made_while_it_is_sent_is_made_by_the_same_threads(self):
        seen = set()

        class Streaming:
            streaming, closed = True, False

            def __iter__(self):
                for _n in range(5):
                    seen.add(current_thread().name)
                    yield b"x"

            def close(self):
                self.closed = True

        answer = Streaming()

        def application(environ, start_response):
            start_response("200 OK", [])
            return answer

        site = bounded(application)
        pieces = site(environ(), lambda *told: None)
        assert b"".join(pieces) == b"xxxxx"
        pieces.close()
        assert answer.closed
        assert all(name.startswith("at-work") for name in seen)


class TestBodies:
    @pytest.mark.parametrize(
        ("path", "most"), [
            ("/admin/login/", MEGABYTE), ("/fr/admin/login/", MEGABYTE), ("/nowhere", MEGABYTE),
            ("/%ff/", MEGABYTE), ("/suggest/", 51 * MEGABYTE), ("/ar/suggest/", 51 * MEGABYTE),
            ("/admin/documents/entry/7/change/", 51 * MEGABYTE),
            ("/admin/exchange/importrun/upload/", 51 * MEGABYTE),
        ],
    )  # fmt: skip
    def test_only_pages_that_take_files_take_much(self, path, most):
        assert bodies.limit_of(path) == most

    @pytest.mark.parametrize("said", [True, False], ids=["said", "in pieces"])
    @pytest.mark.parametrize("more", [0, 1, 5 * MEGABYTE])
    def test_no_more_is_read_than_is_taken(self, said, more):
        class Sent(io.BytesIO):
            def read(self, size=-1):
                assert size > 0
                return super().read(size)

        given, sent = [], Sent(b"x" * (MEGABYTE + more))

        def application(environ, start_response):
            given.append((environ["CONTENT_LENGTH"], environ["wsgi.input"].read()))
            return answering()(environ, start_response)

        length = (
            {"CONTENT_LENGTH": str(MEGABYTE + more)}
            if said
            else {"HTTP_TRANSFER_ENCODING": "chunked"}
        )
        ask(bounded(application), REQUEST_METHOD="POST", **{"wsgi.input": sent}, **length)

        [(length, body)] = given
        assert len(body) == (0 if more else MEGABYTE)
        assert int(length) > MEGABYTE if more else int(length) == MEGABYTE
        assert sent.tell() <= MEGABYTE + 1

    def test_those_who_drip_leave_room_for_others(self):
        go, dripping = Event(), Barrier(3)

        class Dripping(io.BytesIO):
            def read(self, size=-1):
                dripping.wait(5)
                go.wait(5)
                return b""

        site = bounded(answering(), bodies=2)
        slow = {"REQUEST_METHOD": "POST", "CONTENT_LENGTH": "9"}
        with ThreadPoolExecutor(2) as clients:
            working = [
                clients.submit(ask, site, **slow, **{"wsgi.input": Dripping()}) for _n in range(2)
            ]
            dripping.wait(5)
            assert ask(site)[0] == "200 OK"
            assert ask(site, **slow)[0] == "503 Service Unavailable"
            go.set()
            assert {each.result()[0] for each in working} == {"200 OK"}

    @pytest.mark.django_db
    @pytest.mark.parametrize(
        ("prefix", "says"), [("", "This is too large"), ("/ar", "أكبر من اللازم")]
    )
    def test_what_is_too_large_is_told_how_much_may_be(self, client, prefix, says):
        answer = client.post(f"{prefix}/admin/login/", {"username": "x" * 2 * MEGABYTE})

        assert answer.status_code == 413
        assert says in answer.content.decode()
        assert " 1 " in answer.content.decode()


class TestDeadlines:
    @pytest.fixture
    def pair(self):
        ours, theirs = socket.socketpair()
        with ours, theirs:
            yield ours, theirs

    def test_a_connection_that_takes_too_long_is_cut(self, pair):
        ours, theirs = pair
        with Deadlines().within(ours, 0.01):
            assert ours.recv(1) == b""
        assert theirs.recv(1) == b""

    def test_more_time_is_given_to_more_bytes(self, pair):
        ours, watch = pair[0], Deadlines()
        with watch.within(ours, 1):
            watch.allow(ours, 100)
            watch.cut(time.monotonic() + 50)
            ours.send(b"x")
            watch.cut(time.monotonic() + 101)
            with pytest.raises(BrokenPipeError):
                ours.send(b"x")
        assert watch.ends == {}


class TestTheDatabaseIsAway:
    @pytest.mark.django_db
    @pytest.mark.parametrize(
        "where",
        [
            "django.contrib.sessions.middleware.SessionMiddleware.process_request",
            "django.contrib.messages.middleware.MessageMiddleware.process_request",
            "twg_repository.crowding.CrowdingMiddleware.process_view",
            "accounts.owing.owes",
        ],
    )
    def test_it_is_said_wherever_that_is_noticed(self, client, monkeypatch, where):
        def away(*args, **kwargs):
            raise OperationalError("FATAL: sorry, too many clients already")

        client.raise_request_exception = False
        monkeypatch.setattr(where, away)

        answer = client.get("/")

        assert (answer.status_code, answer["Retry-After"]) == (503, "60")
        assert "Back in a moment" in answer.content.decode()


class TestConnections:
    def test_the_database_has_enough(self, db):
        assert connections.connections_suffice(databases=["default"]) == []

    def test_too_few_are_said(self, db, settings):
        settings.CONNECTIONS = 5000

        [warning] = connections.connections_suffice(databases=["default"])

        assert "5000 connections" in warning.msg
        assert "max_connections" in warning.hint

    def test_one_machine_holds_few(self):
        assert project.CONNECTIONS <= 40


class TestTheSite:
    PATHS = ("/", "/search/?q=violence", "/entries/TWG-0004/", "/places/", "/api/v1/entries/")

    def test_readers_are_answered_beside_those_who_drip(self, site):
        load = Load(site.address).run(30, 3, list(self.PATHS), dripping=60)

        assert set(load.statuses) == {200}
        assert load.answers > 30

    @pytest.mark.django_db
    def test_it_holds_no_more_connections_than_it_says(self, site):
        Load(site.address).run(60, 2, list(self.PATHS))
        with connection.cursor() as cursor:
            name = site.environment["DATABASE_URL"].rpartition("/")[2]
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = %s", [name])
            [held] = cursor.fetchone()

        assert held <= project.WEB_WORKERS * project.DATABASE_CONNECTIONS
