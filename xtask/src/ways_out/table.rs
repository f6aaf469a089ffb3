//! What our own code must not use, and why.

/// Interfaces of the browser that serve one purpose.
pub(super) struct Way {
    /// What it is, for the message.
    pub(super) name: &'static str,
    /// How it is written in scripts, in Rust and in HTML: regular expressions. What a browser calls `sendBeacon` is
    /// `send_beacon` in web-sys.
    pub(super) written: &'static [&'static str],
    /// What would be wrong with it.
    pub(super) why: &'static str,
    /// The files that may, named from the top folder.
    pub(super) except: &'static [&'static str],
}

/// Shows on request that the browser blocks what it can block.
const BREAK_OUT: &str = "public/break-out.js";
/// Loads the programs before the lock.
const PROGRAMS: &str = "public/programs.js";
/// Starts the service worker and looks for a new version, before the lock.
const OFFLINE_COPY: &str = "public/offline-copy.js";
/// Keeps the published files, and nothing else, for use without a network.
const SERVICE_WORKER: &str = "public/service-worker.js";
/// What wasm-bindgen writes around each program. Its own loader fetches the program and warns; what a program can call
/// there is judged by name (`interfaces.txt`).
pub(super) const GLUE: &str = "glue";

/// The browser's lock cannot block these at all.
const NOT_BLOCKED: &str = "the browser cannot block it";
/// The lock blocks these; what is not there need not be blocked.
const SENDS: &str = "it can send what was typed";
const STORES: &str = "it can keep what was typed";
const SHOWS: &str = "other programs on this device can read it";
const RUNS_TEXT: &str = "it runs text as code";

pub(super) const WAYS: &[Way] = &[
    Way {
        name: "WebRTC",
        written: &[
            r"(?i)\b(webkit|moz)?RTC(PeerConnection|DataChannel|IceServer)",
            r"\b(getUserMedia|get_user_media)",
        ],
        why: NOT_BLOCKED,
        except: &[],
    },
    Way {
        name: "navigation by script",
        written: &[
            r"\blocation(\(\))?\s*\.\s*(assign|replace)\b",
            r"\blocation\s*\.\s*href\s*=[^=]",
            r"(\.|^\s*|[;{})]\s*)location\s*=[^=]",
            r"\bset_(href|search|pathname|host|hostname|port|protocol)\(",
            r"\bnavigation\s*\.\s*(navigate|reload)\b",
            r#"http-equiv\s*=\s*"?refresh"#,
        ],
        why: NOT_BLOCKED,
        // To another fragment of the same page, without an entry in the history.
        except: &["src/platform/booth.rs"],
    },
    Way {
        name: "another window",
        written: &[
            r"\bwindow\s*\.\s*(open|opener|parent|top|name)\b",
            r"(^|[^.\w])open\(\s*['\x22`]",
            r"\bopen_with_url\w*",
            r"\bwindow\.(set_)?name\(",
            r"\b(opener|parent|top)\s*\.\s*(postMessage|location)\b",
        ],
        why: NOT_BLOCKED,
        except: &[],
    },
    Way {
        name: "a look-up ahead",
        written: &[r"\b(dns-prefetch|preconnect|prerender|speculationrules)\b", r"<a\b[^>]*\bping\s*="],
        why: NOT_BLOCKED,
        except: &[],
    },
    Way {
        name: "an address in the history",
        written: &[r"\b(pushState|replaceState|push_state\w*|replace_state\w*)\("],
        why: STORES,
        except: &[],
    },
    Way {
        name: "text as code",
        written: &[
            r"(^|[^.\w:])eval\(",
            r"\bjs_sys::eval\b",
            r"\bnew\s+Function\b",
            r"\bFunction::new_(no_args|with_args)",
            r"\b(setTimeout|setInterval)\(\s*['\x22`]",
            r"\bimportScripts\b",
            r"\bimport_scripts\b",
            r"\bwasm_bindgen\(\s*(inline_js|module|raw_module)",
        ],
        why: RUNS_TEXT,
        except: &[],
    },
    Way {
        name: "document.write",
        written: &[r"\bdocument(\(\))?\s*\.\s*write(ln)?(_\d)?\b"],
        why: RUNS_TEXT,
        except: &[],
    },
    Way {
        name: "fetch",
        written: &[r"(^|[^.\w])(window\.|self\.|globalThis\.)?fetch\(", r"\bfetch_with_\w+"],
        why: SENDS,
        except: &[PROGRAMS, SERVICE_WORKER, BREAK_OUT, GLUE],
    },
    Way {
        name: "another request",
        written: &[
            r"\bXMLHttpRequest\b",
            r"\bXmlHttpRequest\b",
            r"\bsendBeacon\b",
            r"\bsend_beacon\w*",
            r"\bWebSocket\b",
            r"\bEventSource\b",
        ],
        why: SENDS,
        except: &[BREAK_OUT],
    },
    Way {
        name: "another connection",
        written: &[
            r"\bWebTransport\b",
            r"\bWebSocketStream\b",
            r"\bfetchLater\b",
            r"\bstd::net\b",
            r"\b(Tcp|Udp)(Stream|Socket|Listener)\b",
        ],
        why: SENDS,
        except: &[],
    },
    Way {
        name: "code from elsewhere",
        written: &[r"(^|[^.\w])import\(", r"\bcreateElement\(\s*['\x22`](script|iframe)"],
        why: SENDS,
        except: &["public/boot.js", PROGRAMS, BREAK_OUT],
    },
    Way {
        name: "a worker",
        written: &[r"\bnew\s+Worker\b", r"\bWorker::new\w*"],
        why: "one that is started by its address does not know the lock",
        // From text that the page holds.
        except: &["src/platform/text_worker.rs", BREAK_OUT, GLUE],
    },
    Way {
        name: "a frame or a plug-in",
        written: &[r"<(iframe|frame|object|embed|portal|fencedframe)\b"],
        why: SENDS,
        except: &[],
    },
    Way {
        name: "a form that is sent",
        written: &[
            r"\b(requestSubmit|request_submit\w*)\b",
            r"\.submit\(",
            r"\bformaction\b",
            r"<form\b[^>]*\baction\s*=",
        ],
        why: SENDS,
        except: &[BREAK_OUT],
    },
    Way {
        name: "storage",
        written: &[
            r"\b(localStorage|local_storage|sessionStorage|session_storage)\b",
            r"\b(indexedDB|indexed_db|IdbFactory)\b",
            r"\bdocument(\(\))?\s*\.\s*cookie\b",
            r"\b(set_cookie|cookieStore|cookie_store)\b",
            r"\bnavigator\s*\.\s*storage\b",
            r"\b(showSaveFilePicker|showOpenFilePicker|showDirectoryPicker|StorageManager)\b",
        ],
        why: STORES,
        except: &[],
    },
    Way {
        name: "caches",
        written: &[r"\bcaches\b", r"\bCacheStorage\b", r"\bcache_storage\b"],
        why: STORES,
        except: &[OFFLINE_COPY, SERVICE_WORKER],
    },
    Way {
        name: "a service worker",
        written: &[r"\bserviceWorker\b", r"\bservice_worker\b", r"\bServiceWorker\w*"],
        why: STORES,
        except: &[OFFLINE_COPY],
    },
    Way {
        name: "messages to other pages",
        written: &[r"\b(BroadcastChannel|SharedWorker)\b"],
        why: SHOWS,
        except: &[],
    },
    Way {
        name: "messages to a worker",
        written: &[r"\bpostMessage\b", r"\bpost_message\w*", r"\b(MessageChannel|MessagePort)\b"],
        why: SHOWS,
        // To and from the worker that measures many traces, and to and from the service worker.
        except: &[
            "public/laboratory-worker.js",
            "src/platform/text_worker.rs",
            OFFLINE_COPY,
            SERVICE_WORKER,
            GLUE,
        ],
    },
    Way {
        name: "notifications and push",
        written: &[r"\bNotification\b", r"\b(pushManager|PushManager|showNotification)\b"],
        why: SHOWS,
        except: &[],
    },
    Way {
        name: "sharing and the clipboard",
        written: &[
            r"\bnavigator(\(\))?\s*\.\s*(share|clipboard|share_with_data)\b",
            r"\b(clipboard|Clipboard|ClipboardItem)\b",
            r"\b(execCommand|exec_command\w*)\b",
            r"\bregisterProtocolHandler\b",
        ],
        why: SHOWS,
        except: &[],
    },
    Way {
        name: "other devices",
        written: &[
            r"\bnavigator\s*\.\s*(bluetooth|usb|serial|hid|credentials|geolocation|mediaDevices|requestMIDIAccess|contacts)\b",
            r"\b(PresentationRequest|PaymentRequest|RemotePlayback|NDEFReader)\b",
        ],
        why: SENDS,
        except: &[],
    },
    Way {
        name: "speech",
        written: &[
            r"\b(speechSynthesis|speech_synthesis|SpeechSynthesis\w*|SpeechRecognition|webkitSpeechRecognition)\b",
        ],
        why: "some browsers let a server speak and listen",
        except: &[],
    },
    Way {
        name: "the console",
        written: &[
            r"(^|[^.\w])console\s*\.\s*(log|info|debug|warn|error|table|dir|trace|group\w*|assert|count\w*|time\w*)\b",
            r"\bweb_sys::console\b",
            r"\bgloo::console\b",
            r"\bleptos::logging\b",
            r"\blogging::(log|warn|error|debug_\w+)!",
        ],
        why: "what is written there stays readable",
        // Why a figure could not be drawn: an error of the canvas, which knows no value.
        except: &["src/chart/figure.rs", "src/laboratory/trace/viewer/mod.rs", GLUE],
    },
];

