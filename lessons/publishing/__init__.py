"""Write notebooks, handouts, slides, exports, the website and the offline bundle."""
