"""What the historian does: one class a desk, one public method a use case."""
