ALTER TABLE "outbox" DROP COLUMN "revived_at";
