use std::collections::BTreeMap;

use super::*;

fn package(name: &str, version: &str) -> Package {
    Package { name: name.to_owned(), version: version.to_owned() }
}

fn tree(uses: &[(&Package, &[&Package])]) -> DependencyTree {
    let uses =
        uses.iter().map(|(user, used)| ((*user).clone(), used.iter().map(|used| (*used).clone()).collect()));
    DependencyTree { uses: uses.collect() }
}

fn list() -> Value {
    let (app, core) = (package(APP_PACKAGE, "0.1.0"), package("shirube-risk", "0.1.0"));
    let (leptos, quote) = (package("leptos", "0.8.23"), package("quote", "1.0.0+2"));
    let programs = tree(&[(&app, &[&core, &leptos]), (&core, &[]), (&leptos, &[])]);
    let build = tree(&[(&app, &[&core, &leptos]), (&core, &[]), (&leptos, &[&quote]), (&quote, &[])]);
    let all = [&app, &core, &leptos, &quote];
    let origins = Origins {
        licences: all.into_iter().map(|package| (package.clone(), "MIT".to_owned())).collect(),
        checksums: BTreeMap::from([(leptos.clone(), "ab".repeat(32)), (quote.clone(), "cd".repeat(32))]),
    };
    document(&programs, &build, &origins, "1.95.0", vec![crate_tool("trunk", "0.21.14")]).unwrap()
}

fn named<'a>(list: &'a Value, name: &str) -> &'a Value {
    list["components"].as_array().unwrap().iter().find(|component| component["name"] == name).unwrap()
}

#[test]
fn a_package_has_its_address_licence_and_checksum() {
    let list = list();
    let leptos = named(&list, "leptos");
    assert_eq!(leptos["purl"], "pkg:cargo/leptos@0.8.23");
    assert_eq!(leptos["licenses"][0]["expression"], "MIT");
    assert_eq!(leptos["hashes"][0]["content"], "ab".repeat(32));
    assert_eq!(named(&list, "quote")["purl"], "pkg:cargo/quote@1.0.0%2B2");
}

#[test]
fn what_is_not_in_the_programs_is_marked() {
    let list = list();
    for (name, scope) in [
        ("leptos", "required"),
        ("shirube-risk", "required"),
        ("rust-std", "required"),
        ("quote", "excluded"),
        ("trunk", "excluded"),
    ] {
        assert_eq!(named(&list, name)["scope"], scope, "{name}");
    }
}

#[test]
fn our_own_packages_have_no_address() {
    let list = list();
    assert_eq!(named(&list, "shirube-risk").get("purl"), None);
    assert_eq!(list["metadata"]["component"]["bom-ref"], "shirube-app@0.1.0");
}

#[test]
fn every_dependency_is_a_component() {
    let list = list();
    let mut known: BTreeSet<&str> = list["components"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|component| component["bom-ref"].as_str())
        .collect();
    known.extend(list["metadata"]["component"]["bom-ref"].as_str());
    for dependency in list["dependencies"].as_array().unwrap() {
        let used = dependency["dependsOn"].as_array().unwrap();
        for name in used.iter().chain([&dependency["ref"]]) {
            assert!(known.contains(name.as_str().unwrap()), "{name}");
        }
    }
}

#[test]
fn nothing_tells_when_or_where_it_was_written() {
    let list = list();
    assert_eq!(list, super::tests::list());
    assert_eq!(list.get("serialNumber"), None);
    assert_eq!(list["metadata"].get("timestamp"), None);
}
