"""Tests of the oracle itself: python3 -m unittest -v test_oracle"""

import copy
import json
import random
import unittest
from itertools import combinations, product
from math import inf, log10, nextafter

import compare
import patients
import rules
from assess import assess, assess_line
from patients import edit, full, put


def below(x):
    return nextafter(x, -inf)


def above(x):
    return nextafter(x, inf)


def run(entry, rule):
    out = assess(entry)
    assert "rules" in out, out
    return out["rules"][rule]


def possible(entry, rule):
    return run(entry, rule)["possible"]


def sil2r(value, condition="smoldering_atl", **more):
    return {"condition": condition, "sil2r": {"value": value, "unit": "U/mL"}, **more}


class WorkedExamples(unittest.TestCase):
    def test_every_rule_in_every_answer_in_order(self):
        for condition in rules.CONDITIONS:
            out = assess({"id": "a", "condition": condition})
            names = "cv_class cv_sil2r iatl_pi_2017 iatl_pi_2025 atl_pi pvl_carrier shimoyama chronic_unfavorable omds"
            self.assertEqual(list(out["rules"]), names.split())
            for answer in out["rules"].values():
                self.assertLessEqual(
                    {"status", "possible", "settled_by", "reason", "warnings", "version"}, set(answer)
                )
                if answer["status"] == "withheld":
                    self.assertEqual((answer["possible"], answer["settled_by"]), ([], []))
                    self.assertIsNotNone(answer["reason"])
                else:
                    self.assertIsNone(answer["reason"])

    def test_example_of_the_contract(self):
        answer = run(sil2r(1240, cv=0.5, cv_method="raising_clova"), "cv_sil2r")
        self.assertEqual(answer["possible"], ["R4"])
        self.assertEqual(answer["group"], ["high"])
        self.assertEqual(answer["nearby"], [{"result": "R3", "code": "rounding"}])
        answer = run(sil2r(1240), "iatl_pi_2017")
        self.assertEqual(answer["possible"], ["intermediate"])
        self.assertAlmostEqual(answer["index"], 1.51 * log10(1240), places=12)

    def test_cv_class(self):
        for cv, name in (
            (0, "low"), (below(0.25), "low"), (0.25, "intermediate"), (below(0.5), "intermediate"), (0.5, "high"),
            (1, "high"),
        ):  # fmt: skip
            self.assertEqual(possible({"condition": "carrier", "cv": cv}, "cv_class"), [name])
        for cv, names in (
            (0.25, ["low"]), (0.249, ["intermediate"]), (0.245, ["intermediate"]), (below(0.245), []),
            (0.255, ["low"]), (above(0.255), []), (0.495, ["high"]), (0.505, ["intermediate"]), (above(0.505), []),
            (0.5, ["intermediate"]),
        ):  # fmt: skip
            near = run({"condition": "ham_tsp", "cv": cv}, "cv_class")["nearby"]
            self.assertEqual(near, [{"result": name, "code": "rounding"} for name in names], cv)
        answer = run({"condition": "ham_tsp"}, "cv_class")
        self.assertEqual(answer["possible"], ["low", "intermediate", "high"])
        self.assertEqual((answer["settled_by"], answer["nearby"], answer["warnings"]), (["cv"], [], []))
        self.assertEqual(run({"condition": "smoldering_atl", "cv": 0.3}, "cv_class")["reason"], "out_of_scope")

    def test_cv_method(self):
        unknown = ["cv_method_unknown"]
        for method, warnings in (("raising_clova", []), ("unknown", unknown), (None, unknown)):
            entry = put({"condition": "carrier", "cv": 0.3}, "cv_method", method)
            self.assertEqual(run(entry, "cv_class")["warnings"], warnings)
        for condition, reason in (("carrier", "method_not_studied"), ("acute_atl", "out_of_scope")):
            self.assertEqual(run({"condition": condition, "cv_method": "other"}, "cv_class")["reason"], reason)
        self.assertEqual(run(sil2r(1, cv_method="other"), "cv_sil2r")["reason"], "method_not_studied")
        self.assertEqual(run(sil2r(1000, cv_method="unknown"), "cv_sil2r")["warnings"], [])

    def test_regions(self):
        low_cv, low_x = below(0.5), below(1000.0)
        for cv, x, name, group in (
            (low_cv, low_x, "R1", "low"),
            (0.5, low_x, "R2", "intermediate"),
            (low_cv, 1000, "R3", "intermediate"),
            (0.5, 1000, "R4", "high"),
        ):
            answer = run(sil2r(x, cv=cv), "cv_sil2r")
            self.assertEqual((answer["possible"], answer["group"]), ([name], [group]))
        answer = run(sil2r(1000), "cv_sil2r")
        self.assertEqual((answer["possible"], answer["group"]), (["R3", "R4"], ["intermediate", "high"]))
        self.assertEqual(answer["settled_by"], ["cv"])
        answer = run({"condition": "smoldering_atl"}, "cv_sil2r")
        self.assertEqual(answer["possible"], ["R1", "R2", "R3", "R4"])
        self.assertEqual((answer["settled_by"], answer["nearby"]), (["cv", "sil2r"], []))

    def test_nearby_by_kit(self):
        def near(x, kit, cv):
            entry = {"condition": "smoldering_atl", "sil2r": {"value": x, "unit": "U/mL", "kit": kit}}
            return [(n["result"], n["code"]) for n in run(put(entry, "cv", cv), "cv_sil2r")["nearby"]]

        self.assertEqual(near(900, "cleia", 0.6), [("R4", "kit")])
        self.assertEqual(near(900, "eia", 0.6), [])
        self.assertEqual(near(1100, "eia", 0.6), [("R2", "kit")])
        self.assertEqual(near(1100, "cleia", 0.6), [])
        for kit in ("other", "unknown", None):
            self.assertEqual(near(900, kit, 0.6), [("R4", "kit")])
            self.assertEqual(near(1100, kit, 0.6), [("R2", "kit")])
        self.assertEqual(near(1300, None, 0.6), [])
        self.assertEqual(near(815, None, 0.6), [])
        self.assertEqual(near(816, None, 0.6), [("R4", "kit")])
        # Each by itself, never both: the opposite corner is not reached.
        self.assertEqual(near(1100, None, 0.5), [("R2", "kit"), ("R3", "rounding")])
        self.assertEqual(near(1100, None, 0.499), [("R1", "kit"), ("R4", "rounding")])
        # Undetermined: what any completion reaches, less what is possible anyway.
        self.assertEqual(near(1100, None, None), [("R1", "kit"), ("R2", "kit")])
        self.assertEqual(near(2000, None, None), [])
        entry = {"condition": "smoldering_atl", "cv": 0.5}
        near_cv = [(n["result"], n["code"]) for n in run(entry, "cv_sil2r")["nearby"]]
        self.assertEqual(near_cv, [("R1", "rounding"), ("R3", "rounding")])

    def test_iatl_pi_disagree_at_1000_and_6000(self):
        for x, old, new in (
            (below(1000.0), "low", "low"),
            (1000, "low", "low_intermediate"),
            (above(1000.0), "intermediate", "low_intermediate"),
            (below(3000.0), "intermediate", "low_intermediate"),
            (3000, "intermediate", "high_intermediate"),
            (below(6000.0), "intermediate", "high_intermediate"),
            (6000, "intermediate", "high"),
            (above(6000.0), "high", "high"),
        ):
            self.assertEqual(possible(sil2r(x), "iatl_pi_2017"), [old])
            self.assertEqual(possible(sil2r(x), "iatl_pi_2025"), [new])
        self.assertAlmostEqual(run(sil2r(1000), "iatl_pi_2017")["index"], 4.53, places=12)
        self.assertAlmostEqual(run(sil2r(6000), "iatl_pi_2017")["index"], 5.705, places=3)
        answer = run({"condition": "smoldering_atl"}, "iatl_pi_2017")
        self.assertEqual((answer["index"], answer["settled_by"]), (None, ["sil2r"]))

    def test_scope_of_iatl_pi_2025(self):
        good = {
            "ldh": {"value": 222, "unit": "U/L", "upper_limit": 222},
            "albumin": {"value": 4.1, "unit": "g/dL", "lower_limit": 4.1},
            "bun": {"value": 20, "unit": "mg/dL", "upper_limit": 20},
        }
        favorable = sil2r(3000, "chronic_atl", labs=good)
        self.assertEqual(possible(favorable, "chronic_unfavorable"), ["favorable"])
        self.assertEqual(possible(favorable, "iatl_pi_2025"), ["high_intermediate"])
        for path, value in (
            ("labs.ldh.value", above(222.0)),
            ("labs.albumin.value", below(4.1)),
            ("labs.bun.value", above(20.0)),
        ):
            entry = put(favorable, path, value)
            self.assertEqual(possible(entry, "chronic_unfavorable"), ["unfavorable"])
            self.assertEqual(run(entry, "iatl_pi_2025")["reason"], "out_of_scope")
            entry = put(favorable, path, None)
            self.assertEqual(run(entry, "chronic_unfavorable")["settled_by"], [path])
            self.assertEqual(run(entry, "iatl_pi_2025")["reason"], "needs_favorable_chronic")
        for condition, reason in (
            ("smoldering_atl", None), ("favorable_chronic_atl", None), ("unfavorable_chronic_atl", "out_of_scope"),
            ("acute_atl", "out_of_scope"), ("unknown", "out_of_scope"), ("carrier", "out_of_scope"),
        ):  # fmt: skip
            self.assertEqual(run(sil2r(3000, condition), "iatl_pi_2025")["reason"], reason)

    def test_chronic_unfavorable(self):
        for condition, reason in (
            ("favorable_chronic_atl", "subtype_given"), ("unfavorable_chronic_atl", "subtype_given"),
            ("smoldering_atl", "out_of_scope"), ("unknown", "out_of_scope"), ("ham_tsp", "out_of_scope"),
        ):  # fmt: skip
            self.assertEqual(run({"condition": condition}, "chronic_unfavorable")["reason"], reason)
        answer = run({"condition": "chronic_atl"}, "chronic_unfavorable")
        self.assertEqual(answer["possible"], ["favorable", "unfavorable"])
        self.assertEqual(answer["settled_by"], ["labs.ldh", "labs.albumin", "labs.bun"])
        # One bad value decides.
        labs = {"ldh": {"value": 300, "unit": "U/L", "upper_limit": 222}}
        self.assertEqual(run({"condition": "chronic_atl", "labs": labs}, "chronic_unfavorable")["settled_by"], [])
        # A lower limit above every albumin that is accepted.
        labs = {"albumin": {"lower_limit": 10.1, "unit": "g/dL"}}
        self.assertEqual(possible({"condition": "chronic_atl", "labs": labs}, "chronic_unfavorable"), ["unfavorable"])
        labs = {"ldh": {"upper_limit": 1e5, "unit": "U/L"}, "bun": {"upper_limit": 178.5, "unit": "mmol/L"}}
        answer = run({"condition": "chronic_atl", "labs": labs}, "chronic_unfavorable")
        self.assertEqual(answer["settled_by"], ["labs.albumin"])

    def test_atl_pi(self):
        low = {
            "condition": "acute_atl",
            "sil2r": {"value": 20000, "unit": "U/mL"},
            "age_years": 70,
            "performance_status": 1,
            "ann_arbor_stage": "II",
            "labs": {"albumin": {"value": 35, "unit": "g/L"}},
        }
        worse = (
            ("ann_arbor_stage", "III", 2),
            ("performance_status", 2, 1),
            ("age_years", above(70.0), 1),
            ("labs.albumin.value", 34.9, 1),
            ("sil2r.value", above(20000.0), 1),
        )
        for chosen in product((False, True), repeat=5):
            entry, score = low, 0
            for (path, value, points), on in zip(worse, chosen):
                if on:
                    entry, score = put(entry, path, value), score + points
            answer = run(entry, "atl_pi")
            self.assertEqual(answer["score"], {"min": score, "max": score})
            self.assertEqual(answer["possible"], ["low" if score <= 2 else "intermediate" if score <= 4 else "high"])
        answer = run({"condition": "lymphoma_atl"}, "atl_pi")
        self.assertEqual(answer["score"], {"min": 0, "max": 6})
        self.assertEqual(
            answer["settled_by"],
            ["sil2r", "age_years", "performance_status", "ann_arbor_stage", "labs.albumin"],
        )
        # Two open points that cannot leave the group.
        answer = run(edit(low, age_years=None, performance_status=None), "atl_pi")
        self.assertEqual((answer["status"], answer["score"]), ("determined", {"min": 0, "max": 2}))
        self.assertEqual(answer["settled_by"], [])
        answer = run(edit(low, labs__albumin={"lower_limit": 41, "unit": "g/L"}, ann_arbor_stage="IV"), "atl_pi")
        self.assertEqual(answer["settled_by"], ["labs.albumin.value"])
        self.assertIsNone(run({"condition": "unknown"}, "atl_pi")["score"])

    def test_pvl(self):
        for value, unit, name in (
            (4, "%", "at_least_4"), (below(4.0), "copies/100 PBMC", "below_4"), (400, "copies/10^4 PBMC", "at_least_4"),
            (399, "copies/10^4 PBMC", "below_4"), (4000, "copies/10^5 PBMC", "at_least_4"),
            (below(4000.0), "copies/10^5 PBMC", "below_4"), (0, "%", "below_4"),
        ):  # fmt: skip
            entry = {"condition": "carrier", "pvl": {"value": value, "unit": unit}}
            self.assertEqual(possible(entry, "pvl_carrier"), [name])
        self.assertEqual(run({"condition": "ham_tsp"}, "pvl_carrier")["reason"], "out_of_scope")

    def test_omds(self):
        answer = run({"condition": "ham_tsp", "omds": 5}, "omds")
        self.assertEqual((answer["status"], answer["grade"], answer["possible"]), ("determined", 5, []))
        answer = run({"condition": "ham_tsp"}, "omds")
        self.assertEqual((answer["status"], answer["grade"], answer["settled_by"]), ("undetermined", None, ["omds"]))
        self.assertEqual(run({"condition": "carrier", "omds": 5}, "omds")["grade"], None)

    def test_implausible(self):
        for x, warnings in ((50, []), (below(50.0), ["implausible"]), (200000, []), (above(200000.0), ["implausible"])):
            out = assess(sil2r(x))["rules"]
            for rule in ("cv_sil2r", "iatl_pi_2017", "iatl_pi_2025"):
                self.assertEqual(out[rule]["warnings"], warnings)
            self.assertEqual(out["atl_pi"]["warnings"], [])
            self.assertEqual(run(sil2r(x, "acute_atl"), "atl_pi")["warnings"], warnings)
        for value, warnings in ((100, []), (above(100.0), ["implausible"])):
            entry = {"condition": "carrier", "pvl": {"value": value, "unit": "%"}}
            self.assertEqual(run(entry, "pvl_carrier")["warnings"], warnings)


