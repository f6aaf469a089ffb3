//! The drawings of the pictures, coloured by the style sheet. Each is worked out as data before it is shown.

mod cells;
pub mod drawing;
mod measuring;
mod people;
mod scales;

use drawing::Drawing;

/// A drawing.
#[derive(Debug, Clone, PartialEq)]
pub enum Art {
    /// Blood with lymphocytes.
    Blood {
        /// Usual ones.
        usual: usize,
        /// Abnormal ones.
        abnormal: usize,
    },
    /// A lymph node.
    Node(Swollen),
    /// One lymphocyte, for the key.
    Cell {
        /// Whether it is abnormal.
        abnormal: bool,
    },
    /// A step of measuring Cv.
    Measuring(MeasuringStep),
    /// The scale of Cv from 0 to 1 with its cut-offs.
    Scale {
        /// The cut-offs.
        cuts: [f64; 2],
        /// The cut-offs in words.
        shown: [String; 2],
    },
    /// The pattern of the lowest, middle or highest class on that scale.
    ScaleClass(usize),
    /// Two values as bars, with a cut-off across them.
    Bars {
        /// The values.
        bars: [Bar; 2],
        /// The cut-off.
        cut: f64,
    },
    /// Years along a line, from 0.
    Years {
        /// The marked years.
        at: Vec<f64>,
    },
    /// A dose as a circle.
    Dose {
        /// Its share of the largest dose, which is the share of the area.
        of_largest: f64,
    },
    /// People who take part.
    People(Crowd),
    /// A paper with a stamp.
    Approval,
    /// People who differ from each other.
    Everybody,
    /// A draw.
    Draw,
    /// One of two groups that are alike.
    Group,
    /// An eye that is covered.
    Blindfold,
    /// RIN-1 in time.
    Rin(RinCourse),
    /// Its infusions.
    InfusionSign,
    /// Its steroid.
    TaperSign,
    /// Its time of watching.
    WatchSign,
    /// A book.
    Book,
    /// Two people side by side.
    Support,
    /// A house.
    House,
}

/// Whether a lymph node is swollen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Swollen {
    /// It is not.
    No,
    /// In some people.
    Maybe,
    /// It is.
    Yes,
}

/// How many people a drawing shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Crowd {
    /// One row.
    Few,
    /// Two rows.
    More,
    /// Four rows.
    Many,
}

/// A step of measuring Cv.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MeasuringStep {
    /// A tube of blood.
    Blood,
    /// DNA with the virus in it.
    Sites,
    /// Copies of the joints.
    Copies,
    /// Overlapping waves.
    Waves,
    /// One place on a scale.
    Number,
}

/// A value as a bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What it is.
    pub name: String,
    /// The value.
    pub value: f64,
    /// The value in words.
    pub shown: String,
}

/// RIN-1 in weeks.
#[derive(Debug, Clone, PartialEq)]
pub struct RinCourse {
    /// When the drug was given.
    pub infusions: Vec<f64>,
    /// Weeks that are named on the axis, besides the last.
    pub ticks: Vec<f64>,
    /// The last week.
    pub weeks: f64,
}

/// Draws it.
pub fn draw(art: &Art) -> Drawing {
    match art {
        Art::Blood { usual, abnormal } => cells::blood(*usual, *abnormal),
        Art::Node(swollen) => cells::node(*swollen),
        Art::Cell { abnormal } => cells::one_cell(*abnormal),
        Art::Measuring(step) => measuring::step(*step),
        Art::Scale { cuts, shown } => scales::scale(*cuts, shown),
        Art::ScaleClass(class) => scales::class_sign(*class),
        Art::Bars { bars, cut } => scales::bars(bars, *cut),
        Art::Years { at } => scales::years(at),
        Art::Dose { of_largest } => scales::dose(*of_largest),
        Art::Rin(course) => scales::rin(course),
        Art::InfusionSign => scales::infusion_sign(),
        Art::TaperSign => scales::taper_sign(),
        Art::WatchSign => scales::watch_sign(),
        Art::People(crowd) => people::crowd(*crowd),
        Art::Everybody => people::everybody(),
        Art::Group => people::group(),
        Art::Draw => people::lot(),
        Art::Blindfold => people::blindfold(),
        Art::Approval => people::approval(),
        Art::Book => people::book(),
        Art::Support => people::support(),
        Art::House => people::house(),
    }
}
