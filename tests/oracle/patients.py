#!/usr/bin/env python3
"""Made-up patients as JSON lines: first every boundary, then random ones.

    python3 patients.py --count N --seed S        (N random patients; --no-boundaries leaves the boundaries out)

Boundaries: every cut-off of every rule and every limit of every field, with the double just below and just above it, in
every unit. Random: mixtures of missing fields, units, spellings of "missing", values often at or near a cut-off, and
about 2 % with one error. The same seed gives the same lines.
"""

import argparse
import copy
import json
import random
import sys
from itertools import combinations, product
from math import inf, nextafter

from rules import CONDITIONS, ORGAN_VALUES, ORGANS

ATL = tuple(c for c in CONDITIONS if c not in ("carrier", "ham_tsp"))
KITS = ("cleia", "eia", "other", "unknown", None)
METHODS = ("raising_clova", "other", "unknown", None)
STAGES = ("I", "II", "III", "IV")
PVL_UNITS = {"copies/100 PBMC": 1, "%": 1, "copies/10^4 PBMC": 100, "copies/10^5 PBMC": 1000}
COUNT_UNITS = {"10^9/L": 1, "/uL": 1000}
CALCIUM_CUT = {"mg/dL": 11.0, "mmol/L": 2.74, "mEq/L": 5.5}
CALCIUM_MAX = {"mg/dL": 30.0, "mmol/L": 7.485, "mEq/L": 14.97}
ALBUMIN_UNITS = {"g/dL": 1, "g/L": 10}
BUN_MAX = {"mg/dL": 500.0, "mmol/L": 178.5}
SIL2R_CUTS = (1000.0, 3000.0, 6000.0, 20000.0, 50.0, 200000.0)
# sIL-2R whose other-kit reading is 1,000.
KIT_CUTS = ((1000.0 - 3.852) / 0.812, 0.812 * 1000.0 + 3.852)
CV_CUTS = (0.25, 0.5, 0.245, 0.255, 0.495, 0.505)


def ulps(x, steps=1):
    """x with its neighbours, ascending."""
    x = float(x)
    down, up = [x], [x]
    for _ in range(steps):
        down.append(nextafter(down[-1], -inf))
        up.append(nextafter(up[-1], inf))
    return down[:0:-1] + up


def put(patient, path, value):
    """A copy with one leaf set, or with it taken away (None)."""
    out = copy.deepcopy(patient)
    keys = path.split(".")
    obj = out
    for key in keys[:-1]:
        obj = obj.setdefault(key, {})
    if value is None:
        obj.pop(keys[-1], None)
    else:
        obj[keys[-1]] = value
    return out


def edit(patient, **changes):
    """`put` for several leaves; `__` stands for the dot."""
    for path, value in changes.items():
        patient = put(patient, path.replace("__", "."), value)
    return patient


# ---------------------------------------------------------------------------------------------------------------
# Boundaries


def full(condition, **changes):
    """A complete patient: as smoldering as can be, unless changed."""
    patient = {
        "condition": condition,
        "cv": 0.61,
        "cv_method": "raising_clova",
        "sil2r": {"value": 1240, "unit": "U/mL", "kit": "cleia"},
        "pvl": {"value": 12.3, "unit": "copies/100 PBMC"},
        "age_years": 61,
        "performance_status": 1,
        "ann_arbor_stage": "II",
        "labs": {
            "lymphocytes": {"value": 3.1, "unit": "10^9/L"},
            "t_lymphocytes": {"value": 2.2, "unit": "10^9/L"},
            "abnormal_lymphocytes_percent": 6,
            "ldh": {"value": 210, "unit": "U/L", "upper_limit": 222},
            "calcium": {"value": 9.8, "unit": "mg/dL"},
            "albumin": {"value": 4.2, "unit": "g/dL", "lower_limit": 4.1},
            "bun": {"value": 14, "unit": "mg/dL", "upper_limit": 20},
        },
        "organs": {name: "no" for name in ORGANS},
        "omds": 5,
    }
    return edit(patient, **changes)


