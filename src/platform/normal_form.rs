//! Text in which compatibility forms are alike: every browser has the tables, so the program need not bring them.

use js_sys::JsString;

/// The text in normal form NFKC and small letters: full width and half width, `Ⅲ` and `III` become alike.
pub fn normal_form(text: &str) -> String {
    String::from(JsString::from(text).normalize("NFKC").to_lower_case())
}
