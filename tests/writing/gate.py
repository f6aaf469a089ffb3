"""The writing gate: is a text plain enough for the people it is for?

    python gate.py PROSE.json SCORES.toml

PROSE.json is what the compiler of the long texts hands over (`crates/pages/src/compile/prose.rs`): every text, cut
into pieces. Prints each breach with its sentence and ends with 1 if there is one; writes the scores of all sections.
The rules stand in `content/README.md`. What can be known without a dictionary (digits, readings in easy Japanese,
links) the compiler itself has checked.
"""

import json
import re
import sys
from collections import defaultdict

from fugashi import Tagger
from jreadability import compute_readability
from kanji_lists import JOYO
from textstat import textstat

GRADE = 8.0
WORDS = 15.0
CHARACTERS = {"ja": 40, "ja-easy": 30}
KANA_PERCENT = 50

KANJI = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# The table of jōyō kanji names four forms that devices may show in other shapes.
JOYO_KANJI = set(JOYO) | set("叱填剥頬")

# The times in months of which the release does not say whether they are means or medians.
UNCLEAR_TIMES = {"time_r4", "time_r2_r3", "time_cv_high", "time_sil2r_high"}

TAGGER = Tagger()


# --- Sentences


ABBREVIATION = re.compile(r"\b(?:Dr|Prof|Mr|Mrs|Ms|vs|et al|e\.g|i\.e)\.")


def sentences(text, form):
    if form == "en":
        text = ABBREVIATION.sub(lambda found: found[0].replace(".", ""), text)
        parts = re.split(r"(?<=[.!?])[”\")]*\s+", text)
    else:
        parts = re.findall(r"[^。？！]+[。？！]*", text)
    return [part.strip() for part in parts if part.strip()]


def length(sentence):
    """Characters without spaces and without the mark at the end."""
    return len(re.sub(r"\s", "", sentence).rstrip("。？！"))


def countable(sentence):
    """The sentence as textstat counts it right: one full stop, at the end, and none within a number."""
    text = re.sub(r"(?<=\d)[.,](?=\d)", "", sentence).rstrip(".!?:;”\"’) ")
    return re.sub(r"[.!?]", "", text) + "."


# --- Double negatives


NEGATION = r"(?:not|never|cannot|nobody|nothing|none|neither|no|\w+n[’']t)"
UN_WORDS = (
    "common|clear|likely|usual|known|able|related|important|reasonable|expected|true|safe|certain|necessary"
)
DOUBLE_NEGATIVES = {
    "en": [
        re.compile(
            r"(?i)\b(?:not|never|\w+n[’']t) (?:\w+ )?(?:un(?:" + UN_WORDS + r")\w*|im(?:possible|probable)\w*"
            r"|in(?:frequent|significant|visible|effective|correct)\w*|without|rarely|hardly)\b"
        ),
        re.compile(
            rf"(?i)\b{NEGATION}\b(?: (?!(?:and|but|or|so|because|if|when)\b)[\w’'-]+){{0,5}} {NEGATION}\b"
        ),
        re.compile(r"(?i)\b(?:no|nobody|nothing|never) (?:[\w’'-]+ ){0,3}without\b"),
    ],
    "ja": [
        re.compile(
            r"(?:ない|なく|なくて)(?:わけ|こと|もの|の|人|とき|ところ)?[でにと]?[はもが]"
            r"(?:ない|なく|ありません|いません|ありえません)"
        ),
        re.compile(
            r"ない(?:わけ|こと|もの|人)?(?:とは|とも|では|でも|には)"
            r"(?:言え|いえ|限り|かぎり|限ら|かぎら|言い切れ|いいきれ|思え|おもえ)(?:ない|ません)"
        ),
        re.compile(r"(?:ず|ない)に[はも]?(?:いられ|済み|すみ)ません"),
        re.compile(r"ざるを(?:え|得)(?:ない|ません)"),
    ],
}
# Set phrases that are no second negation.
SET_PHRASES = re.compile(r"(?i)\b(?:whether or not|not only|no matter|yes or no|no longer|none seen)\b")