def contexts(condition):
    """Complete patients near each subtype."""
    smoldering = full(condition)
    chronic = full(condition, labs__lymphocytes__value=6.5, labs__t_lymphocytes__value=5.0)
    lymphoma = full(condition, labs__abnormal_lymphocytes_percent=0.5, organs__lymph_node="histology_proven")
    return {
        "smoldering": smoldering,
        "smoldering_skin": edit(smoldering, labs__abnormal_lymphocytes_percent=2, organs__skin="histology_proven"),
        "chronic": chronic,
        "chronic_liver": edit(chronic, labs__abnormal_lymphocytes_percent=0.5, organs__liver="histology_proven"),
        "lymphoma": lymphoma,
        "acute": edit(smoldering, labs__calcium__value=13.1, organs__gi="yes"),
        "nothing": edit(smoldering, labs__abnormal_lymphocytes_percent=3),
    }


SHIMOYAMA_LEAVES = (
    "labs.lymphocytes",
    "labs.t_lymphocytes",
    "labs.abnormal_lymphocytes_percent",
    "labs.ldh",
    "labs.ldh.value",
    "labs.ldh.upper_limit",
    "labs.calcium",
) + tuple("organs." + name for name in ORGANS)


def cv_boundaries():
    values = [v for cut in (0.0, 1.0) + CV_CUTS for v in ulps(cut)]
    for condition in CONDITIONS:
        for method in METHODS:
            for cv in values + [None]:
                for sil2r in (999, 1000, None) if condition == "smoldering_atl" else (1240,):
                    yield edit(full(condition), cv=cv, cv_method=method, sil2r__value=sil2r)


def sil2r_boundaries():
    values = [v for cut in (0.0, 1e6) + SIL2R_CUTS for v in ulps(cut)]
    values += [v for cut in KIT_CUTS for v in ulps(cut, 4)]
    values += [1.0, nextafter(1.0, 2.0), nextafter(1.0, 0.0), 815.9, 1226.8, 1e-300]
    for condition in CONDITIONS:
        for value in values:
            if condition == "smoldering_atl":
                for kit in KITS:
                    for cv in (0.61, 0.31, 0.5, 0.4951, None):
                        yield edit(full(condition), cv=cv, sil2r__value=value, sil2r__kit=kit)
            elif condition in ("acute_atl", "lymphoma_atl"):
                for age, stage in product((70, 71), ("II", "III", None)):
                    yield edit(full(condition), sil2r__value=value, age_years=age, ann_arbor_stage=stage)
            else:
                yield edit(full(condition), sil2r__value=value)
                yield {"condition": condition, "sil2r": {"value": value, "unit": "U/mL"}}
    for condition in CONDITIONS:
        for unit in ("pg/mL", "ng/mL", "U/L", "u/ml", None):
            yield edit(full(condition), sil2r__unit=unit)


def pvl_boundaries():
    for condition in CONDITIONS:
        for unit, factor in PVL_UNITS.items():
            for cut in (0, 4, 100):
                for value in ulps(cut * factor):
                    yield edit(full(condition), pvl__value=value, pvl__unit=unit)
        for unit in ("copies/10^5 leucocytes", "copies/100 leucocytes", "copies/10^6 PBMC", None):
            yield edit(full(condition), pvl__unit=unit)
        yield edit(full(condition), pvl=None)


