//! How well trace clonality agreed with sequencing: `docs/trace-clonality.md`, "Agreement with sequencing". The figures
//! are those of reads that pass the gates, with what was learned from other genes only.

/// Public reads with sequencing of the same well.
pub const READS: &str = "89";
/// Those that pass the gates.
pub const KEPT: &str = "77";
/// Root mean square of the differences in dominance.
pub const DOMINANCE_ERROR: &str = "0.055";
/// The same for the Simpson index.
pub const SIMPSON_ERROR: &str = "0.054";
/// Share of the 95 % intervals of dominance that held the sequenced value.
pub const COVERED: &str = "94.8%";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_are_those_of_the_table() {
        let document = include_str!("../../../../docs/trace-clonality.md");
        let row = |name: &str| {
            let start = format!("| {name} | pass, gene left out |");
            document
                .lines()
                .find(|line| line.starts_with(&start))
                .unwrap()
                .split('|')
                .map(str::trim)
                .collect::<Vec<_>>()
        };
        assert!(document.contains(&format!("| dominance | all | {READS} |")));
        let (dominance, simpson) = (row("dominance"), row("Simpson"));
        assert_eq!((dominance[3], simpson[3]), (KEPT, KEPT));
        assert_eq!(dominance[6].trim_matches('*'), DOMINANCE_ERROR);
        assert_eq!(simpson[6].trim_matches('*'), SIMPSON_ERROR);
        let covered: f64 = dominance[7].trim_matches('*').parse().unwrap();
        assert_eq!(format!("{:.1}%", 100.0 * covered), COVERED);
    }
}
