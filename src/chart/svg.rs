//! Finished shapes as an SVG picture.
//!
//! plotters has a backend for SVG, but it counts in whole units and divides text sizes by a factor of its
//! own; the shapes are few and simple, so they are written as they stand.

use super::geometry::Point;
use super::palette::Rgb;
use super::scene::Anchor;
use super::shape::Shape;
use std::fmt::{self, Write as _};

/// Writes shapes as a picture of the given width and height in CSS pixels.
pub fn picture(shapes: &[Shape], (width, height): (f64, f64), font_family: &str) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = write(&mut out, shapes, (width, height), font_family);
    out
}

fn write(out: &mut String, shapes: &[Shape], (width, height): (f64, f64), font_family: &str) -> fmt::Result {
    let (width, height, family) = (Length(width), Length(height), escaped(font_family));
    writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" font-family=\"{family}\">"
    )?;
    for shape in shapes {
        write_shape(out, shape)?;
    }
    out.write_str("</svg>\n")
}

fn write_shape(out: &mut String, shape: &Shape) -> fmt::Result {
    match shape {
        Shape::Fill { corners, colour } => {
            writeln!(out, "<polygon points=\"{}\" fill=\"{}\"/>", Points(corners), Hex(*colour))
        }
        Shape::Stroke { points, width, colour } => writeln!(
            out,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{}\" stroke-linejoin=\"round\"/>",
            Points(points),
            Hex(*colour),
            Length(*width)
        ),
        Shape::Disc { centre: (x, y), radius, colour } => writeln!(
            out,
            "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{}\"/>",
            Length(*x),
            Length(*y),
            Length(*radius),
            Hex(*colour)
        ),
        Shape::Words { at: (x, y), anchor, text, size, strong, colour } => writeln!(
            out,
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\" font-weight=\"{}\" text-anchor=\"{}\" \
             dominant-baseline=\"central\" fill=\"{}\">{}</text>",
            Length(*x),
            Length(*y),
            Length(*size),
            if *strong { "bold" } else { "normal" },
            match anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            },
            Hex(*colour),
            escaped(text)
        ),
    }
}

/// A length to a hundredth of a pixel.
struct Length(f64);

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hundredths = (self.0 * 100.0).round() / 100.0;
        // Adding zero turns a negative zero round.
        write!(f, "{}", hundredths + 0.0)
    }
}

struct Points<'a>(&'a [Point]);

impl fmt::Display for Points<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (x, y)) in self.0.iter().enumerate() {
            let gap = if index == 0 { "" } else { " " };
            write!(f, "{gap}{},{}", Length(*x), Length(*y))?;
        }
        Ok(())
    }
}

struct Hex(Rgb);

impl fmt::Display for Hex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Rgb(red, green, blue) = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    const INK: Rgb = Rgb(22, 35, 255);

    #[test]
    fn every_shape_is_written_once_and_in_order() {
        let shapes = [
            Shape::rectangle((0.0, 0.0), (10.0, 5.5), INK),
            Shape::Stroke { points: vec![(0.0, 1.0 / 3.0), (-0.001, 2.0)], width: 1.5, colour: INK },
            Shape::Disc { centre: (3.0, 4.0), radius: 5.0, colour: INK },
            Shape::Words {
                at: (1.0, 2.0),
                anchor: Anchor::Middle,
                text: "A<&>\"B".to_owned(),
                size: 13.0,
                strong: true,
                colour: INK,
            },
        ];
        let text = picture(&shapes, (10.0, 20.0), "\"Hiragino Sans\", serif");
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(
            lines,
            [
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"20\" viewBox=\"0 0 10 20\" \
                 font-family=\"&quot;Hiragino Sans&quot;, serif\">",
                "<polygon points=\"0,0 10,0 10,5.5 0,5.5\" fill=\"#1623ff\"/>",
                "<polyline points=\"0,0.33 0,2\" fill=\"none\" stroke=\"#1623ff\" stroke-width=\"1.5\" \
                 stroke-linejoin=\"round\"/>",
                "<circle cx=\"3\" cy=\"4\" r=\"5\" fill=\"#1623ff\"/>",
                "<text x=\"1\" y=\"2\" font-size=\"13\" font-weight=\"bold\" text-anchor=\"middle\" \
                 dominant-baseline=\"central\" fill=\"#1623ff\">A&lt;&amp;&gt;&quot;B</text>",
                "</svg>",
            ]
        );
    }
}
