"""The published HTLV-1 rules, written a second time.

One function per rule. Each takes a patient as read by `assess.read_patient` (a `Patient`) and gives the answer
object of the contract. Comparators stand exactly once, in the small functions that turn a value into a class.

How a missing input is treated
------------------------------
Every input of a rule belongs to a *group*; groups are independent of each other. Most groups hold one field. Two
kinds hold several: the lymphocyte counts, which are tied by T <= L, and organs of one role, which only matter
together. A group knows

* its classes: the set of what its fields can still amount to, over every valid completion of the missing ones;
* per missing field, its moves: each move is the set of classes reached by varying that field alone, with the other
  fields of the group held at one completion.

`explore` runs a rule over the whole product of the classes. The set of results is `possible`.

Why `settled_by` is the set of essential fields
-----------------------------------------------
A missing field is essential if two valid completions that differ in it alone give different results.

* Every settling set holds every essential field: if an essential field f were outside, fix all other fields as in the
  two completions; the set is then fully assigned and two results are left.
* The essential fields settle: take two completions that agree on them. One can be turned into the other by changing
  the non-essential fields one at a time, through valid completions only. Fields of different groups and organs are
  free of each other. For the lymphocyte counts go (L1, T1) -> (2000, T1) -> (2000, T2) -> (L2, T2); each step keeps
  T <= L. No step changes the result, so both completions give the same one.

So the smallest settling set is unique and no tie can arise. `test_oracle.py` checks this against the definition.
"""

from functools import lru_cache
from itertools import product
from math import inf, log10, nextafter
from typing import NamedTuple, Optional

VERSION = "1"

CONDITIONS = (
    "carrier",
    "ham_tsp",
    "smoldering_atl",
    "chronic_atl",
    "favorable_chronic_atl",
    "unfavorable_chronic_atl",
    "lymphoma_atl",
    "acute_atl",
    "unknown",
)

# The subtype that a condition states; `unknown`, `carrier` and `ham_tsp` state none.
STATED_SUBTYPE = {
    "smoldering_atl": "smoldering",
    "chronic_atl": "chronic",
    "favorable_chronic_atl": "chronic",
    "unfavorable_chronic_atl": "chronic",
    "lymphoma_atl": "lymphoma",
    "acute_atl": "acute",
}

ORGANS = (
    "lymph_node",
    "skin",
    "lung",
    "liver",
    "spleen",
    "cns",
    "bone",
    "gi",
    "ascites",
    "pleural_effusion",
)
ORGAN_VALUES = ("no", "yes", "histology_proven")

# Upper ends of the values that are accepted, by unit ("Limits" of the contract).
LDH_MAX = 1e5
ALBUMIN_MAX = {"g/dL": 10.0, "g/L": 100.0}
BUN_MAX = {"mg/dL": 500.0, "mmol/L": 178.5}
LYMPHOCYTES_MAX = 2000.0
SIL2R_MAX = 1e6


class Lab(NamedTuple):
    """A laboratory value with its unit and the laboratory's own limit, all as entered."""

    value: Optional[float] = None
    unit: Optional[str] = None
    limit: Optional[float] = None


class Patient(NamedTuple):
    condition: str
    cv: Optional[float] = None
    cv_method: str = "unknown"
    sil2r: Optional[float] = None  # U/mL
    kit: str = "unknown"
    pvl: Optional[float] = None  # copies/100 PBMC
    age_years: Optional[float] = None
    performance_status: Optional[int] = None
    ann_arbor_stage: Optional[str] = None
    lymphocytes: Optional[float] = None  # 10^9/L
    t_lymphocytes: Optional[float] = None  # 10^9/L
    abnormal_percent: Optional[float] = None
    ldh: Lab = Lab()
    calcium: Lab = Lab()
    albumin: Lab = Lab()
    bun: Lab = Lab()
    organs: tuple = (None,) * len(ORGANS)  # in the order of ORGANS
    omds: Optional[int] = None


def below(x):
    return nextafter(x, -inf)


def above(x):
    return nextafter(x, inf)


# ---------------------------------------------------------------------------------------------------------------
# Groups of inputs, and the search over their completions


