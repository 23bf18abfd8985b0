#!/usr/bin/env python3
"""Writes sample-mesh/: the catalog of Northfold, an outdoor gear retailer, as export files of the tools it uses.

The same bytes come out at each run. sample-mesh/waymark.yaml is kept by hand and is not touched.
"""

import os
import shutil

from generator.checking import check_folder
from generator.references import dangling
from generator.sample import tell_by_hand, tell_contracts, tell_datahub, tell_lakes, tell_openmetadata, tell_warehouse
from generator.tally import tally

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "sample-mesh")
TELLERS = (tell_lakes, tell_warehouse, tell_datahub, tell_openmetadata, tell_contracts, tell_by_hand)
AT_LEAST = {"assets": 450, "data products": 15, "domains": 30, "people": 30, "contracts": 8}  # what the README promises


def main():
    for name in os.listdir(FOLDER):
        if os.path.isdir(os.path.join(FOLDER, name)):
            shutil.rmtree(os.path.join(FOLDER, name))
    for teller in TELLERS:
        teller.write(FOLDER)
    files, size = check_folder(FOLDER)
    numbers = tally(FOLDER)
    for name, number in numbers.items():
        print(f"{number:6}  {name}")
    print(f"{files} files, {size / 1e6:.1f} MB, all readable")
    if lost := dangling(FOLDER):
        raise SystemExit("nothing explains " + ", ".join(lost))
    short = [f"{name}: {numbers[name]} instead of {least}" for name, least in AT_LEAST.items() if numbers[name] < least]
    if short:
        raise SystemExit("the sample is too small: " + ", ".join(short))


if __name__ == "__main__":
    main()
