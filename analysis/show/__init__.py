"""Show: charts, the highlighted article, passages in context and the report."""
