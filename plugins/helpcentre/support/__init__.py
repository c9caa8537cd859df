"""Hours, holidays, channels and promises: plain values and `now` in, plain values out."""
