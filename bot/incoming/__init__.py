"""Messages in: chats side by side, each in order, tried again until committed; nobody floods the others."""
