-- Each write of a booking is one call of one function, in one round trip. They lock in one order:
-- the key of a creation, the host, claims, the booking.

-- A lock followed by a check double-books under REPEATABLE READ: the check looks at an old snapshot.
CREATE FUNCTION assert_read_committed() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'bookings are written under READ COMMITTED only' USING ERRCODE = '25000';
  END IF;
END $$;
--> statement-breakpoint

CREATE FUNCTION instant_text(instant timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT to_char(instant AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
$$;
--> statement-breakpoint

CREATE FUNCTION host_time_of(b bookings) RETURNS tstzrange LANGUAGE sql STABLE AS $$
  SELECT tstzrange(
    b.start_time - b.buffer_before_minutes * interval '1 minute',
    b.end_time + b.buffer_after_minutes * interval '1 minute')
$$;
--> statement-breakpoint

-- What to answer a request whose key is known: no row when it is not.
-- replay_for is null for a key that the client chose. A derived key answers so long and no longer,
-- and another request that derives the same key merely comes too late.
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
--> statement-breakpoint

CREATE FUNCTION takes_bookings(b bookings) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN EXISTS (
    SELECT FROM meeting_types m
    WHERE m.id = b.meeting_type_id AND m.host_id = b.host_id AND m.active AND m.deleted_at IS NULL);
END $$;
--> statement-breakpoint

-- Locks the host, so that two requests cannot both count the last free place of the day.
CREATE FUNCTION is_day_full(b bookings, day_start timestamptz, day_end timestamptz)
RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  daily_limit integer;
BEGIN
  SELECT max_bookings_per_day INTO daily_limit FROM meeting_types WHERE id = b.meeting_type_id;
  IF daily_limit IS NULL THEN
    RETURN false;
  END IF;
  PERFORM FROM hosts WHERE id = b.host_id FOR NO KEY UPDATE;
  RETURN daily_limit <= (
    SELECT count(*) FROM bookings other
    WHERE other.meeting_type_id = b.meeting_type_id AND other.status = 'confirmed'
      AND other.start_time >= day_start AND other.start_time < day_end AND other.id <> b.id);
END $$;
--> statement-breakpoint

-- Whether the host's time is now the booking's. ON CONFLICT is not an optimisation: a plain insert
-- against an exclusion constraint deadlocks under a race for one slot.
CREATE FUNCTION claim_time(b bookings) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM claims
  WHERE host_id = b.host_id AND during && host_time_of(b) AND expires_at <= clock_timestamp();
  INSERT INTO claims (booking_id, host_id, during) VALUES (b.id, b.host_id, host_time_of(b))
  ON CONFLICT ON CONSTRAINT claims_no_overlap DO NOTHING;
  RETURN FOUND;
END $$;
--> statement-breakpoint

CREATE FUNCTION record_booking_change(
  b bookings, change text, changed_by text, change_details jsonb, event_kind text, event_details jsonb
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO booking_history (booking_id, version, action, actor, details)
  VALUES (b.id, b.version, change, changed_by, change_details);
  INSERT INTO outbox (id, kind, subject, payload)
  VALUES (gen_random_uuid(), event_kind, b.id::text, event_details || jsonb_build_object(
    'bookingId', b.id, 'hostId', b.host_id, 'version', b.version));
END $$;
--> statement-breakpoint

-- `request` holds the columns that the caller decides. Outcomes: created, replayed, key_conflict,
-- inactive, day_full, slot_taken. A refused request leaves nothing behind, its key included.
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
--> statement-breakpoint

-- `request` holds id, host_id and the columns that change. Outcomes: moved, replayed, key_conflict,
-- changed (since the caller read `known_start_time` and `known_version`), inactive, day_full,
-- slot_taken. key_value may be null.
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
--> statement-breakpoint

-- Gives the booking its new time, or leaves its old claim as it was.
CREATE FUNCTION replace_claim(b bookings) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM claims WHERE booking_id = b.id AND host_id = b.host_id;
  IF NOT claim_time(b) THEN
    RAISE EXCEPTION 'taken' USING ERRCODE = 'RZ001';
  END IF;
  RETURN true;
EXCEPTION WHEN SQLSTATE 'RZ001' THEN
  RETURN false;
END $$;
--> statement-breakpoint

-- The row may move to another partition, and carries its id with it.
CREATE FUNCTION store_moved_booking(b bookings, previous bookings, moved_by text)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  before jsonb := jsonb_build_object(
    'previousStartTime', instant_text(previous.start_time),
    'previousEndTime', instant_text(previous.end_time));
BEGIN
  UPDATE bookings SET
    start_time = b.start_time, end_time = b.end_time, version = b.version,
    updated_at = b.updated_at, invitee_time_zone = b.invitee_time_zone,
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
--> statement-breakpoint

-- Whoever cancels or moves a booking may book its old time again.
CREATE FUNCTION forget_derived_key(b bookings) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM idempotency_keys
  WHERE booking_id = b.id AND scope = 'create-derived:' || b.meeting_type_id;
END $$;
--> statement-breakpoint

-- Outcomes: cancelled, already_cancelled (the first cancellation stands). No row: no such booking.
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
