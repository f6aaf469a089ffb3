//! ABIF files as instruments and programs write them, whole and damaged.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test without its values has failed")]

mod trace_bytes;

use shirube_clonality::FormatError;
use shirube_clonality::abif::{AbifFile, Date, Thumb, Time, Values};
use shirube_clonality::chromatogram::{Base, BaseCall, CalledBy, Chromatogram, Remark};
use shirube_clonality::trace_file::{LARGEST_FILE, read};
use trace_bytes::abif::Abif;
use trace_bytes::{check, clean_read, clean_scans};

const LETTERS: &[u8] = b"GATTACACCGTAGGGTCA";

fn run() -> Abif {
    Abif::run(&clean_read(LETTERS), LETTERS, &clean_scans(LETTERS.len()))
}

fn trace(file: &Abif) -> Chromatogram {
    let bytes = file.bytes();
    let trace = read(&bytes).unwrap();
    check(&trace, &bytes);
    trace
}

fn error(file: &Abif) -> FormatError {
    read(&file.bytes()).unwrap_err()
}

fn letters(trace: &Chromatogram) -> Vec<u8> {
    trace.calls.iter().map(|call| call.letter).collect()
}

fn truncated(what: &str) -> FormatError {
    FormatError::Truncated { what: what.to_owned() }
}

fn malformed(what: &str) -> FormatError {
    FormatError::Malformed { what: what.to_owned() }
}

#[test]
fn channels_and_calls_of_a_run_are_read() {
    let trace = trace(&run());
    assert_eq!(trace.channels, clean_read(LETTERS));
    assert_eq!(letters(&trace), LETTERS);
    assert_eq!(trace.calls[3], BaseCall { letter: b'T', scan: 40, quality: Some(23) });
    assert_eq!(trace.called_by, CalledBy::BaseCaller);
    assert_eq!(trace.remarks, []);
}

#[test]
fn channels_are_named_by_the_file_whatever_their_order() {
    let channels = clean_read(LETTERS);
    let mut orders = Vec::new();
    for order in permutations(*b"ACGT") {
        let mut file = run().with(*b"FWO_", 1, 2, &order);
        let mut signal = Vec::new();
        for (number, letter) in (9..).zip(order) {
            let place = Base::ALL.iter().position(|base| base.letter() == letter).unwrap();
            file = file.shorts(*b"DATA", number, &channels[place]);
            signal.push(i16::try_from(100 * (place + 1)).unwrap());
        }
        let trace = trace(&file.shorts(*b"S/N%", 1, &signal));
        assert_eq!(trace.channels, channels, "{}", order.escape_ascii());
        assert_eq!(trace.run.signal, Some([100.0, 200.0, 300.0, 400.0]), "{}", order.escape_ascii());
        orders.push(order);
    }
    assert_eq!(orders.len(), 24);
}

fn permutations(letters: [u8; 4]) -> Vec<[u8; 4]> {
    let places = || 0..4;
    let all = places().flat_map(|a| places().flat_map(move |b| places().map(move |c| (a, b, c))));
    let different = all.filter(|(a, b, c)| a != b && a != c && b != c);
    different.map(|(a, b, c)| [a, b, c, 6 - a - b - c].map(|place: usize| letters[place])).collect()
}

#[test]
fn without_an_order_of_the_channels_the_usual_one_is_taken_and_told() {
    let trace = trace(&run().without(*b"FWO_"));
    assert_eq!(trace.channels, clean_read(LETTERS));
    assert_eq!(trace.remarks, [Remark::ChannelOrderAssumed]);
}

#[test]
fn an_order_that_is_none_is_an_error() {
    for order in [&b"GATG"[..], b"GAT", b"GATCX", b"\0\0\0\0", b""] {
        assert_eq!(error(&run().with(*b"FWO_", 1, 2, order)), malformed("FWO_1"));
    }
}

