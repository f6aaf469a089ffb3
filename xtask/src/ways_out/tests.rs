use super::*;

fn rust(text: &str) -> Vec<String> {
    breaches_in(text, Language::Rust, "src/lib.rs")
}

fn script(text: &str) -> Vec<String> {
    breaches_in(text, Language::Script, "public/other.js")
}

/// One use of each kind, as somebody would write it in a script.
const PLANTED_SCRIPTS: [&str; 52] = [
    "const c = new RTCPeerConnection();",
    "new webkitRTCPeerConnection()",
    "navigator.mediaDevices.getUserMedia({})",
    "location.assign(url);",
    "window.location.replace(url);",
    "location.href = url;",
    "location = url;",
    "document.location =url",
    "navigation.navigate(url)",
    "window.open(url)",
    "open('/x')",
    "window.name = value;",
    "opener.postMessage(value, '*')",
    "parent.postMessage(value, '*')",
    "link.rel = 'dns-prefetch'",
    "history.pushState(null, '', url)",
    "history.replaceState(null, '', url)",
    "eval(text)",
    "new Function(text)",
    "setTimeout('go()', 1)",
    "importScripts('/x.js')",
    "document.write(text)",
    "document.writeln(text)",
    "await fetch(url)",
    "window.fetch(url)",
    "new XMLHttpRequest()",
    "navigator.sendBeacon(url)",
    "new WebSocket(url)",
    "new EventSource(url)",
    "new WebTransport(url)",
    "fetchLater(url)",
    "new Worker(url)",
    "const { default: start } = await import(url);",
    "document.createElement('iframe')",
    "form.submit()",
    "form.requestSubmit()",
    "localStorage.x = 1",
    "window.sessionStorage.setItem('x', 1)",
    "indexedDB.open('x')",
    "document.cookie = 'x'",
    "cookieStore.set('x', 1)",
    "navigator.storage.getDirectory()",
    "caches.open('x')",
    "navigator.serviceWorker.ready",
    "new BroadcastChannel('x')",
    "worker.postMessage(x)",
    "new Notification('x')",
    "navigator.share({ text })",
    "navigator.clipboard.writeText(text)",
    "document.execCommand('copy')",
    "speechSynthesis.speak(new SpeechSynthesisUtterance(text))",
    "console.log(value)",
];

const PLANTED_RUST: [&str; 27] = [
    "web_sys::RtcPeerConnection::new()",
    "window.location().assign(url)",
    "window\n        .location()\n        .replace(url)",
    "location.set_href(url)",
    "window.open_with_url(url)",
    "window.open_with_url_and_target(url, \"_self\")",
    "history.push_state_with_url(&state, \"\", Some(url))",
    "js_sys::eval(text)",
    "Function::new_no_args(text)",
    "#[wasm_bindgen(inline_js = \"export function f() {}\")]",
    "document.write_1(text)",
    "window.fetch_with_str(url)",
    "XmlHttpRequest::new()",
    "navigator.send_beacon_with_opt_str(url, Some(text))",
    "WebSocket::new(url)",
    "std::net::TcpStream::connect(address)",
    "Worker::new(url)",
    "form.request_submit()",
    "window.local_storage()",
    "window.session_storage()",
    "window.indexed_db()",
    "html.set_cookie(text)",
    "worker.post_message(&value)",
    "navigator.clipboard().write_text(text)",
    "Reflect::get(&window, &\"localStorage\".into())",
    "web_sys::console::log_1(&value)",
    "leptos::logging::log!(\"{value}\")",
];

#[test]
fn every_planted_use_is_found() {
    for text in PLANTED_SCRIPTS {
        assert!(!script(text).is_empty(), "{text}");
    }
    for text in PLANTED_RUST {
        assert!(!rust(text).is_empty(), "{text}");
    }
    for text in
        ["<meta http-equiv=\"refresh\" content=\"0; url=x\">", "<form action=\"/x\">", "<iframe src=\"x\">"]
    {
        assert!(!breaches_in(text, Language::Html, "index.html").is_empty(), "{text}");
    }
}

