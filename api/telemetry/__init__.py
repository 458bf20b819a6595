"""What the service tells of itself: metrics, logs and traces; never what people wrote."""
