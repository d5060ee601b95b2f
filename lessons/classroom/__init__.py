"""Make hand-ins and exams, mark them, and report what a class has not understood yet."""
