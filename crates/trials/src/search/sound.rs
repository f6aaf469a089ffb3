//! How Japanese sounds, in letters that are the same for kana and for every way of romaji.
//!
//! It is a key to compare, not a transcription. (The package `wana_kana` makes `fye` of フェ and `tei` of ティ, which nobody
//! types, and would weigh 10 kB.)

/// Each kana with its sound after Hepburn.
const KANA: [(char, &str); 75] = [
    ('あ', "a"),
    ('い', "i"),
    ('う', "u"),
    ('え', "e"),
    ('お', "o"),
    ('か', "ka"),
    ('き', "ki"),
    ('く', "ku"),
    ('け', "ke"),
    ('こ', "ko"),
    ('さ', "sa"),
    ('し', "shi"),
    ('す', "su"),
    ('せ', "se"),
    ('そ', "so"),
    ('た', "ta"),
    ('ち', "chi"),
    ('つ', "tsu"),
    ('て', "te"),
    ('と', "to"),
    ('な', "na"),
    ('に', "ni"),
    ('ぬ', "nu"),
    ('ね', "ne"),
    ('の', "no"),
    ('は', "ha"),
    ('ひ', "hi"),
    ('ふ', "fu"),
    ('へ', "he"),
    ('ほ', "ho"),
    ('ま', "ma"),
    ('み', "mi"),
    ('む', "mu"),
    ('め', "me"),
    ('も', "mo"),
    ('や', "ya"),
    ('ゆ', "yu"),
    ('よ', "yo"),
    ('ら', "ra"),
    ('り', "ri"),
    ('る', "ru"),
    ('れ', "re"),
    ('ろ', "ro"),
    ('わ', "wa"),
    ('ゐ', "i"),
    ('ゑ', "e"),
    ('を', "wo"),
    ('ん', "n"),
    ('が', "ga"),
    ('ぎ', "gi"),
    ('ぐ', "gu"),
    ('げ', "ge"),
    ('ご', "go"),
    ('ざ', "za"),
    ('じ', "ji"),
    ('ず', "zu"),
    ('ぜ', "ze"),
    ('ぞ', "zo"),
    ('だ', "da"),
    ('ぢ', "ji"),
    ('づ', "zu"),
    ('で', "de"),
    ('ど', "do"),
    ('ば', "ba"),
    ('び', "bi"),
    ('ぶ', "bu"),
    ('べ', "be"),
    ('ぼ', "bo"),
    ('ぱ', "pa"),
    ('ぴ', "pi"),
    ('ぷ', "pu"),
    ('ぺ', "pe"),
    ('ぽ', "po"),
    ('ゔ', "vu"),
    ('ゎ', "wa"),
];

/// Small kana, which take the place of the vowel before them.
const SMALL: [(char, &str); 8] = [
    ('ゃ', "ya"),
    ('ゅ', "yu"),
    ('ょ', "yo"),
    ('ぁ', "a"),
    ('ぃ', "i"),
    ('ぅ', "u"),
    ('ぇ', "e"),
    ('ぉ', "o"),
];

/// Spellings of Kunrei and Hepburn, old and new, that mean the same; applied one after the other.
const ALIKE: [(&str, &str); 21] = [
    ("tch", "cch"),
    ("tty", "cch"),
    ("shy", "sh"),
    ("chy", "ch"),
    ("sy", "sh"),
    ("ty", "ch"),
    ("th", "t"),
    ("zy", "j"),
    ("jy", "j"),
    ("si", "shi"),
    ("ti", "chi"),
    ("tu", "tsu"),
    ("hu", "fu"),
    ("zi", "ji"),
    ("du", "zu"),
    ("l", "r"),
    ("v", "b"),
    ("mb", "nb"),
    ("mp", "np"),
    ("ou", "o"),
    ("ei", "e"),
];

/// The sound of kana and Latin letters; other letters stay. Long and short vowels, and single and double consonants, are
/// not told apart.
pub(super) fn sound(letters: &[char]) -> String {
    let mut sound = String::new();
    for letter in letters {
        let of = |table: &[(char, &'static str)]| {
            table.iter().find(|(kana, _)| kana == letter).map(|(_, sound)| *sound)
        };
        if let Some(small) = of(&SMALL) {
            take_vowel_away(&mut sound);
            sound.push_str(small);
        } else if let Some(kana) = of(&KANA) {
            sound.push_str(kana);
        } else {
            sound.extend(plain(*letter));
        }
    }
    for (spelling, same) in ALIKE {
        if sound.contains(spelling) {
            sound = sound.replace(spelling, same);
        }
    }
    let mut before = None;
    sound.retain(|letter| before.replace(letter) != Some(letter) || letter.is_ascii_digit());
    sound
}

/// Makes room for a small kana: `fu` becomes `f`, and a `u` by itself `w`.
fn take_vowel_away(sound: &mut String) {
    let vowel = sound.pop();
    let is_alone = sound.chars().next_back().is_none_or(|letter| "aiueon".contains(letter));
    match vowel {
        Some('u') if is_alone => sound.push('w'),
        Some('a' | 'i' | 'u' | 'e' | 'o') | None => {}
        Some(consonant) => sound.push(consonant),
    }
}

/// Without the line above a long vowel; marks of long vowels and of double consonants say what is not told apart.
fn plain(letter: char) -> Option<char> {
    match letter {
        'ā' | 'â' => Some('a'),
        'ī' | 'î' => Some('i'),
        'ū' | 'û' => Some('u'),
        'ē' | 'ê' => Some('e'),
        'ō' | 'ô' => Some('o'),
        'ー' | 'っ' => None,
        _ => Some(letter),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> String {
        sound(&text.chars().collect::<Vec<_>>())
    }

    #[test]
    fn every_way_of_romaji_sounds_as_the_kana() {
        for (kana, romaji) in [
            ("せきずいしょう", "sekizuishou sekizuisho sekizuisyou sekizuishō sekizuisyo"),
            ("いんたーふぇろん", "intaferon intaaferon intāferon intaferonn"),
            ("ししんけいせきずいえん", "shishinkeisekizuien sisinkeisekizuien"),
            ("りつきしまぶ", "ritsukishimabu ritukisimabu"),
            ("ちけん", "chiken tiken"),
            ("せっし", "sesshi sessi seshi"),
            ("まっちゃ", "matcha maccha mattya"),
            ("しんやく", "shinyaku"),
            ("りんぱしゅ", "rinpashu rimpasyu rinpasyu"),
            ("ぼしゅうちゅう", "boshuchu bosyuutyuu boshūchū"),
            ("せいじんてぃーさいぼう", "seijintisaibou seijinthiisaibou seijintiisaibo"),
            ("えいちてぃーえるぶいわん", "eichitiierubuiwan eichitierubuiwan"),
            ("うぉっちふるうぇいてぃんぐ", "wotchifuruweitingu wocchifuruweitingu"),
            ("じぇねりっく", "jenerikku zyenerikku"),
            ("きゃりあ", "kyaria"),
            ("ふぁ", "fa"),
            ("しぇ", "she sye"),
        ] {
            for romaji in romaji.split(' ') {
                assert_eq!(of(romaji), of(kana), "{romaji}");
            }
        }
    }

    #[test]
    fn digits_stay_apart() {
        assert_ne!(of("nct0011"), of("nct001"));
    }
}
