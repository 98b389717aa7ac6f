"""The subject itself: the catalogue of definitions, `count` (registrations to cells), `derive` (cells to results), statistics."""
