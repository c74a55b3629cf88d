"""How far a running job is."""


def progress(done: int, total: int, note: str = "") -> None:
    """Let others see how far this job is."""
