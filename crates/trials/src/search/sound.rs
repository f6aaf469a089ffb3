//! How Japanese sounds, in letters that are the same for kana and for every way of romaji.

use wana_kana::ConvertJapanese;

/// Spellings of Kunrei and Hepburn, old and new, that mean the same; applied one after the other.
const ALIKE: [(&str, &str); 16] = [
    ("tch", "cch"),
    ("sy", "sh"),
    ("ty", "ch"),
    ("zy", "j"),
    ("jy", "j"),
    ("si", "shi"),
    ("ti", "chi"),
    ("tu", "tsu"),
    ("hu", "fu"),
    ("zi", "ji"),
    ("du", "zu"),
    ("l", "r"),
    ("mb", "nb"),
    ("mp", "np"),
    ("ou", "o"),
    ("ei", "e"),
];

/// The sound of kana and Latin letters; other letters stay. Long and short vowels, and single and double consonants, are
/// not told apart.
pub(super) fn sound(letters: &[char]) -> String {
    let kana: String = letters.iter().filter(|letter| **letter != 'ー').collect();
    let mut sound = if kana.is_ascii() { kana } else { kana.to_romaji() };
    sound = sound.chars().filter_map(plain_vowel).collect();
    for (spelling, same) in ALIKE {
        if sound.contains(spelling) {
            sound = sound.replace(spelling, same);
        }
    }
    let mut before = None;
    sound.retain(|letter| before.replace(letter) != Some(letter) || letter.is_ascii_digit());
    sound
}

/// Without the line above a long vowel, and without the apostrophe after an n.
fn plain_vowel(letter: char) -> Option<char> {
    match letter {
        'ā' | 'â' => Some('a'),
        'ī' | 'î' => Some('i'),
        'ū' | 'û' => Some('u'),
        'ē' | 'ê' => Some('e'),
        'ō' | 'ô' => Some('o'),
        '\'' => None,
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
            ("しんやく", "shinyaku sin'yaku"),
            ("りんぱしゅ", "rinpashu rimpasyu rinpasyu"),
            ("ぼしゅうちゅう", "boshuchu bosyuutyuu boshūchū"),
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
