-- Loses: the times that are held, and the keys of holds and cancellations
-- Keys of a release that knows no holds have a booking each.
DELETE FROM idempotency_keys WHERE booking_id IS NULL;
DELETE FROM claims WHERE expires_at IS NOT NULL;
DROP FUNCTION create_hold, claim_time_until, is_one_hold_too_many, cancel_booking, reschedule_booking,
  create_booking, claim_held_time, give_key_back, keep_answer, take_key, replay_answer, find_answer;
DROP TABLE holds;
ALTER TABLE idempotency_keys DROP COLUMN shown;
CREATE FUNCTION replay_answer(
  key_scope text, key_value text, request_fingerprint bytea, replay_for interval
) RETURNS TABLE (outcome text, booking bookings) LANGUAGE plpgsql STABLE AS $$
DECLARE
  found_key idempotency_keys;
BEGIN
  SELECT * INTO found_key FROM idempotency_keys WHERE scope = key_scope AND key = key_value;
  IF NOT FOUND THEN
    RETURN;
  ELSIF found_key.fingerprint = request_fingerprint
    AND (replay_for IS NULL OR found_key.created_at > clock_timestamp() - replay_for)
  THEN
    outcome := 'replayed';
    booking := jsonb_populate_record(null::bookings, found_key.answer);
  ELSIF replay_for IS NULL THEN
    outcome := 'key_conflict';
  ELSE
    outcome := 'slot_taken';
  END IF;
  RETURN NEXT;
END $$;

CREATE FUNCTION create_booking(
  request jsonb,
  key_scope text, key_value text, request_fingerprint bytea, replay_for interval,
  day_start timestamptz, day_end timestamptz
) RETURNS TABLE (outcome text, booking bookings) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM assert_read_committed();
  booking := jsonb_populate_record(null::bookings, request || jsonb_build_object(
    'status', 'confirmed', 'version', 0, 'created_at', now(), 'updated_at', now()));

  LOOP
    -- A twin that is not finished holds us here; then its answer is ours.
    INSERT INTO idempotency_keys (scope, key, fingerprint, answer, booking_id)
    VALUES (key_scope, key_value, request_fingerprint, to_jsonb(booking), booking.id)
    ON CONFLICT DO NOTHING;
    EXIT WHEN FOUND;
    RETURN QUERY SELECT * FROM replay_answer(key_scope, key_value, request_fingerprint, replay_for);
    IF FOUND THEN
      RETURN;
    END IF;
  END LOOP;

  outcome := CASE
    WHEN NOT takes_bookings(booking) THEN 'inactive'
    WHEN is_day_full(booking, day_start, day_end) THEN 'day_full'
    WHEN NOT claim_time(booking) THEN 'slot_taken'
    ELSE 'created'
  END;
  IF outcome = 'created' THEN
    INSERT INTO bookings VALUES (booking.*);
    PERFORM record_booking_change(booking, 'created', 'invitee', '{}', 'booking.confirmed', '{}');
  ELSE
    DELETE FROM idempotency_keys WHERE scope = key_scope AND key = key_value;
    booking := null;
  END IF;
  RETURN NEXT;
END $$;

CREATE FUNCTION reschedule_booking(
  request jsonb, known_start_time timestamptz, known_version integer, moved_by text,
  key_scope text, key_value text, request_fingerprint bytea,
  day_start timestamptz, day_end timestamptz
) RETURNS TABLE (outcome text, booking bookings) LANGUAGE plpgsql AS $$
DECLARE
  previous bookings;
BEGIN
  PERFORM assert_read_committed();
  -- Changes of a host's bookings take turns: two that swap their times would deadlock otherwise.
  PERFORM FROM hosts WHERE id = (request->>'host_id')::uuid FOR NO KEY UPDATE;
  RETURN QUERY SELECT * FROM replay_answer(key_scope, key_value, request_fingerprint, null);
  IF FOUND THEN
    RETURN;
  END IF;

  SELECT * INTO previous FROM bookings b
  WHERE b.id = (request->>'id')::uuid AND b.start_time = known_start_time
    AND b.version = known_version AND b.status = 'confirmed';
  IF NOT FOUND THEN
    outcome := 'changed';
    RETURN NEXT;
    RETURN;
  END IF;
  booking := jsonb_populate_record(previous, request || jsonb_build_object(
    'version', previous.version + 1, 'updated_at', now()));

  outcome := CASE
    WHEN NOT takes_bookings(booking) THEN 'inactive'
    WHEN is_day_full(booking, day_start, day_end) THEN 'day_full'
    WHEN NOT replace_claim(booking) THEN 'slot_taken'
    ELSE 'moved'
  END;
  IF outcome = 'moved' THEN
    PERFORM store_moved_booking(booking, previous, moved_by);
    INSERT INTO idempotency_keys (scope, key, fingerprint, answer, booking_id)
    SELECT key_scope, key_value, request_fingerprint, to_jsonb(booking), booking.id
    WHERE key_value IS NOT NULL;
  ELSE
    booking := null;
  END IF;
  RETURN NEXT;
END $$;

CREATE FUNCTION cancel_booking(
  cancelled_id uuid, its_host_id uuid, cancelled_by_actor text, reason text
) RETURNS TABLE (outcome text, booking bookings) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM assert_read_committed();
  PERFORM FROM hosts WHERE id = its_host_id FOR NO KEY UPDATE;
  UPDATE bookings b SET
    status = 'cancelled', version = b.version + 1, updated_at = now(),
    cancelled_by = cancelled_by_actor, cancellation_reason = reason
  WHERE b.id = cancelled_id AND b.host_id = its_host_id AND b.status = 'confirmed'
  RETURNING b.* INTO booking;
  IF FOUND THEN
    outcome := 'cancelled';
    DELETE FROM claims WHERE booking_id = cancelled_id AND host_id = its_host_id;
    PERFORM forget_derived_key(booking);
    PERFORM record_booking_change(booking, 'cancelled', cancelled_by_actor,
      jsonb_build_object('reason', reason), 'booking.cancelled', '{}');
  ELSE
    outcome := 'already_cancelled';
    SELECT b.* INTO booking FROM bookings b WHERE b.id = cancelled_id AND b.host_id = its_host_id;
    IF NOT FOUND THEN
      RETURN;
    END IF;
  END IF;
  RETURN NEXT;
END $$;
