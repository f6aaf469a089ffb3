//! Starts Shirube in the place the page keeps for it.

fn main() {
    console_error_panic_hook::set_once();
    shirube_app::start();
}
