-- The clock that the invitee reads; null when nobody said. The archive has every column of bookings at any
-- moment, or no month could move there.
ALTER TABLE "bookings" ADD COLUMN "invitee_time_format" text;
--> statement-breakpoint
ALTER TABLE archive.bookings ADD COLUMN invitee_time_format text;
--> statement-breakpoint
-- With the clock that was read when the new time was picked.
CREATE OR REPLACE FUNCTION store_moved_booking(b bookings, previous bookings, moved_by text)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  before jsonb := jsonb_build_object(
    'previousStartTime', instant_text(previous.start_time),
    'previousEndTime', instant_text(previous.end_time));
BEGIN
  UPDATE bookings SET
    start_time = b.start_time, end_time = b.end_time, version = b.version,
    updated_at = b.updated_at, invitee_time_zone = b.invitee_time_zone,
    invitee_time_format = b.invitee_time_format,
    meeting_type_name = b.meeting_type_name, duration_minutes = b.duration_minutes,
    location = b.location, buffer_before_minutes = b.buffer_before_minutes,
    buffer_after_minutes = b.buffer_after_minutes
  WHERE id = previous.id AND start_time = previous.start_time AND version = previous.version
    AND status = 'confirmed';
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the booking changed under the lock' USING ERRCODE = '40001';
  END IF;
  PERFORM forget_derived_key(b);
  PERFORM record_booking_change(b, 'moved', moved_by, before, 'booking.rescheduled', before);
END $$;
