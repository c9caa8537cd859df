"""The signed-in pages under `/reports/`: server-made HTML, no script, strict Content-Security-Policy."""
