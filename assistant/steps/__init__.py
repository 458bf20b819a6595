"""Steps of the pipeline, one a module: an Inquiry in, a richer one out."""
