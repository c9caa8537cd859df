"""The HTTP headers that the pages of our frame are to be served with."""

import json
from collections.abc import Iterator, Sequence

from helpcentre.site.options import SiteOptions
from helpcentre.site.output_paths import HEADERS, HEADERS_JSON, LAUNCHER


def content_security_policy(options: SiteOptions) -> str:
    """Return the Content-Security-Policy our pages need: nothing inline, from no other host but the collector's."""
    url = options.collector_url
    collector = f" {url.rstrip('/')}" if url and url != "/" else ""
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        f"media-src 'self'; worker-src 'self'; manifest-src 'self'; connect-src 'self'{collector}; "
        f"form-action 'self'{collector}; base-uri 'none'"
    )


def security_headers(options: SiteOptions, embedded_by: Sequence[str] = ()) -> dict[str, str]:
    """Return the headers of every page; `embedded_by` are the origins whose pages may show it in a frame."""
    ancestors = " ".join(embedded_by) or "'none'"
    return {
        "Content-Security-Policy": f"{content_security_policy(options)}; frame-ancestors {ancestors}",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "X-Content-Type-Options": "nosniff",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def header_files(options: SiteOptions, embedded_by: Sequence[str] = ()) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of the header files: one for hosts that read `_headers`, one for `helpcentre serve`."""
    headers = security_headers(options, embedded_by)
    text = "/*\n" + "".join(f"  {name}: {value}\n" for name, value in headers.items())
    if embedded_by:  # a check of its hash needs it; a fixed header can name one origin only
        readers = embedded_by[0] if len(embedded_by) == 1 else "*"
        text += f"{options.root_path}{LAUNCHER}\n  Access-Control-Allow-Origin: {readers}\n"
    yield HEADERS, text
    yield HEADERS_JSON, json.dumps(headers, indent=1) + "\n"
