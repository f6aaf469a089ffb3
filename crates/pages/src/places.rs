//! What the texts may name: topics, trials, sections, figures and screens.

/// The topics in their order; each is a folder of `content/learn` and an address `#/learn/<topic>`.
pub const TOPICS: [&str; 16] = [
    "htlv-1",
    "atl",
    "smoldering-atl",
    "ham",
    "cv",
    "sil-2r-and-proviral-load",
    "reading-your-result",
    "none-seen",
    "reading-a-curve",
    "what-a-trial-is",
    "natural-history",
    "patients-as-partners",
    "nmo-and-rin-1",
    "mogamulizumab-in-ham",
    "questions",
    "help",
];

/// The trials that come with the app; each is a folder of `content/trials` and an address `#/trials/<id>`.
pub const TRIALS: [&str; 9] = [
    "mogamulizumab-ham-phase1-2a",
    "mogamulizumab-ham-phase3",
    "hamlet-p",
    "rin-1",
    "jcog1111c",
    "nct06698003",
    "valemetostat-atl-phase2",
    "tucidinostat-atl-phase2b",
    "template",
];

/// The sections of a topic: its three depths.
pub const TOPIC_SECTIONS: [&str; 3] = ["one-minute", "five-minutes", "clinicians"];

/// The sections of a trial's page that are written by hand.
pub const TRIAL_SECTIONS: [&str; 8] = [
    "in-short",
    "why",
    "who-can-join",
    "what-happens",
    "visits-and-tests",
    "side-effects",
    "results",
    "what-happened-next",
];

/// The figures a text may place.
pub const FIGURES: [&str; 19] = [
    "carriers-of-100",
    "atl-types",
    "four-regions",
    "people-r4",
    "people-r2",
    "none-seen-limits",
    "curve-r4",
    "curve-practice",
    "cv-measurement",
    "cv-scale",
    "kit-difference",
    "ham-milestones",
    "mogamulizumab-doses",
    "mogamulizumab-changes",
    "mogamulizumab-phase3",
    "trial-phases",
    "randomisation",
    "rin-1-design",
    "three-roles",
];

/// The screens, besides topics and trials, that a text may link to.
pub const SCREENS: [&str; 4] = ["#/learn", "#/trials", "#/about", "#/assess"];
