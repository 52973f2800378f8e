CREATE TABLE "holds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"host_id" uuid NOT NULL,
	"meeting_type_id" uuid NOT NULL,
	"start_time" timestamp with time zone NOT NULL,
	"end_time" timestamp with time zone NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"network_hash" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "holds_tokenHash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD COLUMN "shown" jsonb;--> statement-breakpoint
ALTER TABLE "holds" ADD CONSTRAINT "holds_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "holds_host_id_expires_at_index" ON "holds" USING btree ("host_id","expires_at");
--> statement-breakpoint
-- How a host's time is held, and how the booking functions know holds and keys. New arguments have
-- defaults: a server of the release before goes on calling the functions as it did.

-- What was answered under a key: no row when it is not known.
-- replay_for is null for a key that the client chose. A derived key answers so long and no longer,
-- and another request that derives the same key merely comes too late.
CREATE FUNCTION find_answer(
  key_scope text, key_value text, request_fingerprint bytea, replay_for interval
) RETURNS TABLE (outcome text, answer jsonb, shown jsonb) LANGUAGE plpgsql STABLE AS $$
DECLARE
  found_key idempotency_keys;
BEGIN
  SELECT * INTO found_key FROM idempotency_keys k WHERE k.scope = key_scope AND k.key = key_value;
  IF NOT FOUND THEN
    RETURN;
  ELSIF found_key.fingerprint = request_fingerprint
    AND (replay_for IS NULL OR found_key.created_at > clock_timestamp() - replay_for)
  THEN
    outcome := 'replayed';
    answer := found_key.answer;
    shown := found_key.shown;
  ELSIF replay_for IS NULL THEN
    outcome := 'key_conflict';
  ELSE
    outcome := 'slot_taken';
  END IF;
  RETURN NEXT;
END $$;
--> statement-breakpoint

DROP FUNCTION replay_answer(text, text, bytea, interval);
--> statement-breakpoint
CREATE FUNCTION replay_answer(
  key_scope text, key_value text, request_fingerprint bytea, replay_for interval
) RETURNS TABLE (outcome text, booking bookings, shown jsonb) LANGUAGE sql STABLE AS $$
  SELECT f.outcome, jsonb_populate_record(null::bookings, f.answer), f.shown
  FROM find_answer(key_scope, key_value, request_fingerprint, replay_for) f
$$;
--> statement-breakpoint

-- Makes a key ours, so that it is stored or gone when the transaction ends, or answers what was
-- answered under it. A twin that is not finished holds us here. No row: there is work to do.
CREATE FUNCTION take_key(key_scope text, key_value text, request_fingerprint bytea)
RETURNS TABLE (outcome text, answer jsonb, shown jsonb) LANGUAGE plpgsql AS $$
BEGIN
  WHILE key_value IS NOT NULL LOOP
    INSERT INTO idempotency_keys (scope, key, fingerprint)
    VALUES (key_scope, key_value, request_fingerprint)
    ON CONFLICT DO NOTHING;
    EXIT WHEN FOUND;
    RETURN QUERY SELECT * FROM find_answer(key_scope, key_value, request_fingerprint, null);
    EXIT WHEN FOUND;
  END LOOP;
END $$;
--> statement-breakpoint