#[test]
fn an_old_header_before_the_file_is_passed_over() {
    let plain = run().bytes();
    let wrapped = [vec![0; 128], plain.clone()].concat();
    assert_eq!(read(&wrapped), read(&plain));
}

#[test]
fn the_directory_may_stand_first_with_number_and_type_exchanged() {
    let file = Abif { directory_first: true, ..run() };
    assert_eq!(trace(&file), trace(&run()));
}

#[test]
fn calls_of_the_instrument_come_before_those_that_were_edited() {
    let edited = run().with(*b"PBAS", 1, 2, b"GATTACACCGTAGGGTCC");
    let moved = run().scans(1, &clean_scans(LETTERS.len()).iter().map(|scan| scan + 1).collect::<Vec<_>>());
    for file in [edited, moved] {
        let trace = trace(&file);
        assert_eq!(letters(&trace), LETTERS);
        assert_eq!(trace.calls[0].scan, 10);
        assert_eq!(trace.called_by, CalledBy::BaseCaller);
        assert_eq!(trace.remarks, [Remark::CallsWereEdited]);
    }
}

#[test]
fn small_letters_are_no_edits() {
    let trace = trace(&run().with(*b"PBAS", 2, 2, &LETTERS.to_ascii_lowercase()));
    assert_eq!(letters(&trace), LETTERS);
    assert_eq!(trace.remarks, []);
}

#[test]
fn editable_calls_are_used_where_the_instruments_are_missing() {
    for file in [
        run().without_number(*b"PBAS", 2),
        run().without_number(*b"PLOC", 2),
        run().with(*b"PBAS", 2, 2, b""),
    ] {
        let trace = trace(&file);
        assert_eq!(letters(&trace), LETTERS);
        assert_eq!(trace.called_by, CalledBy::EditableCalls);
    }
}

#[test]
fn without_calls_bases_are_called_from_the_peaks() {
    for file in [run().without(*b"PBAS"), run().without(*b"PLOC"), run().scans(1, &[]).scans(2, &[])] {
        let trace = trace(&file);
        assert_eq!(letters(&trace), LETTERS);
        assert_eq!(
            trace.calls.iter().map(|call| call.scan).collect::<Vec<_>>(),
            [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120, 130, 140, 150, 160, 170, 180]
        );
        assert!(trace.calls.iter().all(|call| call.quality.is_none()));
        assert_eq!(trace.called_by, CalledBy::OwnPeaks);
        assert_eq!(trace.remarks, [Remark::CalledFromPeaks]);
    }
}

#[test]
fn without_calls_and_peaks_there_is_no_signal() {
    for scans in [0, 50] {
        let channels = [0, 1, 2, 3].map(|_| vec![0; scans]);
        assert_eq!(error(&Abif::run(&channels, b"", &[])), FormatError::NoSignal);
    }
}

#[test]
fn calls_without_a_decision_are_kept() {
    let trace = trace(&Abif::run(&clean_read(b"ACGT"), b"NNNNN", &[10, 20, 30, 40, 50]));
    assert_eq!(letters(&trace), b"NNNNN");
}

#[test]
fn ambiguous_letters_are_kept_and_unknown_ones_become_n() {
    let trace = trace(&run().with(*b"PBAS", 2, 2, b"GRYSWKMBDHVN-.\0*Xu"));
    assert_eq!(letters(&trace), b"GRYSWKMBDHVNNNNNNT");
}

#[test]
fn positions_beyond_32767_are_read_as_they_were_meant() {
    let scans: Vec<u16> = (0..60).map(|base| 500 + 1_000 * base).collect();
    let channels = [vec![1; 60_000], vec![2; 60_000], vec![3; 60_000], vec![4; 60_000]];
    let trace = trace(&Abif::run(&channels, &[b'A'; 60], &scans));
    assert_eq!(trace.calls.len(), 60);
    assert_eq!(trace.calls[59].scan, 59_500);
    assert_eq!(trace.remarks, []);
}