class Shimoyama(unittest.TestCase):
    def subtype(self, name, **changes):
        return possible(edit(patients.contexts("unknown")[name], **changes), "shimoyama")

    def test_the_contexts(self):
        for name, expected in (
            ("smoldering", "smoldering"), ("smoldering_skin", "smoldering"), ("chronic", "chronic"),
            ("chronic_liver", "chronic"), ("lymphoma", "lymphoma"), ("acute", "acute"), ("nothing", "does_not_fit"),
        ):  # fmt: skip
            self.assertEqual(self.subtype(name), [expected])

    def test_boundaries(self):
        self.assertEqual(self.subtype("smoldering", labs__lymphocytes__value=below(4.0)), ["smoldering"])
        self.assertEqual(self.subtype("smoldering", labs__lymphocytes__value=4), ["acute"])
        chronic = {"labs__lymphocytes__value": 4, "labs__t_lymphocytes__value": above(3.5)}
        self.assertEqual(self.subtype("chronic", **chronic), ["chronic"])
        self.assertEqual(self.subtype("chronic", labs__t_lymphocytes__value=3.5), ["acute"])
        self.assertEqual(self.subtype("smoldering", labs__abnormal_lymphocytes_percent=5), ["smoldering"])
        self.assertEqual(self.subtype("smoldering", labs__abnormal_lymphocytes_percent=below(5.0)), ["does_not_fit"])
        for factor, smoldering, chronic in (
            (1.5, "smoldering", "chronic"),
            (1.50001, "acute", "chronic"),
            (2.0, "acute", "chronic"),
            (2.00001, "acute", "acute"),
        ):
            self.assertEqual(self.subtype("smoldering", labs__ldh__value=222 * factor), [smoldering])
            self.assertEqual(self.subtype("chronic", labs__ldh__value=222 * factor), [chronic])
        for unit, cut in (("mg/dL", 11.0), ("mmol/L", 2.74), ("mEq/L", 5.5)):
            for value, expected in ((below(cut), "smoldering"), (cut, "acute")):
                calcium = {"value": value, "unit": unit}
                self.assertEqual(self.subtype("smoldering", labs__calcium=calcium), [expected])
        self.assertEqual(self.subtype("lymphoma", labs__abnormal_lymphocytes_percent=1), ["lymphoma"])
        self.assertEqual(self.subtype("lymphoma", labs__abnormal_lymphocytes_percent=above(1.0)), ["acute"])
        self.assertEqual(self.subtype("lymphoma", labs__lymphocytes__value=4), ["acute"])
        self.assertEqual(self.subtype("lymphoma", organs__lymph_node="yes"), ["does_not_fit"])
        # Lymphoma has no rule for LDH, calcium and other organs.
        self.assertEqual(
            self.subtype("lymphoma", labs__ldh__value=9999, labs__calcium__value=15, organs__cns="yes"), ["lymphoma"]
        )

    def test_organs(self):
        for name in rules.ORGANS:
            closed = name in ("cns", "bone", "gi", "ascites", "pleural_effusion")
            free = name in ("skin", "lung")
            change = {"organs__" + name: "yes"}
            self.assertEqual(self.subtype("smoldering", **change), ["smoldering" if free else "acute"])
            self.assertEqual(self.subtype("chronic", **change), ["acute" if closed else "chronic"])
            change = {"organs__" + name: "histology_proven", "labs__abnormal_lymphocytes_percent": 3}
            self.assertEqual(self.subtype("smoldering", **change), ["smoldering" if free else "acute"])
            self.assertEqual(self.subtype("chronic", **change), ["acute" if closed else "chronic"])

    def test_the_three_never_overlap(self):
        counts = [(True, False), (True, True), (False, False), (False, True)]
        abnormal = [(True, False), (False, False), (False, True)]
        ratio = [(True, True), (False, True), (False, False)]
        pairs = [(True, False), (False, False), (False, True)]
        seen = set()
        for classes in product(
            counts, abnormal, ratio, (False, True), rules.ORGAN_VALUES, (False, True), pairs, pairs
        ):  # fmt: skip
            out, _ = rules.fitting(*classes)
            self.assertLessEqual(len(out), 1)
            seen.add(rules.subtype(*classes))
        self.assertEqual(seen, set(rules.SUBTYPES))

    def test_against_a_plain_transcription(self):
        """The class tables against the table of the contract, on concrete values."""

        def plain(lymphocytes, t, a, d, calcium_normal, organs):
            def free_of(*names):
                return all(organs[n] == "no" for n in names)

            closed = ("cns", "bone", "gi", "ascites", "pleural_effusion")
            lesion = "histology_proven" in organs.values()
            skin_lung = "histology_proven" in (organs["skin"], organs["lung"])
            if (
                lymphocytes < 4.0 and (a >= 5 or (a < 5 and skin_lung)) and d <= 1.5 and calcium_normal
                and free_of("lymph_node", "liver", "spleen", *closed)
            ):  # fmt: skip
                return "smoldering"
            if (
                lymphocytes >= 4.0 and t > 3.5 and (a >= 5 or (a < 5 and lesion)) and d <= 2.0 and calcium_normal
                and free_of(*closed)
            ):  # fmt: skip
                return "chronic"
            if lymphocytes < 4.0 and a <= 1.0 and organs["lymph_node"] == "histology_proven":
                return "lymphoma"
            return "acute" if a >= 5 or lesion else "does_not_fit"

        r = random.Random(5)
        count = 0
        maker = patients.Maker(11)
        while count < 4000:
            entry = maker.complete()
            if entry["condition"] in ("carrier", "ham_tsp"):
                continue
            if r.random() < 0.5:
                entry["organs"] = {name: r.choice(rules.ORGAN_VALUES) for name in rules.ORGANS}
            labs = entry["labs"]
            scale = {"10^9/L": 1, "/uL": 1000}
            calcium = labs["calcium"]
            cut = {"mg/dL": 11.0, "mmol/L": 2.74, "mEq/L": 5.5}[calcium["unit"]]
            expected = plain(
                labs["lymphocytes"]["value"] / scale[labs["lymphocytes"]["unit"]],
                labs["t_lymphocytes"]["value"] / scale[labs["t_lymphocytes"]["unit"]],
                labs["abnormal_lymphocytes_percent"],
                labs["ldh"]["value"] / labs["ldh"]["upper_limit"],
                calcium["value"] < cut,
                entry["organs"],
            )
            self.assertEqual(possible(entry, "shimoyama"), [expected])
            count += 1

    def test_missing(self):
        answer = run({"condition": "unknown"}, "shimoyama")
        self.assertEqual(answer["possible"], list(rules.SUBTYPES))
        self.assertEqual(
            answer["settled_by"],
            ["labs.lymphocytes", "labs.t_lymphocytes", "labs.abnormal_lymphocytes_percent", "labs.ldh", "labs.calcium"]
            + ["organs." + name for name in rules.ORGANS],
        )
        # T does not matter below 4.0; L is settled by a T of 4.0 or more.
        self.assertEqual(self.subtype("smoldering", labs__t_lymphocytes=None), ["smoldering"])
        self.assertEqual(self.subtype("chronic", labs__lymphocytes=None), ["chronic"])
        self.assertEqual(
            self.subtype("chronic", labs__lymphocytes=None, labs__t_lymphocytes__value=3.9),
            ["smoldering", "chronic"],
        )
        # A limit that keeps LDH below 1.5 times whatever the value is.
        self.assertEqual(self.subtype("smoldering", labs__ldh={"upper_limit": 70000, "unit": "U/L"}), ["smoldering"])
        self.assertEqual(self.subtype("smoldering", labs__ldh={"upper_limit": 60000, "unit": "U/L"}), ["smoldering", "acute"])
        entry = edit(full("unknown"), labs__ldh__upper_limit=None)
        self.assertEqual(run(entry, "shimoyama")["settled_by"], ["labs.ldh.upper_limit"])
        entry = edit(full("unknown"), labs__ldh__value=None)
        self.assertEqual(run(entry, "shimoyama")["settled_by"], ["labs.ldh.value"])

    def test_warnings(self):
        scoped = ("cv_sil2r", "iatl_pi_2017", "iatl_pi_2025", "atl_pi", "chronic_unfavorable")
        for condition in rules.CONDITIONS:
            for entry in list(patients.contexts(condition).values()) + [{"condition": condition}]:
                out = assess(entry)["rules"]
                found = out["shimoyama"]["possible"]
                stated = rules.STATED_SUBTYPE.get(condition)
                conflict = stated is not None and stated not in found
                for rule, answer in out.items():
                    self.assertEqual("subtype_conflict" in answer["warnings"], conflict and rule in scoped)
                    self.assertEqual(
                        "by_exclusion" in answer["warnings"], rule == "shimoyama" and "acute" in found
                    )


