"""Sources as JSON tells them: fields by name and CSL-JSON, in and out."""
