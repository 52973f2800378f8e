ALTER TABLE "inbox" DROP COLUMN "unended_attempts";
--> statement-breakpoint
ALTER TABLE "outbox" DROP COLUMN "unended_attempts";
