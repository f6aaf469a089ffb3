//! The reader of trace files against Biopython, on public files and on simulated ones.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::native_build;
use crate::process;
use crate::python_packages;
use crate::workspace::Workspace;

const BIOPYTHON: &str = "biopython==1.88";

/// Compares every field of every trace file in `data`/ab1; tells whether nothing differs.
pub(crate) fn run(workspace: &Workspace, data: &Path) -> Result<bool> {
    let trace_fields = native_build::trace_example(workspace, "trace_fields")?;
    let mut python = Command::new(python_packages::with(workspace, &[BIOPYTHON])?);
    python.arg("-Wignore").arg("tests/oracle/abif_biopython.py").arg(trace_fields).arg(data.join("ab1"));
    process::succeeds(python.current_dir(workspace.root()).env("PYTHONDONTWRITEBYTECODE", "1"))
}
