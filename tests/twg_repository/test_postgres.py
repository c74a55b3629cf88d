import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

import pytest
from django.db import connection

from twg_repository.serving.postgres import (
    AlreadyRunning,
    EmbeddedPostgres,
    PostgresError,
    database_settings,
    explain_log,
    socket_folder,
)


@pytest.fixture
def folder():
    """A folder that the server's account may enter, unlike pytest's own."""
    path = Path(tempfile.mkdtemp(prefix="twg-test-", dir="/tmp"))
    path.chmod(0o755)
    yield path / "postgres"
    shutil.rmtree(path)


@pytest.fixture
def server(folder):
    server = EmbeddedPostgres(folder, durable=False)
    yield server
    server.stop()


def run(server, sql: str):
    with server.connect("twg") as session, session.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall() if cursor.description else None


def test_keeps_what_was_written_from_one_run_to_the_next(server):
    server.start()
    run(server, "CREATE TABLE kept AS SELECT 7 AS number")
    server.stop()

    server.start()

    assert run(server, "SELECT number FROM kept") == [(7,)]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has rights to give up")
def test_does_not_run_as_root(server):
    server.start()

    assert Path(f"/proc/{server.process.pid}").stat().st_uid != 0


def test_is_reachable_by_its_private_socket_only(server):
    server.start()

    assert run(server, "SHOW listen_addresses") == [("",)]
    assert server.sockets.stat().st_mode & 0o777 == 0o700


def test_recovers_from_a_killed_server(server):
    server.durable = True
    server.start()
    run(server, "CREATE TABLE kept AS SELECT 7 AS number")
    os.kill(server.process.pid, signal.SIGKILL)
    server.process.wait()
    server.stop()

    server.start()

    assert run(server, "SELECT number FROM kept") == [(7,)]


def test_stops_the_server_that_a_killed_process_left_behind(server):
    server.start()
    orphan = server.process
    server.process, lock = None, server.lock
    lock.close()

    server.start()

    assert orphan.wait(1) == 0
    assert server.process.pid != orphan.pid


def test_refuses_a_second_start_beside_the_first(server, folder):
    server.start()

    with pytest.raises(AlreadyRunning, match=rf"already running \(for process {os.getpid()}\)"):
        EmbeddedPostgres(folder).start()

    assert run(server, "SELECT 1") == [(1,)]


def test_is_not_misled_by_a_lock_file_that_names_another_program(server):
    server.start()
    server.stop()
    other = subprocess.Popen(["sleep", "60"], **server.run_as())
    (server.data / "postmaster.pid").write_text(f"{other.pid}\n{server.data}\n")

    try:
        server.start()
        assert run(server, "SELECT 1") == [(1,)]
    finally:
        other.kill()
        other.wait()


def test_an_interrupted_start_leaves_nothing_behind(server, monkeypatch):
    def interrupted():
        raise KeyboardInterrupt

    monkeypatch.setattr(server, "ensure_database", interrupted)

    with pytest.raises(KeyboardInterrupt):
        server.start()

    assert (server.process, server.lock, server.orphan()) == (None, None, None)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root restores for somebody else")
def test_takes_over_a_backup_that_root_brought_back(server, folder):
    server.start()
    run(server, "CREATE TABLE kept AS SELECT 7 AS number")
    server.stop()
    subprocess.run(["chown", "--recursive", "root:root", str(folder)], check=True)

    server.start()

    assert run(server, "SELECT number FROM kept") == [(7,)]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can take another's part")
def test_root_runs_the_server_of_another_account_as_that_account(server, folder):
    server.start()
    server.stop()
    for path in (server.data, server.sockets):
        subprocess.run(["chown", "--recursive", "4321:4321", str(path)], check=True)

    again = EmbeddedPostgres(folder, durable=False)
    with again:
        assert Path(f"/proc/{again.process.pid}").stat().st_uid == 4321


@pytest.mark.skipif(os.geteuid() != 0, reason="others than root read their own folders")
def test_says_what_to_do_when_the_servers_account_cannot_read_the_folder(folder):
    folder.parent.chmod(0o700)

    with pytest.raises(PostgresError, match=r"cannot read .* set DATABASE_URL"):
        EmbeddedPostgres(folder).start()


def test_says_what_to_do_when_the_folder_cannot_be_made():
    with pytest.raises(PostgresError, match=r"cannot write to .* Nothing was lost"):
        EmbeddedPostgres(Path("/proc/twg")).start()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk")
def test_a_full_disk_is_named_and_leaves_no_half_of_a_database(folder):
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=20m,mode=755", "tmpfs", str(folder)]
    if subprocess.run(mount, check=False).returncode:
        pytest.skip("this machine does not allow mounting")
    try:
        with pytest.raises(PostgresError, match=r"full\. Nothing was lost"):
            EmbeddedPostgres(folder).start()
        assert not (folder / "data").exists()
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_explains_the_last_words_of_a_server():
    said = "LOG: starting\nFATAL: could not write: No space left on device"

    assert "is full" in explain_log(said, Path("/srv"))
    assert explain_log("FATAL: odd", Path("/srv")).endswith("FATAL: odd")


def test_explains_both_wordings_of_a_full_disk():
    for said in (
        "No space left on device",
        "wrote only 4096 of 8192 bytes\nCheck free disk space.",
    ):
        assert "is full" in explain_log(f"FATAL: could not extend file: {said}", Path("/srv"))


@pytest.mark.parametrize("name", ["a" * 120, "é" * 45, "here, there"])
def test_a_path_that_no_socket_can_have_gets_a_short_socket(name):
    folder = Path("/srv") / name

    assert len(os.fsencode(socket_folder(folder))) < 60
    assert "," not in str(socket_folder(folder))
    assert database_settings(folder)["HOST"] == str(socket_folder(folder))


def test_changes_no_folder_that_somebody_else_has_put_in_its_way(folder):
    theirs = folder.parent / "theirs"
    theirs.mkdir(mode=0o755)
    before = theirs.stat()
    folder.mkdir()
    (folder / "socket").symlink_to(theirs)

    with pytest.raises(PostgresError, match=r"Remove it, and start again"):
        EmbeddedPostgres(folder).start()

    assert (theirs.stat().st_uid, theirs.stat().st_mode) == (before.st_uid, before.st_mode)


def test_does_not_use_a_socket_folder_that_is_open_to_others(folder):
    (folder / "socket").mkdir(parents=True)
    (folder / "socket").chmod(0o777)

    with pytest.raises(PostgresError, match=r"Remove it, and start again"):
        EmbeddedPostgres(folder).start()


def test_is_found_whatever_the_callers_environment_says(server, monkeypatch):
    monkeypatch.setenv("PGPORT", "6000")

    server.start()

    assert run(server, "SELECT 1") == [(1,)]


def test_the_driver_is_psycopg2():
    from django.db.backends.postgresql.psycopg_any import is_psycopg3

    assert not is_psycopg3
    assert connection.settings_dict["ENGINE"] == "django.db.backends.postgresql"
