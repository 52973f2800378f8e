-- Loses: every account, host, schedule, meeting type and booking
DROP TABLE outbox, sent_messages, meeting_types, claims, booking_history, idempotency_keys, bookings,
  schedules, hosts, verifications, credentials, sessions, users;
