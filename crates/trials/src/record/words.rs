//! The fixed vocabularies of a record.

use crate::named::named;

named! {
    /// The items of the WHO Trial Registration Data Set, version 1.3.1, in its order.
    ItemKey {
        /// Name of the primary registry and the trial's number in it.
        PrimaryRegistry = "primary_registry",
        /// Day of registration in it.
        RegistrationDate = "registration_date",
        /// Other numbers of the trial.
        SecondaryIds = "secondary_ids",
        /// Who gives money or material.
        SourcesOfSupport = "sources_of_support",
        /// Who is responsible.
        PrimarySponsor = "primary_sponsor",
        /// Who shares the responsibility.
        SecondarySponsors = "secondary_sponsors",
        /// Whom the public may ask.
        ContactPublic = "contact_public",
        /// Whom researchers may ask.
        ContactScientific = "contact_scientific",
        /// Title for the public.
        PublicTitle = "public_title",
        /// Title of the protocol.
        ScientificTitle = "scientific_title",
        /// Where people are recruited.
        Countries = "countries",
        /// What is studied.
        Conditions = "conditions",
        /// What is done.
        Interventions = "interventions",
        /// Who may join and who may not.
        Eligibility = "eligibility",
        /// Type and design of the study.
        StudyType = "study_type",
        /// Day on which the first person joined.
        FirstEnrolment = "first_enrolment",
        /// How many people.
        SampleSize = "sample_size",
        /// Whether people can join, in the registry's words.
        RecruitmentStatus = "recruitment_status",
        /// What decides.
        PrimaryOutcomes = "primary_outcomes",
        /// What else is measured.
        SecondaryOutcomes = "secondary_outcomes",
        /// Review by an ethics committee.
        EthicsReview = "ethics_review",
        /// Day on which it ended or will end.
        CompletionDate = "completion_date",
        /// Results in short.
        SummaryResults = "summary_results",
        /// Whether data of single people are shared.
        IpdSharing = "ipd_sharing",
    }
}

impl ItemKey {
    /// Whether the item is a date.
    pub const fn is_date(self) -> bool {
        matches!(self, Self::RegistrationDate | Self::FirstEnrolment | Self::CompletionDate)
    }
}

named! {
    /// Whether people can join, in the words of ClinicalTrials.gov.
    StatusValue {
        /// Recruiting.
        Recruiting = "recruiting",
        /// Will recruit.
        NotYetRecruiting = "not_yet_recruiting",
        /// Only those who are asked.
        EnrollingByInvitation = "enrolling_by_invitation",
        /// Runs and takes nobody any more.
        ActiveNotRecruiting = "active_not_recruiting",
        /// Stopped for a time.
        Suspended = "suspended",
        /// Stopped before its planned end.
        Terminated = "terminated",
        /// Ended as planned.
        Completed = "completed",
        /// Stopped before anyone joined.
        Withdrawn = "withdrawn",
        /// The registry was not told for long.
        Unknown = "unknown",
        /// Expanded access: can be had.
        Available = "available",
        /// Expanded access: can no longer be had.
        NoLongerAvailable = "no_longer_available",
        /// Expanded access: cannot be had for a time.
        TemporarilyNotAvailable = "temporarily_not_available",
        /// Expanded access: approved since.
        ApprovedForMarketing = "approved_for_marketing",
        /// Kept back by the registry.
        Withheld = "withheld",
    }
}

named! {
    /// How far the testing of a treatment is.
    Phase {
        /// Before phase 1.
        Early1 = "early_1",
        /// Phase 1.
        One = "1",
        /// Phases 1 and 2.
        OneTwo = "1/2",
        /// Phases 1 and 2a.
        OneTwoA = "1/2a",
        /// Phase 2.
        Two = "2",
        /// Phase 2a.
        TwoA = "2a",
        /// Phase 2b.
        TwoB = "2b",
        /// Phases 2 and 3.
        TwoThree = "2/3",
        /// Phase 3.
        Three = "3",
        /// Phase 4.
        Four = "4",
        /// The study has none.
        NotApplicable = "not_applicable",
        /// Not found by us.
        NotFound = "not_found",
    }
}

impl Phase {
    /// The concept of the synonym table that stands for it, if any.
    pub const fn concept(self) -> Option<&'static str> {
        match self {
            Self::Early1 | Self::One => Some("phase-1"),
            Self::OneTwo | Self::OneTwoA => Some("phase-1-2"),
            Self::Two => Some("phase-2"),
            Self::TwoA => Some("phase-2a"),
            Self::TwoB => Some("phase-2b"),
            Self::TwoThree => Some("phase-2-3"),
            Self::Three => Some("phase-3"),
            Self::Four => Some("phase-4"),
            Self::NotApplicable | Self::NotFound => None,
        }
    }
}

named! {
    /// Where results are.
    ResultsKind {
        /// In a paper.
        Published = "published",
        /// In the registry.
        Posted = "posted",
        /// The source says that the trial runs.
        NoneYet = "none_yet",
    }
}

named! {
    /// Who can take part.
    Who {
        /// People with the virus and without a disease of it.
        Carriers = "carriers",
        /// People who are ill.
        Patients = "patients",
        /// People whom an earlier treatment did not help enough.
        TreatedBefore = "treated_before",
        /// People under 18 may join.
        Children = "children",
        /// People without virus and disease.
        HealthyVolunteers = "healthy_volunteers",
    }
}
