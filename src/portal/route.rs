//! The portal's own screens, below the first part of the address.

/// A screen of the portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PortalRoute {
    /// The topics.
    Learn,
    /// One topic.
    Topic(String),
    /// The finder.
    Trials,
    /// One trial.
    Trial(String),
    /// The kit for associations.
    Kit,
    /// Purpose, sources, what is not known.
    About,
}

impl PortalRoute {
    /// The screen at a fragment; `None` where the first part is no room of the portal.
    pub fn parse(fragment: &str) -> Option<Self> {
        let mut parts = fragment.trim_start_matches(['#', '/']).splitn(2, '/');
        let room = parts.next()?;
        let below = parts.next().map(|below| below.trim_end_matches('/')).filter(|below| !below.is_empty());
        Some(match (room, below) {
            ("learn", None) => Self::Learn,
            ("learn", Some(topic)) => Self::Topic(topic.to_owned()),
            ("trials", None) => Self::Trials,
            ("trials", Some(trial)) => Self::Trial(trial.to_owned()),
            ("kit", _) => Self::Kit,
            ("about", _) => Self::About,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rooms_and_what_is_below_them() {
        assert_eq!(PortalRoute::parse("#/learn"), Some(PortalRoute::Learn));
        assert_eq!(PortalRoute::parse("#/learn/"), Some(PortalRoute::Learn));
        assert_eq!(PortalRoute::parse("#/learn/atl"), Some(PortalRoute::Topic("atl".into())));
        assert_eq!(PortalRoute::parse("#/trials/rin-1/"), Some(PortalRoute::Trial("rin-1".into())));
        assert_eq!(PortalRoute::parse("#/kit"), Some(PortalRoute::Kit));
        assert_eq!(PortalRoute::parse("#/about"), Some(PortalRoute::About));
        assert_eq!(PortalRoute::parse("#/trace"), None);
        assert_eq!(PortalRoute::parse(""), None);
    }
}
