"""The subject itself: the catalogue of definitions, `count` (to cells), `derive` (to results), statistics."""
