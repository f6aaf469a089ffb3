//! The visible part of a trace.

/// A stretch of a trace, in scans; it always lies within the trace.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    /// First scan.
    pub start: f64,
    /// Last scan.
    pub end: f64,
}

/// Fewer scans are never stretched over the picture: about four bases.
const NARROWEST: f64 = 40.0;

impl Span {
    /// All of a trace.
    pub fn whole(scans: f64) -> Self {
        Self { start: 0.0, end: scans.max(1.0) }
    }

    /// So many scans round a place, as far as the trace reaches.
    pub fn around(middle: f64, width: f64, scans: f64) -> Self {
        Self { start: middle - width / 2.0, end: middle + width / 2.0 }.within(scans)
    }

    /// Number of scans.
    pub fn width(self) -> f64 {
        self.end - self.start
    }

    /// The scan at this share of the way from left to right.
    pub fn at(self, share: f64) -> f64 {
        self.start + share * self.width()
    }

    /// Moved by so many scans, no further than the ends.
    #[must_use]
    pub fn moved(self, by: f64, scans: f64) -> Self {
        Self { start: self.start + by, end: self.end + by }.within(scans)
    }

    /// `factor` times as wide (less than 1 shows more detail); the scan at `share` of the way stays there.
    #[must_use]
    pub fn zoomed(self, factor: f64, share: f64, scans: f64) -> Self {
        let width = (self.width() * factor).clamp(NARROWEST.min(scans.max(1.0)), scans.max(1.0));
        let start = self.at(share) - share * width;
        Self { start, end: start + width }.within(scans)
    }

    /// The same width, pushed back into the trace.
    fn within(self, scans: f64) -> Self {
        let scans = scans.max(1.0);
        let width = self.width().clamp(NARROWEST.min(scans), scans);
        let start = self.start.clamp(0.0, scans - width);
        Self { start, end: start + width }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SCANS: f64 = 12_000.0;

    #[test]
    fn it_stops_at_the_ends() {
        assert_eq!(Span::around(10.0, 400.0, SCANS), Span { start: 0.0, end: 400.0 });
        assert_eq!(Span::around(11_990.0, 400.0, SCANS), Span { start: 11_600.0, end: SCANS });
        assert_eq!(Span::whole(SCANS).moved(50.0, SCANS), Span::whole(SCANS));
        assert_eq!(Span::whole(SCANS).zoomed(2.0, 0.5, SCANS), Span::whole(SCANS));
    }

    #[test]
    fn zooming_keeps_the_place_under_the_pointer() {
        let span = Span { start: 4_000.0, end: 5_000.0 };
        let zoomed = span.zoomed(0.5, 0.3, SCANS);
        assert!((zoomed.at(0.3) - span.at(0.3)).abs() < 1e-9);
        assert_eq!(zoomed.width(), 500.0);
    }

    #[test]
    fn zooming_in_ends_before_nothing_is_left() {
        let mut span = Span::whole(SCANS);
        for _ in 0..100 {
            span = span.zoomed(0.8, 0.9, SCANS);
        }
        assert_eq!(span.width(), NARROWEST);
    }

    proptest! {
        #[test]
        fn it_always_lies_in_the_trace(
            scans in 0.0..30_000.0_f64,
            middle in -1e5..1e5_f64,
            width in 0.0..1e6_f64,
            steps in proptest::collection::vec((-1e5..1e5_f64, 0.01..100.0_f64, 0.0..=1.0_f64), 0..20),
        ) {
            let mut span = Span::around(middle, width, scans);
            for (by, factor, share) in steps {
                span = span.moved(by, scans).zoomed(factor, share, scans);
                prop_assert!(span.start >= -1e-6 && span.end <= scans.max(1.0) + 1e-6, "{span:?} of {scans}");
                prop_assert!(span.width() > 0.0);
            }
        }
    }
}
