"""The company's own look: its names, pictures, links and colours, and the style sheet made of them."""
