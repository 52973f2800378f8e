-- Planned for each call, over every partition of the bookings, its statements took six times as long as
-- they do with plans that are kept.
ALTER FUNCTION schedule_messages(uuid[], timestamptz) SET plan_cache_mode = force_generic_plan;
