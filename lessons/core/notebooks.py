"""Name the kernel of the course's notebooks."""

KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
