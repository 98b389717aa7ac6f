"""Who comes in, stays in and goes out, and the trace of it."""
