"""Provide the widgets that learners use: explorers, quiz cards, estimates and the role play."""
