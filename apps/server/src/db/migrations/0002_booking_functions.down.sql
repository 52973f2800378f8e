DROP FUNCTION cancel_booking, reschedule_booking, create_booking, store_moved_booking, replace_claim,
  record_booking_change, forget_derived_key, claim_time, is_day_full, takes_bookings, replay_answer,
  host_time_of, instant_text, assert_read_committed;
