//! Colours of a figure, read from the theme by name.

use std::fmt;

use super::scene::Ink;

/// A colour as red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// One colour for each [`Ink`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Body text.
    pub text: Rgb,
    /// Secondary text.
    pub muted: Rgb,
    /// Grid and rules.
    pub grid: Rgb,
    /// The surface the figure lies on.
    pub card: Rgb,
    /// Low-risk group.
    pub low: Rgb,
    /// Intermediate-risk group.
    pub intermediate: Rgb,
    /// High-risk group.
    pub high: Rgb,
    /// Pale ground of the low-risk group.
    pub low_tint: Rgb,
    /// Pale ground of the intermediate-risk group.
    pub intermediate_tint: Rgb,
    /// Pale ground of the high-risk group.
    pub high_tint: Rgb,
}

/// Text that is not a colour this program reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownColour(pub String);

impl fmt::Display for UnknownColour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a colour: ")?;
        f.write_str(&self.0)
    }
}

impl std::error::Error for UnknownColour {}

impl Rgb {
    /// Reads `#rgb`, `#rrggbb`, `rgb(r, g, b)` or `rgb(r g b)`, as computed styles give them.
    ///
    /// # Errors
    ///
    /// If the text is anything else.
    pub fn parse(text: &str) -> Result<Self, UnknownColour> {
        let text = text.trim();
        let colour = match text.strip_prefix('#') {
            Some(digits) => Self::from_hex(digits),
            None => Self::from_function(text),
        };
        colour.ok_or_else(|| UnknownColour(text.to_owned()))
    }

    /// This colour laid over `ground` with the given opacity, 0 to 1.
    #[must_use]
    pub fn over(self, ground: Self, opacity: f64) -> Self {
        let mix = |top: u8, under: u8| {
            let value = f64::from(under) + opacity * (f64::from(top) - f64::from(under));
            // Float to integer casts saturate, and the value is a mean of two bytes.
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let byte = value.round() as u8;
            byte
        };
        Self(mix(self.0, ground.0), mix(self.1, ground.1), mix(self.2, ground.2))
    }

    fn from_hex(digits: &str) -> Option<Self> {
        if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let value = u32::from_str_radix(digits, 16).ok()?;
        match digits.len() {
            3 => {
                let [_, _, high, low] = value.to_be_bytes();
                Some(Self(17 * (high & 15), 17 * (low >> 4), 17 * (low & 15)))
            }
            6 => {
                let [_, red, green, blue] = value.to_be_bytes();
                Some(Self(red, green, blue))
            }
            _ => None,
        }
    }

    fn from_function(text: &str) -> Option<Self> {
        let inside = text.strip_prefix("rgb(")?.strip_suffix(')')?;
        let mut parts = inside.split([',', ' ']).filter(|part| !part.is_empty());
        let mut channel = || parts.next()?.parse().ok();
        let colour = Self(channel()?, channel()?, channel()?);
        parts.next().is_none().then_some(colour)
    }
}

impl Palette {
    /// Fills every role from its CSS custom property, such as `--ink`.
    ///
    /// # Errors
    ///
    /// The first error `read` gives.
    pub fn from_properties<E>(read: impl Fn(&str) -> Result<Rgb, E>) -> Result<Self, E> {
        Ok(Self {
            text: read("--ink")?,
            muted: read("--muted")?,
            grid: read("--line")?,
            card: read("--card")?,
            low: read("--low")?,
            intermediate: read("--intermediate")?,
            high: read("--high")?,
            low_tint: read("--low-tint")?,
            intermediate_tint: read("--intermediate-tint")?,
            high_tint: read("--high-tint")?,
        })
    }

    /// The colour of a role.
    pub fn of(&self, ink: Ink) -> Rgb {
        match ink {
            Ink::Text => self.text,
            Ink::Muted => self.muted,
            Ink::Grid => self.grid,
            Ink::Card => self.card,
            Ink::Low => self.low,
            Ink::Intermediate => self.intermediate,
            Ink::High => self.high,
            Ink::LowTint => self.low_tint,
            Ink::IntermediateTint => self.intermediate_tint,
            Ink::HighTint => self.high_tint,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_as_computed_styles_give_them() {
        for (text, colour) in [
            ("#16232d", Rgb(22, 35, 45)),
            ("  #FFFFFF ", Rgb(255, 255, 255)),
            ("#fff", Rgb(255, 255, 255)),
            ("#1a0", Rgb(17, 170, 0)),
            ("rgb(22, 35, 45)", Rgb(22, 35, 45)),
            ("rgb(22 35 45)", Rgb(22, 35, 45)),
            ("rgb(0,0,0)", Rgb(0, 0, 0)),
        ] {
            assert_eq!(Rgb::parse(text), Ok(colour), "{text}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            "#",
            "#12345",
            "#1234567",
            "#+12345",
            "rgb(1, 2)",
            "rgb(1, 2, 3, 4)",
            "rgb(1, 2, 256)",
            "rgba(1, 2, 3, 0.5)",
            "CanvasText",
            "rgb(1, 2, 3",
            "#éé",
        ] {
            assert_eq!(Rgb::parse(text), Err(UnknownColour(text.to_owned())), "{text}");
        }
    }

    #[test]
    fn mixing_runs_from_ground_to_ink() {
        let (ink, card) = (Rgb(177, 67, 27), Rgb(255, 255, 255));
        assert_eq!(ink.over(card, 0.0), card);
        assert_eq!(ink.over(card, 1.0), ink);
        assert_eq!(ink.over(card, 0.5), Rgb(216, 161, 141));
    }

    #[test]
    fn a_missing_property_is_an_error() {
        let read = |name: &str| if name == "--high-tint" { Err(name.to_owned()) } else { Ok(Rgb(1, 2, 3)) };
        assert_eq!(Palette::from_properties(read), Err("--high-tint".to_owned()));
    }
}
