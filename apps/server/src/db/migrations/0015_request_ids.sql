-- The request that an event follows from: one search then finds a booking's way through every log.
ALTER TABLE "outbox" ADD COLUMN "request_id" text DEFAULT nullif(current_setting('rendez.request_id', true), '');
--> statement-breakpoint

-- Answers what it is given, and notes until the end of the transaction for which request that is. As an
-- argument of another function it runs before that one.
CREATE FUNCTION note_request(request_id text, given anyelement) RETURNS anyelement
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM set_config('rendez.request_id', coalesce(request_id, ''), true);
  RETURN given;
END $$;
