"""The words everyone shares: periods, areas, code lists, viewers, cells, results, Dutch formatting. Imports nothing of ours."""
