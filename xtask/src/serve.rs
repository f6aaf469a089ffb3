//! Serves the finished app on this machine.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};
use std::process::{Command, ExitCode};

use anyhow::{Result, bail};

use crate::app_build;
use crate::setup::{self, Purpose};
use crate::workspace::Workspace;

/// Sets up, builds and serves; returns only when the server stops.
pub(crate) fn run(workspace: &Workspace, port: u16, open: bool) -> Result<ExitCode> {
    check_port(port)?;
    let environment = setup::run(workspace, Purpose::Build)?;
    app_build::run(workspace, &environment)?;
    println!("\nServing Shirube on this machine only; stop with Ctrl-C.");
    let mut server = Command::new("node");
    server.arg("tools/serve.mjs").arg("dist").arg("--port").arg(port.to_string());
    server.current_dir(workspace.root());
    if open {
        server.arg("--open");
    }
    become_program(&mut server)
}

/// Said before the long work, not after it; the server itself checks again.
fn check_port(port: u16) -> Result<()> {
    let Err(error) = TcpListener::bind((Ipv4Addr::LOCALHOST, port)) else { return Ok(()) };
    let another = port.checked_add(1).unwrap_or(8080);
    match error.kind() {
        ErrorKind::AddrInUse => {
            bail!("port {port} is taken by another program: choose another one, for example --port {another}")
        }
        _ => bail!("port {port} cannot be used ({error}): choose another one, for example --port 8080"),
    }
}

/// This process becomes the server, so that Ctrl-C and kill reach the server itself.
#[cfg(unix)]
fn become_program(command: &mut Command) -> Result<ExitCode> {
    use std::os::unix::process::CommandExt;

    bail!("node cannot be started: {}", command.exec());
}

#[cfg(not(unix))]
fn become_program(command: &mut Command) -> Result<ExitCode> {
    let status = command.status()?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