class Group(NamedTuple):
    classes: frozenset  # what the group can still amount to
    moves: tuple = ()  # one frozenset of moves for each missing field
    paths: tuple = ()  # the JSON paths of these fields, in schema order


def known(group_class):
    return Group(frozenset((group_class,)))


def missing(path, classes):
    """A group of one missing field: it alone moves over all classes."""
    classes = frozenset(classes)
    return Group(classes, (frozenset((classes,)),), (path,))


def one_field(path, value, classify, representatives):
    """A group of one field. `representatives` meet every class that a valid value can have."""
    if value is not None:
        return known(classify(value))
    return missing(path, [classify(v) for v in representatives])


@lru_cache(maxsize=1 << 17)
def explore(decide, classes, moves):
    """All results of `decide` over the product of the classes, and for each missing field whether it is essential."""
    results = frozenset(decide(*combination) for combination in product(*classes))
    flags = []
    for i, fields in enumerate(moves):
        others = classes[:i] + classes[i + 1 :]
        for field_moves in fields:
            flags.append(len(results) > 1 and essential(decide, i, field_moves, others))
    return results, tuple(flags)


def essential(decide, i, field_moves, others):
    for move in field_moves:
        if len(move) < 2:
            continue
        for rest in product(*others):
            seen = {decide(*rest[:i], c, *rest[i:]) for c in move}
            if len(seen) > 1:
                return True
    return False


def solve(decide, groups):
    """Results still possible, and the settling fields in schema order (groups are given in schema order)."""
    results, flags = explore(decide, tuple([g.classes for g in groups]), tuple([g.moves for g in groups]))
    paths = [path for g in groups for path in g.paths]
    return results, [path for path, flag in zip(paths, flags) if flag]


# ---------------------------------------------------------------------------------------------------------------
# Answers


def withheld(reason, extra, warnings=()):
    answer = {"status": "withheld", "possible": []}
    answer.update(extra)
    answer.update(settled_by=[], reason=reason, warnings=list(warnings), version=VERSION)
    return answer


def answered(names, results, settled_by, extra, warnings):
    answer = {
        "status": "determined" if len(results) == 1 else "undetermined",
        "possible": [name for name in names if name in results],
    }
    answer.update(extra)
    answer.update(settled_by=settled_by, reason=None, warnings=warnings, version=VERSION)
    return answer


def sil2r_warnings(p):
    """sIL-2R outside 50-200,000 U/mL is taken, but marked."""
    return ["implausible"] if p.sil2r is not None and not 50.0 <= p.sil2r <= 200000.0 else []


def cv_warnings(p):
    return ["cv_method_unknown"] if p.cv is not None and p.cv_method == "unknown" else []


def nearby_list(names, possible, by_kit, by_rounding):
    out = []
    for name in names:
        if name not in possible:
            if name in by_kit:
                out.append({"result": name, "code": "kit"})
            if name in by_rounding:
                out.append({"result": name, "code": "rounding"})
    return out


# ---------------------------------------------------------------------------------------------------------------
# cv_class

CV_CLASSES = ("low", "intermediate", "high")
CV_REPRESENTATIVES = (
    0.0, 0.1, 0.245, below(0.25), 0.25, 0.255, 0.4, 0.495, below(0.5), 0.5, 0.505, 0.8, 1.0,
)  # fmt: skip


def classify_cv(cv):
    if cv < 0.25:
        return "low"
    if cv < 0.5:
        return "intermediate"
    return "high"


def cv_class_by_rounding(cv):
    """Classes on the other side of a cut-off that the value may have been rounded across."""
    reached = set()
    if 0.245 <= cv <= 0.255:
        reached.add("intermediate" if cv < 0.25 else "low")
    if 0.495 <= cv <= 0.505:
        reached.add("high" if cv < 0.5 else "intermediate")
    return reached


