"""The MkDocs adapters, one plugin a file: read the configuration, call one plain function, return."""
