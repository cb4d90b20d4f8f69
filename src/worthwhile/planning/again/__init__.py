"""Today looked at again."""
