//! The portal's own screens, below the first part of the address.

use super::kit::leaflet::Subject;

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
    /// A page as a leaflet.
    Leaflet(Subject),
    /// The start of the screen for a booth.
    Booth,
    /// What lies before it on the way back.
    BoothGuard,
    /// Purpose, sources, what is not known.
    About,
    /// The lock of the page, and whether it holds.
    Lock,
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
            ("kit", None) => Self::Kit,
            ("kit", Some("booth")) => Self::Booth,
            ("kit", Some("booth-guard")) => Self::BoothGuard,
            ("kit", Some(below)) => {
                match below.strip_prefix("leaflet/").and_then(|page| page.split_once('/')) {
                    Some(("learn", topic)) => Self::Leaflet(Subject::Topic(topic.to_owned())),
                    Some(("trials", trial)) => Self::Leaflet(Subject::Trial(trial.to_owned())),
                    _ => Self::Kit,
                }
            }
            ("about", Some("lock")) => Self::Lock,
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
        assert_eq!(PortalRoute::parse(super::super::kit::kiosk::START), Some(PortalRoute::Booth));
        assert_eq!(PortalRoute::parse(super::super::kit::kiosk::GUARD), Some(PortalRoute::BoothGuard));
        let leaflet = PortalRoute::Leaflet(Subject::Trial("rin-1".into()));
        assert_eq!(PortalRoute::parse("#/kit/leaflet/trials/rin-1"), Some(leaflet));
        assert_eq!(PortalRoute::parse("#/about"), Some(PortalRoute::About));
        assert_eq!(PortalRoute::parse(super::super::lock::HREF), Some(PortalRoute::Lock));
        assert_eq!(PortalRoute::parse("#/trace"), None);
        assert_eq!(PortalRoute::parse(""), None);
    }
}
