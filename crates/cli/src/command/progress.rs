//! A progress bar on the terminal, where there is one.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A bar for `total` bytes, or a running count where the total is not known. It is drawn on standard error
/// and only on a terminal.
pub(super) fn bar(total: Option<u64>) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr());
    let template = if total.is_some() {
        "{bar:40} {percent:>3} %  {bytes} of {total_bytes}, {elapsed} (about {eta} more)"
    } else {
        "{spinner} {bytes}, {elapsed}"
    };
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
