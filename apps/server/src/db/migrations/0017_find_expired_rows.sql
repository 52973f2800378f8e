-- What has expired is found without reading its table, of which an hour's worth is a small part. Not BRIN:
-- new rows take the places of deleted ones, after which every range of pages reaches back for ever.
-- Writers of a table wait until its index is made; those who book come last, and so wait for one only.
-- Where that is too long, the indexes are made beforehand (docs/operations.md), and found here.
CREATE INDEX IF NOT EXISTS "sent_messages_created_at_index" ON "sent_messages" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX IF NOT EXISTS "scheduled_messages_released" ON "scheduled_messages" USING btree ("released_at") WHERE released_at is not null;--> statement-breakpoint
CREATE INDEX IF NOT EXISTS "idempotency_keys_created_at_index" ON "idempotency_keys" USING btree ("created_at");