#[test]
fn calls_from_the_first_position_that_steps_back_are_dropped_and_it_is_told() {
    for last in [19, 10, 5] {
        let trace = trace(&Abif::run(&clean_read(LETTERS), b"GATT", &[10, 15, 20, last]));
        assert_eq!(letters(&trace), b"GAT");
        assert_eq!(trace.remarks, [Remark::PeaksOutOfOrder]);
    }
}

/// A real read of a 3730 begins so.
#[test]
fn two_calls_on_one_scan_are_both_kept() {
    let trace = trace(&Abif::run(&clean_read(LETTERS), b"NGAT", &[2, 2, 10, 20]));
    assert_eq!(letters(&trace), b"NGAT");
    assert_eq!(trace.remarks, []);
}

#[test]
fn positions_beyond_the_last_scan_are_dropped() {
    let scans = u16::try_from(clean_read(LETTERS)[0].len()).unwrap();
    let trace = trace(&Abif::run(&clean_read(LETTERS), b"GAT", &[10, scans - 1, scans]));
    assert_eq!(letters(&trace), b"GA");
    assert_eq!(trace.remarks, [Remark::PeaksOutOfOrder]);
}

#[test]
fn bases_without_quality_have_none() {
    let trace = trace(&run().with(*b"PCON", 2, 1, &[50, 51]));
    assert_eq!(
        trace.calls.iter().map(|call| call.quality).take(3).collect::<Vec<_>>(),
        [Some(50), Some(51), None]
    );
}

#[test]
fn what_a_file_says_of_its_run_is_read() {
    let file = run()
        .pascal(*b"SMPL", 1, b"P-017 baseline")
        .pascal(*b"CMNT", 1, b"Z\xFCrich")
        .with(*b"MODL", 1, 2, b"3730")
        .pascal(*b"MCHN", 1, b"Sequencer 1")
        .c_string(*b"RunN", 1, b"Run 5")
        .pascal(*b"SPAC", 2, b"KB.bcp")
        .pascal(*b"SVER", 2, b"KB 1.4.0")
        .pascal(*b"PDMF", 1, b"KB_3730.mob")
        .c_string(*b"User", 1, b"lab")
        .pascal(*b"TUBE", 1, b"H12")
        .shorts(*b"LANE", 1, &[96])
        .with(*b"RUND", 1, 10, &[7, 0xE3, 1, 1])
        .with(*b"RUNT", 1, 11, &[1, 2, 3, 4])
        .with(*b"RUND", 3, 10, &[7, 0xE3, 12, 31])
        .with(*b"RUNT", 3, 11, &[23, 59, 8, 99])
        .shorts(*b"S/N%", 1, &[10, 20, 30, 40]);
    let said = trace(&file).run;
    assert_eq!(said.sample.as_deref(), Some("P-017 baseline"));
    assert_eq!(said.comment.as_deref(), Some("Zürich"));
    assert_eq!(said.machine_model.as_deref(), Some("3730"));
    assert_eq!(said.machine_name.as_deref(), Some("Sequencer 1"));
    assert_eq!(said.run_name.as_deref(), Some("Run 5"));
    assert_eq!(said.base_caller.as_deref(), Some("KB.bcp (KB 1.4.0)"));
    assert_eq!(said.dye_set.as_deref(), Some("KB_3730.mob"));
    assert_eq!(said.user.as_deref(), Some("lab"));
    assert_eq!(said.well.as_deref(), Some("H12"));
    assert_eq!(said.lane, Some(96));
    assert_eq!(said.collected.as_deref(), Some("2019-12-31 23:59:08"));
    // G, A, T, C in the file.
    assert_eq!(said.signal, Some([20.0, 40.0, 10.0, 30.0]));
}

#[test]
fn a_file_that_says_nothing_of_its_run_is_read() {
    assert_eq!(trace(&run()).run, shirube_clonality::chromatogram::RunDetails::default());
}

#[test]
fn a_c_string_that_claims_to_have_no_characters_is_no_text() {
    let trace = trace(&run().c_string(*b"RunN", 1, b"").claiming(*b"RunN", 0));
    assert_eq!(trace.run.run_name, None);
}

