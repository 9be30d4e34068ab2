"""How a source is named: citation styles as data, and the formatters that follow them."""
