"""Charts of lesson 13."""
