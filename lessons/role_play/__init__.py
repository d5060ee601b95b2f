"""The role play: design a partnership programme, defend it in the Council, write it down."""
