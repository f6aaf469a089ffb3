//! What patients and their associations do.

use super::art::Art;
use super::picture::{Part, Picture};
use super::{FigureContext, FigureView};

/// The three roles of a patient association.
#[expect(clippy::unnecessary_wraps, reason = "one of several builders")]
pub fn three_roles(context: &FigureContext) -> Option<FigureView> {
    let words = &context.words().roles;
    let parts = vec![
        Part::new(Art::Book, words.know, &[words.know_text]),
        Part::new(Art::Support, words.support, &[words.support_text]),
        Part::new(Art::House, words.society, &[words.society_text]),
    ];
    Some(FigureView::Picture(Picture {
        notes: vec![words.note.to_owned()],
        ..Picture::new("figure-roles", words.title, parts)
    }))
}