def double_negative(sentence, form):
    """The two negations, or None. What stands in quotation marks is spoken of and does not count."""
    if form == "en":
        text = SET_PHRASES.sub("X", re.sub(r"“[^”]*”", "X", sentence))
        text = re.sub(r"(?i)\bno one\b", "nobody", re.sub(r"(?<=\d)[.,](?=\d)", "", text))
    else:
        text = re.sub(r"「[^」]*」", "", sentence)
    for pattern in DOUBLE_NEGATIVES["en" if form == "en" else "ja"]:
        if found := pattern.search(text):
            return found[0]
    return None


# --- Promises, and shares that cannot be compared


ONE_IN = "two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|hundred|thousand"
BANNED = {
    "en": re.compile(
        r"(?i)\bsafe\b|\b(?:no|without) risks?\b|\bdon[’']t worry\b|\bno need to worry\b"
        rf"|\b(?:1|one) in (?:every )?(?:a )?(?:\d+|{ONE_IN})\b"
    ),
    "ja": re.compile(
        r"安全です|安心です|安心してください|(?:リスク|危険|きけん)[はが]ありません|心配は?(?:いりません|ありません)"
        r"|[0-9０-９一二三四五六七八九十百千万]+人に(?:1|一|ひと)(?:人|り)"
    ),
}


# --- Jargon


class Jargon:
    """Finds the terms of the glossary where they are written. The longest that fits counts."""

    def __init__(self, terms, form):
        english = form == "en"
        self.terms = {}
        for term in terms:
            for written in term["written_en" if english else "written_ja"]:
                self.terms.setdefault(written.lower() if english else written, []).append((written, term["id"]))
        patterns = [self.pattern(written, english) for found in self.terms.values() for written, _ in found]
        patterns.sort(key=len, reverse=True)
        self.any = re.compile("|".join(patterns)) if patterns else None

    @staticmethod
    def pattern(written, english):
        if not english:
            return re.escape(written)
        word = re.escape(written)
        # Small letters also stand for a capital at the start of a sentence; HAM and ham differ.
        return rf"(?<![\w-])(?i:{word})(?![\w-])" if written == written.lower() else rf"(?<![\w-]){word}(?![\w-])"

    def find(self, text):
        """The places of terms in a text: (start, end, id)."""
        for found in self.any.finditer(text) if self.any else []:
            known = self.terms.get(found[0]) or self.terms.get(found[0].lower())
            yield found.start(), found.end(), known[0][1]


def unlinked(parts, jargon):
    """Terms that stand in a section before any link to them: (id, as written)."""
    seen = set()
    for part in parts:
        if part["heading"]:
            continue
        text, marked, places = "", [], []
        for piece in part["pieces"]:
            if piece["term"]:
                places.append((len(text), piece["term"], None))
            text += piece["text"]
            marked += [bool(piece["term"] or piece["link"])] * len(piece["text"])
        for start, end, term in jargon.find(text):
            # What stands in a link to another term or page cannot be a link itself.
            if not any(marked[start:end]):
                places.append((start, term, text[start:end]))
        for _, term, written in sorted(places, key=lambda place: place[0]):
            if written and term not in seen:
                yield term, written
            seen.add(term)


# --- The gate


def text_of(part):
    return "".join(piece["text"] for piece in part["pieces"])


def unusual_kanji(part):
    """Kanji outside the jōyō list without a reading above them."""
    for piece in part["pieces"]:
        if not piece["read"]:
            yield from (kanji for kanji in re.findall(f"[{KANJI}]", piece["text"]) if kanji not in JOYO_KANJI)


def is_polite(sentence):
    """Whether a whole sentence ends in です・ます."""
    ending = re.sub(r"（[^）]*）(?=。)", "", sentence)
    return not ending.endswith("。") or re.search(
        r"(?:です|ます|ません|でした|ました|ましょう|ください|でしょう|か)[」）]*。$", ending
    )


def score(prose, form):
    """How easy sentences read together."""
    if form == "en":
        text = "\n".join(map(countable, prose))
        return {
            "grade": round(textstat.flesch_kincaid_grade(text), 1),
            "words": round(textstat.words_per_sentence(text), 1),
        }
    text = "".join(prose)
    kana, kanji = len(re.findall("[ぁ-ゖァ-ヺー]", text)), len(re.findall(f"[{KANJI}]", text))
    return {
        "readability": round(compute_readability(text, TAGGER), 1),
        "characters": round(sum(map(length, prose)) / len(prose), 1),
        "kana": 100 * kana // max(1, kana + kanji),
    }


