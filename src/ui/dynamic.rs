//! Parts of a view that change, behind one type each.
//!
//! Leptos compiles its whole update machinery once for every closure type. Most closures here do one
//! of three things, so they are boxed to three types; see "Size" in `DESIGN.md` for what that saves.

use leptos::prelude::*;
use leptos::tachys::reactive_graph::SharedReactiveFunction;
use std::sync::{Arc, Mutex};

/// A text, or the text of an attribute, that follows what it reads.
pub fn text(read: impl Fn() -> String + Send + 'static) -> SharedReactiveFunction<String> {
    Arc::new(Mutex::new(read))
}

/// Something done after what it reads has changed, and once at first.
pub fn effect(act: impl FnMut() + 'static) {
    let act: Box<dyn FnMut()> = Box::new(act);
    Effect::new(act);
}

/// What `compute` gives, computed again after each change of what it reads.
///
/// For what parts of the page read that come and go: a memo of leptos 0.8 remembers every part that ever read it, a
/// signal only those that still do.
pub fn followed<T: Send + Sync + 'static>(compute: impl Fn() -> T + 'static) -> RwSignal<T> {
    let latest = RwSignal::new(untrack(&compute));
    effect(move || latest.set(compute()));
    latest
}

/// A part of the page that is made anew whenever what it reads changes.
pub fn dynamic(make: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let make: SharedReactiveFunction<AnyView> = Arc::new(Mutex::new(make));
    make.into_any()
}

/// A part of the page that stands, and keeps its state, for as long as `condition` holds.
pub fn when(
    condition: impl Fn() -> bool + Send + Sync + 'static,
    make: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    let condition = Memo::new(move |_| condition());
    dynamic(move || if condition.get() { make() } else { ().into_any() })
}
