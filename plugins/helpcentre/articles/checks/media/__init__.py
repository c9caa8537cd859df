"""Rules about videos, captions and other files."""

from helpcentre.articles.checks.media import (
    captions_after_end,
    captions_broken,
    captions_doubtful,
    file_empty,
    file_left_over,
    file_type_wrong,
    media_unused,
    video_duration,
    video_file_missing,
    video_heavy,
)

RULES = (
    video_file_missing.RULE,
    captions_broken.RULE,
    captions_doubtful.RULE,
    captions_after_end.RULE,
    file_empty.RULE,
    video_heavy.RULE,
    media_unused.RULE,
    file_left_over.RULE,
    file_type_wrong.RULE,
    video_duration.RULE,
)