#[test]
fn every_way_has_a_planted_use() {
    for (way, written) in PATTERNS.iter() {
        assert_eq!(written.len(), way.written.len(), "{}: a pattern is no regular expression", way.name);
        let planted =
            PLANTED_SCRIPTS.iter().chain(&PLANTED_RUST).chain(&["<iframe", "navigator.usb.requestDevice()"]);
        let is_found = planted.into_iter().any(|text| written.iter().any(|pattern| pattern.is_match(text)));
        assert!(is_found, "{} is not tried", way.name);
    }
}

#[test]
fn what_our_code_does_is_allowed() {
    let text = "let text = text.replace('*', \"\"); window.location().hash(); location.set_hash(fragment);\n\
                history.forward(); let location = location(); if location == other {} cell.replace(1);\n\
                state.open(key); self.fetched(); dialog.open;\n\
                // navigator.sendBeacon(x)\n";
    assert_eq!(rust(text), Vec::<String>::new());
    let text = "location.reload(); location.hash;\n/** fetch(x) */\n// fetch(x)\n\
                const root = document.documentElement; setTimeout(once, 1000); fetchOk(x);";
    assert_eq!(script(text), Vec::<String>::new());
}

#[test]
fn an_exception_holds_for_its_file_and_its_way_only() {
    let beacon = "navigator.sendBeacon(x)";
    assert!(breaches_in(beacon, Language::Script, "public/break-out.js").is_empty());
    assert!(!breaches_in(beacon, Language::Script, "public/programs.js").is_empty());
    assert!(!breaches_in("localStorage.x = 1", Language::Script, "public/break-out.js").is_empty());
    let replace = "window.location().replace(fragment)";
    assert!(breaches_in(replace, Language::Rust, "src/platform/booth.rs").is_empty());
    assert!(!breaches_in(replace, Language::Rust, "src/platform/location.rs").is_empty());
}

#[test]
fn a_breach_names_its_line() {
    let found = script("a();\n\nwindow.fetch(x);\nfetch(y);\n");
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].starts_with("public/other.js:3: `window.fetch(`: fetch:"), "{found:?}");
    assert!(found[1].starts_with("public/other.js:4: `fetch(`"), "{found:?}");
}

#[test]
fn a_link_to_a_new_window_tells_nobody_where_it_was() {
    assert!(rust("<a href=url target=\"_blank\" rel=\"noopener noreferrer\">").is_empty());
    assert_eq!(rust("<a href=url target=\"_blank\" rel=\"noopener\">").len(), 1);
    assert_eq!(rust("<p rel=\"noreferrer\"></p><a\n    href=url\n    target=\"_blank\"\n>").len(), 1);
}

#[test]
fn features_that_give_a_way_are_found() {
    let manifest = |web: &str, gloo: &str| {
        features(&format!(
            "[dependencies]\nweb-sys = {{ features = [{web}] }}\ngloo = {{ features = [{gloo}] }}"
        ))
        .unwrap()
    };
    assert!(manifest("\"Navigator\", \"Location\", \"Worker\"", "\"events\"").is_empty());
    for feature in
        ["RtcPeerConnection", "Storage", "Request", "RequestInit", "WebSocket", "IdbFactory", "console"]
    {
        assert_eq!(manifest(&format!("\"{feature}\""), "").len(), 1, "{feature}");
    }
    assert_eq!(manifest("", "\"storage\", \"timers\"").len(), 1);
}

#[test]
fn every_exception_is_needed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for (way, written) in PATTERNS.iter() {
        for file in way.except.iter().filter(|file| **file != table::GLUE) {
            let text = fs::read_to_string(root.join(file)).unwrap();
            let text = Language::of(Path::new(file)).unwrap().without_comments(&text);
            assert!(
                written.iter().any(|pattern| pattern.is_match(&text)),
                "{file} does not use {}",
                way.name
            );
        }
    }
}
