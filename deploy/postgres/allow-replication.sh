#!/bin/bash
# Runs once, when the primary's cluster is made: a role that may copy it, and nothing else.
set -euo pipefail
psql -v ON_ERROR_STOP=1 -v password="$REPLICATION_PASSWORD" -U "$POSTGRES_USER" -d "$POSTGRES_DB" <<'SQL'
create role replica replication login password :'password';
select pg_create_physical_replication_slot('replica');
SQL
# Read when the primary starts for good, which is next.
echo 'host replication replica all scram-sha-256' >> "$PGDATA/pg_hba.conf"