def atl_pi_boundaries():
    for condition in ("acute_atl", "lymphoma_atl"):
        for sil2r, age, status, stage, albumin in product(
            (20000, 20001, None), (70, 70.5, None), (1, 2, None), ("II", "III", None), (3.5, 3.4, None)
        ):
            yield edit(
                full(condition),
                sil2r__value=sil2r,
                age_years=age,
                performance_status=status,
                ann_arbor_stage=stage,
                labs__albumin__value=albumin,
            )
        # One field at its boundary, with the others at every sum.
        for base in (
            full(condition),
            full(condition, ann_arbor_stage="IV"),
            full(condition, ann_arbor_stage="III", performance_status=3, sil2r__value=20001),
            full(condition, performance_status=None, ann_arbor_stage="III"),
        ):
            for age in ulps(0) + ulps(70) + ulps(120):
                yield edit(base, age_years=age)
            for status in (-1, 0, 1, 2, 3, 4, 5):
                yield edit(base, performance_status=status)
            for stage in STAGES:
                yield edit(base, ann_arbor_stage=stage)
            for unit, factor in ALBUMIN_UNITS.items():
                for cut in (0, 3.5, 10):
                    for albumin in ulps(cut * factor):
                        yield edit(base, labs__albumin__value=albumin, labs__albumin__unit=unit)
            yield edit(base, labs__albumin=None)
            yield edit(base, labs__albumin__value=None, labs__albumin__lower_limit=None)
    for condition in CONDITIONS:
        yield edit(full(condition), performance_status=1.5)
        yield edit(full(condition), ann_arbor_stage="V")
        yield edit(full(condition), ann_arbor_stage="")


def chronic_unfavorable_boundaries():
    ldh = ({"value": 222, "unit": "U/L", "upper_limit": 222}, {"value": 223, "unit": "U/L", "upper_limit": 222})
    albumin = (
        {"value": 4.1, "unit": "g/dL", "lower_limit": 4.1},
        {"value": 40.9, "unit": "g/L", "lower_limit": 41},
    )
    bun = (
        {"value": 20, "unit": "mg/dL", "upper_limit": 20},
        {"value": 7.2, "unit": "mmol/L", "upper_limit": 7.1},
    )

    def with_gaps(pair, limit):
        good = pair[0]
        return pair + (
            None,
            {k: v for k, v in good.items() if k != "value"},
            {limit: good[limit]},
            {k: v for k, v in good.items() if k != limit},
        )

    for a, b, c in product(
        with_gaps(ldh, "upper_limit"), with_gaps(albumin, "lower_limit"), with_gaps(bun, "upper_limit")
    ):
        yield edit(full("chronic_atl"), labs__ldh=a, labs__albumin=b, labs__bun=c)
    for condition in CONDITIONS:
        base = full(condition)
        for limit in (222.0, 0.1 + 0.2, 1e5, 5e-324):
            for value in ulps(limit):
                yield edit(base, labs__ldh__value=value, labs__ldh__upper_limit=limit)
        for limit in (20.0, 7.1, 100 / 3):
            for value in ulps(limit):
                for unit in BUN_MAX:
                    yield edit(base, labs__bun__value=value, labs__bun__upper_limit=limit, labs__bun__unit=unit)
        for limit in (4.1, 3.8, 41.0):
            for value in ulps(limit):
                for unit in ALBUMIN_UNITS:
                    yield edit(
                        base,
                        labs__albumin__value=value,
                        labs__albumin__lower_limit=limit,
                        labs__albumin__unit=unit,
                    )
    # A value without its limit: is there a limit on the other side of it?
    for condition in CONDITIONS:
        base = full(condition)
        for value in ulps(5e-324) + ulps(1e-323):
            for path, limit in (("ldh", "upper_limit"), ("albumin", "lower_limit"), ("bun", "upper_limit")):
                alone = edit(base, **{f"labs__{path}__value": value, f"labs__{path}__{limit}": None})
                yield alone
                yield edit(alone, organs__skin=None, labs__calcium=None)
                yield edit(alone, labs__ldh__upper_limit=None, labs__bun__upper_limit=None)
    # A limit without its value: is there room on the other side of it?
    for condition in ("chronic_atl", "smoldering_atl", "unknown"):
        base = full(condition)
        for limit in [v for cut in (1e5, 5e4, 1e5 / 1.5, 222.0) for v in ulps(cut, 2)] + [1e-300, 5e-324, 1e300]:
            yield edit(base, labs__ldh={"upper_limit": limit})
            yield edit(base, labs__ldh={"upper_limit": limit, "unit": "U/L"}, labs__bun=None)
        for unit in ("mg/dL", "mmol/L", None):
            for limit in [v for cut in (500.0, 178.5, 20.0) for v in ulps(cut)] + [1e300]:
                yield edit(base, labs__bun=edit({"upper_limit": limit}, unit=unit))
        for unit in ("g/dL", "g/L", None):
            for limit in [v for cut in (10.0, 100.0, 4.1) for v in ulps(cut)] + [1e300]:
                yield edit(base, labs__albumin=edit({"lower_limit": limit}, unit=unit))


