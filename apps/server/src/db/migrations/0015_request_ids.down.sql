DROP FUNCTION note_request(text, anyelement);
--> statement-breakpoint
ALTER TABLE "outbox" DROP COLUMN "request_id";
