//! What the first program tells the programs with rooms: one message, written and read here and nowhere else.

use crate::platform::message;
use crate::words::Language;
use gloo::events::EventListener;

/// The message; without parts it says that the reader has left the room.
const ROOM: &str = "shirube-room";
/// The other program's wish to be told at once.
const ROOM_WANTED: &str = "shirube-room-wanted";

/// The language shown, on whatever screen.
const LANGUAGE: &str = "shirube-language";
/// The other program's wish to be told at once.
const LANGUAGE_WANTED: &str = "shirube-language-wanted";
/// The next person at a booth: whatever the last one entered is to be forgotten.
const NEXT_PERSON: &str = "shirube-next-person";
/// The first program's words in easy Japanese, which the portal brings.
const EASY_WORDS: &str = "shirube-easy-words";

/// Where the reader is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handover {
    /// The language shown.
    pub language: Language,
    /// The fragment of the address; its first part names the room.
    pub fragment: String,
}

impl Handover {
    /// Tells where the reader is.
    pub fn tell(self) {
        message::send(ROOM, &[self.language.code().to_owned(), self.fragment]);
    }

    fn from_parts(parts: &[String]) -> Option<Self> {
        let [language, fragment] = parts else { return None };
        Some(Self { language: Language::from_code(language)?, fragment: fragment.clone() })
    }
}

/// Calls `tell` whenever another program asks, until the listener is dropped.
pub fn on_wanted(tell: impl Fn() + 'static) -> Option<EventListener> {
    message::on_message(ROOM_WANTED, move |_| tell())
}

/// Tells that the reader has left the room.
pub fn tell_gone() {
    message::send(ROOM, &[]);
}

/// Tells the language shown.
pub fn tell_language(language: Language) {
    message::send(LANGUAGE, &[language.code().to_owned()]);
}

/// Calls `tell` whenever the language is asked for.
pub fn on_language_wanted(tell: impl Fn() + 'static) {
    if let Some(listener) = message::on_message(LANGUAGE_WANTED, move |_| tell()) {
        listener.forget();
    }
}

/// Reads the language shown, from now on for as long as the page is open.
pub fn follow_language(mut read: impl FnMut(Language) + 'static) {
    let listener = message::on_message(LANGUAGE, move |parts| {
        if let Some(language) = parts.first().and_then(|code| Language::from_code(code)) {
            read(language);
        }
    });
    if let Some(listener) = listener {
        listener.forget();
    }
    message::send(LANGUAGE_WANTED, &[]);
}

/// Tells every program to forget what was entered.
pub fn tell_next_person() {
    message::send(NEXT_PERSON, &[]);
}

/// Calls `forget` whenever the next person comes.
pub fn on_next_person(mut forget: impl FnMut() + 'static) {
    if let Some(listener) = message::on_message(NEXT_PERSON, move |_| forget()) {
        listener.forget();
    }
}

/// Brings the first program its words in easy Japanese.
pub fn tell_easy_words(words: &[String]) {
    message::send(EASY_WORDS, words);
}

/// Calls `take` when those words come.
pub fn on_easy_words(take: impl FnMut(Vec<String>) + 'static) {
    if let Some(listener) = message::on_message(EASY_WORDS, take) {
        listener.forget();
    }
}

/// Reads where the reader is, from now on for as long as the page is open; `None` when in no room.
pub fn follow(mut read: impl FnMut(Option<Handover>) + 'static) {
    let mut here = None;
    let listener = message::on_message(ROOM, move |parts| {
        let told = Handover::from_parts(&parts);
        // All are told when one program asks; a screen made anew would lose what is being typed.
        if told != here {
            here.clone_from(&told);
            read(told);
        }
    });
    if let Some(listener) = listener {
        listener.forget();
    }
    message::send(ROOM_WANTED, &[]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(language: &str, fragment: &str) -> Vec<String> {
        vec![language.to_owned(), fragment.to_owned()]
    }

    #[test]
    fn every_language_is_known() {
        for language in Language::ALL {
            let read = Handover::from_parts(&parts(language.code(), "#/learn/atl"));
            assert_eq!(read, Some(Handover { language, fragment: "#/learn/atl".to_owned() }));
        }
    }

    #[test]
    fn what_cannot_be_read_is_no_room() {
        assert_eq!(Handover::from_parts(&[]), None);
        assert_eq!(Handover::from_parts(&parts("xx", "#/trace")), None);
    }
}
