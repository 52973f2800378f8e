CREATE TABLE "workflows" (
	"id" uuid PRIMARY KEY NOT NULL,
	"host_id" uuid NOT NULL,
	"meeting_type_id" uuid NOT NULL,
	"name" text NOT NULL,
	"trigger" text NOT NULL,
	"offset_minutes" integer NOT NULL,
	"channel" text NOT NULL,
	"recipient" text NOT NULL,
	"phone_number" text,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"active" boolean NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "workflows" ADD CONSTRAINT "workflows_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workflows" ADD CONSTRAINT "workflows_meeting_type_id_meeting_types_id_fk" FOREIGN KEY ("meeting_type_id") REFERENCES "public"."meeting_types"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "workflows_host_id_index" ON "workflows" USING btree ("host_id");--> statement-breakpoint
CREATE INDEX "workflows_meeting_type_id_index" ON "workflows" USING btree ("meeting_type_id");--> statement-breakpoint
-- With what hosts made up themselves. Of a booking that was moved, `booked` is said once all the same,
-- and a deleted meeting type keeps its reminders and nothing else.
CREATE OR REPLACE VIEW wanted_messages AS
SELECT b.id AS booking_id, b.host_id, 'reminder:' || minutes AS rule, b.version,
  b.start_time - minutes * interval '1 minute' AS due_at, b.updated_at AS since, b.start_time
FROM bookings b
JOIN meeting_types m ON m.id = b.meeting_type_id
CROSS JOIN LATERAL unnest(m.reminder_minutes) AS minutes
WHERE b.status = 'confirmed'
UNION ALL
SELECT b.id, b.host_id, 'workflow:' || w.id,
  CASE w.trigger WHEN 'booked' THEN 0 ELSE b.version END,
  CASE w.trigger
    WHEN 'booked' THEN b.created_at + w.offset_minutes * interval '1 minute'
    WHEN 'before_start' THEN b.start_time - w.offset_minutes * interval '1 minute'
    WHEN 'after_end' THEN b.end_time + w.offset_minutes * interval '1 minute'
    ELSE b.updated_at + w.offset_minutes * interval '1 minute'
  END,
  CASE w.trigger WHEN 'booked' THEN b.created_at ELSE b.updated_at END,
  b.start_time
FROM bookings b
JOIN meeting_types m ON m.id = b.meeting_type_id AND m.deleted_at IS NULL
JOIN workflows w ON w.meeting_type_id = m.id AND w.active
WHERE b.status = CASE w.trigger WHEN 'cancelled' THEN 'cancelled' ELSE 'confirmed' END
  AND (w.trigger <> 'moved' OR b.version > 0);