#[test]
fn a_text_that_claims_to_be_longer_than_it_is_ends_where_it_ends() {
    let trace = trace(&run().with(*b"SMPL", 1, 18, b"\xFFshort name"));
    assert_eq!(trace.run.sample.as_deref(), Some("short name"));
}

#[test]
fn details_that_lie_beyond_the_end_are_left_out() {
    let mut file = Abif { directory_first: true, ..run() }.pascal(*b"SMPL", 1, b"sample").bytes();
    file.pop();
    let trace = read(&file).unwrap();
    assert_eq!(trace.run.sample, None);
    assert_eq!(letters(&trace), LETTERS);
}

#[test]
fn a_directory_cut_short_serves_as_far_as_it_goes() {
    let trace = trace(&Abif { announced_beyond: 25, ..run() });
    assert_eq!(letters(&trace), LETTERS);
    assert_eq!(trace.remarks, [Remark::DirectoryCutShort]);
}

#[test]
fn what_a_directory_cut_short_does_not_name_is_not_said_to_be_missing() {
    for file in [run().without_number(*b"DATA", 10), run().without(*b"FWO_").without(*b"PBAS")] {
        assert_eq!(error(&Abif { announced_beyond: 25, ..file }), truncated("directory"));
    }
}

#[test]
fn channels_that_lie_beyond_the_end_are_an_error() {
    let file = Abif { directory_first: true, ..run() };
    let bytes = file.bytes();
    // Half of the file holds the directory, DATA9 and a part of the next.
    assert_eq!(read(&bytes[..bytes.len() / 2]), Err(truncated("DATA10")));
}

#[test]
fn a_channel_that_is_not_there_is_told() {
    let lacking = |number| FormatError::Missing { what: format!("DATA{number}") };
    for number in 9..=12 {
        assert_eq!(error(&run().without_number(*b"DATA", number)), lacking(number));
    }
}

#[test]
fn channels_of_another_type_or_length_are_an_error() {
    assert_eq!(error(&run().with(*b"DATA", 11, 2, &[0; 400])), malformed("DATA11"));
    let short = &clean_read(LETTERS)[3][1..];
    assert_eq!(error(&run().shorts(*b"DATA", 11, short)), malformed("DATA11"));
}

#[test]
fn an_analysis_of_fragments_is_no_sequencing() {
    let file = Abif::new().shorts(*b"DATA", 1, &[1; 100]).shorts(*b"DATA", 9, &[1; 100]);
    assert_eq!(error(&file), FormatError::NotSequencing);
}

#[test]
fn other_formats_and_versions_are_told_apart() {
    for bytes in [&b""[..], b"A", b"ABI", b"This is no trace at all", b">read\nGATTACA\n", &[0; 200]] {
        assert_eq!(read(bytes), Err(FormatError::UnknownFormat));
    }
    for version in [0, 99, 200, 201, u16::MAX] {
        let file = Abif { version, ..run() };
        assert_eq!(error(&file), FormatError::UnsupportedVersion { version: version.into() });
    }
    assert_eq!(letters(&trace(&Abif { version: 199, ..run() })), LETTERS);
}

#[test]
fn a_header_or_directory_that_is_not_there_is_told() {
    let file = run().bytes();
    assert_eq!(read(&file[..29]), Err(truncated("header")));
    assert_eq!(read(&file[..200]), Err(truncated("directory")));
    let mut renamed = file.clone();
    renamed[6] = b'x';
    assert_eq!(read(&renamed), Err(malformed("directory")));
}

#[test]
fn a_file_larger_than_any_trace_is_not_looked_at() {
    let mut file = run().bytes();
    file.resize(LARGEST_FILE + 1, 0);
    assert_eq!(read(&file), Err(FormatError::TooLarge));
    file.pop();
    assert_eq!(letters(&read(&file).unwrap()), LETTERS);
}

