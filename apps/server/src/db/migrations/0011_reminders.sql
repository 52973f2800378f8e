CREATE TABLE "scheduled_messages" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"booking_id" uuid NOT NULL,
	"host_id" uuid NOT NULL,
	"rule" text NOT NULL,
	"version" integer NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"released_at" timestamp with time zone,
	CONSTRAINT "scheduled_messages_once" UNIQUE("booking_id","rule","version")
);
--> statement-breakpoint
ALTER TABLE "bookings" ADD COLUMN "invitee_phone" text;--> statement-breakpoint
ALTER TABLE "meeting_types" ADD COLUMN "reminder_minutes" integer[] DEFAULT '{1440,60}' NOT NULL;--> statement-breakpoint
ALTER TABLE "meeting_types" ADD COLUMN "remind_host" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "meeting_types" ADD COLUMN "sms" text DEFAULT 'off' NOT NULL;--> statement-breakpoint
ALTER TABLE "sent_messages" ADD COLUMN "channel" text DEFAULT 'mail' NOT NULL;--> statement-breakpoint
ALTER TABLE "sent_messages" ADD COLUMN "provider_id" text;--> statement-breakpoint
ALTER TABLE "scheduled_messages" ADD CONSTRAINT "scheduled_messages_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "scheduled_messages_due" ON "scheduled_messages" USING btree ("due_at") WHERE released_at is null;--> statement-breakpoint
ALTER TABLE archive.bookings ADD COLUMN invitee_phone text;
--> statement-breakpoint
ALTER TABLE meeting_types ADD CONSTRAINT meeting_types_sms_known CHECK (sms IN ('off', 'optional', 'required'));
--> statement-breakpoint
-- The messages that bookings should have as they and the rules of their meeting types are now. `since`
-- is when the booking became what the rule speaks of: what was due before then is never sent.
CREATE VIEW wanted_messages AS
SELECT b.id AS booking_id, b.host_id, 'reminder:' || minutes AS rule, b.version,
  b.start_time - minutes * interval '1 minute' AS due_at, b.updated_at AS since, b.start_time
FROM bookings b
JOIN meeting_types m ON m.id = b.meeting_type_id
CROSS JOIN LATERAL unnest(m.reminder_minutes) AS minutes
WHERE b.status = 'confirmed';
--> statement-breakpoint
-- Makes what waits for these bookings what they should have now. A message that was released stays
-- noted, so that it is not scheduled a second time.
CREATE FUNCTION schedule_messages(ids uuid[], not_before timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  -- Whoever changes a rule or a booking comes before this as a whole, or after it and does it again.
  PERFORM FROM meeting_types m
  WHERE m.id IN (SELECT b.meeting_type_id FROM bookings b WHERE b.id = ANY (ids))
  ORDER BY m.id FOR SHARE;
  PERFORM FROM bookings b WHERE b.id = ANY (ids) ORDER BY b.id FOR SHARE;
  DELETE FROM scheduled_messages s
  WHERE s.booking_id = ANY (ids) AND s.released_at IS NULL AND NOT EXISTS (
    SELECT FROM wanted_messages w
    WHERE w.booking_id = ANY (ids)
      AND w.booking_id = s.booking_id AND w.rule = s.rule AND w.version = s.version);
  INSERT INTO scheduled_messages AS s (booking_id, host_id, rule, version, due_at)
  SELECT w.booking_id, w.host_id, w.rule, w.version, w.due_at FROM wanted_messages w
  WHERE w.booking_id = ANY (ids) AND w.due_at >= greatest(w.since, not_before)
  ON CONFLICT (booking_id, rule, version) DO UPDATE SET due_at = excluded.due_at
  WHERE s.released_at IS NULL AND s.due_at <> excluded.due_at;
END $$;
--> statement-breakpoint
-- After a change of its rules. The lock keeps out whoever schedules by the rules as they were.
CREATE FUNCTION reschedule_messages_of(type_id uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM meeting_types WHERE id = type_id FOR NO KEY UPDATE;
  PERFORM schedule_messages(
    ARRAY (
      SELECT b.id FROM bookings b
      WHERE b.meeting_type_id = type_id AND b.start_time > now() - interval '60 days'),
    now());
END $$;
--> statement-breakpoint
-- Finds up to `most` bookings that miss a message to come, or have one that they should not, and makes
-- that right: what a restored backup or a server of an older release has left. Answers how many.
CREATE FUNCTION repair_scheduled_messages(most integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  ids uuid[];
BEGIN
  ids := ARRAY (
    SELECT booking_id FROM (
      SELECT w.booking_id FROM wanted_messages w
      WHERE w.due_at > now() AND w.start_time > now() - interval '60 days' AND NOT EXISTS (
        SELECT FROM scheduled_messages s
        WHERE s.booking_id = w.booking_id AND s.rule = w.rule AND s.version = w.version)
      UNION
      SELECT s.booking_id FROM scheduled_messages s
      WHERE s.released_at IS NULL AND NOT EXISTS (
        SELECT FROM wanted_messages w
        WHERE w.booking_id = s.booking_id AND w.rule = s.rule AND w.version = s.version)
    ) wrong LIMIT most);
  PERFORM schedule_messages(ids, now());
  RETURN cardinality(ids);
END $$;
--> statement-breakpoint
INSERT INTO scheduled_messages (booking_id, host_id, rule, version, due_at)
SELECT booking_id, host_id, rule, version, due_at FROM wanted_messages
WHERE due_at > now() AND start_time > now();