def limit_boundaries():
    """Limits of values and of the laboratories' own limits."""
    for condition in CONDITIONS:
        base = full(condition)
        for path in ("labs.ldh.upper_limit", "labs.albumin.lower_limit", "labs.bun.upper_limit"):
            for value in ulps(0) + [-1, 1.7976931348623157e308]:
                yield put(base, path, value)
                yield put(put(base, path, value), path.rsplit(".", 1)[0] + ".value", None)
        for value in ulps(0) + ulps(1e5):
            yield edit(base, labs__ldh__value=value)
        for unit, greatest in CALCIUM_MAX.items():
            for value in ulps(0) + ulps(greatest):
                yield edit(base, labs__calcium__value=value, labs__calcium__unit=unit)
        for unit, greatest in BUN_MAX.items():
            for value in ulps(0) + ulps(greatest):
                yield edit(base, labs__bun__value=value, labs__bun__unit=unit)
        for unit, factor in ALBUMIN_UNITS.items():
            for value in ulps(0) + ulps(10 * factor):
                yield edit(base, labs__albumin__value=value, labs__albumin__unit=unit)
        for unit, factor in COUNT_UNITS.items():
            for value in ulps(0) + ulps(2000 * factor):
                count = {"value": value, "unit": unit}
                yield edit(base, labs__lymphocytes=count, labs__t_lymphocytes=None)
                yield edit(base, labs__t_lymphocytes=count, labs__lymphocytes=None)
        for value in ulps(0) + ulps(100):
            yield edit(base, labs__abnormal_lymphocytes_percent=value)
        for value in ulps(0) + ulps(120):
            yield edit(base, age_years=value)
        for status in [-1, 5] + [v for whole in range(5) for v in ulps(whole)]:
            yield edit(base, performance_status=status)
        for grade in list(range(-1, 15)) + [5.5] + [v for whole in range(14) for v in ulps(whole)]:
            yield edit(base, omds=grade)
        for path in (
            "labs.lymphocytes.unit",
            "labs.t_lymphocytes.unit",
            "labs.ldh.unit",
            "labs.calcium.unit",
            "labs.albumin.unit",
            "labs.bun.unit",
        ):
            for unit in (None, "furlong", "g/l", "U/mL"):
                yield put(base, path, unit)
        yield edit(base, condition=None)