class Errors(unittest.TestCase):
    def refused(self, entry, code, field):
        self.assertEqual(assess({"id": "x", **entry}), {"id": "x", "error": {"code": code, "field": field}})

    def test_limits(self):
        base = full("unknown")
        for path, bad, good in (
            ("cv", (-0.001, above(1.0)), (0, 1)),
            ("sil2r.value", (0, -1, above(1e6)), (5e-324, 1e6)),
            ("pvl.value", (-5e-324,), (0, 1e9)),
            ("age_years", (-1, above(120.0)), (0, 120)),
            ("performance_status", (-1, 5, 1.5), (0, 4)),
            ("labs.abnormal_lymphocytes_percent", (-0.1, above(100.0)), (0, 100)),
            ("omds", (-1, 14, 5.5), (0, 13)),
            ("labs.albumin.value", (0, above(10.0)), (5e-324, 10)),
            ("labs.calcium.value", (0, above(30.0)), (5e-324, 30)),
            ("labs.bun.value", (0, above(500.0)), (5e-324, 500)),
            ("labs.ldh.value", (0, above(1e5)), (5e-324, 1e5)),
            ("labs.ldh.upper_limit", (0, -1), (5e-324, 1e300)),
            ("labs.albumin.lower_limit", (0, -1), (5e-324, 1e300)),
            ("labs.bun.upper_limit", (0, -1), (5e-324, 1e300)),
            ("labs.lymphocytes.value", (-1, above(2000.0)), (2.2, 2000)),
        ):
            for value in bad + (float("nan"), float("inf")):
                self.refused(put(base, path, value), "out_of_range", path)
            for value in good:
                self.assertIn("rules", assess(put(base, path, value)))
        self.refused(put(base, "ann_arbor_stage", "V"), "out_of_range", "ann_arbor_stage")
        for path, unit, bad, good in (
            ("labs.calcium", "mmol/L", above(7.485), 7.485),
            ("labs.calcium", "mEq/L", above(14.97), 14.97),
            ("labs.bun", "mmol/L", above(178.5), 178.5),
            ("labs.albumin", "g/L", above(100.0), 100),
            ("labs.lymphocytes", "/uL", above(2e6), 2e6),
        ):
            self.refused(put(base, path, {"value": bad, "unit": unit}), "out_of_range", path + ".value")
            self.assertIn("rules", assess(put(base, path, {"value": good, "unit": unit})))

    def test_units(self):
        base = full("unknown")
        for path, unit, code in (
            ("sil2r", "pg/mL", "unit_not_convertible"),
            ("sil2r", "ng/mL", "unit_not_convertible"),
            ("sil2r", "U/L", "unknown_unit"),
            ("pvl", "copies/10^5 leucocytes", "unit_not_convertible"),
            ("pvl", "copies", "unknown_unit"),
            ("labs.calcium", "g/dL", "unknown_unit"),
            ("labs.bun", None, "missing"),
            ("labs.lymphocytes", None, "missing"),
        ):
            self.refused(put(base, path + ".unit", unit), code, path + ".unit")

    def test_condition(self):
        self.refused({}, "missing", "condition")
        self.refused({"condition": None}, "missing", "condition")

    def test_t_above_l(self):
        base = full("unknown", labs__lymphocytes={"value": 3.1, "unit": "10^9/L"})
        for value, unit, ok in (
            (3.1, "10^9/L", True), (above(3.1), "10^9/L", False), (3100, "/uL", True), (3100.1, "/uL", False),
        ):  # fmt: skip
            entry = put(base, "labs.t_lymphocytes", {"value": value, "unit": unit})
            if ok:
                self.assertIn("rules", assess(entry))
            else:
                self.refused(entry, "inconsistent", "labs.t_lymphocytes.value")

    def test_what_is_not_covered(self):
        unknown_key, wrong_type = '{"condition":"unknown","x":1}', '{"condition":"unknown","cv":"1"}'
        for line in ("", "{", "[]", '{"condition":"x"}', unknown_key, wrong_type):
            self.assertIn("not_covered", assess_line(line))


