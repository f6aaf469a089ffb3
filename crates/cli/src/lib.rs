//! The published HTLV-1 risk rules over many people at once: records in, records out.
//!
//! A line of input is a [`person::PersonRecord`]; a line of output is an
//! [`assessment_record::AssessmentRecord`] or, for a line that cannot be used, an
//! [`line_error::ErrorRecord`]. These types are the one truth: parsing, the JSON Schemas and the
//! documentation come from them.
//!
//! The library reads and writes memory only. Files, threads and the terminal belong to the program.

pub mod anchor_text;
pub mod assessment_record;
pub mod block;
pub mod code;
pub mod csv_input;
pub mod csv_output;
pub mod json_error;
pub mod json_lines;
pub mod json_output;
pub mod line_error;
pub mod person;
pub mod record_id;
pub mod schema;
pub mod simulation_error;
pub mod simulation_truth;
pub mod sites_message;
pub mod sites_record;
pub mod trace_code;
pub mod trace_message;
pub mod trace_record;
pub mod values;
