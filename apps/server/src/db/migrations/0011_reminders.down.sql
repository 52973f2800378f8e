-- Loses: when reminders are sent, guests' mobile numbers, and the messages that wait for their time
DELETE FROM outbox WHERE kind = 'message.fell_due';
-- The release before has no such consumers, and would wait for them with all later events of a booking.
DELETE FROM inbox WHERE consumer IN ('workflows', 'availability-cache');
DROP FUNCTION repair_scheduled_messages(integer);
DROP FUNCTION reschedule_messages_of(uuid);
DROP FUNCTION schedule_messages(uuid[], timestamptz);
DROP VIEW wanted_messages;
DROP TABLE scheduled_messages;
ALTER TABLE sent_messages DROP COLUMN provider_id, DROP COLUMN channel;
ALTER TABLE meeting_types DROP COLUMN sms, DROP COLUMN remind_host, DROP COLUMN reminder_minutes;
ALTER TABLE archive.bookings DROP COLUMN invitee_phone;
ALTER TABLE bookings DROP COLUMN invitee_phone;
