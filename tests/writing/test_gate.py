"""The gate must notice bad sentences, and let good ones pass."""

import unittest

import gate

TERMS = [
    {"id": "clone", "written_ja": ["クローン"], "written_en": ["clone", "clones"]},
    {"id": "raising-clova", "written_ja": ["RAISING-CLOVA"], "written_en": ["RAISING-CLOVA"]},
    {"id": "clova", "written_ja": ["CLOVA"], "written_en": ["CLOVA"]},
    {"id": "ham", "written_ja": ["HAM"], "written_en": ["HAM"]},
]


def piece(text, read=False, term=None, link=False, fact=None):
    return {"text": text, "read": read, "term": term, "link": link, "fact": fact}


def breaches(form, *pieces, kind="section", heading=False):
    """The breaches in a passage of one paragraph; a piece may be plain text."""
    pieces = [piece(each) if isinstance(each, str) else each for each in pieces]
    passage = {
        "file": "content/learn/atl/x.md",
        "form": form,
        "place": "one-minute",
        "kind": kind,
        "parts": [{"heading": heading, "pieces": pieces}],
    }
    return gate.breaches(passage, gate.Jargon(TERMS, form))[0]


class Gate(unittest.TestCase):
    def assert_breach(self, expected, form, *pieces, **options):
        found = breaches(form, *pieces, **options)
        self.assertTrue(any(expected in breach for breach in found), f"{pieces}: {found}")

    def assert_clean(self, form, *pieces, **options):
        self.assertEqual(breaches(form, *pieces, **options), [])

    def test_good_texts_pass(self):
        self.assert_clean("ja", "多くの人は、病気になりません。検査をして、変わりがないかを見ます。")
        self.assert_clean("ja-easy", piece("血", True), "の", piece("検査", True), "をします。うつりません。")
        self.assert_clean("en", "Most people never fall ill. The test looks at the blood. It takes 8.3 minutes.")

    def test_long_japanese_sentences(self):
        sixty = "この文は" + "とても" * 17 + "長いです。"
        self.assertEqual(gate.length(sixty), 59)
        self.assert_breach("59 characters, at most 40", "ja", sixty)
        self.assert_breach("at most 40", "ja", sixty, kind="sentences")
        thirty_one = "あ" * 29 + "です。"
        self.assert_breach("31 characters, at most 30", "ja-easy", thirty_one)
        self.assert_clean("ja", thirty_one)
        self.assert_clean("ja-easy", "あ" * 28 + "です。")

    def test_kanji_outside_the_list(self):
        self.assert_breach("脾: not a jōyō kanji", "ja", "からだの中の脾臓がはれることがあります。")
        self.assert_breach("脾", "ja", "脾臓について", kind="words")
        self.assert_clean("ja", "からだの中の", piece("脾臓", True), "がはれることがあります。")

    def test_double_negatives(self):
        for sentence in [
            "病気にならないわけではありません。",
            "感染しないとは言えません。",
            "うつらないことはありません。",
            "心配しない人はいません。",
            "薬を使わざるをえません。",
            "ないとはかぎりません。",
        ]:
            self.assert_breach("double negative", "ja", sentence)
            self.assert_breach("double negative", "ja-easy", sentence)
        for sentence in [
            "It is not uncommon to wait.",
            "We do not know nothing.",
            "No one does not know it.",
            "It never comes without pain.",
            "This is not impossible.",
            "They didn't see no change.",
        ]:
            self.assert_breach("double negative", "en", sentence)

    def test_one_negation_is_no_double_negative(self):
        for sentence in ["飲まないでください。", "うつりませんが、心配な人はいます。", "「ない」とは言いません。"]:
            self.assert_clean("ja", sentence)
        for sentence in [
            "It is not clear.",
            "No drug was used, and nobody fell ill.",
            "Not only the blood is tested.",
            "“None seen” is not “never”.",
            "We do not yet know whether or not it helps.",
        ]:
            self.assert_clean("en", sentence)

    def test_hard_english(self):
        hard = (
            "Considerable methodological heterogeneity notwithstanding, longitudinal epidemiological investigation "
            "demonstrates differential susceptibility."
        )
        self.assert_breach("at most 8", "en", hard)
        self.assert_breach("at most 8", "en", hard + " It is so.", kind="sentences")
        self.assert_breach("words a sentence, at most 15", "en", "We see " + "one cell and " * 5 + "the cat sat.")

    def test_a_full_stop_within_a_number_ends_no_sentence(self):
        self.assertEqual(len(gate.sentences("It took 8.3 months. Dr. Sato led it.", "en")), 2)
        self.assertEqual(gate.score(["It took 8.3 months or so."], "en")["words"], 6.0)

    def test_too_little_kana(self):
        self.assert_breach("% kana", "ja", "感染細胞検査結果説明書です。")
        self.assert_clean("ja-easy", piece("感染細胞検査結果説明書", True), "です。")

    def test_unlinked_jargon(self):
        self.assert_breach("[[clone]]", "en", "Clones grow.")
        self.assert_breach("[[clone]]", "ja", "クローンがふえます。")
        self.assert_breach("[[clone]]", "en", "Clones grow. A ", piece("clone", term="clone"), " is a copy.")
        self.assert_clean("en", "A ", piece("clone", term="clone"), " is a copy. Clones grow.")
        self.assert_clean("en", "Read on: ", piece("what clones are", link=True), ".")
        self.assert_clean("en", "Cyclones and clone-like cells grow.")

    def test_the_longest_term_counts(self):
        self.assert_breach("[[raising-clova]]", "en", "We use RAISING-CLOVA here.")
        self.assertEqual(len(breaches("en", "We use RAISING-CLOVA here.")), 1)
        self.assert_clean("en", "We use ", piece("RAISING-CLOVA", term="raising-clova"), " here.")

    def test_capitals_tell_names_from_words(self):
        self.assert_breach("[[ham]]", "en", "HAM is rare.")
        self.assert_clean("en", "We had ham for lunch.")

    def test_headings_and_titles_link_nothing(self):
        self.assert_clean("en", "Clones", kind="words")
        self.assert_clean("en", "Clones", heading=True)

    def test_promises(self):
        for sentence in ["The drug is safe.", "There is no risk.", "One in ten falls ill.", "It hits 1 in 20."]:
            self.assert_breach("is never written", "en", sentence)
        for sentence in ["この薬は安全です。", "リスクはありません。", "十人に一人がなります。"]:
            self.assert_breach("is never written", "ja", sentence)
        self.assert_clean("en", "How was the trial made safer?")

    def test_plain_endings(self):
        self.assert_breach("not です・ます", "ja", "からだは弱い。")
        self.assert_clean("ja", "数は十でした（多い年）。")
        self.assert_clean("ja-easy", "けす。", kind="screen")
        self.assert_breach("at most 30", "ja-easy", "あ" * 29 + "です。", kind="screen")

    def test_unclear_times(self):
        time = piece("25.0", fact="time_r4")
        self.assert_breach("mean or median", "en", "It took ", time, " months.")
        self.assert_clean("en", "It took ", time, " months. We do not know if this is a mean or a median.")

    def test_scores_become_toml(self):
        text = gate.toml_of({"en": {"learn/atl": {"one-minute": {"grade": 6.0, "words": 11.5}}}})
        self.assertIn('\n[en."learn/atl"]\none-minute = { grade = 6.0, words = 11.5 }\n', text)


if __name__ == "__main__":
    unittest.main()
