//! Where the reader is, as a fragment of the address. A fragment never reaches a server.

/// A screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Route {
    /// The doors.
    Home,
    /// Values in, study out.
    Assess,
    /// Clonality from Sanger traces.
    Trace,
    /// Clonality from integration sites.
    Sites,
    /// Purpose, sources, what is not known.
    About,
}

impl Route {
    /// Every screen.
    pub const ALL: [Self; 5] = [Self::Home, Self::Assess, Self::Trace, Self::Sites, Self::About];

    /// The address of this screen.
    pub const fn href(self) -> &'static str {
        match self {
            Self::Home => "#/",
            Self::Assess => "#/assess",
            Self::Trace => "#/trace",
            Self::Sites => "#/sites",
            Self::About => "#/about",
        }
    }

    /// The screen at a fragment as the browser gives it. What is unknown leads to the doors.
    pub fn parse(fragment: &str) -> Self {
        let path = fragment.trim_start_matches('#').trim_matches('/');
        Self::ALL
            .into_iter()
            .find(|route| route.href().trim_matches(['#', '/']) == path)
            .unwrap_or(Self::Home)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_screen_is_found_at_its_own_address() {
        for route in Route::ALL {
            assert_eq!(Route::parse(route.href()), route);
            assert_eq!(Route::parse(&format!("{}/", route.href())), route);
        }
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
