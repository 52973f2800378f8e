-- An attempt that ended with its process, as opposed to one that failed.
ALTER TABLE "outbox" ADD COLUMN "unended_attempts" integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "inbox" ADD COLUMN "unended_attempts" integer DEFAULT 0 NOT NULL;
