"""The small service that keeps every answer: HTTP, writer, stores, report pages."""
