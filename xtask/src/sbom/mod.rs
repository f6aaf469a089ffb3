//! The list of everything the programs are made of, in the form `CycloneDX` 1.6: `dist/sbom.cdx.json`.
//!
//! It says nothing that another build of the same sources would say otherwise: no time, no serial number, no path.

mod dependency_tree;
mod lock_files;

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::process;
use crate::python_packages::{self, Requirements};
use crate::setup::Environment;
use crate::workspace::{APP_PACKAGE, Workspace};
use dependency_tree::{DependencyTree, Package, compiler_version};
use lock_files::{Origins, integrity_of_npm};

/// Its name in the finished app.
pub(crate) const FILE: &str = "sbom.cdx.json";

/// The optimiser that the finished programs went through.
const OPTIMISER: &str = "binaryen";

/// Writes the list into the finished app.
pub(crate) fn write(workspace: &Workspace, environment: &Environment) -> Result<()> {
    let origins = Origins::read(workspace)?;
    let compiler = compiler_version(&mut environment.wasm.compiler()?)?;
    let mut tools = vec![
        crate_tool("trunk", crate::cargo_tools::TRUNK_VERSION),
        crate_tool("wasm-bindgen-cli", &workspace.locked_version("wasm-bindgen")?),
    ];
    let lock = fs::read_to_string(workspace.root().join("package-lock.json"))
        .context("reading package-lock.json")?;
    tools.push(npm_tool(&lock).context("package-lock.json does not name the optimiser")?);
    let list = document(
        &DependencyTree::of_programs(workspace)?,
        &DependencyTree::of_build(workspace)?,
        &origins,
        &compiler,
        tools,
    )
    .context("the packages of the app are not as Cargo.lock has them")?;
    let text = serde_json::to_string_pretty(&list).context("writing the list of components")? + "\n";
    fs::write(workspace.dist().join(FILE), text).context("writing the list of components")
}

/// Holds the list against `CycloneDX`'s own schema.
pub(crate) fn is_valid(workspace: &Workspace) -> Result<bool> {
    let python = python_packages::with(workspace, Requirements::SBOM)?;
    let mut command = Command::new(python);
    command.arg("tests/sbom/validate.py").arg(workspace.dist().join(FILE)).current_dir(workspace.root());
    process::succeeds(&mut command)
}

fn document(
    programs: &DependencyTree,
    build: &DependencyTree,
    origins: &Origins,
    compiler: &str,
    tools: Vec<Value>,
) -> Option<Value> {
    let app = build.uses.keys().find(|package| package.name == APP_PACKAGE)?;
    let mut components = vec![standard_library(compiler)];
    let mut dependencies = Vec::new();
    for (package, uses) in &build.uses {
        let is_in_programs = programs.uses.contains_key(package);
        if package != app {
            components.push(component(package, origins, is_in_programs)?);
        }
        let uses: BTreeSet<String> = uses.iter().map(|used| reference(used, origins)).collect();
        dependencies.push(json!({ "ref": reference(package, origins), "dependsOn": uses }));
    }
    components.extend(tools);
    Some(json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "lifecycles": [{ "phase": "build" }],
            "component": {
                "type": "application",
                "bom-ref": reference(app, origins),
                "name": app.name,
                "version": app.version,
                "licenses": [{ "expression": origins.licence(app)? }],
            },
        },
        "components": components,
        "dependencies": dependencies,
    }))
}

/// A package; those that only run while the app is compiled are marked as not being in it.
fn component(package: &Package, origins: &Origins, is_in_programs: bool) -> Option<Value> {
    let mut component = json!({
        "type": "library",
        "bom-ref": reference(package, origins),
        "name": package.name,
        "version": package.version,
        "scope": if is_in_programs { "required" } else { "excluded" },
        "licenses": [{ "expression": origins.licence(package)? }],
    });
    if let (Some(fields), Some(checksum)) = (component.as_object_mut(), origins.checksum(package)) {
        fields.insert("purl".to_owned(), json!(package_url(package)));
        fields.insert("hashes".to_owned(), json!([{ "alg": "SHA-256", "content": checksum }]));
    }
    Some(component)
}

/// Compiled into each program, but in no list of cargo.
fn standard_library(compiler: &str) -> Value {
    json!({
        "type": "library",
        "bom-ref": format!("rust-std@{compiler}"),
        "name": "rust-std",
        "version": compiler,
        "description": "Rust's standard library, of the compiler that made the programs",
        "scope": "required",
        "licenses": [{ "expression": "MIT OR Apache-2.0" }],
    })
}

fn crate_tool(name: &str, version: &str) -> Value {
    let package = Package { name: name.to_owned(), version: version.to_owned() };
    json!({
        "type": "application",
        "bom-ref": package_url(&package),
        "name": name,
        "version": version,
        "scope": "excluded",
        "licenses": [{ "expression": "MIT OR Apache-2.0" }],
        "purl": package_url(&package),
    })
}

fn npm_tool(lock: &str) -> Option<Value> {
    let (version, hash) = integrity_of_npm(lock, OPTIMISER)?;
    let address = format!("pkg:npm/{OPTIMISER}@{version}");
    Some(json!({
        "type": "application",
        "bom-ref": address,
        "name": OPTIMISER,
        "version": version,
        "scope": "excluded",
        "licenses": [{ "expression": "Apache-2.0" }],
        "purl": address,
        "hashes": [{ "alg": "SHA-512", "content": hash }],
    }))
}

/// How other parts of the list name a package: ours have no address, because nobody can fetch them from a registry.
fn reference(package: &Package, origins: &Origins) -> String {
    match origins.checksum(package) {
        Some(_) => package_url(package),
        None => format!("{}@{}", package.name, package.version),
    }
}

fn package_url(package: &Package) -> String {
    // A version such as 1.0.0+2 has a sign that an address writes otherwise.
    format!("pkg:cargo/{}@{}", package.name, package.version.replace('+', "%2B"))
}

#[cfg(test)]
mod tests;
