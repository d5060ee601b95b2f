"""Make what other programs and readers open: notebooks, handouts, slides, exports, bundles."""
