"""Rules about links: where they lead, how they are written, and what they say."""

from helpcentre.articles.checks.links import (
    anchor_dead,
    link_address_missing,
    link_as_text,
    link_bare,
    link_contact,
    link_dead,
    link_local,
    link_other_language,
    link_redirected,
    link_scheme,
    link_script,
    link_text_missing,
    link_text_vague,
    link_untranslated,
    reference_undefined,
)

RULES = (
    link_dead.RULE,
    anchor_dead.RULE,
    link_as_text.RULE,
    reference_undefined.RULE,
    link_address_missing.RULE,
    link_text_missing.RULE,
    link_scheme.RULE,
    link_script.RULE,
    link_local.RULE,
    link_contact.RULE,
    link_text_vague.RULE,
    link_other_language.RULE,
    link_untranslated.RULE,
    link_redirected.RULE,
    link_bare.RULE,
)
