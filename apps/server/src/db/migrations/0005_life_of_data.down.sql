-- Archived bookings come back first.
SELECT ensure_booking_partitions(start_time, start_time)
FROM (SELECT DISTINCT date_trunc('month', start_time, 'UTC') AS start_time FROM archive.bookings) months;
INSERT INTO bookings SELECT * FROM archive.bookings;
DROP SCHEMA archive CASCADE;
DROP TABLE scheduled_jobs;
