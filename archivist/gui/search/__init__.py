"""The search room: a query, its filters, what was found and where."""