# ---------------------------------------------------------------------------------------------------------------
# `possible` and `settled_by` against their definitions, on filled-in input objects

UNITS = {
    "labs.lymphocytes": ("10^9/L", "/uL"),
    "labs.t_lymphocytes": ("10^9/L",),
    "labs.calcium": ("mg/dL", "mmol/L"),
    "labs.albumin": ("g/dL", "g/L"),
    "labs.bun": ("mg/dL", "mmol/L"),
    "labs.ldh": ("U/L",),
    "sil2r": ("U/mL",),
    "pvl": ("%", "copies/10^5 PBMC"),
}
VALUES = {
    "sil2r": (1, 999.9, 1000, 1000.1, 3000, 6000, 6000.1, 20000, 20000.1, 1e6),
    "pvl": (0, 3.9, 4, 50, 1e9),
    "labs.lymphocytes": (0, 3.5, 3.6, below(4.0), 4, 2000),
    "labs.t_lymphocytes": (0, 3.5, above(3.5), 3.9, 4, 1500),
    "labs.calcium": (0.1, 2.7, 9, 7.4, 29),
    "labs.albumin": (0.1, 3.4, 4.0, 9.9, 34, 99),
    "labs.bun": (0.1, 19, 170, 490),
    "labs.ldh": (0.1, 150, 222, 300, 400, 1000, 99999),
}
PLAIN = {
    "cv": (0, 0.24, 0.25, 0.49, 0.5, 1),
    "age_years": (0, 70, 70.1, 120),
    "performance_status": (0, 1, 2, 4),
    "ann_arbor_stage": ("I", "II", "III", "IV"),
    "labs.abnormal_lymphocytes_percent": (0, 1, 3, 5, 100),
}
LIMITS = {"labs.ldh": "upper_limit", "labs.albumin": "lower_limit", "labs.bun": "upper_limit"}
LIMIT_VALUES = (1e-6, 0.5, 1, 5, 20, 100, 150, 222, 1e4, 1e9)
FIELDS = {
    "cv_class": ("cv",),
    "cv_sil2r": ("cv", "sil2r"),
    "iatl_pi_2017": ("sil2r",),
    "iatl_pi_2025": ("sil2r",),
    "pvl_carrier": ("pvl",),
    "atl_pi": ("sil2r", "age_years", "performance_status", "ann_arbor_stage", "labs.albumin"),
    "chronic_unfavorable": ("labs.ldh", "labs.albumin", "labs.bun"),
    "shimoyama": (
        "labs.lymphocytes",
        "labs.t_lymphocytes",
        "labs.abnormal_lymphocytes_percent",
        "labs.ldh",
        "labs.calcium",
    )
    + tuple("organs." + name for name in rules.ORGANS),
}
READS_LIMIT = {"chronic_unfavorable": ("labs.ldh", "labs.albumin", "labs.bun"), "shimoyama": ("labs.ldh",)}


