"""Serve the website to a class on the local network, and collect its hand-ins.

Pages are at `http://ADDRESS:PORT/CODE/`, where CODE is the code of the class. Below that address a
page can send two requests, which `lessons/widgets/js/src/class_client.js` makes:

    POST class/join         no body. Answers 201 and {"pupil": "P01", "key": "P01.…"}. The key is
                            the pupil's secret; the browser keeps it.
    POST class/hand-in      the hand-in as JSON, with the header `Authorization: Bearer KEY`.
                            Answers 201 and {"pupil": "P01", "file": "hand-in-the_network-P01.json"}
                            when the file is on the disk.

Any other reply is a sentence as plain text that says what is wrong and what to do: 401 for an
unknown key, 403 for a wrong code, 400 for what is not a hand-in, 429 for too much, 507 for a full
disk. A page knows that a class's computer serves it by the cookie `class_code`.
"""
