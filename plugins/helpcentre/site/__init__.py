"""The build of one site, free of any host: what is published, at which address, and what each page shows."""
