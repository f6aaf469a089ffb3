//! What the first program tells the laboratory: one message, written and read here and nowhere else.

use crate::platform::message;
use crate::words::Language;
use leptos::prelude::*;

/// The message; without parts it says that the reader has left.
const ROOM: &str = "shirube-room";
/// The other program's wish to be told at once.
const ROOM_WANTED: &str = "shirube-room-wanted";

/// A room of the laboratory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// Sanger traces.
    Trace,
    /// Tables of integration sites.
    Sites,
}

impl Room {
    const fn code(self) -> &'static str {
        match self {
            Self::Trace => "trace",
            Self::Sites => "sites",
        }
    }
}

/// Where the reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Handover {
    /// The language shown.
    pub language: Language,
    /// The room.
    pub room: Room,
}

impl Handover {
    fn tell(self) {
        message::send(ROOM, &[self.language.code().to_owned(), self.room.code().to_owned()]);
    }

    fn from_parts(parts: &[String]) -> Option<Self> {
        let [language, room] = parts else { return None };
        let room = [Room::Trace, Room::Sites].into_iter().find(|known| known.code() == room)?;
        Some(Self { language: Language::from_code(language)?, room })
    }
}

/// Tells that the room is there, now that it is in the page and when asked, and at last that it is gone.
pub fn offer(here: Handover) {
    crate::ui::dynamic::effect(move || here.tell());
    // Kept by the screen's owner, and dropped with it.
    StoredValue::new_local(message::on_message(ROOM_WANTED, move |_| here.tell()));
    on_cleanup(|| message::send(ROOM, &[]));
}

/// Reads where the reader is, from now on for as long as the page is open; `None` when not here.
pub fn follow(mut read: impl FnMut(Option<Handover>) + 'static) {
    if let Some(listener) = message::on_message(ROOM, move |parts| read(Handover::from_parts(&parts))) {
        listener.forget();
    }
    message::send(ROOM_WANTED, &[]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(language: &str, room: &str) -> Vec<String> {
        vec![language.to_owned(), room.to_owned()]
    }

    #[test]
    fn every_room_is_known_in_every_language() {
        for language in Language::ALL {
            for room in [Room::Trace, Room::Sites] {
                let read = Handover::from_parts(&parts(language.code(), room.code()));
                assert_eq!(read, Some(Handover { language, room }));
            }
        }
    }

    #[test]
    fn what_cannot_be_read_is_no_room() {
        assert_eq!(Handover::from_parts(&[]), None);
        assert_eq!(Handover::from_parts(&parts("en", "cellar")), None);
        assert_eq!(Handover::from_parts(&parts("xx", "trace")), None);
    }
}