def cv_class(p):
    """Cv classes of carriers and HAM/TSP: [0, .25) low, [.25, .5) intermediate, [.5, 1] high.

    Source: press release on RAISING-CLOVA / Haematologica 2025;110:2513 (doi 10.3324/haematol.2025.287521), dossier
    clonality.md section 3; half-open intervals and rounding notes from the design, section 3.1.
    """
    if p.condition not in ("carrier", "ham_tsp"):
        return withheld("out_of_scope", {"nearby": []})
    if p.cv_method == "other":
        return withheld("method_not_studied", {"nearby": []})
    results, settled_by = solve(the_only_class, [one_field("cv", p.cv, classify_cv, CV_REPRESENTATIVES)])
    by_rounding = set()
    for cv in CV_REPRESENTATIVES if p.cv is None else (p.cv,):
        by_rounding |= cv_class_by_rounding(cv)
    extra = {"nearby": nearby_list(CV_CLASSES, results, (), by_rounding)}
    return answered(CV_CLASSES, results, settled_by, extra, cv_warnings(p))


def the_only_class(only):
    """The rule of a single input: its class is the result."""
    return only


# ---------------------------------------------------------------------------------------------------------------
# cv_sil2r

REGIONS = ("R1", "R2", "R3", "R4")
REGION_GROUP = {"R1": "low", "R2": "intermediate", "R3": "intermediate", "R4": "high"}
SIL2R_REPRESENTATIVES = tuple(
    sorted(
        {5e-324, 50.0, 815.0, 1227.0, 200000.0, SIL2R_MAX}
        | {v for cut in (1000.0, 3000.0, 6000.0, 20000.0) for v in (below(cut), cut, above(cut))}
    )
)


def cv_is_high(cv):
    return cv >= 0.50


def sil2r_is_high(x):
    return x >= 1000.0


def region(high_cv, high_sil2r):
    if high_cv:
        return "R4" if high_sil2r else "R2"
    return "R3" if high_sil2r else "R1"


def kit_span(x, kit):
    """What a stated sIL-2R may read on the other scale, by CLEIA = 0.812 EIA + 3.852 (one hospital, n = 123)."""
    if kit == "cleia":
        return x, (x - 3.852) / 0.812
    if kit == "eia":
        return 0.812 * x + 3.852, x
    return 0.812 * x + 3.852, (x - 3.852) / 0.812


def other_side_by_kit(x, kit):
    low, high = kit_span(x, kit)
    return low < 1000.0 if sil2r_is_high(x) else high >= 1000.0


def cv_sil2r(p, conflict):
    """Regions of smoldering ATL: Cv >= .50 and sIL-2R >= 1,000 U/mL, both inclusive; R1 low, R2 + R3 intermediate,
    R4 high.

    Source: press release on RAISING-CLOVA / Haematologica 2025;110:2513; numbering of R2 and R3 derived, dossier
    clonality.md section 3; kit and rounding notes from the design, section 3.1.
    """
    empty = {"group": [], "nearby": []}
    if p.condition != "smoldering_atl":
        return withheld("out_of_scope", empty, conflict)
    if p.cv_method == "other":
        return withheld("method_not_studied", empty, conflict)
    results, settled_by = solve(
        region,
        [
            one_field("cv", p.cv, cv_is_high, CV_REPRESENTATIVES),
            one_field("sil2r", p.sil2r, sil2r_is_high, SIL2R_REPRESENTATIVES),
        ],
    )
    # What any completion reaches by the kit alone, or by rounding alone.
    by_kit, by_rounding = set(), set()
    for cv in CV_REPRESENTATIVES if p.cv is None else (p.cv,):
        for x in SIL2R_REPRESENTATIVES if p.sil2r is None else (p.sil2r,):
            if other_side_by_kit(x, p.kit):
                by_kit.add(region(cv_is_high(cv), not sil2r_is_high(x)))
            if 0.495 <= cv <= 0.505:
                by_rounding.add(region(not cv_is_high(cv), sil2r_is_high(x)))
    groups = {REGION_GROUP[r] for r in results}
    extra = {
        "group": [g for g in ("low", "intermediate", "high") if g in groups],
        "nearby": nearby_list(REGIONS, results, by_kit, by_rounding),
    }
    return answered(REGIONS, results, settled_by, extra, cv_warnings(p) + sil2r_warnings(p) + conflict)


# ---------------------------------------------------------------------------------------------------------------
# iatl_pi_2017, iatl_pi_2025


def classify_2017(x):
    if x <= 1000.0:
        return "low"
    if x <= 6000.0:
        return "intermediate"
    return "high"


