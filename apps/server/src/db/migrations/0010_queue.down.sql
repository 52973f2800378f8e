-- Loses: whether the queue is paused, and which consumers have handled an event
DROP TABLE queue_pauses;
--> statement-breakpoint
DROP TABLE inbox;
