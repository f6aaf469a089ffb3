//! Tables as RFC 4180 has them, for spreadsheets. One quoting rule is all an export needs; a package would bring
//! a reader and buffers along.

/// Adds a line of cells.
pub fn push_row<C: AsRef<str>>(table: &mut String, cells: impl IntoIterator<Item = C>) {
    for (place, cell) in cells.into_iter().enumerate() {
        if place > 0 {
            table.push(',');
        }
        push_cell(table, cell.as_ref());
    }
    table.push_str("\r\n");
}

/// A cell that no spreadsheet takes for a formula and no reader for two.
fn push_cell(table: &mut String, cell: &str) {
    let starts_formula = cell.starts_with(['=', '+', '@', '\t', '\r'])
        || (cell.starts_with('-') && cell.parse::<f64>().is_err());
    if starts_formula || cell.contains([',', '"', '\n', '\r']) {
        table.push('"');
        if starts_formula {
            table.push('\'');
        }
        table.push_str(&cell.replace('"', "\"\""));
        table.push('"');
    } else {
        table.push_str(cell);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_neither_split_nor_taken_for_a_formula() {
        for (cell, written) in [
            ("plain", "plain"),
            ("-0.5", "-0.5"),
            ("a,b", "\"a,b\""),
            ("say \"x\"", "\"say \"\"x\"\"\""),
            ("=1+1", "\"'=1+1\""),
            ("-2+3", "\"'-2+3\""),
            ("@SUM(A1)", "\"'@SUM(A1)\""),
            ("two\nlines", "\"two\nlines\""),
        ] {
            let mut table = String::new();
            push_row(&mut table, [cell, ""]);
            assert_eq!(table, format!("{written},\r\n"));
        }
    }
}
