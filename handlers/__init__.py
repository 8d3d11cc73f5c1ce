"""What the bot does: reads messages, answers them. No platform, no SQL."""
