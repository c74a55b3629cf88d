from jobs.models.job import Job
from jobs.models.progress import Progress
from jobs.models.schedule import Schedule

__all__ = ["Job", "Progress", "Schedule"]
