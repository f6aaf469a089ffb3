//! Where the reader is, as a fragment of the address. A fragment never reaches a server.

/// A screen, or a room with screens of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Route {
    /// The doors.
    Home,
    /// What HTLV-1 is, in plain words: a page for each topic.
    Learn,
    /// Trials: the finder, and a page for each.
    Trials,
    /// Values in, study out.
    Assess,
    /// For associations: leaflets, the booth.
    Kit,
    /// Clonality from Sanger traces.
    Trace,
    /// Clonality from integration sites.
    Sites,
    /// Purpose, sources, what is not known.
    About,
}

impl Route {
    /// Every screen, in the order of the header.
    pub const ALL: [Self; 8] = [
        Self::Home,
        Self::Learn,
        Self::Trials,
        Self::Assess,
        Self::Kit,
        Self::Trace,
        Self::Sites,
        Self::About,
    ];

    /// The address of this screen.
    pub const fn href(self) -> &'static str {
        match self {
            Self::Home => "#/",
            Self::Learn => "#/learn",
            Self::Trials => "#/trials",
            Self::Assess => "#/assess",
            Self::Kit => "#/kit",
            Self::Trace => "#/trace",
            Self::Sites => "#/sites",
            Self::About => "#/about",
        }
    }

    /// The screen at a fragment as the browser gives it: its first part decides. What is unknown leads to the doors.
    pub fn parse(fragment: &str) -> Self {
        let first = fragment.trim_start_matches(['#', '/']).split('/').next();
        Self::ALL.into_iter().find(|route| route.href().get(2..) == first).unwrap_or(Self::Home)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_screen_is_found_at_its_own_address_and_below_it() {
        for route in Route::ALL {
            assert_eq!(Route::parse(route.href()), route);
            assert_eq!(Route::parse(&format!("{}/", route.href())), route);
        }
        assert_eq!(Route::parse("#/learn/atl"), Route::Learn);
        assert_eq!(Route::parse("#/trials/rin-1"), Route::Trials);
        assert_eq!(Route::parse(""), Route::Home);
        assert_eq!(Route::parse("#assess"), Route::Assess);
    }

    proptest! {
        #[test]
        fn any_other_fragment_leads_to_the_doors(text in "#/x\\PC*") {
            prop_assert_eq!(Route::parse(&text), Route::Home);
        }
    }
}
