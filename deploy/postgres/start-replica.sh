#!/bin/bash
# A standby of the primary: copied when there is nothing yet, and then kept up to date.
set -euo pipefail
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  mkdir -p "$PGDATA"
  chmod 700 "$PGDATA"
  # A copy that was interrupted is begun anew.
  find "$PGDATA" -mindepth 1 -delete
  PGPASSWORD="$REPLICATION_PASSWORD" pg_basebackup --checkpoint=fast --wal-method=stream \
    --write-recovery-conf --slot=replica --host=postgres --username=replica --pgdata="$PGDATA"
fi
exec postgres -c hot_standby=on -c timezone=UTC -c log_min_error_statement=panic -c max_connections=200
