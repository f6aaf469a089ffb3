// What a browser needs to put the app on a home screen. It is added by script, so that the first answer does not
// wait for it, and before the lock, which would block it.

/** Adds the manifest in the reader's language, and the icon for those that read no manifest. */
export function addInstallLinks() {
  const manifest = document.documentElement.lang === 'en' ? 'manifest-en.webmanifest' : 'manifest.webmanifest';
  addLink('manifest', manifest);
  addLink('apple-touch-icon', 'app-icons/apple-touch.png');
}

function addLink(rel, name) {
  document.head.append(Object.assign(document.createElement('link'), { rel, href: new URL(name, document.baseURI).href }));
}