def iatl_pi_2017(p, conflict):
    """iATL-PI = 1.51 log10(sIL-2R); simplified: <= 1,000 low, <= 6,000 intermediate, > 6,000 high.

    Source: Katsuya 2017, Blood 130:39-47 (doi 10.1182/blood-2017-01-757542), dossier clinical.md A3.
    """
    if p.condition not in ("smoldering_atl", "chronic_atl", "favorable_chronic_atl", "unfavorable_chronic_atl"):
        return withheld("out_of_scope", {"index": None}, conflict)
    group = one_field("sil2r", p.sil2r, classify_2017, SIL2R_REPRESENTATIVES)
    results, settled_by = solve(the_only_class, [group])
    extra = {"index": None if p.sil2r is None else 1.51 * log10(p.sil2r)}
    return answered(("low", "intermediate", "high"), results, settled_by, extra, sil2r_warnings(p) + conflict)


def classify_2025(x):
    if x < 1000.0:
        return "low"
    if x < 3000.0:
        return "low_intermediate"
    if x < 6000.0:
        return "high_intermediate"
    return "high"


def iatl_pi_2025(p, unfavorable, conflict):
    """Modified iATL-PI: < 1,000, < 3,000, < 6,000, >= 6,000 U/mL.

    Source: Fuji 2025, Ann Hematol 104:2429-2436 (doi 10.1007/s00277-025-06319-9), dossier clinical.md A3. For
    chronic_atl it waits for `chronic_unfavorable` (the answer given as `unfavorable`).
    """
    if p.condition == "chronic_atl":
        if unfavorable["status"] == "undetermined":
            return withheld("needs_favorable_chronic", {}, conflict)
        if unfavorable["possible"] == ["unfavorable"]:
            return withheld("out_of_scope", {}, conflict)
    elif p.condition not in ("smoldering_atl", "favorable_chronic_atl"):
        return withheld("out_of_scope", {}, conflict)
    group = one_field("sil2r", p.sil2r, classify_2025, SIL2R_REPRESENTATIVES)
    results, settled_by = solve(the_only_class, [group])
    names = ("low", "low_intermediate", "high_intermediate", "high")
    return answered(names, results, settled_by, {}, sil2r_warnings(p) + conflict)


# ---------------------------------------------------------------------------------------------------------------
# atl_pi


def points_sil2r(x):
    return 1 if x > 20000.0 else 0


def points_age(years):
    return 1 if years > 70.0 else 0


def points_performance(status):
    return 1 if status > 1 else 0


def points_stage(stage):
    return 2 if stage in ("III", "IV") else 0


def albumin_g_per_dl(lab):
    return lab.value / 10.0 if lab.unit == "g/L" else lab.value


def points_albumin(g_per_dl):
    return 1 if g_per_dl < 3.5 else 0


def classify_score(*points):
    score = sum(points)
    if score <= 2:
        return "low"
    if score <= 4:
        return "intermediate"
    return "high"


def value_path(path, lab):
    """The path of a missing value: the object, or its `value` when the limit is there."""
    return path if lab.limit is None else path + ".value"


def atl_pi(p, conflict):
    """Simplified ATL-PI: stage III/IV 2; PS > 1, age > 70, albumin < 3.5 g/dL, sIL-2R > 20,000 U/mL 1 each; 0-2 low,
    3-4 intermediate, 5-6 high.

    Source: Katsuya 2012, J Clin Oncol 30:1635-1640, dossier clinical.md A4.
    """
    if p.condition not in ("acute_atl", "lymphoma_atl"):
        return withheld("out_of_scope", {"score": None}, conflict)
    albumin = None if p.albumin.value is None else albumin_g_per_dl(p.albumin)
    groups = [
        one_field("sil2r", p.sil2r, points_sil2r, SIL2R_REPRESENTATIVES),
        one_field("age_years", p.age_years, points_age, (0, 70, above(70.0), 120)),
        one_field("performance_status", p.performance_status, points_performance, (0, 1, 2, 3, 4)),
        one_field("ann_arbor_stage", p.ann_arbor_stage, points_stage, ("I", "II", "III", "IV")),
        one_field(value_path("labs.albumin", p.albumin), albumin, points_albumin, (0.1, below(3.5), 3.5, 10.0)),
    ]
    results, settled_by = solve(classify_score, groups)
    # The factors are free of each other, so the least and the greatest score are sums over the factors.
    extra = {"score": {"min": sum(min(g.classes) for g in groups), "max": sum(max(g.classes) for g in groups)}}
    return answered(("low", "intermediate", "high"), results, settled_by, extra, sil2r_warnings(p) + conflict)


