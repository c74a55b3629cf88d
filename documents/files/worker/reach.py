"""How far the worker reaches: to the libraries it needs, and to nothing else.

Two doors of Linux, each shut for good by the process itself: Landlock (which files, no network, no
signals; landlock(7)) and seccomp (no sockets, no other programs, no other processes; seccomp(2)).
There is no library for both that needs nothing from the system, so their numbers stand here.
"""

import ctypes
import os
import platform
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

NOBODY = 65534  # where root starts the worker, it goes on as this account
PROJECT = Path(__file__).resolve().parents[3]

# <linux/prctl.h>, <linux/seccomp.h>, <linux/filter.h>
PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 38, 22, 2
LOAD, IS_EQUAL, RETURN = 0x20, 0x15, 0x06
ALLOW, REFUSE = 0x7FFF0000, 0x00050000 | 1  # with EPERM
NUMBER, ARCHITECTURE = 0, 4  # where they lie in the data of a call
# Machine -> (its AUDIT_ARCH, the numbers of the calls that are refused): socket, socketpair,
# connect, bind, execve, execveat, fork, vfork, ptrace, process_vm_readv, process_vm_writev, kill,
# mount, bpf, perf_event_open, userfaultfd, io_uring_setup, keyctl; the newer machine has no fork.
REFUSED = {
    "x86_64": (0xC000003E, (41, 53, 42, 49, 59, 322, 57, 58, 101, 310, 311, 62, 165,
                            321, 298, 323, 425, 250)),
    "aarch64": (0xC00000B7, (198, 199, 203, 200, 221, 281, 117, 270, 271, 129, 40,
                             280, 241, 282, 425, 219)),
}  # fmt: skip

# <linux/landlock.h>
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
VERSION, PATH_BENEATH = 1, 1
READ = 0b1101  # execute, read a file, read a folder
RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}  # ABI -> how many rights to files it knows
NETWORK, SCOPE = 0b11, 0b11  # bind and connect TCP; abstract sockets and signals

libc = ctypes.CDLL(None, use_errno=True)


def available() -> list[str]:
    """List which of the two this machine has."""
    found = ["landlock"] if abi() > 0 else []
    return found + (["seccomp"] if platform.machine() in REFUSED else [])


def abi() -> int:
    """Return the version of Landlock; less than 1 where there is none."""
    return libc.syscall(CREATE_RULESET, None, 0, VERSION)


def shut() -> None:
    """Shut both doors as far as the machine has them, and give up what root may."""
    give_up_root()
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if abi() > 0:
        restrict_files(abi())
    if platform.machine() in REFUSED:
        refuse_calls(*REFUSED[platform.machine()])


def give_up_root() -> None:
    if os.geteuid() == 0:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)


def restrict_files(version: int) -> None:
    files = (1 << RIGHTS.get(version, 16)) - 1
    network, scope = (NETWORK if version >= 4 else 0), (SCOPE if version >= 6 else 0)
    known = 24 if version >= 6 else 16 if version >= 4 else 8  # bytes
    asked = struct.pack("QQQ", files, network, scope)[:known]
    rules = done(libc.syscall(CREATE_RULESET, asked, len(asked), 0))
    for path in readable():
        allow(rules, path)
    done(libc.syscall(RESTRICT_SELF, rules, 0))
    os.close(rules)


def allow(rules: int, path: str) -> None:
    folder = os.open(path, os.O_PATH | os.O_CLOEXEC)
    rights = READ if os.path.isdir(path) else READ & ~0b1000
    rule = struct.pack("=Qi", rights, folder)
    done(libc.syscall(ADD_RULE, rules, PATH_BENEATH, rule, 0))
    os.close(folder)


def readable() -> Iterator[str]:
    """Yield what the worker reads besides its file: programs, libraries, fonts."""
    own = [PROJECT / "documents", sys.prefix, sys.base_prefix, *sys.path]
    system = ["/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/local/lib", "/usr/share/fonts",
              "/etc/ld.so.cache", "/dev/null", "/dev/urandom"]  # fmt: skip
    for path in {os.path.realpath(str(each)) for each in (*own, *system)}:
        if os.path.exists(path) and path not in (str(PROJECT), "/"):
            yield path


def refuse_calls(architecture: int, numbers: tuple[int, ...]) -> None:
    """Answer the calls with "not permitted", as BPF: each instruction skips so many others."""
    last = len(numbers)
    program = [
        instruction(LOAD, ARCHITECTURE),
        instruction(IS_EQUAL, architecture, 0, last + 2),
        instruction(LOAD, NUMBER),
        *(instruction(IS_EQUAL, number, last - i, 0) for i, number in enumerate(numbers)),
        instruction(RETURN, ALLOW),
        instruction(RETURN, REFUSE),
    ]
    code = ctypes.create_string_buffer(b"".join(program))
    handed = struct.pack("HP", len(program), ctypes.addressof(code))
    done(libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, handed, 0, 0))


def instruction(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("HBBI", code, if_true, if_false, value)


def done(result: int) -> int:
    """Return what a call gives; OSError where it failed: better no answer than an open door."""
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result
