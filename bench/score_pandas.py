"""The same work as `kinstep score sdq-p4-17 --layout wide`, written with pandas as an analyst would: for comparison.

Usage: python3 score_pandas.py responses.csv scores.csv. Prints the seconds and the peak memory in MB.
"""

import resource
import sys
import time

import numpy as np
import pandas as pd

SCALES = {
    "emotional": [3, 8, 13, 16, 24],
    "conduct": [5, 7, 12, 18, 22],
    "hyperactivity": [2, 10, 15, 21, 25],
    "peer": [6, 11, 14, 19, 23],
    "prosocial": [1, 4, 9, 17, 20],
}
REVERSED = [7, 11, 14, 21, 25]


def scored(answers: pd.DataFrame, items: list[int]) -> pd.Series:
    columns = answers[[f"i{item}" for item in items]]
    answered = columns.notna().sum(axis=1)
    score = np.floor(columns.sum(axis=1) / answered.where(answered >= 3) * 5 + 0.5)
    return score.astype("Int64")


def main(source: str, target: str) -> None:
    started = time.perf_counter()
    answers = pd.read_csv(source, dtype={"id": str})
    if answers["id"].duplicated().any():
        sys.exit("an id stands twice")
    values = answers.drop(columns="id")
    if not (values.isna() | values.isin([0, 1, 2])).all(axis=None):
        sys.exit("a value is not one of 0, 1, 2")
    for item in REVERSED:
        values[f"i{item}"] = 2 - values[f"i{item}"]
    scores = pd.DataFrame({"id": answers["id"], **{name: scored(values, items) for name, items in SCALES.items()}})
    scores["total"] = scores[["emotional", "conduct", "hyperactivity", "peer"]].sum(axis=1, skipna=False)
    scores["internalising"] = scores["emotional"] + scores["peer"]
    scores["externalising"] = scores["conduct"] + scores["hyperactivity"]
    scores.to_csv(target, index=False)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{time.perf_counter() - started:.2f} {peak:.0f}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
