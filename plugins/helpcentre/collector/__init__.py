"""The small service that stores readers' answers: HTTP, writer, stores, report pages."""
