//! Text as the finder sees it: letters only, katakana as hiragana, with the places where words begin and end.

/// Makes compatibility forms alike (NFKC) and letters small: full width and half width, `Ⅲ` and `III`. It is handed in
/// because its tables would weigh 50 kB, and every browser has them.
pub type Normalise = fn(&str) -> String;

/// What a letter is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    /// Latin and every other alphabet, and digits.
    Alphabet,
    Hiragana,
    Katakana,
    /// Kanji.
    Han,
}

/// The letters of a text.
#[derive(Debug, Clone, Default)]
pub(super) struct Folded {
    letters: Vec<char>,
    scripts: Vec<Script>,
    /// Whether a word begins at the letter; one more for the end.
    begins: Vec<bool>,
    /// Whether nothing stands after the last letter: the word may go on.
    pub(super) is_open: bool,
}

impl Folded {
    pub(super) fn new(text: &str, normalise: Normalise) -> Self {
        // Most text has only letters that nothing but capitals can change.
        let normal = if text.chars().all(is_plain) { text.to_ascii_lowercase() } else { normalise(text) };
        let mut folded = Self {
            letters: Vec::with_capacity(normal.len()),
            scripts: Vec::with_capacity(normal.len()),
            begins: Vec::with_capacity(normal.len() + 1),
            is_open: false,
        };
        let mut after_gap = true;
        for letter in normal.chars() {
            let before = folded.scripts.last().copied();
            let Some(script) = script(letter, before) else {
                after_gap = true;
                continue;
            };
            folded.begins.push(after_gap || before != Some(script));
            folded.letters.push(as_hiragana(letter));
            folded.scripts.push(script);
            after_gap = false;
        }
        folded.begins.push(true);
        folded.is_open = !after_gap;
        folded.with_numbers()
    }

    /// The same with Roman numbers as digits: another digit is another thing, another letter a slip of the finger. Nor
    /// would `I/II` differ from `III` without its gap.
    fn with_numbers(self) -> Self {
        let is_number = |start: usize| roman_number(self.between(start, self.next_edge(start))).is_some();
        if !(0..self.len()).any(|start| self.is_edge(start) && is_number(start)) {
            return self;
        }
        let mut numbered = Self { is_open: self.is_open, ..Self::default() };
        let mut start = 0;
        while start < self.len() {
            let end = self.next_edge(start);
            let word = self.between(start, end);
            let (digit, rest) = roman_number(word).map_or((None, word), |(digit, rest)| (Some(digit), rest));
            for (place, letter) in digit.iter().chain(rest).enumerate() {
                numbered.begins.push(place == 0);
                numbered.letters.push(*letter);
                numbered.scripts.extend(self.script(start));
            }
            start = end;
        }
        numbered.begins.push(true);
        numbered
    }

    /// How many letters.
    pub(super) fn len(&self) -> usize {
        self.letters.len()
    }

    /// The same without what stands after the first letters.
    pub(super) fn truncate(&mut self, count: usize) {
        if count < self.len() {
            self.letters.truncate(count);
            self.scripts.truncate(count);
            self.begins.truncate(count);
            self.begins.push(true);
        }
    }

    /// All letters.
    pub(super) fn letters(&self) -> String {
        self.letters.iter().collect()
    }

    /// The letters from one place to another.
    pub(super) fn between(&self, start: usize, end: usize) -> &[char] {
        self.letters.get(start..end).unwrap_or_default()
    }

    /// What the letter at a place is written in.
    pub(super) fn script(&self, place: usize) -> Option<Script> {
        self.scripts.get(place).copied()
    }

    /// Whether a word begins or ends at the place.
    pub(super) fn is_edge(&self, place: usize) -> bool {
        self.begins.get(place).copied().unwrap_or(true)
    }

    /// The next edge after the place.
    pub(super) fn next_edge(&self, place: usize) -> usize {
        (place + 1..self.len()).find(|next| self.is_edge(*next)).unwrap_or(self.len())
    }
}

/// Whether the letter stands for itself wherever it stands, but for capitals.
fn is_plain(letter: char) -> bool {
    letter.is_ascii()
        || matches!(letter, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fc}' | '\u{4e00}'..='\u{9fff}' | '、' | '。' | '「' | '」')
}

/// The digit that a word stands for, and what follows it in numbers such as `IIa`.
fn roman_number(word: &[char]) -> Option<(char, &[char])> {
    let (number, rest) = match word {
        [number @ .., 'a' | 'b'] => (number, word.get(number.len()..)?),
        _ => (word, [].as_slice()),
    };
    let digit = match number {
        ['i'] => '1',
        ['i', 'i'] => '2',
        ['i', 'i', 'i'] => '3',
        ['i', 'v'] => '4',
        _ => return None,
    };
    Some((digit, rest))
}

fn script(letter: char, before: Option<Script>) -> Option<Script> {
    match letter {
        // The mark of a long vowel goes with the kana before it.
        'ー' => before.filter(|script| *script == Script::Hiragana).or(Some(Script::Katakana)),
        '\u{3041}'..='\u{3096}' => Some(Script::Hiragana),
        '\u{30a1}'..='\u{30fa}' => Some(Script::Katakana),
        '々'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{323af}' => Some(Script::Han),
        _ if letter.is_ascii_alphanumeric() => Some(Script::Alphabet),
        // Latin with marks, Greek and Cyrillic; tables of all alphabets would weigh 5 kB.
        '\u{c0}'..='\u{24f}' | '\u{370}'..='\u{52f}' => Some(Script::Alphabet),
        _ => None,
    }
}

/// Katakana lie 96 places behind their hiragana.
fn as_hiragana(letter: char) -> char {
    match letter {
        '\u{30a1}'..='\u{30f6}' => char::from_u32(u32::from(letter) - 0x60).unwrap_or(letter),
        _ => letter,
    }
}

/// Tells the words as the vocabulary keeps them: runs of an alphabet or of katakana, and of other Japanese writing each two
/// neighbours, because it shows no words.
pub(super) fn each_word(text: &Folded, mut tell: impl FnMut(&str)) {
    let mut word = String::new();
    let mut tell_letters = |letters: &[char]| {
        word.clear();
        word.extend(letters);
        tell(&word);
    };
    let mut start = 0;
    while start < text.len() {
        let end = text.next_edge(start);
        let letters = text.between(start, end);
        match text.script(start) {
            Some(Script::Han | Script::Hiragana) if letters.len() > 1 => {
                letters.windows(2).for_each(&mut tell_letters);
            }
            _ => tell_letters(letters),
        }
        start = end;
    }
}
