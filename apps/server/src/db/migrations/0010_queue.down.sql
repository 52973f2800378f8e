DROP TABLE queue_pauses;
--> statement-breakpoint
DROP TABLE inbox;