#[test]
fn every_entry_is_seen_with_its_bytes() {
    let bytes = run().shorts(*b"DATA", 1, &[5, -6, 7]).with(*b"Rate", 1, 1024, b"abcdefghijkl").bytes();
    let file = AbifFile::parse(&bytes).unwrap();
    assert_eq!(file.version(), 101);
    assert_eq!(file.entries().count(), 13);
    let labels: Vec<_> = file.entries().map(|entry| entry.label()).collect();
    assert_eq!(labels[..3], ["FWO_1", "DATA9", "DATA10"]);
    let rate = file.find(*b"Rate", 1).unwrap();
    assert_eq!((rate.element_type, rate.count, rate.size), (1024, 12, 12));
    assert_eq!(rate.data().unwrap(), b"abcdefghijkl");
    assert_eq!(file.shorts(*b"DATA", 1).unwrap().iter().collect::<Vec<_>>(), [5, -6, 7]);
    assert_eq!(file.find(*b"Rate", 2), None);
}

#[test]
fn values_have_the_type_that_the_directory_says() {
    let bytes = Abif::new()
        .with(*b"byte", 1, 1, &[200, 1])
        .with(*b"char", 1, 2, b"GATC")
        .with(*b"word", 1, 3, &[0xFF, 0xFE])
        .with(*b"shrt", 1, 4, &[0xFF, 0xFE, 0, 3])
        .with(*b"long", 1, 5, &[0xFF, 0xFF, 0xFF, 0xFE])
        .with(*b"flot", 1, 7, &1.5_f32.to_be_bytes())
        .with(*b"dubl", 1, 8, &(-0.1_f64).to_be_bytes())
        .with(*b"date", 1, 10, &[7, 0xD9, 2, 19])
        .with(*b"time", 1, 11, &[1, 19, 30, 99])
        .with(*b"thum", 1, 12, &[0, 0, 0, 1, 0xFF, 0xFF, 0xFF, 0xFF, 8, 9])
        .with(*b"bool", 1, 13, &[1])
        .pascal(*b"pStr", 1, b"text")
        .c_string(*b"cStr", 1, b"text")
        .with(*b"user", 1, 2000, &[1, 2, 3, 4, 5])
        .bytes();
    let file = AbifFile::parse(&bytes).unwrap();
    let values = |name: [u8; 4]| file.values(name, 1).unwrap();
    assert_eq!(values(*b"byte"), Values::Bytes(&[200, 1]));
    assert_eq!(values(*b"char"), Values::Chars(b"GATC"));
    assert!(matches!(values(*b"word"), Values::Words(words) if words.iter().eq([0xFFFE])));
    assert!(matches!(values(*b"shrt"), Values::Shorts(shorts) if shorts.iter().eq([-2, 3])));
    assert!(matches!(values(*b"long"), Values::Longs(longs) if longs.iter().eq([-2])));
    assert!(matches!(values(*b"flot"), Values::Floats(floats) if floats.iter().eq([1.5])));
    assert!(matches!(values(*b"dubl"), Values::Doubles(doubles) if doubles.iter().eq([-0.1])));
    let day = Date { year: 2009, month: 2, day: 19 };
    assert!(matches!(values(*b"date"), Values::Dates(dates) if dates.iter().eq([day])));
    let time = Time { hour: 1, minute: 19, second: 30, hundredths: 99 };
    assert!(matches!(values(*b"time"), Values::Times(times) if times.iter().eq([time])));
    let thumb = Thumb { d: 1, u: -1, c: 8, n: 9 };
    assert!(matches!(values(*b"thum"), Values::Thumbs(thumbs) if thumbs.iter().eq([thumb])));
    assert_eq!(values(*b"bool"), Values::Bools(&[1]));
    assert_eq!(values(*b"pStr").text(), Some(&b"text"[..]));
    assert_eq!(values(*b"cStr").text(), Some(&b"text"[..]));
    assert_eq!(values(*b"user"), Values::Other(&[1, 2, 3, 4, 5]));
}
