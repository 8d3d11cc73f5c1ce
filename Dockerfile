# Two stages: everything is installed in the first; the second holds only what runs, as a user without rights.
FROM python:3.12-slim AS build
WORKDIR /app
RUN python -m venv /app/.venv
COPY requirements.lock ./
RUN /app/.venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY handlers handlers
COPY knowledge_base knowledge_base
COPY scheduler scheduler
RUN /app/.venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation --no-index -e . \
    && /app/.venv/bin/leernetwerk ask "werkt het?" \
    && rm -rf /root/.cache

FROM python:3.12-slim
RUN useradd --system --uid 10001 --create-home leernetwerk \
    && install --directory --owner leernetwerk --mode 0700 /data
COPY --from=build /app /app
USER leernetwerk
WORKDIR /data
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    LEERNETWERK_DATABASE_URL=sqlite:////data/leernetwerk.db \
    LEERNETWERK_MATRIX_STORE=/data/matrix \
    LEERNETWERK_HTTP_LISTEN=0.0.0.0:8080 \
    MPLCONFIGDIR=/tmp/matplotlib
VOLUME /data
# Alive is enough for a restart to help; whether it can work, and why not, says /readyz.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8080/healthz', timeout=4)"]
ENTRYPOINT ["leernetwerk"]
CMD ["run"]
