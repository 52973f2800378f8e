CREATE EXTENSION IF NOT EXISTS btree_gist;
--> statement-breakpoint
-- The truth about double booking. Immediate, because a deferred constraint cannot arbitrate
-- ON CONFLICT; on a table without partitions, because PostgreSQL 15 to 18 cannot hold it otherwise.
ALTER TABLE claims ADD CONSTRAINT claims_no_overlap
  EXCLUDE USING gist (host_id WITH =, during WITH &&);
--> statement-breakpoint
-- An empty range slips past an exclusion constraint, and one without an end blocks a host for ever.
ALTER TABLE claims ADD CONSTRAINT claims_during_is_a_stretch CHECK (
  coalesce(isfinite(lower(during)) AND isfinite(upper(during)), false)
  AND lower_inc(during) AND NOT upper_inc(during)
  AND upper(during) - lower(during) <= interval '24 hours'
);
--> statement-breakpoint
ALTER TABLE bookings ADD CONSTRAINT bookings_ends_after_start CHECK (
  end_time > start_time AND end_time - start_time <= interval '24 hours'
);
--> statement-breakpoint
ALTER TABLE bookings ADD CONSTRAINT bookings_status_known CHECK (
  status IN ('confirmed', 'cancelled')
  AND (status = 'cancelled') = (cancelled_by IS NOT NULL)
  AND (status = 'cancelled') = (cancellation_reason IS NOT NULL)
);
--> statement-breakpoint
CREATE TABLE bookings_default PARTITION OF bookings DEFAULT;
--> statement-breakpoint
-- Makes the monthly partitions (UTC) that `from_time` to `to_time` touch, and moves into each what
-- the default partition kept for it. Answers how many it made.
CREATE FUNCTION ensure_booking_partitions(from_time timestamptz, to_time timestamptz)
RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  month timestamp := date_trunc('month', from_time AT TIME ZONE 'UTC');
  partition_name text;
  month_start timestamptz;
  month_end timestamptz;
  made integer := 0;
BEGIN
  WHILE month <= to_time AT TIME ZONE 'UTC' LOOP
    partition_name := 'bookings_' || to_char(month, 'YYYY_MM');
    month_start := month AT TIME ZONE 'UTC';
    month := month + interval '1 month';
    month_end := month AT TIME ZONE 'UTC';
    CONTINUE WHEN to_regclass(partition_name) IS NOT NULL;
    -- Parent before child, like every reader. The default is closed until the new partition is
    -- attached: a row that came in between would be in the wrong place.
    LOCK TABLE ONLY bookings IN SHARE UPDATE EXCLUSIVE MODE;
    LOCK TABLE bookings_default IN ACCESS EXCLUSIVE MODE;
    CONTINUE WHEN to_regclass(partition_name) IS NOT NULL;
    EXECUTE format('CREATE TABLE %I (LIKE bookings INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', partition_name);
    EXECUTE format(
      'WITH moved AS (
         DELETE FROM bookings_default WHERE start_time >= %L AND start_time < %L RETURNING *
       ) INSERT INTO %I SELECT * FROM moved',
      month_start, month_end, partition_name);
    EXECUTE format(
      'ALTER TABLE bookings ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
      partition_name, month_start, month_end);
    made := made + 1;
  END LOOP;
  RETURN made;
END $$;
