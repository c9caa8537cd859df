"""The HTTP headers that the pages of our frame are to be served with."""

import json
from collections.abc import Iterator

from helpcentre.site.options import SiteOptions
from helpcentre.site.output_paths import HEADERS, HEADERS_JSON


def content_security_policy(options: SiteOptions) -> str:
    """Return the Content-Security-Policy our pages need: nothing inline, from no other host but the collector's."""
    url = options.collector_url
    collector = f" {url.rstrip('/')}" if url and url != "/" else ""
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        f"media-src 'self'; worker-src 'self'; manifest-src 'self'; connect-src 'self'{collector}; "
        f"form-action 'self'{collector}; base-uri 'none'"
    )


def security_headers(options: SiteOptions) -> dict[str, str]:
    """Return the headers of every page."""
    return {
        "Content-Security-Policy": content_security_policy(options) + "; frame-ancestors 'none'",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "X-Content-Type-Options": "nosniff",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def header_files(options: SiteOptions) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of the header files: one for hosts that read `_headers`, one for `helpcentre serve`."""
    headers = security_headers(options)
    yield HEADERS, "/*\n" + "".join(f"  {name}: {value}\n" for name, value in headers.items())
    yield HEADERS_JSON, json.dumps(headers, indent=1) + "\n"
