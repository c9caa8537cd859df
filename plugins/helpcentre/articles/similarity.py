"""The similarity of two texts, estimated from their minhash sketches (see `versions.sketch_of`)."""

SKETCH_SIZE = 32
_WORDS_PER_SHINGLE = 3


def similarity(sketch: str, other: str) -> float:
    """Return the estimated share of shingles two texts have in common, 0 to 1 (bottom-k Jaccard)."""
    mine, theirs = _split_sketch(sketch), _split_sketch(other)
    if not mine or not theirs:
        return 0.0
    union = sorted(mine | theirs)[:SKETCH_SIZE]
    return sum(value in mine and value in theirs for value in union) / len(union)


def _split_sketch(sketch: str) -> set[str]:
    return {sketch[start : start + 8] for start in range(0, len(sketch), 8)}


def share_of_words_kept(resemblance: float) -> float:
    """Turn the resemblance of two sketches (of three-word shingles) into the share of words that stayed.

    A shingle survives if its three words do. With a share w of words kept, s = w^3 of the shingles are common, and
    their Jaccard resemblance is J = s / (2 - s).
    """
    shingles = 2 * resemblance / (1 + resemblance)
    return float(shingles ** (1 / _WORDS_PER_SHINGLE))