def get(entry, path):
    for key in path.split("."):
        entry = (entry or {}).get(key)
    return entry


def ratio_values(limit):
    """LDH values around the multiples of a limit."""
    at = [v for times in (1, 1.5, 2) for v in patients.ulps(limit * times)]
    return tuple(v for v in at if 0 < v <= 1e5) + (1e-9, 1e5)


def gap(entry, rule, field):
    """The missing path of a field with all its completions (lists of (path, value) edits), or None."""
    if field in PLAIN or field.startswith("organs."):
        if get(entry, field) is not None:
            return None
        return field, [[(field, v)] for v in PLAIN.get(field, rules.ORGAN_VALUES)]
    obj = get(entry, field) or {}
    limit_key = LIMITS.get(field)
    limit = obj.get(limit_key) if limit_key else None
    needs_limit = field in READS_LIMIT.get(rule, ())
    units = (obj["unit"],) if obj.get("unit") else UNITS[field]
    values = VALUES[field]
    if field == "labs.ldh" and limit is not None:
        values = ratio_values(limit)
    elif limit is not None:
        values += tuple(v for v in patients.ulps(limit))
    valued = [
        [(field + ".value", v), (field + ".unit", unit)]
        for v in values
        for unit in units
    ]
    limits = [[(field + "." + limit_key, v)] for v in LIMIT_VALUES] if limit_key else []
    if obj.get("value") is None:
        if limit is not None:
            return field + ".value", valued
        if needs_limit:
            return field, [v + l for v in valued for l in limits]
        return field, valued
    if needs_limit and limit is None:
        value = obj["value"]
        around = [v for d in (1, 1.5, 2) for v in patients.ulps(value / d)] + [value / 9, value * 9]
        return field + "." + limit_key, [[(field + "." + limit_key, v)] for v in around]
    return None


