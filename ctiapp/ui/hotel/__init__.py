"""The place of a hotel's front desk: rooms, guests, wake-up calls, check-out."""
