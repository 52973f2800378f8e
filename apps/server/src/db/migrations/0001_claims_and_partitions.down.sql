-- Loses: every booking
DROP FUNCTION ensure_booking_partitions(timestamptz, timestamptz);
DO $$
DECLARE
  partition regclass;
BEGIN
  FOR partition IN SELECT inhrelid FROM pg_inherits WHERE inhparent = 'bookings'::regclass LOOP
    EXECUTE format('DROP TABLE %s', partition);
  END LOOP;
END $$;
ALTER TABLE bookings DROP CONSTRAINT bookings_status_known, DROP CONSTRAINT bookings_ends_after_start;
ALTER TABLE claims DROP CONSTRAINT claims_no_overlap, DROP CONSTRAINT claims_during_is_a_stretch;
-- The extension stays: somebody else may have installed it.
