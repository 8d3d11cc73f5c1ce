"""Pictures of real conversations, for the manuals: the bot is asked, and what it says is drawn."""
