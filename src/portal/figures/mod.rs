//! Figures of the long texts.
use crate::words::Language;
use leptos::prelude::*;
use std::rc::Rc;
pub struct FigureContext { pub language: Language, pub facts: Rc<dyn Fn(&str) -> Option<FactNumber>> }
pub struct FactNumber { pub value: f64, pub shown: String }
pub fn figure(_id: &str, _context: &FigureContext) -> Option<AnyView> { None }
