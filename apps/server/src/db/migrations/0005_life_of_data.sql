-- When each job of the server ran last: whoever moves `started_at` forward runs it.
CREATE TABLE scheduled_jobs (
  name text PRIMARY KEY,
  started_at timestamptz NOT NULL,
  finished_at timestamptz,
  last_error text
);
--> statement-breakpoint
CREATE SCHEMA archive;
--> statement-breakpoint
-- Whole months of bookings that are long over, and nothing else: the same columns as bookings.
CREATE TABLE archive.bookings (
  LIKE bookings INCLUDING DEFAULTS INCLUDING CONSTRAINTS,
  CONSTRAINT bookings_id_start_time_pk PRIMARY KEY (id, start_time)
) PARTITION BY RANGE (start_time);
--> statement-breakpoint
CREATE INDEX bookings_host_id_start_time_index ON archive.bookings (host_id, start_time);
--> statement-breakpoint
CREATE INDEX bookings_meeting_type_id_start_time_index ON archive.bookings (meeting_type_id, start_time);
--> statement-breakpoint
-- What was brought back stays for a while before it goes to the archive again.
CREATE TABLE archive.restorations (
  host_id uuid NOT NULL REFERENCES hosts (id) ON DELETE CASCADE,
  from_time timestamptz NOT NULL,
  restored_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (host_id, from_time)
);