def score_breaches(found, form):
    if form == "en" and found["grade"] > GRADE:
        yield f"grade {found['grade']}, at most {GRADE:g}"
    if form == "en" and found["words"] > WORDS:
        yield f"{found['words']} words a sentence, at most {WORDS:g}"
    if form == "ja" and found["kana"] < KANA_PERCENT:
        yield f"{found['kana']} % kana among kana and kanji, at least {KANA_PERCENT}"


def sentence_breaches(sentence, form, kind):
    limit = CHARACTERS.get(form)
    if limit and length(sentence) > limit:
        yield f"{length(sentence)} characters, at most {limit}: {sentence}"
    if form != "en" and kind != "screen" and not is_polite(sentence):
        yield f"not です・ます: {sentence}"
    if negation := double_negative(sentence, form):
        yield f"double negative “{negation}”: {sentence}"


def says_that_times_are_unclear(parts, form):
    facts = {piece["fact"] for part in parts for piece in part["pieces"]}
    text = " ".join(map(text_of, parts))
    if not facts & UNCLEAR_TIMES and "MTTP" not in text:
        return True
    both = ("mean", "median") if form == "en" else ("平均", "中央値")
    return all(word in text for word in both)


def breaches(passage, jargon):
    """What is wrong in a passage, and the score of a section."""
    form, kind, parts = passage["form"], passage["kind"], passage["parts"]
    found = []
    prose = []
    for part in parts:
        text = text_of(part)
        if kanji := "".join(unusual_kanji(part)):
            found.append(f"{kanji}: not a jōyō kanji, and no reading: {text}")
        if banned := BANNED["en" if form == "en" else "ja"].search(text):
            found.append(f"“{banned[0]}” is never written: {text}")
        if kind != "words" and not part["heading"]:
            prose += sentences(text, form)
    for sentence in prose:
        found += sentence_breaches(sentence, form, kind)
    # A grade means little for a single sentence, and a share of kana little for a few.
    if not prose or kind != "section" and (form != "en" or len(prose) < 2):
        return found, None
    reached = score(prose, form)
    for breach in score_breaches(reached, form):
        hardest = sorted(prose, key=lambda one: -textstat.flesch_kincaid_grade(countable(one)))
        found.append(breach + ("; hardest: " + " | ".join(hardest[:3]) if form == "en" else ""))
    if kind != "section":
        return found, None
    for term, written in unlinked(parts, jargon):
        found.append(f"the first “{written}” is no link: [[{term}]]")
    if not says_that_times_are_unclear(parts, form):
        found.append("a time of the release without the remark that mean or median is not clear")
    return found, reached


def toml_of(scores):
    lines = ["# How easy each section reads. Written by `cargo xtask readability`, which also checks the texts."]
    for form, pages in scores.items():
        for page, sections in pages.items():
            lines.append(f'\n[{form}."{page}"]')
            for section, values in sections.items():
                values = ", ".join(f"{name} = {value}" for name, value in values.items())
                lines.append(f"{section} = {{ {values} }}")
    return "\n".join(lines) + "\n"


def main(prose_file, scores_file):
    with open(prose_file, encoding="utf-8") as file:
        prose = json.load(file)
    jargon = {form: Jargon(prose["jargon"], form) for form in ("ja", "ja-easy", "en")}
    scores = defaultdict(lambda: defaultdict(dict))
    count = 0
    for passage in prose["passages"]:
        found, reached = breaches(passage, jargon[passage["form"]])
        for breach in found:
            print(f"  {passage['file']} ({passage['place']}, {passage['form']}): {breach}")
        count += len(found)
        if reached:
            page = "/".join(passage["file"].split("/")[1:3])
            scores[passage["form"]][page][passage["place"]] = reached
    with open(scores_file, "w", encoding="utf-8") as file:
        file.write(toml_of(scores))
    print(f"  {len(prose['passages'])} texts, {count} breaches")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
