"""The collector over HTTP: application, routes, timeouts, connection limit, the built site."""
