"""Let a learner design a partnership programme, defend it in the Council and write it down."""
