import resource

DESCRIPTORS = 32


def confine(cpu_seconds: int, _wall_seconds: int, memory_bytes: int, output_bytes: int) -> None:
    """Set limits that the process cannot lift again; those of the wall clock are its parent's."""
    # A second between the two, so that the signal tells what the worker ran out of.
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    for kind, limit in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_FSIZE, output_bytes),
        (resource.RLIMIT_NOFILE, DESCRIPTORS),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (limit, limit))
