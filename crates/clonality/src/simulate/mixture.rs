//! The clones of a mixture and their sequences.

use shirube_numeric::random::Random;

use super::{SimulationError, SimulationSettings};
use crate::chromatogram::Base;

/// Shares that sum to 1 may miss it by so much.
pub const ROUNDING: f64 = 1e-9;

/// Clones by their shares. What they leave of 1 is the polyclonal rest.
#[derive(Debug, Clone, PartialEq)]
pub struct Mixture {
    /// Each clone that has a share of its own.
    pub clones: Vec<HostClone>,
    /// What the rest is made of.
    pub rest: Rest,
}

/// One clone.
#[derive(Debug, Clone, PartialEq)]
pub struct HostClone {
    /// Its share of the mixture, 0 to 1.
    pub fraction: f64,
    /// Its host sequence, outward from the junction; where it ends, and if it is empty, bases are made up.
    pub host: Vec<Base>,
}

/// What the rest of a mixture is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rest {
    /// Endlessly many clones: every base at every position, in the shares of the composition.
    Diverse,
    /// So many clones of equal size.
    Clones(u32),
}

impl Mixture {
    /// More make no difference that could be seen.
    pub const MOST_CLONES: usize = 10_000;

    /// Clones of these shares with made-up sequences, over an endlessly diverse rest.
    pub fn of_fractions(fractions: &[f64]) -> Self {
        let clones = fractions.iter().map(|fraction| HostClone { fraction: *fraction, host: Vec::new() });
        Self { clones: clones.collect(), rest: Rest::Diverse }
    }

    /// Share of the rest, 0 to 1.
    pub fn rest_fraction(&self) -> f64 {
        let rest = 1.0 - self.clones.iter().map(|clone| clone.fraction).sum::<f64>();
        if rest < ROUNDING { 0.0 } else { rest }
    }

    pub(super) fn check(&self) -> Result<(), SimulationError> {
        let of_rest = if let Rest::Clones(number) = self.rest { number as usize } else { 0 };
        if self.clones.len().saturating_add(of_rest) > Self::MOST_CLONES {
            return Err(SimulationError::TooManyClones);
        }
        let sum: f64 = self.clones.iter().map(|clone| clone.fraction).sum();
        let shares = self.clones.iter().all(|clone| (0.0..=1.0).contains(&clone.fraction));
        let rest_is_something = self.rest_fraction() == 0.0 || self.rest != Rest::Clones(0);
        if shares && sum <= 1.0 + ROUNDING && rest_is_something {
            Ok(())
        } else {
            Err(SimulationError::BadFractions)
        }
    }

    /// Everything that is sequenced, as long as the read: the clones in their order, then the rest.
    pub(super) fn components(
        &self,
        settings: &SimulationSettings,
        constant: &[Base],
        random: &mut Random,
    ) -> Vec<Component> {
        let length = settings.read_length.saturating_sub(constant.len());
        let mut clone = |fraction, host: &[Base]| {
            let made_up = host.len()..length;
            let mut host: Vec<Base> = host.iter().copied().take(length).collect();
            host.extend(made_up.map(|_| drawn_base(settings.composition, random)));
            let columns = constant.iter().chain(&host).map(|base| Column::Base(*base)).collect();
            Component { fraction, columns }
        };
        let mut components: Vec<Component> =
            self.clones.iter().map(|of| clone(of.fraction, &of.host)).collect();
        let rest = self.rest_fraction();
        if rest > 0.0 {
            match self.rest {
                Rest::Clones(number) => {
                    components.extend((0..number).map(|_| clone(rest / f64::from(number), &[])));
                }
                Rest::Diverse => {
                    let mut columns: Vec<Column> = constant.iter().map(|base| Column::Base(*base)).collect();
                    columns.resize(settings.read_length, Column::Diverse(settings.composition));
                    components.push(Component { fraction: rest, columns });
                }
            }
        }
        components
    }
}

/// Molecules that are sequenced together: a clone, or the diverse rest.
#[derive(Debug, Clone, PartialEq)]
pub struct Component {
    /// Their share of all.
    pub fraction: f64,
    /// Their sequence, as long as the read.
    pub columns: Vec<Column>,
}

/// What molecules have at one position.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Column {
    /// All the same base.
    Base(Base),
    /// Each base in this share.
    Diverse([f64; 4]),
}

impl Column {
    /// Shares of A, C, G, T; they sum to 1.
    pub fn shares(self) -> [f64; 4] {
        match self {
            Self::Base(base) => Base::ALL.map(|each| if each == base { 1.0 } else { 0.0 }),
            Self::Diverse(shares) => shares,
        }
    }

    fn complement(self) -> Self {
        match self {
            Self::Base(base) => Self::Base(match base {
                Base::A => Base::T,
                Base::C => Base::G,
                Base::G => Base::C,
                Base::T => Base::A,
            }),
            Self::Diverse([a, c, g, t]) => Self::Diverse([t, g, c, a]),
        }
    }
}

impl Component {
    /// Whether all its molecules have one sequence.
    pub(super) fn is_clone(&self) -> bool {
        self.columns.iter().all(|column| matches!(column, Column::Base(_)))
    }

    pub(super) fn reverse_complement(&mut self) {
        self.columns.reverse();
        for column in &mut self.columns {
            *column = column.complement();
        }
    }
}

/// A base drawn by weights of A, C, G, T.
pub(super) fn drawn_base(weights: [f64; 4], random: &mut Random) -> Base {
    Base::ALL.get(random.weighted(&weights)).copied().unwrap_or(Base::T)
}
