ALTER FUNCTION schedule_messages(uuid[], timestamptz) RESET plan_cache_mode;
