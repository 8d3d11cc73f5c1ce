"""Reflections, small steps, prompts, pauses and harvests."""
