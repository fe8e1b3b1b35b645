"""Reads a vCard from standard input with PyPI's vobject, and prints what it finds as JSON."""

import json
import sys

import vobject

card = vobject.readOne(sys.stdin.read())
print(json.dumps({"name": card.fn.value, "family": card.n.value.family, "email": card.email.value, "phone": card.tel.value}))