# ---------------------------------------------------------------------------------------------------------------
# pvl_carrier


def classify_pvl(copies):
    return "at_least_4" if copies >= 4.0 else "below_4"


def pvl_carrier(p):
    """Proviral load of carriers: at least 4 copies/100 PBMC, or below.

    Source: Iwanaga 2010, Blood 116:1211-1219 (doi 10.1182/blood-2009-12-257410), dossier clinical.md A10.
    """
    if p.condition != "carrier":
        return withheld("out_of_scope", {})
    results, settled_by = solve(the_only_class, [one_field("pvl", p.pvl, classify_pvl, (0.0, below(4.0), 4.0, 100.0))])
    warnings = ["implausible"] if p.pvl is not None and p.pvl > 100.0 else []
    return answered(("below_4", "at_least_4"), results, settled_by, {}, warnings)


# ---------------------------------------------------------------------------------------------------------------
# shimoyama

SUBTYPES = ("smoldering", "chronic", "lymphoma", "acute", "does_not_fit")
CALCIUM_NORMAL_BELOW = {"mmol/L": 2.74, "mEq/L": 5.5, "mg/dL": 11.0}


def classify_counts(lymphocytes, t_lymphocytes):
    """(L < 4.0, T > 3.5)"""
    return lymphocytes < 4.0, t_lymphocytes > 3.5


def classify_abnormal(percent):
    """(A <= 1.0, A >= 5)"""
    return percent <= 1.0, percent >= 5.0


def classify_ldh_ratio(ratio):
    """(D <= 1.5, D <= 2.0)"""
    return ratio <= 1.5, ratio <= 2.0


def classify_calcium(lab):
    return lab.value < CALCIUM_NORMAL_BELOW[lab.unit]


def fitting(counts, abnormal, ldh_ratio, calcium_normal, node, skin_lung_proven, liver_spleen, closed):
    """The subtypes whose definition is met, `acute` and `does_not_fit` aside.

    `node` is the value of lymph_node; `liver_spleen` and `closed` are (all no, any proven).
    """
    lymphocytes_low, t_high = counts
    abnormal_at_most_1, abnormal_at_least_5 = abnormal
    ratio_at_most_1_5, ratio_at_most_2 = ldh_ratio
    liver_spleen_no, liver_spleen_proven = liver_spleen
    closed_no, closed_proven = closed
    lesion_proven = node == "histology_proven" or skin_lung_proven or liver_spleen_proven or closed_proven
    out = []
    if (
        lymphocytes_low
        and (abnormal_at_least_5 or skin_lung_proven)
        and ratio_at_most_1_5
        and calcium_normal
        and node == "no"
        and liver_spleen_no
        and closed_no
    ):
        out.append("smoldering")
    if (
        not lymphocytes_low
        and t_high
        and (abnormal_at_least_5 or lesion_proven)
        and ratio_at_most_2
        and calcium_normal
        and closed_no
    ):
        out.append("chronic")
    if lymphocytes_low and abnormal_at_most_1 and node == "histology_proven":
        out.append("lymphoma")
    return out, abnormal_at_least_5 or lesion_proven


@lru_cache(maxsize=None)
def subtype(*classes):
    """The subtype of a complete set of classes."""
    out, acute = fitting(*classes)
    if out:
        (only,) = out
        return only
    return "acute" if acute else "does_not_fit"


COUNT_REPRESENTATIVES = (0.0, 3.5, above(3.5), below(4.0), 4.0, LYMPHOCYTES_MAX)


