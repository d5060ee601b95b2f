"""What comes back: hand-ins, exams, and what a class has not understood yet."""
