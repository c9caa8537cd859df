"""The files that a site has because of its pages: rules for redirects, and parts of what would be too large."""

from helpcentre.site.machine_files import has_manifest, has_sitemap
from helpcentre.site.output_paths import REDIRECTS, REDIRECTS_NGINX, manifest_path
from helpcentre.site.redirect_rules import has_redirects
from helpcentre.site.site import Site
from helpcentre.site.site_manifest import is_in_parts
from helpcentre.site.sitemap_files import sitemap_part_paths


def content_files(site: Site) -> dict[str, str]:
    """Return the path of every such file, and how messages call it."""
    found = dict.fromkeys((REDIRECTS, REDIRECTS_NGINX), "the redirects") if has_redirects(site) else {}
    if has_sitemap(site.options):
        found |= dict.fromkeys(sitemap_part_paths(site), "a part of the sitemap")
    if has_manifest(site.options) and is_in_parts(site):
        found |= {manifest_path(language): "a part of the manifest" for language in site.languages.all}
    return found