@lru_cache(maxsize=4096)
def counts_group(lymphocytes, t_lymphocytes):
    """L and T together: a completion is valid if T <= L."""
    l_values = COUNT_REPRESENTATIVES if lymphocytes is None else (lymphocytes,)
    t_values = COUNT_REPRESENTATIVES if t_lymphocytes is None else (t_lymphocytes,)
    if lymphocytes is None and t_lymphocytes is not None:
        l_values += (t_lymphocytes,)  # the least L
    if t_lymphocytes is None and lymphocytes is not None:
        t_values += (lymphocytes,)  # the greatest T
    moves, paths = [], []
    if lymphocytes is None:
        moves.append(frozenset(frozenset(classify_counts(l, t) for l in l_values if t <= l) for t in t_values))
        paths.append("labs.lymphocytes")
    if t_lymphocytes is None:
        moves.append(frozenset(frozenset(classify_counts(l, t) for t in t_values if t <= l) for l in l_values))
        paths.append("labs.t_lymphocytes")
    classes = frozenset(classify_counts(l, t) for l in l_values for t in t_values if t <= l)
    return Group(classes, tuple(moves), tuple(paths))


@lru_cache(maxsize=4096)
def ldh_ratio_group(ldh):
    if ldh.value is not None and ldh.limit is not None:
        return known(classify_ldh_ratio(ldh.value / ldh.limit))
    if ldh.limit is None:
        # The value, the limit or both are free; the limit may be any positive number, and so may the ratio.
        ratios = (0.5, 1.5, above(1.5), 2.0, above(2.0), 9.0)
        path = "labs.ldh" if ldh.value is None else "labs.ldh.upper_limit"
        return missing(path, [classify_ldh_ratio(r) for r in ratios])
    # The limit is given: the value ends at LDH_MAX, so a great limit keeps the ratio low.
    values = [5e-324, LDH_MAX]
    for cut in (1.5 * ldh.limit, 2.0 * ldh.limit):
        values += [below(below(cut)), below(cut), cut, above(cut), above(above(cut))]
    ratios = [v / ldh.limit for v in values if 0.0 < v <= LDH_MAX]
    return missing("labs.ldh.value", [classify_ldh_ratio(r) for r in ratios])


def any_proven(values):
    return "histology_proven" in values


def all_no_and_any_proven(values):
    return all(v == "no" for v in values), any_proven(values)


@lru_cache(maxsize=None)
def organ_group(summarise, names, values):
    """Organs that matter together: all completions of the missing ones, one by one."""
    options = [ORGAN_VALUES if v is None else (v,) for v in values]
    classes = frozenset(summarise(c) for c in product(*options))
    moves, paths = [], []
    for i, v in enumerate(values):
        if v is None:
            others = options[:i] + options[i + 1 :]
            moves.append(
                frozenset(
                    frozenset(summarise(rest[:i] + (own,) + rest[i:]) for own in ORGAN_VALUES)
                    for rest in product(*others)
                )
            )
            paths.append("organs." + names[i])
    return Group(classes, tuple(moves), tuple(paths))


ABNORMAL_REPRESENTATIVES = (0.0, 1.0, above(1.0), below(5.0), 5.0, 100.0)


def shimoyama_groups(p):
    o = p.organs
    return [
        counts_group(p.lymphocytes, p.t_lymphocytes),
        one_field(
            "labs.abnormal_lymphocytes_percent", p.abnormal_percent, classify_abnormal, ABNORMAL_REPRESENTATIVES
        ),
        ldh_ratio_group(p.ldh),
        missing("labs.calcium", (False, True)) if p.calcium.value is None else known(classify_calcium(p.calcium)),
        missing("organs.lymph_node", ORGAN_VALUES) if o[0] is None else known(o[0]),
        organ_group(any_proven, ORGANS[1:3], o[1:3]),
        organ_group(all_no_and_any_proven, ORGANS[3:5], o[3:5]),
        organ_group(all_no_and_any_proven, ORGANS[5:], o[5:]),
    ]


def shimoyama(p):
    """Clinical subtype from laboratory values and organs; the antibody is presumed positive.

    Source: Shimoyama 1991, Br J Haematol 79:428-437 (doi 10.1111/j.1365-2141.1991.tb08051.x), dossier clinical.md A1;
    the table "`shimoyama`, exactly" of the contract. T > 3.5 as in the paper itself (not ">= 3.5").
    """
    if p.condition in ("carrier", "ham_tsp"):
        return withheld("out_of_scope", {})
    results, settled_by = solve(subtype, shimoyama_groups(p))
    warnings = ["by_exclusion"] if "acute" in results else []
    return answered(SUBTYPES, results, settled_by, {}, warnings)


