-- From when an event that was brought back is judged: it has all of its attempts again.
ALTER TABLE "outbox" ADD COLUMN "revived_at" timestamp with time zone;
