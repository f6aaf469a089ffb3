//! Today, as the device knows it.

use js_sys::Date;

/// Year, month and day (both counted from one) where the device stands.
pub fn today() -> (u16, u8, u8) {
    let now = Date::new_0();
    // Beyond these types lies no day that a device could tell.
    let part = |value: u32| u8::try_from(value).unwrap_or_default();
    (u16::try_from(now.get_full_year()).unwrap_or_default(), part(now.get_month() + 1), part(now.get_date()))
}
