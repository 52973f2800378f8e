-- Without transaction
-- What has expired is found without reading its table, of which an hour's worth is a small part. Not BRIN:
-- new rows take the places of deleted ones, after which every range of pages reaches back for ever.
DROP INDEX CONCURRENTLY IF EXISTS "sent_messages_created_at_index";--> statement-breakpoint
CREATE INDEX CONCURRENTLY "sent_messages_created_at_index" ON "sent_messages" USING btree ("created_at");--> statement-breakpoint
DROP INDEX CONCURRENTLY IF EXISTS "scheduled_messages_released";--> statement-breakpoint
CREATE INDEX CONCURRENTLY "scheduled_messages_released" ON "scheduled_messages" USING btree ("released_at") WHERE released_at is not null;--> statement-breakpoint
DROP INDEX CONCURRENTLY IF EXISTS "idempotency_keys_created_at_index";--> statement-breakpoint
CREATE INDEX CONCURRENTLY "idempotency_keys_created_at_index" ON "idempotency_keys" USING btree ("created_at");
