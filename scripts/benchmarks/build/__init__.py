"""The build benchmark: whole sites of any size, built by helpcentre and by other generators."""