def shimoyama_boundaries():
    for condition in ATL + ("carrier",):
        for patient in contexts(condition).values():
            sparse = {"condition": condition, "labs": {}}
            for unit, factor in COUNT_UNITS.items():
                for value in ulps(4 * factor):
                    for t in (3, 3.6, None):
                        edited = edit(
                            patient,
                            labs__lymphocytes__value=value,
                            labs__lymphocytes__unit=unit,
                            labs__t_lymphocytes__value=t,
                        )
                        yield edited
                        yield edit(edited, organs__skin=None, labs__calcium=None)
                for value in ulps(3.5 * factor) + ulps(4 * factor) + ulps(3.8 * factor):
                    for count in (3.9, 4, 6.5, None):
                        yield edit(
                            patient,
                            labs__t_lymphocytes__value=value,
                            labs__t_lymphocytes__unit=unit,
                            labs__lymphocytes__value=count,
                        )
                # T against L, the two in any units.
                for other, other_factor in COUNT_UNITS.items():
                    for value in ulps(5.3 * factor):
                        yield edit(
                            patient,
                            labs__t_lymphocytes={"value": value, "unit": unit},
                            labs__lymphocytes={"value": 5.3 * other_factor, "unit": other},
                        )
            for value in ulps(1) + ulps(5) + [0, 3, 100]:
                yield edit(patient, labs__abnormal_lymphocytes_percent=value)
                yield edit(patient, labs__abnormal_lymphocytes_percent=value, organs__lymph_node=None)
            for limit in (222.0, 210.0, 0.1, 100 / 3, 5e4, 1e5 / 1.5):
                for times in (1, 1.5, 2):
                    for value in ulps(limit * times):
                        yield edit(patient, labs__ldh__value=value, labs__ldh__upper_limit=limit)
                        yield edit(patient, labs__ldh__value=value, labs__ldh__upper_limit=None)
                        yield edit(patient, labs__ldh__value=None, labs__ldh__upper_limit=limit)
            for unit, cut in CALCIUM_CUT.items():
                for value in ulps(cut):
                    yield edit(patient, labs__calcium__value=value, labs__calcium__unit=unit)
                    yield edit(sparse, labs__calcium__value=value, labs__calcium__unit=unit)
            for name in ORGANS:
                for value in ORGAN_VALUES + (None,):
                    edited = put(patient, "organs." + name, value)
                    yield edited
                    yield edit(edited, labs__abnormal_lymphocytes_percent=3)
                    yield edit(edited, labs__ldh=None, labs__t_lymphocytes=None)
    for condition in ("unknown", "chronic_atl"):
        for patient in contexts(condition).values():
            for a, b in combinations(SHIMOYAMA_LEAVES, 2):
                yield put(put(patient, a, None), b, None) if not b.startswith(a) else put(patient, a, None)
            # Everything missing but one or two.
            for a, b in combinations(SHIMOYAMA_LEAVES, 2):
                keep = {"condition": condition}
                for path in {a, b}:
                    obj = patient
                    for key in path.split("."):
                        obj = obj[key]
                    keep = put(keep, path, obj)
                yield keep if "labs.ldh.value" not in (a, b) else put(keep, "labs.ldh.unit", "U/L")


def odd_shapes():
    """Spellings of "missing", ids, and lines with two errors (the first in schema order counts)."""
    for condition in CONDITIONS:
        yield {"condition": condition}
        yield {"condition": condition, "id": None}
        yield {"condition": condition, "id": ""}
        yield {"condition": condition, "id": "患者 1 \"\\\n"}
        yield {"condition": condition, **{key: None for key in ("labs", "organs", "sil2r", "pvl", "cv", "omds")}}
        yield {"condition": condition, **{key: {} for key in ("labs", "organs", "sil2r", "pvl")}}
        units = {"sil2r": {"kit": "cleia"}, "pvl": {"unit": "%"}, "labs": {"ldh": {"unit": "U/L"}}}
        yield {"condition": condition, **units}
        no_value = {"value": None, "unit": "U/mL", "kit": None}
        yield {"condition": condition, "cv": 0.5, "cv_method": None, "sil2r": no_value}
        yield {"condition": condition, "organs": {name: None for name in ORGANS}, "age_years": None}
        yield edit(full(condition), cv=-0.0, pvl__value=-0.0, age_years=-0.0, labs__abnormal_lymphocytes_percent=-0.0)
        yield edit(full(condition), labs__lymphocytes__value=-0.0, labs__t_lymphocytes__value=0)
        yield edit(full(condition), sil2r__value=-0.0)
        yield edit(full(condition), cv=1.5, omds=99)
        yield edit(full(condition), age_years=121, labs__bun__upper_limit=0)
        yield edit(full(condition), labs__lymphocytes__value=2, labs__ldh__value=0)


def boundaries():
    for part in (
        odd_shapes,
        cv_boundaries,
        sil2r_boundaries,
        pvl_boundaries,
        atl_pi_boundaries,
        chronic_unfavorable_boundaries,
        limit_boundaries,
        shimoyama_boundaries,
    ):
        for number, patient in enumerate(part(), 1):
            yield patient if "id" in patient else {"id": f"{part.__name__}-{number}", **patient}


