# Two stages: what is needed to build, then what is needed to run.
FROM python:3.11-slim-bookworm AS build
WORKDIR /srv/twg
COPY requirements.lock .
RUN python -m venv .venv && .venv/bin/pip install --no-cache-dir --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
COPY . .
# The same steps as `make run`; nothing is served yet, so the settings of production are not needed.
# Collected files are for their owner's group only, and the site runs as another account: open them.
RUN .venv/bin/python manage.py compile_translations \
 && .venv/bin/python manage.py collect_static \
 && rm -rf var/secret_key \
 && chmod -R a+rX .

FROM python:3.11-slim-bookworm
RUN useradd --system --create-home --home-dir /home/twg twg
WORKDIR /srv/twg
COPY --from=build --chown=root:root /srv/twg /srv/twg
# The only folder that the site writes to; keep it on a volume.
RUN install -d -o twg -g twg /srv/files
USER twg
ENV PATH=/srv/twg/.venv/bin:$PATH PYTHONUNBUFFERED=1 HOST=0.0.0.0 PORT=8000 FILES_DIR=/srv/files
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/healthz')"]
CMD ["gunicorn", "--config", "gunicorn.conf.py"]
