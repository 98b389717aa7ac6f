"""The published figures of the five documents, and a seeded generator of synthetic registrations around them."""