def put_into(entry, path, value):
    keys = path.split(".")
    for key in keys[:-1]:
        if entry.get(key) is None:
            entry[key] = {}
        entry = entry[key]
    entry[keys[-1]] = value


def by_definition(entry, rule, limit=6000):
    """(possible, settled_by) by filling in everything; None if that takes too long."""
    gaps = [g for g in (gap(entry, rule, field) for field in FIELDS[rule]) if g]
    size = 1
    for _, completions in gaps:
        size *= len(completions)
    if size > limit:
        return None
    results = {}
    for choice in product(*(range(len(c)) for _, c in gaps)):
        filled = copy.deepcopy(entry)
        for (_, completions), i in zip(gaps, choice):
            for path, value in completions[i]:
                put_into(filled, path, value)
        out = assess(filled)
        if "error" in out:
            # Values outside the limits of a unit, or T > L: no valid completion.
            assert out["error"]["code"] in ("out_of_range", "inconsistent"), out
            continue
        answer = out["rules"][rule]
        assert answer["status"] == "determined", (rule, filled, answer)
        results[choice] = answer["possible"][0]
    for count in range(len(gaps) + 1):
        found = []
        for subset in combinations(range(len(gaps)), count):
            images = {}
            for choice, result in results.items():
                images.setdefault(tuple(choice[i] for i in subset), set()).add(result)
            if all(len(image) == 1 for image in images.values()):
                found.append([gaps[i][0] for i in subset])
        if found:
            # The smallest set is unique; a tie would show here.
            assert len(found) == 1, (rule, entry, found)
            return set(results.values()), found[0]
    raise AssertionError("the full set settles")