# ---------------------------------------------------------------------------------------------------------------
# Random patients


class Maker:
    """One random patient after another."""

    def __init__(self, seed):
        self.r = random.Random(seed)
        self.calm = False  # a calm patient has few values at a cut-off and mild usual ones

    def near(self, cuts, low, high, usual):
        """A number in the valid range: at a cut-off, a step or a little beside one, or a usual value."""
        r = self.r
        kind = r.random()
        if self.calm:
            kind = 6 * kind
        if kind < 0.30:
            x = r.choice(ulps(r.choice(cuts)))
        elif kind < 0.45:
            x = r.choice(cuts) * (1 + r.uniform(-0.05, 0.05))
        elif kind < 0.50:
            x = r.uniform(low, high)
        else:
            x = usual()
        if r.random() < 0.4:
            x = round(x, r.choice((0, 1, 2)))
        if not low < x <= high:
            x = usual()
        return int(x) if x == int(x) and r.random() < 0.5 else x

    def lymphocytes(self, usual):
        return self.near((4.0, 3.5), 0.0, 2000.0, usual)

    def lose(self, obj, keys=("value",)):
        """An object without its value, in one of the ways to say so."""
        how = self.r.random()
        if how < 0.6:
            return "absent"
        if how < 0.75:
            return None
        obj = dict(obj)
        for key in keys:
            if self.r.random() < 0.5:
                obj.pop(key, None)
            else:
                obj[key] = None
        return obj

    def ldh(self, usual, limit):
        x = self.near((limit, 1.5 * limit, 2 * limit), 0.0, 1e5, usual)
        return {"value": x, "unit": "U/L", "upper_limit": limit}

    def complete(self):
        r = self.r
        condition = r.choice(CONDITIONS)
        style = r.choice(("smoldering", "chronic", "lymphoma", "any"))
        if r.random() < 0.5:
            style = {"smoldering_atl": "smoldering", "lymphoma_atl": "lymphoma"}.get(condition, style)
            if "chronic" in condition:
                style = "chronic"
        self.calm = calm = r.random() < 0.6
        p = {"condition": condition}
        p["cv"] = self.near(CV_CUTS, 0.0, 1.0, r.random)
        if r.random() < 0.7:
            p["cv_method"] = r.choice(METHODS[:3] + ("raising_clova",))
        p["sil2r"] = {
            "value": self.near(SIL2R_CUTS + KIT_CUTS, 0.0, 1e6, lambda: 10 ** r.uniform(1.5, 5.5)),
            "unit": "U/mL",
        }
        if r.random() < 0.7:
            p["sil2r"]["kit"] = r.choice(KITS)
        unit = r.choice(tuple(PVL_UNITS))
        factor = PVL_UNITS[unit]
        cuts = (4.0 * factor, 100.0 * factor)
        p["pvl"] = {"value": self.near(cuts, 0.0, 150.0 * factor, lambda: r.expovariate(0.2) * factor), "unit": unit}
        p["age_years"] = self.near((70.0,), 0.0, 120.0, lambda: r.randint(20, 95))
        p["performance_status"] = r.randint(0, 4)
        p["ann_arbor_stage"] = r.choice(STAGES)

        if style == "chronic":
            count = self.lymphocytes(lambda: r.uniform(4, 30))
        elif style == "any":
            count = self.lymphocytes(lambda: r.uniform(0, 10))
        else:
            count = self.lymphocytes(lambda: r.uniform(0.5, 4))
        t = count if r.random() < 0.1 else self.near((3.5, 4.0), 0.0, count, lambda: count * r.uniform(0.3, 1))
        labs = {}
        for key, value in (("lymphocytes", count), ("t_lymphocytes", t)):
            unit = r.choice(tuple(COUNT_UNITS))
            labs[key] = {"value": value * COUNT_UNITS[unit], "unit": unit}
        both = [obj["value"] / COUNT_UNITS[obj["unit"]] for obj in labs.values()]
        if both[1] > both[0]:
            labs["t_lymphocytes"] = dict(labs["lymphocytes"])
        usual = {"lymphoma": lambda: r.uniform(0, 1.2)}.get(style, lambda: r.uniform(0, 40))
        labs["abnormal_lymphocytes_percent"] = self.near((1.0, 5.0), 0.0, 100.0, usual)
        limit = r.choice((222, 222.0, 245, 230.5, round(r.uniform(100, 500), 1), r.choice((5e4, 66666.0, 1e5, 2e5))))
        labs["ldh"] = self.ldh(lambda: r.uniform(100, 260 if calm else 700), limit)
        unit = r.choice(tuple(CALCIUM_CUT))
        cut = CALCIUM_CUT[unit]
        labs["calcium"] = {
            "value": self.near((cut,), 0.0, CALCIUM_MAX[unit], lambda: cut * r.uniform(0.7, 1.01 if calm else 1.1)),
            "unit": unit,
        }
        unit = r.choice(tuple(ALBUMIN_UNITS))
        factor = ALBUMIN_UNITS[unit]
        limit = r.choice((4.1, 3.8, round(r.uniform(3, 4.5), 2), r.choice((9.5, 10.0, 11.0)))) * factor
        labs["albumin"] = {
            "value": self.near(
                (3.5 * factor, limit), 0.0, 10.0 * factor, lambda: r.uniform(3.4 if calm else 2, 5.2) * factor
            ),
            "unit": unit,
            "lower_limit": limit,
        }
        unit = r.choice(tuple(BUN_MAX))
        limit = r.choice((20, 22.5, 8.0, 7.1, round(r.uniform(5, 30), 1), r.choice((178.5, 500, 600))))
        labs["bun"] = {
            "value": self.near((limit,), 0.0, BUN_MAX[unit], lambda: r.uniform(3, 22 if calm else 60)),
            "unit": unit,
            "upper_limit": limit,
        }
        p["labs"] = labs
        involved = r.choice((0.0, 0.0, 0.05, 0.1) if calm else (0.0, 0.05, 0.2, 0.7))
        p["organs"] = {
            name: r.choice(("yes", "histology_proven")) if r.random() < involved else "no" for name in ORGANS
        }
        if style == "lymphoma" and r.random() < 0.8:
            p["organs"]["lymph_node"] = "histology_proven"
        p["omds"] = r.randint(0, 13)
        return p

    def with_gaps(self, p, share):
        """Takes each field away with the probability `share`."""
        r = self.r

        def drop(obj, key, lost):
            if lost == "absent":
                del obj[key]
            else:
                obj[key] = lost

        for key in ("cv", "age_years", "performance_status", "ann_arbor_stage", "omds"):
            if r.random() < share:
                drop(p, key, r.choice(("absent", "absent", None)))
        for key in ("sil2r", "pvl"):
            if r.random() < share:
                drop(p, key, self.lose(p[key], ("value", "unit")))
        labs = p["labs"]
        for key in tuple(labs):
            if r.random() >= share:
                continue
            limit = {"ldh": "upper_limit", "bun": "upper_limit", "albumin": "lower_limit"}.get(key)
            if key == "abnormal_lymphocytes_percent":
                drop(labs, key, r.choice(("absent", "absent", None)))
            elif limit is None:
                drop(labs, key, self.lose(labs[key]))
            elif r.random() < 0.4:
                drop(labs, key, self.lose(labs[key], ("value", limit)))
            elif r.random() < 0.5:
                labs[key].pop(limit)
            else:
                labs[key].pop("value")
                if r.random() < 0.5:
                    labs[key].pop("unit")
        organs = p["organs"]
        for key in ORGANS:
            if r.random() < share:
                drop(organs, key, r.choice(("absent", "absent", None)))
        for key in ("labs", "organs"):
            if not p[key]:
                drop(p, key, r.choice(("absent", None, {})))
        return p

    def with_error(self, p):
        """One error."""
        r = self.r
        spoil = r.choice(
            (
                lambda: p.update(cv=r.choice((-0.01, 1.01, 2, 61, nextafter(1.0, 2.0), -5e-324))),
                lambda: p.update(sil2r={"value": r.choice((0, -1, 1000000.1, 2e6)), "unit": "U/mL"}),
                lambda: p.update(sil2r={"value": 1240, "unit": r.choice(("pg/mL", "ng/mL", "U/L"))}),
                lambda: p.update(sil2r={"value": 1240}),
                lambda: p.update(pvl={"value": -0.5, "unit": r.choice(tuple(PVL_UNITS))}),
                lambda: p.update(pvl={"value": 5, "unit": r.choice(("copies/10^5 leucocytes", "copies"))}),
                lambda: p.update(age_years=r.choice((-1, 121, 120.5))),
                lambda: p.update(performance_status=r.choice((-1, 5))),
                lambda: p.update(ann_arbor_stage="V"),
                lambda: p.update(omds=r.choice((-1, 14))),
                lambda: p.pop("condition"),
                lambda: self.spoil_labs(p),
                lambda: self.spoil_labs(p),
                lambda: self.spoil_labs(p),
            )
        )
        spoil()
        return p

    def spoil_labs(self, p):
        r = self.r
        labs = p.get("labs") or {}
        p["labs"] = labs
        bad = r.choice(
            (
                {"lymphocytes": {"value": r.choice((-1, 2001)), "unit": "10^9/L"}, "t_lymphocytes": None},
                {"t_lymphocytes": {"value": r.choice((-1, 2000001)), "unit": "/uL"}, "lymphocytes": None},
                {"lymphocytes": {"value": 3, "unit": "10^9/L"}, "t_lymphocytes": {"value": 3001, "unit": "/uL"}},
                {"abnormal_lymphocytes_percent": r.choice((-0.1, 100.1))},
                {"ldh": {"value": r.choice((0, -3, 100001)), "unit": "U/L"}},
                {"ldh": {"value": 210, "unit": "U/L", "upper_limit": r.choice((0, -222))}},
                {"calcium": {"value": r.choice((0, 30.5)), "unit": "mg/dL"}},
                {"calcium": {"value": r.choice((0, 7.6)), "unit": "mmol/L"}},
                {"calcium": {"value": r.choice((0, 15)), "unit": "mEq/L"}},
                {"calcium": {"value": 9.8, "unit": "mg/L"}},
                {"albumin": {"value": 41, "unit": "g/dL"}},
                {"albumin": {"value": 101, "unit": "g/L", "lower_limit": 41}},
                {"albumin": {"lower_limit": 0}},
                {"bun": {"value": r.choice((0, 501)), "unit": "mg/dL", "upper_limit": 20}},
                {"bun": {"value": 200, "unit": "mmol/L"}},
                {"bun": {"value": 14, "upper_limit": 20}},
            )
        )
        labs.update(bad)

    def patient(self, number):
        r = self.r
        kind = r.random()
        share = 0.0 if kind < 0.15 else 1.0 if kind < 0.17 else r.choice((0.03, 0.1, 0.3, 0.6, 0.9))
        p = self.with_gaps(self.complete(), share)
        if r.random() < 0.02:
            p = self.with_error(p)
        return p if r.random() < 0.01 else {"id": f"random-{number}", **p}


def main():
    parser = argparse.ArgumentParser(description="Write made-up patients as JSON lines.")
    parser.add_argument("--count", type=int, default=1000, help="random patients")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-boundaries", action="store_true", help="random patients only")
    options = parser.parse_args()
    sys.stdout.reconfigure(encoding="utf-8")

    def write(patient):
        sys.stdout.write(json.dumps(patient, ensure_ascii=False, separators=(",", ":")) + "\n")

    if not options.no_boundaries:
        for patient in boundaries():
            write(patient)
    maker = Maker(options.seed)
    for number in range(1, options.count + 1):
        write(maker.patient(number))


if __name__ == "__main__":
    main()
