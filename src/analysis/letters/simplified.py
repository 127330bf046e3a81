#!/usr/bin/env python3
"""Writes simplified.txt: simplified Chinese and new Japanese characters, each with the Hanja that
Korean texts write for it. A line is one character and its Hanja, in the order of code points.

Usage: simplified.py STCharacters.txt JPVariants.txt > simplified.txt

Both files are tables of OpenCC (https://github.com/BYVoid/OpenCC, Apache License 2.0), and lie as
opencc/dictionary/ in the Python package opencc-python-reimplemented 0.1.7. A character that KS X
1001 has is Hanja of its own and is left out, and so are Hanja that the standard lacks, since
nobody reads them in Korean."""
import sys


def is_korean(value):
    try:
        return len(value.encode("euc_kr")) == 2
    except UnicodeEncodeError:
        return False


def rows(path):
    for line in open(path, encoding="utf-8"):
        key, values = line.rstrip("\n").split("\t")
        yield key, values.split(" ")


def main(simplified, japanese):
    hanja = {}
    for value, traditional in rows(simplified):
        hanja.setdefault(value, next(filter(is_korean, traditional), None))
    for traditional, values in rows(japanese):
        for value in values:
            hanja.setdefault(value, traditional if is_korean(traditional) else None)
    for value in sorted(hanja):
        # All of one length in UTF-8, so that a line is found by bisection.
        if len(value.encode()) == 3 and not is_korean(value) and hanja[value]:
            print(value + hanja[value])


main(*sys.argv[1:])