class ByDefinition(unittest.TestCase):
    def check(self, entry, rule):
        expected = by_definition(entry, rule)
        if expected is None:
            return False
        answer = run(entry, rule)
        self.assertEqual((set(answer["possible"]), answer["settled_by"]), expected, (rule, json.dumps(entry)))
        self.assertEqual(answer["status"], "determined" if len(expected[0]) == 1 else "undetermined")
        return True

    def test_single_value_rules(self):
        for rule, condition in (
            ("cv_class", "ham_tsp"), ("cv_sil2r", "smoldering_atl"), ("iatl_pi_2017", "chronic_atl"),
            ("iatl_pi_2025", "favorable_chronic_atl"), ("pvl_carrier", "carrier"),
        ):  # fmt: skip
            for cv, x, load in product((None, 0.3, 0.5), (None, 900, 1000, 7000), (None, 5)):
                entry = edit(full(condition), cv=cv, sil2r__value=x, pvl__value=load)
                self.assertTrue(self.check(entry, rule))

    def test_atl_pi(self):
        count = 0
        for entry in patients.atl_pi_boundaries():
            count += 1
            if count % 3 == 0 and entry["condition"] == "acute_atl" and "rules" in assess(entry):
                self.check(entry, "atl_pi")

    def test_chronic_unfavorable(self):
        r = random.Random(3)
        checked = 0
        for entry in patients.chronic_unfavorable_boundaries():
            # A limit is any positive number, but below the smallest double none is left to fill in.
            labs = [lab for lab in entry["labs"].values() if isinstance(lab, dict)]
            smallest = any(lab.get("value") == 5e-324 and "upper_limit" not in lab for lab in labs)
            if entry["condition"] == "chronic_atl" and not smallest and r.random() < 0.8 and "rules" in assess(entry):
                checked += self.check(entry, "chronic_unfavorable")
        self.assertGreater(checked, 100)

    def test_shimoyama_pairs_of_missing_fields(self):
        r = random.Random(8)
        checked = 0
        for patient in patients.contexts("unknown").values():
            for a, b in combinations(patients.SHIMOYAMA_LEAVES, 2):
                if r.random() < 0.35:
                    entry = put(patient, a, None)
                    if not b.startswith(a):
                        entry = put(entry, b, None)
                    checked += self.check(entry, "shimoyama")
        self.assertGreater(checked, 200)

    def test_random(self):
        """Random patients with a few fields taken away."""
        r = random.Random(21)
        maker = patients.Maker(22)
        checked = 0
        for _ in range(500):
            entry = maker.complete()
            for rule, conditions in (
                ("shimoyama", ("smoldering_atl", "acute_atl", "unknown")),
                ("chronic_unfavorable", ("chronic_atl",)),
                ("atl_pi", ("lymphoma_atl",)),
            ):
                if entry["condition"] not in conditions:
                    continue
                holes = list(FIELDS[rule]) + [f + ".value" for f in LIMITS] + [f + "." + k for f, k in LIMITS.items()]
                for path in r.sample(holes, r.randint(1, 4)):
                    obj = entry["labs"]
                    if not path.startswith("labs.") or path.count(".") == 1 or path.split(".")[1] in obj:
                        entry = put(entry, path, None)
                checked += self.check(entry, rule)
        self.assertGreater(checked, 100)

    def test_lymphocyte_counts(self):
        for patient in patients.contexts("unknown").values():
            for count, t in product((None, 0, 3.2, 3.5, 3.9, 4, 9), (None, 0, 3.5, 3.6, 3.9, 4, 8)):
                if count is None or t is None or t <= count:
                    entry = edit(patient, labs__lymphocytes__value=count, labs__t_lymphocytes__value=t)
                    self.assertTrue(self.check(entry, "shimoyama"))