CREATE FUNCTION keep_answer(
  key_scope text, key_value text, given_answer jsonb, given_shown jsonb, its_booking_id uuid
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE idempotency_keys k
  SET answer = given_answer, shown = given_shown, booking_id = its_booking_id
  WHERE k.scope = key_scope AND k.key = key_value;
END $$;
--> statement-breakpoint

-- Only successes are kept: a request that was refused may be tried again under its key.
CREATE FUNCTION give_key_back(key_scope text, key_value text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM idempotency_keys k WHERE k.scope = key_scope AND k.key = key_value;
END $$;
--> statement-breakpoint

-- Whether the host's time is now the booking's, which takes the place of the hold `held`, if that
-- still lives. Refused, the hold stays as it was.
CREATE FUNCTION claim_held_time(b bookings, held uuid) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  IF held IS NULL THEN
    RETURN claim_time(b);
  END IF;
  BEGIN
    DELETE FROM claims c
    WHERE c.booking_id = held AND c.host_id = b.host_id AND c.expires_at IS NOT NULL;
    IF NOT claim_time(b) THEN
      RAISE EXCEPTION 'taken' USING ERRCODE = 'RZ001';
    END IF;
    RETURN true;
  EXCEPTION WHEN SQLSTATE 'RZ001' THEN
    RETURN false;
  END;
END $$;
--> statement-breakpoint

DROP FUNCTION create_booking(jsonb, text, text, bytea, interval, timestamptz, timestamptz);
--> statement-breakpoint
-- `request` holds the columns that the caller decides. Outcomes: created, replayed, key_conflict,
-- inactive, day_full, slot_taken. A refused request leaves nothing behind, its key included.
CREATE FUNCTION create_booking(
  request jsonb,
  key_scope text, key_value text, request_fingerprint bytea, replay_for interval,
  day_start timestamptz, day_end timestamptz,
  held uuid DEFAULT null, given_shown jsonb DEFAULT null
) RETURNS TABLE (outcome text, booking bookings, shown jsonb) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM assert_read_committed();
  booking := jsonb_populate_record(null::bookings, request || jsonb_build_object(
    'status', 'confirmed', 'version', 0, 'created_at', now(), 'updated_at', now()));
  shown := given_shown;

  LOOP
    -- A twin that is not finished holds us here; then its answer is ours.
    INSERT INTO idempotency_keys (scope, key, fingerprint, answer, shown, booking_id)
    VALUES (key_scope, key_value, request_fingerprint, to_jsonb(booking), given_shown, booking.id)
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
    WHEN NOT claim_held_time(booking, held) THEN 'slot_taken'
    ELSE 'created'
  END;
  IF outcome = 'created' THEN
    INSERT INTO bookings VALUES (booking.*);
    PERFORM record_booking_change(booking, 'created', 'invitee', '{}', 'booking.confirmed', '{}');
  ELSE
    PERFORM give_key_back(key_scope, key_value);
    booking := null;
  END IF;
  RETURN NEXT;
END $$;
--> statement-breakpoint

DROP FUNCTION reschedule_booking(
  jsonb, timestamptz, integer, text, text, text, bytea, timestamptz, timestamptz);
--> statement-breakpoint
-- `request` holds id, host_id and the columns that change. Outcomes: moved, standing (it is there
-- already), replayed, key_conflict, changed (since the caller read `known_start_time` and
-- `known_version`), inactive, day_full, slot_taken. key_value may be null.
CREATE FUNCTION reschedule_booking(
  request jsonb, known_start_time timestamptz, known_version integer, moved_by text,
  key_scope text, key_value text, request_fingerprint bytea,
  day_start timestamptz, day_end timestamptz,
  given_shown jsonb DEFAULT null
) RETURNS TABLE (outcome text, booking bookings, shown jsonb) LANGUAGE plpgsql AS $$
DECLARE
  previous bookings;
BEGIN
  PERFORM assert_read_committed();
  RETURN QUERY
    SELECT k.outcome, jsonb_populate_record(null::bookings, k.answer), k.shown
    FROM take_key(key_scope, key_value, request_fingerprint) k;
  IF FOUND THEN
    RETURN;
  END IF;
  -- Changes of a host's bookings take turns: two that swap their times would deadlock otherwise.
  PERFORM FROM hosts WHERE id = (request->>'host_id')::uuid FOR NO KEY UPDATE;

  SELECT * INTO previous FROM bookings b
  WHERE b.id = (request->>'id')::uuid AND b.start_time = known_start_time
    AND b.version = known_version AND b.status = 'confirmed';
  IF NOT FOUND THEN
    PERFORM give_key_back(key_scope, key_value);
    outcome := 'changed';
    RETURN NEXT;
    RETURN;
  END IF;
  booking := jsonb_populate_record(previous, request || jsonb_build_object(
    'version', previous.version + 1, 'updated_at', now()));
  shown := given_shown;

  outcome := CASE
    WHEN booking.start_time = previous.start_time THEN 'standing'
    WHEN NOT takes_bookings(booking) THEN 'inactive'
    WHEN is_day_full(booking, day_start, day_end) THEN 'day_full'
    WHEN NOT replace_claim(booking) THEN 'slot_taken'
    ELSE 'moved'
  END;
  IF outcome = 'moved' THEN
    PERFORM store_moved_booking(booking, previous, moved_by);
  ELSIF outcome = 'standing' THEN
    booking := previous;
  ELSE
    PERFORM give_key_back(key_scope, key_value);
    booking := null;
  END IF;
  IF outcome IN ('moved', 'standing') THEN
    PERFORM keep_answer(key_scope, key_value, to_jsonb(booking), given_shown, booking.id);
  END IF;
  RETURN NEXT;
END $$;
--> statement-breakpoint

DROP FUNCTION cancel_booking(uuid, uuid, text, text);
--> statement-breakpoint
-- Outcomes: cancelled, already_cancelled (the first cancellation stands), replayed, key_conflict.
-- No row: no such booking. key_value may be null.
CREATE FUNCTION cancel_booking(
  cancelled_id uuid, its_host_id uuid, cancelled_by_actor text, reason text,
  key_scope text DEFAULT null, key_value text DEFAULT null,
  request_fingerprint bytea DEFAULT null, given_shown jsonb DEFAULT null
) RETURNS TABLE (outcome text, booking bookings, shown jsonb) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM assert_read_committed();
  RETURN QUERY
    SELECT k.outcome, jsonb_populate_record(null::bookings, k.answer), k.shown
    FROM take_key(key_scope, key_value, request_fingerprint) k;
  IF FOUND THEN
    RETURN;
  END IF;
  PERFORM FROM hosts WHERE id = its_host_id FOR NO KEY UPDATE;
  UPDATE bookings b SET
    status = 'cancelled', version = b.version + 1, updated_at = now(),
    cancelled_by = cancelled_by_actor, cancellation_reason = reason
  WHERE b.id = cancelled_id AND b.host_id = its_host_id AND b.status = 'confirmed'
  RETURNING b.* INTO booking;
  shown := given_shown;
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
      PERFORM give_key_back(key_scope, key_value);
      RETURN;
    END IF;
  END IF;
  PERFORM keep_answer(key_scope, key_value, to_jsonb(booking), given_shown, cancelled_id);
  RETURN NEXT;
END $$;
--> statement-breakpoint

-- Whether this hold would be one too many: of a guest's network, of the host's day, or of the same
-- time again and again. The caller has locked the host.
CREATE FUNCTION is_one_hold_too_many(
  h holds, day_start timestamptz, day_end timestamptz,
  most_of_network integer, most_of_day integer, most_of_time_in_an_hour integer
) RETURNS boolean LANGUAGE sql VOLATILE AS $$
  WITH recent AS (
    SELECT other.network_hash, other.start_time, c.booking_id IS NOT NULL AS lives
    FROM holds other
    LEFT JOIN claims c ON c.booking_id = other.id AND c.host_id = other.host_id
      AND c.expires_at > clock_timestamp()
    WHERE other.host_id = h.host_id AND other.expires_at > clock_timestamp() - interval '1 hour'
  )
  SELECT count(*) FILTER (WHERE lives AND network_hash = h.network_hash) >= most_of_network
    OR count(*) FILTER (WHERE lives AND start_time >= day_start AND start_time < day_end) >= most_of_day
    OR count(*) FILTER (WHERE network_hash = h.network_hash AND start_time = h.start_time)
      >= most_of_time_in_an_hour
  FROM recent
$$;
--> statement-breakpoint

-- The same as claim_time for a hold, whose buffers `b` carries.
CREATE FUNCTION claim_time_until(b bookings, lapses_at timestamptz) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM claims
  WHERE host_id = b.host_id AND during && host_time_of(b) AND expires_at <= clock_timestamp();
  INSERT INTO claims (booking_id, host_id, during, expires_at)
  VALUES (b.id, b.host_id, host_time_of(b), lapses_at)
  ON CONFLICT ON CONSTRAINT claims_no_overlap DO NOTHING;
  RETURN FOUND;
END $$;
--> statement-breakpoint

-- `request` holds id, host_id, meeting_type_id, start_time, end_time, both buffers, token_hash and
-- network_hash. `previous` is a hold of the same guest that ends with this one. Outcomes: held,
-- replayed, key_conflict, inactive, too_many, slot_taken. A refused request leaves all as it was. The
-- same id again is held: a call whose answer was lost is repeated.
CREATE FUNCTION create_hold(
  request jsonb, lasts interval, previous uuid,
  most_of_network integer, most_of_day integer, most_of_time_in_an_hour integer,
  day_start timestamptz, day_end timestamptz,
  key_scope text, key_value text, request_fingerprint bytea
) RETURNS TABLE (outcome text, hold holds) LANGUAGE plpgsql AS $$
DECLARE
  wanted bookings := jsonb_populate_record(null::bookings, request);
BEGIN
  PERFORM assert_read_committed();
  RETURN QUERY
    SELECT k.outcome, jsonb_populate_record(null::holds, k.answer)
    FROM take_key(key_scope, key_value, request_fingerprint) k;
  IF FOUND THEN
    RETURN;
  END IF;
  -- Holds of a host take turns: two cannot both count the last one that is allowed.
  PERFORM FROM hosts WHERE id = wanted.host_id FOR NO KEY UPDATE;
  SELECT h.* INTO hold FROM holds h WHERE h.id = wanted.id AND h.host_id = wanted.host_id;
  IF FOUND THEN
    outcome := 'held';
    RETURN NEXT;
    RETURN;
  END IF;
  hold := jsonb_populate_record(null::holds, request || jsonb_build_object(
    'created_at', clock_timestamp(), 'expires_at', clock_timestamp() + lasts));
  BEGIN
    DELETE FROM claims c
    WHERE c.booking_id = previous AND c.host_id = wanted.host_id AND c.expires_at IS NOT NULL;
    outcome := CASE
      WHEN NOT takes_bookings(wanted) THEN 'inactive'
      WHEN is_one_hold_too_many(hold, day_start, day_end,
        most_of_network, most_of_day, most_of_time_in_an_hour) THEN 'too_many'
      WHEN NOT claim_time_until(wanted, hold.expires_at) THEN 'slot_taken'
      ELSE 'held'
    END;
    IF outcome <> 'held' THEN
      RAISE EXCEPTION 'refused' USING ERRCODE = 'RZ001';
    END IF;
    INSERT INTO holds VALUES (hold.*);
    PERFORM keep_answer(key_scope, key_value,
      to_jsonb(hold) - '{token_hash,network_hash}'::text[], null, null);
  EXCEPTION WHEN SQLSTATE 'RZ001' THEN
    PERFORM give_key_back(key_scope, key_value);
    hold := null;
  END;
  RETURN NEXT;
END $$;
