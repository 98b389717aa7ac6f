"""All that touches a store or a file: tables, engine, migrations, reads into Polars, imports, accounts."""
