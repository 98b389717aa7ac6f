"""The words everyone shares: periods, areas, code lists, viewers, cells, results, Dutch. Imports nothing of ours."""
