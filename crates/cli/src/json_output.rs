//! Output as JSON text.
//!
//! Most of a line is keys and codes that need no escaping; written straight into memory they take a small part of
//! the time that a general serializer needs. That the text keeps to the schema of the types is tested.

use shirube_risk::coded::Coded;

use crate::assessment_record::{AssessmentRecord, Nearby, RulesRecord, ScoreRecord};
use crate::code::{Code, Codes};
use crate::line_error::ErrorRecord;

/// What can be written as JSON.
pub trait Json {
    /// Appends it.
    fn write(&self, out: &mut Vec<u8>);
}

/// Appends what stands before a member, its key included, and its value.
pub(crate) fn member(before: &[u8], value: &impl Json, out: &mut Vec<u8>) {
    out.extend_from_slice(before);
    value.write(out);
}

/// Appends `values` as an array.
fn array<T>(values: impl Iterator<Item = T>, out: &mut Vec<u8>, write: impl Fn(T, &mut Vec<u8>)) {
    let mut before = b'[';
    for value in values {
        out.push(before);
        write(value, out);
        before = b',';
    }
    if before == b'[' {
        out.push(before);
    }
    out.push(b']');
}

impl<T: Coded> Json for Code<T> {
    fn write(&self, out: &mut Vec<u8>) {
        // Codes have no quotation mark, no backslash and no control character.
        out.push(b'"');
        out.extend_from_slice(self.0.code().as_bytes());
        out.push(b'"');
    }
}

impl<T: Coded> Json for Codes<T> {
    fn write(&self, out: &mut Vec<u8>) {
        array(self.0.iter(), out, |value, out| Code(value).write(out));
    }
}

impl<R: Coded> Json for Nearby<R> {
    fn write(&self, out: &mut Vec<u8>) {
        array(self.iter(), out, |near, out| {
            member(b"{\"result\":", &near.result, out);
            member(b",\"code\":", &near.code, out);
            out.push(b'}');
        });
    }
}

impl Json for ScoreRecord {
    fn write(&self, out: &mut Vec<u8>) {
        member(b"{\"min\":", &self.min, out);
        member(b",\"max\":", &self.max, out);
        out.push(b'}');
    }
}

impl<T: Json> Json for Option<T> {
    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Some(value) => value.write(out),
            None => out.extend_from_slice(b"null"),
        }
    }
}

/// What `serde_json` writes.
macro_rules! as_serialized {
    ($($type:ty),+) => {
        $(impl Json for $type {
            fn write(&self, out: &mut Vec<u8>) {
                // Writing to memory cannot fail, and every key is text.
                let _ = serde_json::to_writer(out, self);
            }
        })+
    };
}
as_serialized!(&str, f64, u8, ErrorRecord<'_>);

impl Json for RulesRecord {
    fn write(&self, out: &mut Vec<u8>) {
        member(b"{\"cv_class\":", &self.cv_class, out);
        member(b",\"cv_sil2r\":", &self.cv_sil2r, out);
        member(b",\"iatl_pi_2017\":", &self.iatl_pi_2017, out);
        member(b",\"iatl_pi_2025\":", &self.iatl_pi_2025, out);
        member(b",\"atl_pi\":", &self.atl_pi, out);
        member(b",\"pvl_carrier\":", &self.pvl_carrier, out);
        member(b",\"shimoyama\":", &self.shimoyama, out);
        member(b",\"chronic_unfavorable\":", &self.chronic_unfavorable, out);
        member(b",\"omds\":", &self.omds, out);
        out.push(b'}');
    }
}

impl Json for AssessmentRecord<'_> {
    fn write(&self, out: &mut Vec<u8>) {
        member(b"{\"id\":", &self.id, out);
        member(b",\"rules\":", &self.rules, out);
        out.push(b'}');
    }
}