class Files(unittest.TestCase):
    def test_patients_are_deterministic_and_covered(self):
        def lines(seed):
            maker = patients.Maker(seed)
            return [json.dumps(maker.patient(n)) for n in range(300)]

        self.assertEqual(lines(4), lines(4))
        self.assertNotEqual(lines(4), lines(5))
        for line in lines(4):
            self.assertNotIn("not_covered", assess_line(line))

    def test_compare(self):
        def result(a, b):
            return compare.compare([json.dumps(x) for x in a], [json.dumps(x) for x in b], lambda *_: None)

        self.assertEqual(result([{"index": 1.0}], [{"index": 1.0 + 5e-13}]), (1, 0, 1, 1))
        self.assertEqual(result([{"index": 1.0}], [{"index": 1.0 + 2e-12}]), (1, 1, 1, 1))
        self.assertEqual(result([{"index": None}], [{"index": 0.0}]), (1, 1, 1, 1))
        self.assertEqual(result([{"grade": 1}], [{"grade": True}]), (1, 1, 1, 1))
        self.assertEqual(result([{"a": [1, 2]}], [{"a": [2, 1]}]), (1, 1, 1, 1))
        self.assertEqual(result([{"a": 1}], [{"a": 1, "b": None}]), (1, 1, 1, 1))
        self.assertEqual(result([{"r": {"a": 1, "b": 2}}], [{"r": {"b": 2, "a": 1}}]), (1, 1, 1, 1))
        extra = {"id": 1, "file": "f", "line": 3, "error": {"code": "c", "message": "m"}}
        self.assertEqual(result([{"id": 1, "error": {"code": "c"}}], [extra]), (1, 0, 1, 1))
        self.assertEqual(result([{"id": 1}, {"id": 2}], [{"id": 1}]), (1, 0, 2, 1))


if __name__ == "__main__":
    unittest.main()
