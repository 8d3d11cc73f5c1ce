"""What the bot does by itself: plans, delivers, keeps order."""