# ---------------------------------------------------------------------------------------------------------------
# chronic_unfavorable


def bad_if_above(path, lab, greatest):
    """Is the value above the laboratory's upper limit? `greatest` is the greatest value that is accepted."""
    if lab.value is not None and lab.limit is not None:
        return known(lab.value > lab.limit)
    if lab.value is not None:
        return missing(path + ".upper_limit", (False, True))
    if lab.limit is not None:
        # A positive value at or below the limit always exists; one above it only if there is room.
        return missing(path + ".value", (False, True) if lab.limit < greatest else (False,))
    return missing(path, (False, True))


def bad_if_below(path, lab, greatest):
    """Is the value below the laboratory's lower limit?"""
    if lab.value is not None and lab.limit is not None:
        return known(lab.value < lab.limit)
    if lab.value is not None:
        return missing(path + ".lower_limit", (False, True))
    if lab.limit is not None:
        return missing(path + ".value", (False, True) if lab.limit <= greatest else (True,))
    return missing(path, (False, True))


def greatest_value(by_unit, unit):
    """Without a value the unit may be absent; then the completion may bring any of the units."""
    return max(by_unit.values()) if unit is None else by_unit[unit]


def any_of(*flags):
    return "unfavorable" if any(flags) else "favorable"


def chronic_unfavorable(p, conflict):
    """Unfavorable chronic type: any of BUN > ULN, LDH > ULN, albumin < LLN, by the laboratory's own limits.

    Source: JCOG1111 page of the National Cancer Center Hospital East; Kameda 2022, Viruses 14:710; dossier clinical.md
    A2.
    """
    if p.condition in ("favorable_chronic_atl", "unfavorable_chronic_atl"):
        return withheld("subtype_given", {}, conflict)
    if p.condition != "chronic_atl":
        return withheld("out_of_scope", {}, conflict)
    groups = [
        bad_if_above("labs.ldh", p.ldh, LDH_MAX),
        bad_if_below("labs.albumin", p.albumin, greatest_value(ALBUMIN_MAX, p.albumin.unit)),
        bad_if_above("labs.bun", p.bun, greatest_value(BUN_MAX, p.bun.unit)),
    ]
    results, settled_by = solve(any_of, groups)
    return answered(("favorable", "unfavorable"), results, settled_by, {}, conflict)


# ---------------------------------------------------------------------------------------------------------------
# omds


def omds(p):
    """Osame Motor Disability Score, the grade as given.

    Source: Tsutsumi 2019, Orphanet J Rare Dis 14:227, Table 1 (doi 10.1186/s13023-019-1212-4), dossier clinical.md B1.
    """
    if p.condition != "ham_tsp":
        return withheld("out_of_scope", {"grade": None})
    return {
        "status": "undetermined" if p.omds is None else "determined",
        "possible": [],
        "grade": p.omds,
        "settled_by": ["omds"] if p.omds is None else [],
        "reason": None,
        "warnings": [],
        "version": VERSION,
    }


# ---------------------------------------------------------------------------------------------------------------
# All of them


def all_rules(p):
    """Every rule, in the order of the tables."""
    of_subtype = shimoyama(p)
    stated = STATED_SUBTYPE.get(p.condition)
    # "every subtype-scoped rule carries subtype_conflict": the rules whose scope is a subtype of ATL, withheld or not.
    conflict = ["subtype_conflict"] if stated is not None and stated not in of_subtype["possible"] else []
    unfavorable = chronic_unfavorable(p, conflict)
    return {
        "cv_class": cv_class(p),
        "cv_sil2r": cv_sil2r(p, conflict),
        "iatl_pi_2017": iatl_pi_2017(p, conflict),
        "iatl_pi_2025": iatl_pi_2025(p, unfavorable, conflict),
        "atl_pi": atl_pi(p, conflict),
        "pvl_carrier": pvl_carrier(p),
        "shimoyama": of_subtype,
        "chronic_unfavorable": unfavorable,
        "omds": omds(p),
    }
