"""What a hotel's front desk does: rooms, guests and wake-up calls."""
