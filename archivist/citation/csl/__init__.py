"""CSL: published sources in any style of the Citation Style Language, printed by citeproc.js."""