/// Features of web-sys that would give such an interface to the app: regular expressions for whole names.
pub(super) const FEATURES: &str = "^(\
    AbortController|Beacon.*|BroadcastChannel|Cache.*|Clipboard.*|Client.*|console|Cookie.*|EventSource.*|\
    FetchEvent.*|FileSystem(Directory|File)?Handle|FileSystemWritable.*|FileSystemSync.*|FormData|Geolocation|\
    Headers|HtmlDocument|HtmlFormElement|HtmlIFrameElement|HtmlFrameElement|HtmlObjectElement|HtmlEmbedElement|\
    HtmlScriptElement|Idb.*|ImportScripts|Media(Devices|Recorder|Stream.*)|Message(Channel|Port)|Notification.*|\
    Payment.*|Presentation.*|Push.*|Request.*|Response.*|Rtc.*|ServiceWorker.*|SharedWorker.*|Speech.*|Storage.*|\
    WebSocket|WebTransport.*|XmlHttpRequest.*|Usb.*|Bluetooth.*|Hid.*|Serial.*)$";

/// What the app may have of gloo: its other parts send, store or write to the console.
pub(super) const FEATURES_OF_GLOO: [&str; 2] = ["events", "timers"];

/// Names that a finished program has no reason to hold: it could ask for them by name without importing them. Names
/// that the check page tells its reader are not among them.
pub(super) const NOT_IN_PROGRAMS: [&str; 9] = [
    "BroadcastChannel",
    "RTCPeerConnection",
    "SharedWorker",
    "cookieStore",
    "document.cookie",
    "indexedDB",
    "localStorage",
    "serviceWorker",
    "sessionStorage",
];
