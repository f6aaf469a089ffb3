//! Starting other programs: shown, captured, watched line by line, or within a time limit.

use std::env;
use std::ffi::OsString;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// The cargo that started this program, or the one on PATH.
pub(crate) fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs a program with its output visible; anything but success is an error.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    announce(command);
    let status = command.status().with_context(|| cannot_start(command))?;
    if !status.success() {
        bail!("`{}` ended with {status}", line_of(command));
    }
    Ok(())
}

/// Runs a program with its output visible and tells whether it succeeded.
pub(crate) fn succeeds(command: &mut Command) -> Result<bool> {
    Ok(status(command)?.success())
}

/// Runs a program and tells how it ended.
pub(crate) fn status(command: &mut Command) -> Result<ExitStatus> {
    announce(command);
    command.status().with_context(|| cannot_start(command))
}

/// Runs a program silently and returns what it wrote to standard output.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command.output().with_context(|| cannot_start(command))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("`{}` ended with {}: {}", line_of(command), output.status, said.trim());
    }
    String::from_utf8(output.stdout).with_context(|| format!("`{}` did not write UTF-8", line_of(command)))
}

/// Runs a program, shows its standard output as it comes and hands each line to `watch`.
pub(crate) fn run_watched(command: &mut Command, mut watch: impl FnMut(&str)) -> Result<ExitStatus> {
    announce(command);
    let mut child = command.stdout(Stdio::piped()).spawn().with_context(|| cannot_start(command))?;
    let stdout = child.stdout.take().context("the child's output is not connected")?;
    for line in BufReader::new(stdout).split(b'\n') {
        let bytes = line.context("reading the child's output")?;
        let line = String::from_utf8_lossy(&bytes);
        println!("{line}");
        watch(&line);
    }
    Ok(child.wait()?)
}

/// Runs a program with its output visible, stops it after `limit`, and tells whether it succeeded.
pub(crate) fn succeeds_within(command: &mut Command, limit: Duration) -> Result<bool> {
    announce(command);
    let mut child = command.spawn().with_context(|| cannot_start(command))?;
    let Some(status) = wait_until(&mut child, Instant::now() + limit)? else {
        child.kill()?;
        child.wait()?;
        println!("  stopped: no result after {} s", limit.as_secs());
        return Ok(false);
    };
    Ok(status.success())
}

/// Runs a program without its output, stops it after `limit`, and tells whether it succeeded.
pub(crate) fn succeeds_silently_within(command: &mut Command, limit: Duration) -> Result<bool> {
    let mut child =
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().with_context(|| cannot_start(command))?;
    let Some(status) = wait_until(&mut child, Instant::now() + limit)? else {
        child.kill()?;
        child.wait()?;
        return Ok(false);
    };
    Ok(status.success())
}

fn wait_until(child: &mut Child, deadline: Instant) -> Result<Option<ExitStatus>> {
    const POLL: Duration = Duration::from_millis(10);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if Instant::now() >= deadline {
            return Ok(None);
        }
        thread::sleep(POLL);
    }
}

/// The first executable of this name on PATH.
pub(crate) fn find_on_path(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// PATH with these folders in front.
pub(crate) fn path_with(folders: &[&Path]) -> Result<OsString> {
    let old = env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().map(|folder| folder.to_path_buf()).chain(env::split_paths(&old));
    env::join_paths(all).context("a folder with a separator in its name cannot be put on PATH")
}

fn announce(command: &Command) {
    println!("  > {}", line_of(command));
    // The child writes to the same terminal or file: what we say must not come out after it.
    let _ = std::io::stdout().flush();
}

fn cannot_start(command: &Command) -> String {
    format!("`{}` cannot be started; is it installed?", command.get_program().to_string_lossy())
}

fn line_of(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str()).to_string_lossy();
    let arguments = command.get_args().map(|argument| argument.to_string_lossy());
    std::iter::once(name).chain(arguments).collect::<Vec<_>>().join(" ")
}
